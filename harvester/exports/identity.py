"""Who reports: the columns that every table of an export begins with."""

from __future__ import annotations

from functools import cache
from typing import Any

from harvester.agencies.identity import NATIONAL
from harvester.divisions import by_code
from harvester.divisions.table import level_of


def identity(head: Any) -> dict[str, Any]:
    """``head`` has agency_id, agency, division_code, scope, and of a report year and url."""
    return {
        "agency_id": head.agency_id,
        "agency": head.agency,
        "scope": head.scope,
        "year": head.year,
        "url": head.url,
        **place_of(head.agency_id, head.division_code),
    }


def place_of(agency_id: str | None, code: str | None) -> dict[str, str | None]:
    """Division code, province 浙江省 and level county."""
    if code is None:
        is_national = agency_id is not None and agency_id.startswith(f"{NATIONAL}-")
        return {"division_code": None, "province": None, "level": "national" if is_national else None}
    return {"division_code": code, "province": _province(code[:2]), "level": level_of(code)}


@cache
def _province(digits: str) -> str | None:
    found = by_code(f"{digits}0000")
    return found.name if found else None
