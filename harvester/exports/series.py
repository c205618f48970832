"""Tables of two releases walked side by side, report by report: both are in the same order, so memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from harvester.errors import InputError
from harvester.exports.reading import Release, Texts

Key: TypeAlias = tuple[bool, str, bool, int, str]
"""Of a report, in the order of a release: agency id and year, else the address."""


class Walk:
    """One table of one release, whose rows are taken report by report."""

    def __init__(self, release: Release, table: str, format_: str) -> None:
        rows = release.rows(table, format_)
        self.header: Texts = next(rows, ())
        self._places = [self.header.index(name) for name in ("agency_id", "year", "url")] if self.header else []
        self._where = f"{str(release.folder)!r}: table {table!r}"
        self._groups = groupby(rows, self._key)
        self.key: Key | None = None
        self._advance()

    def _key(self, row: Texts) -> Key:
        agency, year, url = (row[place] for place in self._places)
        return (not agency, agency, not year, int(year or 0), "" if agency and year else url)

    def _advance(self) -> None:
        key, rows = next(self._groups, (None, iter(())))
        if key is not None and self.key is not None and key < self.key:
            raise InputError(f"{self._where} is not in the order in which it was exported (export it again)")
        self.key, self._rows = key, [list(row) for row in rows]

    def take(self, key: Key) -> Sequence[Texts]:
        """The rows of that report; those of reports before it are passed over."""
        while self.key is not None and self.key < key:
            self._advance()
        if self.key != key:
            return []
        rows = self._rows
        self._advance()
        return rows


def side_by_side(old: Walk, new: Walk) -> Iterator[tuple[Key, Sequence[Texts], Sequence[Texts]]]:
    """Every report of either, with its rows in each; nothing where one lacks it."""
    while old.key is not None or new.key is not None:
        key = min(walk.key for walk in (old, new) if walk.key is not None)
        yield key, old.take(key), new.take(key)


def columns_of(row: Texts, header: Texts) -> Mapping[str, str]:
    return dict(zip(header, row, strict=True))
