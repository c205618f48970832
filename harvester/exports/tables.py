"""A chunk of the store as the tables of an export, column by column, in the order of the dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, TypeAlias

from harvester.exports.cells import Figures, figures_of, wide
from harvester.exports.dictionary import Resource, load_dictionary
from harvester.exports.flags import flags_of
from harvester.exports.identity import identity
from harvester.exports.values import Batch, Column, Value, text_of
from harvester.items import DOUBTFUL
from harvester.record import number_from
from harvester.store.chunks import Chunk, Rows

Own: TypeAlias = tuple[list[int], dict[str, Column]]
"""How many rows each report has in a table, and the columns that only this table has."""


class Part:
    """A chunk, and what several tables need of it."""

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk

    @cached_property
    def figures(self) -> list[Figures]:
        return figures_of(self.chunk)

    @cached_property
    def identities(self) -> list[dict[str, Value]]:
        return [identity(head) for head in self.chunk.heads]

    def found(self, rows: Rows) -> list[Sequence[Any]]:
        """The rows of each report."""
        return [rows.get(report_id, ()) for report_id in self.chunk.report_ids]

    @cached_property
    def all_findings(self) -> list[list[tuple[Any, ...]]]:
        """Of each report those within it and those between it and others, with three columns for the other one."""
        within, between = self.found(self.chunk.findings), self.found(self.chunk.findings_between)
        nobody = (None, None, ())
        return [
            [*((*row[1:], *nobody) for row in inner), *(tuple(row[1:]) for row in outer)]
            for inner, outer in zip(within, between, strict=True)
        ]


def batch_of(part: Part, resource: Resource) -> Batch:
    """The rows of the chunk in one table."""
    counts, columns = _TABLES[resource.name](part, resource)
    for name in load_dictionary()["shared"]:
        if name in resource.header and name not in columns:
            columns[name] = _repeated((own[name] for own in part.identities), counts)
    return [columns[name] for name in resource.header]


def _repeated(values: Iterable[Value], counts: Iterable[int]) -> list[Value]:
    column: list[Value] = []
    for value, count in zip(values, counts, strict=True):
        column.extend(repeat(value, count))
    return column


def _reports(part: Part, resource: Resource) -> Own:
    return [1] * len(part.chunk.heads), _wide_columns(part, resource, part.figures) | _summary(part)


def _statistics(part: Part, resource: Resource) -> Own:
    """Only reports that have such a table."""
    has = [report_id in part.chunk.statistics for report_id in part.chunk.report_ids]
    return [int(one) for one in has], _wide_columns(part, resource, part.figures, has)


def _wide_columns(
    part: Part, resource: Resource, figures: Sequence[Figures], wanted: Sequence[bool] | None = None
) -> dict[str, Column]:
    wanted = wanted or [True] * len(figures)
    fields = [field for field in resource.fields if field.cell]
    names = tuple(field.cell.id for field in fields if field.cell and field.type == "number")
    numbers = [wide(own, names) for own, is_wanted in zip(figures, wanted, strict=True) if is_wanted]
    columns = dict(zip((f.name for f in fields if f.type == "number"), _turned(numbers, len(names)), strict=True))
    if len(fields) > len(names):
        notes = zip(part.found(part.chunk.notes), part.all_findings, wanted, strict=True)
        flags = [flags_of(own, found, names) for own, found, is_wanted in notes if is_wanted]
        columns |= zip((f.name for f in fields if f.codes), _turned(flags, len(names)), strict=True)
    return columns


def _summary(part: Part) -> dict[str, Column]:
    severities = [[found[1] for found in own] for own in part.all_findings]
    heads = part.chunk.heads
    return {
        **{name: [getattr(head, name) for head in heads] for name in _OF_HEAD},
        "figures": [sum(value is not None for value in values) for _, values in part.figures],
        "findings": [len(own) for own in severities],
        "errors": [own.count("error") for own in severities],
        "warnings": [own.count("warning") for own in severities],
        "doubtful": [sum(note.state in DOUBTFUL for note in own) for own in part.found(part.chunk.notes)],
    }


def _cells(part: Part, __: Resource) -> Own:
    """A plain number's ``raw`` is the number."""
    table: list[Value] = []
    row: list[Value] = []
    column: list[Value] = []
    unit: list[Value] = []
    for layout, _ in part.figures:
        for into, own in zip((table, row, column, unit), layout.columns, strict=True):
            into.extend(own)
    value = [item for _, values in part.figures for item in values]
    raw = [None if item is None else text_of(item) for item in value]
    state = ["absent" if item is None else "number" for item in value]
    reason: list[str | None] = [None] * len(value)
    counts = [len(values) for _, values in part.figures]
    for place, note in _noted(part, counts):
        raw[place], state[place], reason[place] = note.raw, note.state, note.reason
        unit[place] = note.unit or unit[place]
    columns: dict[str, Column] = {"table": table, "row": row, "column": column, "value": value}
    return counts, {**columns, "raw": raw, "state": state, "unit": unit, "reason": reason}


def _noted(part: Part, counts: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """Each note with the place of its cell in the chunk."""
    start = 0
    for notes, (layout, _), count in zip(part.found(part.chunk.notes), part.figures, counts, strict=True):
        for note in notes:
            if note.cell in layout.place:
                yield start + layout.place[note.cell], note
        start += count


def _findings(part: Part, _: Resource) -> Own:
    rows = [_finding(*found) for own in part.all_findings for found in own]
    names = ("rule", "severity", "cells", "expected", "actual", "message", "other_year", "other_url", "other_cells")
    return [len(own) for own in part.all_findings], dict(zip(names, _turned(rows, len(names)), strict=True))


def _finding(rule: str, severity: str, cells: Any, expected: Any, actual: Any, message: str, *other: Any) -> list[Any]:  # noqa: PLR0913, PLR0917  (the columns of the table)
    year, url, cells_there = other
    said = [text_of(number_from(value)) for value in (expected, actual)]
    return [rule, severity, " ".join(cells), *said, message, year, url, " ".join(cells_there) or None]


def _rows_of(name: str, *columns: str) -> Callable[[Part, Resource], Own]:
    """A table whose rows are those of the store."""

    def build(part: Part, _: Resource) -> Own:
        found = part.found(getattr(part.chunk, name))
        rows = [row[1:] for own in found for row in own]
        return [len(own) for own in found], dict(zip(columns, _turned(rows, len(columns)), strict=True))

    return build


def _sources(part: Part, resource: Resource) -> Own:
    counts, columns = _SOURCES(part, resource)
    return counts, columns | {"current": [int(bool(value)) for value in columns["current"]]}


def _turned(rows: Sequence[Sequence[Any]], width: int) -> list[Column]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


_OF_HEAD = ("title", "published_on", "proactive_disclosure_edition", "requests_edition")
_FOUND = ("found_at", "portal", "column_url", "anchor_text", "revision", "current", "fetched_at")
_SOURCES = _rows_of("sources", *_FOUND, "sha256", "file", "offset", "length")
_CORRECTION = ("entry", "field", "before", "after", "who", "dated", "why", "source", "problem")
_TABLES: Mapping[str, Callable[[Part, Resource], Own]] = {
    "reports": _reports,
    "cells": _cells,
    "findings": _findings,
    "statistics_2014": _statistics,
    "sources": _sources,
    "sections": _rows_of("sections", "section", "text"),
    "corrections": _rows_of("corrections", *_CORRECTION),
}
"""How each table is filled, but for agencies."""
