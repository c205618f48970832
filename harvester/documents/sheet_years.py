"""Workbooks with a sheet for each year: ``2022年``, ``2023年``. The latest is the report's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harvester.documents.held import tables_in
from harvester.items import Block, Grid

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_BEFORE = re.compile(r"上一?年|去年")


def of_latest_year(sheets: Sequence[tuple[str, Sequence[Block]]]) -> list[Block]:
    """The blocks of the sheets, by name; without those named for an earlier year that hold the latest one's tables."""
    years = [_year(name) for name, _ in sheets]
    latest = max(filter(None, years), default=None)
    own = set().union(
        *(_held(blocks) for (_, blocks), year in zip(sheets, years, strict=True) if year in (None, latest))
    )
    kept: list[Block] = []
    for (_, blocks), year in zip(sheets, years, strict=True):
        held = _held(blocks) if year not in (None, latest) else set()
        if not held or not held <= own:
            kept += blocks
    return kept


def _year(name: str) -> str | None:
    found = _YEAR.search(name)
    return found[1] if found else "0" if _BEFORE.search(name) else None


def _held(blocks: Sequence[Block]) -> set[str]:
    return tables_in(block for block in blocks if isinstance(block, Grid))
