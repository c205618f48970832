"""Tables of the form that are written as sentences: ``规章：本年制发件数0，本年废止件数0，现行有效件数5。``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

from harvester.editions.form import EDITIONS, Column, load_form
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import canonical

Said: TypeAlias = dict[str, dict[str, str]]
"""Row -> column -> figure as written."""
Names: TypeAlias = dict[str, str]
Rows: TypeAlias = Sequence[tuple[str, str, tuple[Column, ...]]]

_NUMBER = r"[-+增减]?\d+(?:,\d{3})*(?:\.\d+)?(?:万元|亿元|元|件|项|条|个)?(?![\d年月日%])|无(?=[,;。])|[-/]+(?=[,;。])"
_BETWEEN = re.compile(r"(?:[::为是共计有达的了数量]|件数|\(单位[::]?万元\)|\((?:万元|件|项)\))*")
_LONGEST = 600
"""Characters of a paragraph that may tell a table: longer ones are prose."""


def written_out(text: str, table: str) -> Grid | None:
    """The sentences as rows below the names of their columns; rows of which a column is not told are left out."""
    if table not in ("proactive_disclosure", "review_and_litigation") or len(text) > _LONGEST:
        return None
    plain = canonical(text)
    if not _any_column(table).search(plain):
        return None
    said = _said(plain, table)
    lines = [line for row in _rows(table) if row[0] in said for line in _lines(row, said[row[0]])]
    cells = (tuple(GridCell(cell, row, column) for column, cell in enumerate(line)) for row, line in enumerate(lines))
    return Grid(tuple(cells), flowing=True) if lines else None


def _lines(row: tuple[str, str, tuple[Column, ...]], figures: dict[str, str]) -> Iterator[tuple[str, ...]]:
    _, name, columns = row
    if {column.key for column in columns} == set(figures):
        yield ("信息内容", *(column.zh for column in columns))
        yield (name, *(figures[column.key] for column in columns))


def _said(text: str, table: str) -> Said:
    """What the sentences tell of each row; a row told twice in different figures is left out."""
    rows, columns = _row_names(table), _column_names(table)
    said: Said = {}
    refuted: set[str] = set()
    row = column = ""
    end = 0
    for token in _tokens(table).finditer(text):
        word, between = token[0], text[end : token.start()]
        end = token.end()
        column = column if _BETWEEN.fullmatch(between) else ""
        if word in rows:
            row = rows[word]
        elif word in columns:
            column = columns[word]
        elif row and column and looks_like_value(word):
            if said.setdefault(row, {}).setdefault(column, word) != word:
                refuted.add(row)
            column = ""
    return {key: figures for key, figures in said.items() if key not in refuted}


@cache
def _any_column(table: str) -> re.Pattern[str]:
    """A quick test: without a name of a column no figure has a place."""
    return re.compile("|".join(map(re.escape, _column_names(table))))


@cache
def _tokens(table: str) -> re.Pattern[str]:
    words = sorted({*_row_names(table), *_column_names(table)}, key=len, reverse=True)
    return re.compile("|".join((*map(re.escape, words), _NUMBER)))


@cache
def _row_names(table: str) -> Names:
    form = load_form()
    labels = [row for edition in EDITIONS for block in form.blocks[edition] for row in block.rows]
    named = labels if table == "proactive_disclosure" else form.litigation_groups
    return {canonical(word): label.key for label in named for word in label.wordings}


@cache
def _column_names(table: str) -> Names:
    form = load_form()
    if table == "review_and_litigation":
        return {canonical(word): column.key for column in form.litigation_columns for word in column.wordings}
    columns = [column for edition in EDITIONS for _, _, column in form.disclosure_cells(edition)]
    told = {canonical(word): key for key, words in form.disclosure_in_sentences.items() for word in words}
    return {**told, **{canonical(word): column.key for column in columns for word in column.wordings}}


@cache
def _rows(table: str) -> Rows:
    form = load_form()
    if table == "review_and_litigation":
        return [(group.key, group.zh, form.litigation_columns) for group in form.litigation_groups]
    blocks = [block for edition in EDITIONS for block in form.blocks[edition]]
    return [(row.key, row.zh, block.columns) for block in blocks for row in block.rows]
