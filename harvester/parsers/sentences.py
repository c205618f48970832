"""Tables of the form that are written as sentences: ``规章：本年制发件数0，本年废止件数0，现行有效件数5。``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, TypeAlias

from harvester.editions.form import EDITIONS, load_form
from harvester.editions.labels import core
from harvester.items import TABLES, Grid, GridCell
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import canonical
from harvester.parsers.told import lines_of

Names: TypeAlias = dict[str, str]
Axis: TypeAlias = Literal["row", "column"]

_NUMBER = (
    r"[-+增减]?\d+(?:,\d{3})*(?:\.\d+)?(?:万元|亿元|元|件|项|条|个)?(?![\d年月日%]|\.[^\d;])"
    r"|无(?=[,;。])|[-/]+(?=[,;。])|(?<=:)(?=[,;。])"
)
"""A figure, or what stands for none; digits before a point and words are the number of a label."""
_BETWEEN = re.compile(r"(?:[::为是共计有达的了数量]|件数|\(单位[::]?万元\)|\((?:万元|件|项)\))*")
_APART = re.compile(r"\s(?<=\d\s)\s*(?=\d)")
_LONGEST = {"proactive_disclosure": 600, "requests": 10_000, "review_and_litigation": 600}
"""Characters of a text that may tell a table: longer ones are prose. The rows of 表三 stand in several paragraphs."""
_FEWEST_LETTERS = 4
"""A label of 表三 without its number that is as long stands in no other word: 公开 does."""


def written_out(texts: Sequence[str], table: str) -> Grid | None:
    """The sentences as rows below the names of their columns; rows of which a column is not told are left out."""
    plain = _joined(texts, _LONGEST[table]) if table in TABLES else None
    if plain is None or not _names_columns(plain, table):
        return None
    ways: tuple[Axis, ...] = ("column", "row") if table == "requests" else ("column",)
    found = (list(lines_of(_said(plain, table, way), table)) for way in ways)
    lines = next((lines for lines in found if lines), None)
    return Grid(tuple(lines), flowing=True) if lines else None


def _joined(texts: Sequence[str], longest: int) -> str | None:
    """The texts as one; None where they are longer."""
    plain = ""
    for text in texts:
        plain += f"{canonical(_APART.sub(';', text))};"
        if len(plain) > longest:
            return None
    return plain


def _said(text: str, table: str, inner: Axis) -> Mapping[str, Mapping[str, GridCell]]:
    """What the sentences tell of each row; a row told twice in different figures is left out.

    The name on the ``inner`` axis stands right before each figure, the other one once before several.
    """
    names = {"row": _row_names(table), "column": _column_names(table)}
    said: dict[str, dict[str, GridCell]] = {}
    refuted: set[str] = set()
    last = {"row": "", "column": ""}
    end = 0
    for token in _tokens(table).finditer(text):
        word, between = token[0], text[end : token.start()]
        end = token.end()
        last[inner] = last[inner] if _BETWEEN.fullmatch(between) else ""
        axis = next((axis for axis, words in names.items() if word in words), None)
        if axis:
            last[axis] = names[axis][word]
        elif all(last.values()) and looks_like_value(word):
            if said.setdefault(last["row"], {}).setdefault(last["column"], GridCell(word, 0, 0)).text != word:
                refuted.add(last["row"])
            last[inner] = ""
    return {key: figures for key, figures in said.items() if key not in refuted}


def _names_columns(text: str, table: str) -> bool:
    """A quick test: no row is whole without the names of its columns."""
    if not _any_column(table).search(text):
        return False
    form, names = load_form(), _column_names(table)
    widths = {"requests": len(form.request_columns), "review_and_litigation": len(form.litigation_columns)}
    return len({names[word] for word in _any_column(table).findall(text)}) >= widths.get(table, 1)


@cache
def _any_column(table: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_column_names(table), key=len, reverse=True))))


@cache
def _tokens(table: str) -> re.Pattern[str]:
    words = sorted({*_row_names(table), *_column_names(table)}, key=len, reverse=True)
    return re.compile("|".join((*map(re.escape, words), _NUMBER)))


@cache
def _row_names(table: str) -> Names:
    form = load_form()
    if table == "requests":
        return dict(_request_names())
    labels = [row for edition in EDITIONS for block in form.blocks[edition] for row in block.rows]
    named = labels if table == "proactive_disclosure" else form.litigation_groups
    return {canonical(word): label.key for label in named for word in label.wordings}


def _request_names() -> Iterator[tuple[str, str]]:
    """Labels with their numbers, and those without that are no part of other words."""
    for row in load_form().all_request_rows:
        for word in row.wordings:
            yield canonical(word), row.key
            if len(core(word)) >= _FEWEST_LETTERS:
                yield core(word), row.key


@cache
def _column_names(table: str) -> Names:
    form = load_form()
    if table == "requests":
        return {canonical(word): column.key for column in form.request_columns for word in column.wordings}
    if table == "review_and_litigation":
        return {canonical(word): column.key for column in form.litigation_columns for word in column.wordings}
    columns = [column for edition in EDITIONS for _, _, column in form.disclosure_cells(edition)]
    told = {canonical(word): key for key, words in form.disclosure_in_sentences.items() for word in words}
    return {**told, **{canonical(word): column.key for column in columns for word in column.wordings}}
