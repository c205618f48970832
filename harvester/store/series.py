"""The reports of an agency year by year, with the figures that the rules between reports need and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from harvester.editions.form import EDITIONS, load_form
from harvester.items import DOUBTFUL, CellNote, Number, Report, Table
from harvester.store import models
from harvester.store.facts import cells, proactive_disclosure, requests, review_and_litigation, sections

_REQUEST_ROWS = ("new_received", "carried_over", "outcome_total", "carried_forward")


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored report, in part."""

    report_id: int
    agency_id: int
    year: int
    report: Report


def read_series(session: Session, agency_ids: Collection[int]) -> dict[int, list[Entry]]:
    """The reports of each agency by year. Sections are left out: `with_overviews` adds those."""
    found = session.scalars(
        select(models.Report)
        .where(models.Report.agency_id.in_(agency_ids), models.Report.year.is_not(None))
        .order_by(models.Report.agency_id, models.Report.year)
    ).all()
    ids = [row.id for row in found]
    tables, notes = _tables(session, ids), _notes(session, ids)
    series: dict[int, list[Entry]] = {}
    for row in found:
        report = _report(row, tables.get(row.id, {}), tuple(notes.get(row.id, ())))
        series.setdefault(row.agency_id or 0, []).append(Entry(row.id, row.agency_id or 0, row.year or 0, report))
    return series


def with_overviews(session: Session, entries: Collection[Entry]) -> list[Entry]:
    """The same, with their 总体情况."""
    here = sections.c.report_id.in_([entry.report_id for entry in entries])
    query = select(sections.c.report_id, sections.c.text).where(here, sections.c.section == "overview")
    texts = dict(session.execute(query).all())
    return [
        replace(entry, report=replace(entry.report, sections={"overview": texts.get(entry.report_id)}))
        for entry in entries
    ]


def _report(row: models.Report, tables: dict[str, Table], notes: tuple[CellNote, ...]) -> Report:
    editions = {"proactive_disclosure": row.proactive_disclosure_edition, "requests": row.requests_edition}
    return Report(
        source=row.url,
        url=row.url,
        sha256="",
        kind="report",
        parser_version=row.parser_version,
        year=row.year,
        editions={name: edition for name, edition in editions.items() if edition in EDITIONS},
        tables={**tables},
        cells=notes,
    )


def _tables(session: Session, report_ids: Collection[int]) -> dict[int, dict[str, Table]]:
    found: dict[int, dict[str, Table]] = {}
    for report_id, table, row, figures in _figures(session, report_ids):
        found.setdefault(report_id, {}).setdefault(table, {})[row] = figures
    return found


def _figures(
    session: Session, report_ids: Collection[int]
) -> Iterator[tuple[int, str, str, dict[str, Number | None]]]:
    """report, table, row and the figures of the row."""
    form = load_form()
    disclosed = select(proactive_disclosure).where(proactive_disclosure.c.report_id.in_(report_ids))
    for item in session.execute(disclosed).mappings():
        for row, columns in _disclosure_names().items():
            figures = {column: item[name] for column, name in columns.items() if item[name] is not None}
            if figures:
                yield item["report_id"], "proactive_disclosure", row, figures
    received = requests.c.report_id.in_(report_ids), requests.c.row.in_(_REQUEST_ROWS)
    for item in session.execute(select(requests).where(*received)).mappings():
        yield item["report_id"], "requests", item["row"], {c.key: item[c.key] for c in form.request_columns}
    cases = select(review_and_litigation).where(review_and_litigation.c.report_id.in_(report_ids))
    for item in session.execute(cases).mappings():
        figures = {column.key: item[column.key] for column in form.litigation_columns}
        yield item["report_id"], "review_and_litigation", item["row"], figures


@cache
def _disclosure_names() -> dict[str, dict[str, str]]:
    """Row -> column -> the database's column: rules -> issued -> rules_issued."""
    names: dict[str, dict[str, str]] = {}
    for edition in EDITIONS:
        for _, row, column in load_form().disclosure_cells(edition):
            names.setdefault(row.key, {})[column.key] = f"{row.key}_{column.key}"
    return names


def _notes(session: Session, report_ids: Collection[int]) -> dict[int, list[CellNote]]:
    """The cells that are in doubt or print a unit of their own."""
    query = select(cells.c.report_id, cells.c.cell, cells.c.state, cells.c.unit).where(
        cells.c.report_id.in_(report_ids), or_(cells.c.state.in_(DOUBTFUL), cells.c.unit.is_not(None))
    )
    found: dict[int, list[CellNote]] = {}
    for report_id, cell, state, unit in session.execute(query):
        found.setdefault(report_id, []).append(CellNote(cell=cell, raw="", state=state, unit=unit))
    return found
