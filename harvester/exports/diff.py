"""What differs between two releases: reports that came or went, and what those of both say otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from harvester.errors import InputError
from harvester.exports.dictionary import load_resources
from harvester.exports.reading import READERS, Release, Texts, open_release
from harvester.exports.series import Walk, columns_of, side_by_side

TABLES = ("reports", "cells", "statistics_2014", "findings", "sections", "corrections")
"""Tables that are compared where both releases have them."""
_FIGURES = frozenset(field.name for field in load_resources()["reports"].fields if field.cell)
_IDENTITY = ("agency_id", "agency", "division_code", "year", "url")
"""Columns of every table; what differs in them is told once, of the report."""
_COUNTS = frozenset(("figures", "findings", "errors", "warnings", "doubtful"))
"""Columns of reports that count what the other tables show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line. ``item`` is the row within the report: a cell, a rule, a section; empty for the report itself."""

    change: Literal["added", "changed", "removed"]
    table: str
    agency_id: str
    agency: str
    year: str
    url: str
    item: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


class Pair:
    """Two releases, and how they can be compared."""

    def __init__(self, old: Path, new: Path) -> None:
        self.old, self.new = open_release(old), open_release(new)
        both = self.old.tables & self.new.tables - ({"statistics_2014"} if "cells" in self.old.tables else set())
        self.tables = [name for name in TABLES if name in both]
        if "reports" not in self.tables:
            raise InputError("diff: table 'reports' is not in both releases (export it in both)")
        self.reports = max(self.old.manifest["reports"], self.new.manifest["reports"])

    def walks(self, table: str) -> tuple[Walk, Walk]:
        return Walk(self.old, table, _format(self.old)), Walk(self.new, table, _format(self.new))

    def is_shown_elsewhere(self, table: str, column: str) -> bool:
        """Counts are those of the other tables, the figures stand in cells, and whose they are in reports."""
        if table != "reports":
            return column in _IDENTITY
        return column in _COUNTS or (column in _FIGURES and "cells" in self.tables)


def differences(pair: Pair) -> Iterator[list[Difference]]:
    """Those of each report, in the order of a release; one report is held in memory at a time."""
    walks = {table: pair.walks(table) for table in pair.tables}
    old, new = walks["reports"]
    for key, before, after in side_by_side(old, new):
        about = _about(columns_of(after[0], new.header) if after else columns_of(before[0], old.header))
        if not (before and after):
            yield [Difference(change="added" if after else "removed", table="reports", **about)]
            continue
        found = _changed("reports", about, _Rows(old.header, before), _Rows(new.header, after))
        for table, (there, here) in walks.items():
            if table != "reports":
                found += _changed(
                    table, about, _Rows(there.header, there.take(key)), _Rows(here.header, here.take(key))
                )
        yield [line for line in found if not pair.is_shown_elsewhere(line.table, line.field)]


def summary(found: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Table → change → number of lines."""
    tables: dict[str, dict[str, int]] = {}
    for (table, change), number in sorted(found.items()):
        tables.setdefault(table, {})[change] = number
    return tables


@dataclass(frozen=True, slots=True)
class _Rows:
    header: Texts
    rows: Sequence[Texts]


def _changed(table: str, about: Mapping[str, str], old: _Rows, new: _Rows) -> list[Difference]:
    if old == new:
        return []
    before, after = _by_item(table, old), _by_item(table, new)
    found: list[Difference] = []
    for item in dict.fromkeys((*before, *after)):
        if item in before and item in after:
            found += _fields(table, about, item, before[item], after[item])
        else:
            change: Literal["added", "removed"] = "added" if item in after else "removed"
            found.append(Difference(change=change, table=table, item=item, **about))
    return found


def _fields(
    table: str, about: Mapping[str, str], item: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Difference]:
    """Of two rows of one item, each column that both have and that differs."""
    for name in before:
        if name in after and before[name] != after[name]:
            said = {"field": name, "before": before[name], "after": after[name]}
            yield Difference(change="changed", table=table, item=item, **about, **said)


def _by_item(table: str, found: _Rows) -> dict[str, Mapping[str, str]]:
    """The rows of a report by what tells them apart; the second of two alike is numbered."""
    key, items = load_resources()[table].key, {}
    for row in found.rows:
        columns = columns_of(row, found.header)
        item = (" " if table == "findings" else ".").join(filter(None, (columns[name] for name in key)))
        names = (item if not number else f"{item} #{number + 1}" for number in count())
        items[next(name for name in names if name not in items)] = columns
    return items


def _about(row: Mapping[str, str]) -> dict[str, str]:
    return {name: row[name] for name in ("agency_id", "agency", "year", "url")}


def _format(release: Release) -> str:
    if release.format is None:
        raise InputError(
            f"{str(release.folder)!r}: no format in it that can be read back (export one of {', '.join(READERS)})"
        )
    return release.format
