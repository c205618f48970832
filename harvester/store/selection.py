"""Which reports an export takes, as conditions on the tables, and their ids in the order of every export."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from harvester.agencies.identity import NATIONAL
from harvester.items import DOUBTFUL
from harvester.store.facts import cells, findings, panel_findings, statistics_2014
from harvester.store.models import Agency, Report, ReportSource

LEVELS = ("national", "province", "prefecture", "county", "town")
ONLY = ("all", "clean", "flagged")
SERIOUS = ("error", "warning")
"""Severities that flag a report; an info does not."""
EDITIONS = ("2014", "2019", "2021")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; an empty field asks for everything."""

    province: str = ""
    """How division codes begin there: ``33``; ``000000`` for ministries."""
    levels: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    editions: frozenset[str] = frozenset()
    """2019 or 2021 where either table is of it, 2014 where the statistics of 2014 to 2018 are there."""
    portals: frozenset[str] = frozenset()
    only: str = "all"


def selected_ids(session: Session, wanted: Selection) -> array[int]:
    """The reports in order: by agency id, year and address; those without agency or year after the others."""
    query = select(Report.id).join(Agency, isouter=True).where(*_conditions(wanted)).order_by(*in_order(session))
    return array("q", session.scalars(query.execution_options(yield_per=10_000)))


def in_order(session: Session) -> Sequence[Any]:
    """The same on every database: texts byte by byte, which is how Python compares them too."""
    collation = "C" if session.get_bind().dialect.name == "postgresql" else "BINARY"
    agency, url = Agency.key.collate(collation), Report.url.collate(collation)
    return (Agency.key.is_(None), agency, Report.year.is_(None), Report.year, url, Report.id)


def _conditions(wanted: Selection) -> Iterator[ColumnElement[bool]]:
    if wanted.province:
        yield _is_national() if wanted.province == NATIONAL else Agency.division_code.startswith(wanted.province)
    if wanted.levels:
        yield or_(*(_is_of(level) for level in sorted(wanted.levels)))
    if wanted.years:
        yield Report.year.in_(wanted.years)
    if wanted.editions:
        yield _has_edition(wanted.editions)
    if wanted.portals:
        yield Report.id.in_(select(ReportSource.report_id).where(ReportSource.portal.in_(wanted.portals)))
    if wanted.only != "all":
        yield not_(_is_flagged()) if wanted.only == "clean" else _is_flagged()


def _is_national() -> ColumnElement[bool]:
    return Agency.key.startswith(f"{NATIONAL}-")


def _is_of(level: str) -> ColumnElement[bool]:
    code = Agency.division_code
    is_short = func.length(code) == 6
    conditions: dict[str, ColumnElement[bool]] = {
        "national": _is_national(),
        "province": and_(is_short, code.like("%0000")),
        "prefecture": and_(is_short, code.like("%00"), not_(code.like("%0000"))),
        "county": and_(is_short, not_(code.like("%00"))),
        "town": func.length(code) == 9,
    }
    return conditions[level]


def _has_edition(editions: frozenset[str]) -> ColumnElement[bool]:
    stated = or_(Report.proactive_disclosure_edition.in_(editions), Report.requests_edition.in_(editions))
    if "2014" not in editions:
        return stated
    return or_(stated, exists().where(statistics_2014.c.report_id == Report.id))


def _is_flagged() -> ColumnElement[bool]:
    """What `harvester.exports` counts in errors, warnings and doubtful, or an identity that is not whole."""
    return or_(
        Report.agency_id.is_(None),
        Report.year.is_(None),
        *(exists().where(t.c.report_id == Report.id, t.c.severity.in_(SERIOUS)) for t in (findings, panel_findings)),
        exists().where(cells.c.report_id == Report.id, cells.c.state.in_(DOUBTFUL)),
    )
