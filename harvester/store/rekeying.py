"""Agencies brought to the ids that today's table of divisions and spellings gives them.

Only the columns that are named here are touched, so that a migration may call it on a database of its time.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from harvester.agencies.identity import agency_id
from harvester.divisions import by_code
from harvester.items import Agency
from harvester.store import models
from harvester.store.agencies import widened
from harvester.store.joining import join_agencies

_AGENCY = (models.Agency.id, models.Agency.key, models.Agency.name, models.Agency.division_code, models.Agency.scope)


def name_all(session: Session) -> None:
    """Fills `agency_names` from the reports of a database that has none."""
    query = (
        select(
            models.Report.agency_id,
            models.Agency.name,
            func.coalesce(models.Report.agency_as_written, models.Agency.name).label("as_written"),
            models.Report.year.label("first_year"),
            models.Report.year.label("last_year"),
            models.Report.url.label("first_url"),
            models.Report.url.label("last_url"),
        )
        .join(models.Agency, models.Agency.id == models.Report.agency_id)
        .order_by(models.Report.id)
    )
    names: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in session.execute(query):
        known = names.setdefault(tuple(row[:3]), dict(row._mapping))  # noqa: SLF001  (its public name)
        known |= widened(row, SimpleNamespace(**known))
    if names:
        session.execute(insert(models.AgencyName), list(names.values()))


def rekey(session: Session) -> int:
    """Gives every agency its id, joins those that share one, and tells how many went up in another."""
    ids = {row.id: _key(session, row) for row in session.execute(select(*_AGENCY)).all()}
    rows = [(row_id, key) for row_id, key in _newest_first(session) if ids[row_id] != key]
    for row_id, _ in rows:  # an id may be another's until that one has got its own
        session.execute(update(models.Agency).where(models.Agency.id == row_id).values(key=f"~{row_id}"))
    staying = dict(session.execute(select(models.Agency.key, models.Agency.id)).all())
    joined = 0
    for row_id, _ in rows:
        if staying.setdefault(ids[row_id], row_id) != row_id:
            join_agencies(session, row_id, staying[ids[row_id]])
            joined += 1
        else:
            session.execute(update(models.Agency).where(models.Agency.id == row_id).values(key=ids[row_id]))
    return joined


def _newest_first(session: Session) -> list[tuple[int, str]]:
    years = select(func.max(models.Report.year)).where(models.Report.agency_id == models.Agency.id)
    in_order = (func.coalesce(years.scalar_subquery(), 0).desc(), models.Agency.id)
    return list(session.execute(select(models.Agency.id, models.Agency.key).order_by(*in_order)))


def _key(session: Session, row: Any) -> str:
    place = by_code(row.division_code) if row.division_code else None
    code = (place.current_code if place else None) or row.division_code
    agency = Agency(name=row.name, as_written=row.name, division_code=code, scope=row.scope)
    seen = select(models.Report.url).where(models.Report.agency_id == row.id).order_by(models.Report.id).limit(1)
    return agency_id(agency, session.scalar(seen) if code is None else None) or f"-{row.name}"
