"""Agencies and the names that they bore: written with every report, read by commands and exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from harvester.items import Agency
from harvester.store import models
from harvester.store.core import add_row, change_row, find_row
from harvester.store.dedupe import agency_key
from harvester.store.rows import AgencyRow, NameRow
from harvester.store.sighting import Sighting

CHUNK = 500
_NAMES = select(models.AgencyName.__table__).where(models.AgencyName.agency_id == bindparam("agency_id"))


def name_agency(session: Session, seen: Sighting) -> int | None:
    """The row of the agency that reports, made where it lacks, with the name that the report gives it."""
    agency, key = seen.report.agency, agency_key(seen.report)
    if agency is None or key is None:
        return None
    known = find_row(session, models.Agency, key=key)
    agency_id = int(known.id) if known else int(add_row(session, models.Agency, {"key": key, **_current(agency)}))
    names = session.connection().execute(_NAMES, {"agency_id": agency_id}).all() if known else ()
    _note(session, agency_id, names, seen)
    is_newest = all((seen.report.year or 0) >= (row.last_year or 0) for row in names)
    if known and is_newest and known.name != agency.name:
        change_row(session, models.Agency, agency_id, _current(agency))
    return agency_id


def _current(agency: Agency) -> dict[str, Any]:
    return {"name": agency.name, "division_code": agency.division_code, "scope": agency.scope}


def _note(session: Session, agency_id: int, names: Sequence[Any], seen: Sighting) -> None:
    """The name with its years; nothing is written where it is known for them."""
    agency, year, url = seen.report.agency, seen.report.year, seen.url
    assert agency is not None
    row = next((row for row in names if (row.name, row.as_written) == (agency.name, agency.as_written)), None)
    if row is None:
        name = {"agency_id": agency_id, "name": agency.name, "as_written": agency.as_written}
        ends = {"first_year": year, "last_year": year, "first_url": url, "last_url": url}
        add_row(session, models.AgencyName, name | ends)
    elif year is not None:
        change: dict[str, Any] = {}
        if row.first_year is None or year < row.first_year:
            change |= {"first_year": year, "first_url": url}
        if row.last_year is None or year > row.last_year:
            change |= {"last_year": year, "last_url": url}
        if change:
            change_row(session, models.AgencyName, row.id, change)


def renew_names(session: Session, agency_id: int | None) -> None:
    """Names and their years as the reports that are left have them; an agency without any goes."""
    if agency_id is None:
        return
    ends, names = _ends(session, agency_id), _NAMES.order_by(models.AgencyName.id.desc())
    left: dict[str, int] = {}
    for row in session.execute(names, {"agency_id": agency_id}).all():
        end = ends.pop(row.as_written, None)
        if end is None:
            session.execute(delete(models.AgencyName).where(models.AgencyName.id == row.id))
            continue
        left[row.name] = end["last_year"] or 0
        if end != {name: getattr(row, name) for name in end}:
            change_row(session, models.AgencyName, row.id, end)
    here = models.Agency.id == agency_id
    if not left:
        session.execute(delete(models.Agency).where(here))
        return
    newest = max(left, key=lambda name: left[name])
    session.execute(update(models.Agency).where(here, models.Agency.name != newest).values(name=newest))


def _ends(session: Session, agency_id: int) -> dict[str, dict[str, Any]]:
    """Of each wording the earliest and the latest year, and where they were read."""
    columns = (models.Report.agency_as_written, models.Report.year, models.Report.url)
    ends: dict[str, dict[str, Any]] = {}
    for as_written, year, url in session.execute(select(*columns).where(models.Report.agency_id == agency_id)).all():
        one = {"first_year": year, "last_year": year, "first_url": url, "last_url": url}
        known = ends.setdefault(as_written or "", one)
        known |= widened(SimpleNamespace(**known), SimpleNamespace(**one))
    return ends


def widened(row: Any, other: Any) -> dict[str, Any]:
    """The years of one name, and where they were read, with those of the other taken in."""
    first = min((row, other), key=lambda end: end.first_year if end.first_year is not None else 9999)
    last = max((row, other), key=lambda end: end.last_year or 0)
    return {
        "first_year": first.first_year,
        "first_url": first.first_url,
        "last_year": last.last_year,
        "last_url": last.last_url,
    }


def iter_agencies(
    session: Session, *, division: str | None = None, word: str | None = None, chunk: int = CHUNK
) -> Iterator[AgencyRow]:
    """Agencies with their names and the years on which they reported, ordered by id; one chunk is held in memory.

    ``division``: only those whose code begins so. ``word``: only those with it in their id or in a name they bore.
    """
    query = select(models.Agency.id)
    if division is not None:
        query = query.where(models.Agency.division_code.startswith(division, autoescape=True))
    if word is not None:
        names = (models.AgencyName.name, models.AgencyName.as_written)
        named = select(models.AgencyName.agency_id).where(
            or_(*(name.contains(word, autoescape=True) for name in names))
        )
        query = query.where(models.Agency.key.contains(word, autoescape=True) | models.Agency.id.in_(named))
    ids = session.scalars(query.order_by(models.Agency.key)).all()
    for start in range(0, len(ids), chunk):
        yield from load_agencies(session, ids[start : start + chunk])


def load_agencies(session: Session, ids: Sequence[int]) -> Iterator[AgencyRow]:
    """The agencies of these rows of the table."""
    names, years = _names(session, ids), _years(session, ids)
    found = session.scalars(select(models.Agency).where(models.Agency.id.in_(ids)).order_by(models.Agency.key))
    for agency in found:
        yield AgencyRow(
            agency_id=agency.id,
            key=agency.key,
            name=agency.name,
            division_code=agency.division_code,
            scope=agency.scope,
            names=tuple(names[agency.id]),
            years=tuple(years[agency.id]),
        )


def _names(session: Session, ids: Sequence[int]) -> defaultdict[int, list[NameRow]]:
    """Every name that the agencies bore, the first year's first."""
    in_order = (models.AgencyName.first_year, models.AgencyName.id)
    borne = select(models.AgencyName).where(models.AgencyName.agency_id.in_(ids)).order_by(*in_order)
    names: defaultdict[int, list[NameRow]] = defaultdict(list)
    for row in session.scalars(borne):
        names[row.agency_id].append(_name_row(row))
    return names


def _years(session: Session, ids: Sequence[int]) -> defaultdict[int, list[int]]:
    """The years of which the agencies have a report."""
    has_year = (models.Report.agency_id.in_(ids), models.Report.year.is_not(None))
    reports = select(models.Report.agency_id, models.Report.year).where(*has_year).order_by(models.Report.year)
    years: defaultdict[int, list[int]] = defaultdict(list)
    for agency_id, year in session.execute(reports):
        assert agency_id is not None
        assert year is not None
        years[agency_id].append(year)
    return years


def _name_row(row: models.AgencyName) -> NameRow:
    return NameRow(
        name=row.name,
        as_written=row.as_written,
        first_year=row.first_year,
        last_year=row.last_year,
        first_url=row.first_url,
        last_url=row.last_url,
    )
