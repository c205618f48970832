"""Figures told one by one, each with its row and its column, laid out as rows of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from harvester.editions.form import EDITIONS, Column, load_form
from harvester.items import GridCell

Told: TypeAlias = Mapping[str, Mapping[str, GridCell]]
"""Row -> column -> figure."""
Rows: TypeAlias = Sequence[tuple[str, str, tuple[Column, ...]]]
"""Key, wording and columns of each row of a table; of a group of 表四."""


def lines_of(told: Told, table: str) -> Iterator[tuple[GridCell, ...]]:
    """A row below the names of its columns for each row of which every column is told."""
    for key, name, columns in form_rows(table):
        figures = told.get(key, {})
        if {column.key for column in columns} == set(figures):
            yield (_words("信息内容"), *(_words(column.zh) for column in columns))
            yield (_words(name), *(figures[column.key] for column in columns))


def _words(text: str) -> GridCell:
    return GridCell(text, 0, 0)


@cache
def form_rows(table: str) -> Rows:
    form = load_form()
    if table == "review_and_litigation":
        return [(group.key, group.zh, form.litigation_columns) for group in form.litigation_groups]
    if table == "requests":
        return [(row.key, row.zh, form.request_columns) for row in form.all_request_rows]
    blocks = [block for edition in EDITIONS for block in form.blocks[edition]]
    return [(row.key, row.zh, block.columns) for block in blocks for row in block.rows]
