"""A grid to rows: where the label of a row ends and its figures begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from harvester.editions.form import load_form
from harvester.editions.labels import core, is_fragment, is_numbered, look_up, look_up_cut
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.row import Row
from harvester.parsers.row_numbers import without_row_numbers

_MAX_WRAP = 10
_LEADING = 2
_WORDS = 6
_LONGEST = 120
_HEADER = 3
"""Names of columns that make a header."""
_UNITS = "件条项个次人元"
_SIGN = "+＋\\-－\u2010-\u2015\u2212"
_BOTH = re.compile(
    rf"(.*?[^\d.,．，{_SIGN}\s:：])[\s:：]*([{_SIGN}]?\d[\d,.．，]*\s*(?:[{_UNITS}]|万元)?)$", re.DOTALL
)
_BOTH_EMPTY = re.compile(r"(.*[^\s:：])\s*[:：]\s*(无|[-—–－]+|[/／]+)", re.DOTALL)
"""``自然人：无``: what stands for no figure behind a colon."""
_NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）、.．,，]+\s*[^\d\s]")
"""How a label of the form begins, its wording unknown: ``6.属于四类过成性信息``."""


def rows_of(grid: Grid, number: int = 0) -> Iterator[Row]:
    """The rows of a grid, which is that of this number on the page; those of a stream of cells by their labels."""
    is_stream = grid.flowing and all(len(line) == 1 for line in grid.rows)
    return _flow(grid, number) if is_stream else _lines(grid, number)


def _lines(grid: Grid, number: int) -> Iterator[Row]:
    for line in grid.rows:
        cells, columns = _parted(line)
        for part in _beside(cells) if not grid.flowing else [cells]:
            split = _first_value(part)
            if part:
                heads = (*columns, *(cell for cell in part[:split] if cell.text))
                yield Row(heads, part[split:], number, grid.flowing)


def _beside(cells: tuple[GridCell, ...]) -> Iterator[tuple[GridCell, ...]]:
    """The rows of blocks that stand beside each other: ``规章 | 0 | 0 | 5 | 行政许可 | 12``."""
    start, has_label, has_figure = 0, False, False
    for index, cell in enumerate(cells):
        is_label = bool(cell.text) and is_row(cell.text)
        if is_label and has_label and has_figure:
            yield cells[start:index]
            start, has_figure = index, False
        has_label = has_label or is_label
        has_figure = has_figure or (has_label and cell.text[-1:].isdigit() and looks_like_value(cell.text))
    yield cells[start:]


def _parted(line: tuple[GridCell, ...]) -> tuple[tuple[GridCell, ...], tuple[GridCell, ...]]:
    """Labels and numbers that share a cell, taken apart: ``规章：5`` is two cells.

    The name of a column before its number (``本年制发件数：5``) is no label of the row; it comes second.
    """
    if not any(label_and_number(cell.text)[0] for cell in line):
        return line, ()
    cells: list[GridCell] = []
    columns: list[GridCell] = []
    for cell in line:
        label, number = label_and_number(cell.text)
        if label and is_row(label):
            cells += [replace(cell, text=label), replace(cell, text=number)]
        elif label:
            columns.append(replace(cell, text=label))
            cells.append(replace(cell, text=number))
        else:
            cells.append(cell)
    return tuple(cells), tuple(columns)


@lru_cache(maxsize=2048)
def is_row(label: str) -> bool:
    """总计 and 其他 are columns, （七）总计 and 3.其他 rows."""
    roles = {known.role for known in look_up(label)}
    return "row" in roles and ("column" not in roles or is_numbered(label))


def _may_hold_both(text: str) -> bool:
    return bool(text) and (text[-1].isdigit() or text[-1] in _UNITS) and len(text) <= _LONGEST and not look_up(text)


@lru_cache(maxsize=2048)
def label_and_number(text: str) -> tuple[str, str]:
    """``结果维持：3件`` as its label and its number; empty for anything else."""
    both = _BOTH.match(text) if _may_hold_both(text) else _BOTH_EMPTY.fullmatch(text)
    return (both[1], both[2]) if both and look_up(both[1]) else ("", "")


def _first_value(cells: Sequence[GridCell]) -> int:
    """Index after the last label: everything before it is label, blank group cells included.

    A value cell that holds words (not a label of the form) stays a value, so that it is seen and flagged.
    """
    last = 0
    for index, cell in enumerate(cells):
        if cell.text and (look_up(cell.text) or look_up_cut(cell.text)):
            last = index + 1
    if last and not _is_group(cells[last - 1].text):
        return _behind_unit(cells, last)
    if last:
        return next((i for i in range(last, len(cells)) if _is_figure(cells[i].text)), len(cells))
    first = _first_words(cells)
    if first is None:
        return 0
    return next((i for i in range(first, len(cells)) if looks_like_value(cells[i].text)), len(cells))


def _is_figure(text: str) -> bool:
    """True for what is no label, unreadable figures (``/2//5``) among them."""
    return looks_like_value(text) or not any(map(str.isalpha, text))


def _behind_unit(cells: Sequence[GridCell], first: int) -> int:
    """Where the figures begin: behind a cell that holds their unit alone (``（一）予以公开 | 件 | 0``)."""
    is_unit = first + 1 < len(cells) and cells[first].text in load_form().statistic_units
    return first + (is_unit and any(known.table == "requests" for known in look_up(cells[first - 1].text)))


def _first_words(cells: Sequence[GridCell]) -> int | None:
    """Where a label that is not known may stand: first of all texts, or behind a number of the row (序号)."""
    filled = [index for index, cell in enumerate(cells) if cell.text][:_LEADING]
    return next((index for index in filled if not looks_like_value(cells[index].text)), None)


def _is_group(text: str) -> bool:
    """True for a group of the form (（四）无法提供), which is followed by the label of a row."""
    return any(known.role == "group" for known in look_up(text) if known.table == "requests")


def _flow(grid: Grid, number: int) -> Iterator[Row]:
    """Cut a stream of cells into rows: a row starts at a label and takes the value cells that follow."""
    stream = without_row_numbers([line[0] for line in grid.rows])
    heads: list[GridCell] = []
    values: list[GridCell] = []
    position = 0
    while position < len(stream):
        cell = stream[position]
        label, width = _label_at(stream, position)
        if label is not None:
            if values or (heads and _is_heading(heads[-1].text) and not _is_heading(label)):
                yield from _cut(heads, values, number)
                heads, values = [], []
            heads.append(replace(cell, text=label))
        elif _may_be_label(cell.text) and (values or (heads and _is_group(heads[-1].text))):
            if values:
                yield from _cut(heads, values, number)
            heads, values = [*([] if values else heads), cell], []
        elif not cell.text or looks_like_value(cell.text) or not is_fragment(cell.text):
            values += [cell] if heads or cell.text else []
        position += width
    yield from _cut(heads, values, number)


def _cut(heads: Sequence[GridCell], values: Sequence[GridCell], number: int) -> Iterator[Row]:
    """The row; figures right behind the names of columns (``… 法律服务机构 其他 197 …``) lack their label."""
    if values and sum(_is_column(cell.text) for cell in heads) >= _HEADER:
        yield Row(tuple(heads), (), number, flowing=True)
        heads = ()
    yield Row(tuple(heads), tuple(values), number, flowing=True)


def _is_column(text: str) -> bool:
    return any(known.role == "column" for known in look_up(text))


def _may_be_label(text: str) -> bool:
    """True for a label that is not known: numbered words, or more words than a remark in a figure's place has."""
    if looks_like_value(text) or is_fragment(text):
        return False
    return _NUMBERED.match(text) is not None or (len(core(text)) >= _WORDS and not any(map(str.isdigit, text)))


def _is_heading(label: str) -> bool:
    """True for names of columns (其他 and 总计 among them), which carry no figures of their own."""
    return any(known.role in ("column", "header") for known in look_up(label))


def _label_at(stream: Sequence[GridCell], position: int) -> tuple[str | None, int]:
    """The label that starts here, wrapped over up to four cells (``(三)不予`` + ``公开``), and its width."""
    texts: list[str] = []
    for cell in stream[position : position + _MAX_WRAP]:
        if not cell.text or looks_like_value(cell.text) or (texts and _whole(cell.text)):
            break
        texts.append(cell.text)
        if _whole(cell.text):
            break
    for width in range(len(texts), 0, -1):
        joined = "".join(texts[:width])
        if look_up(joined):
            return joined, width
    if texts and look_up_cut(texts[0]):
        return texts[0], 1
    return None, 1


def _whole(text: str) -> bool:
    return bool(look_up(text)) and len(core(text)) > 2
