"""Grids to rows of the three tables: which table a row belongs to, its label, and the cells after the label.

Tables are told apart by wording, not by order, so one <table> that holds all three, a table split over
several, and a flowing text all come out as the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from harvester.editions.labels import core, is_fragment, look_up, look_up_cut
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value

_MAX_WRAP = 10
_NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）、.．,，]+\s*[^\d\s]")
"""How a label of the form begins, its wording unknown: ``6.属于四类过成性信息``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the label cells before its figures, and the cells after. ``flowing``: the border was lost."""

    labels: tuple[str, ...]
    values: tuple[GridCell, ...]
    flowing: bool = False


def rows_by_table(grids: Iterable[Grid]) -> dict[str, list[Row]]:
    """Rows of every table, in the order of the page; rows of other tables are left out."""
    found: dict[str, list[Row]] = {}
    for grid in grids:
        table: str | None = None
        for row in _flow(grid) if grid.flowing else _lines(grid):
            table = _table_of((*row.labels, *(cell.text for cell in row.values)), table)
            if table is not None:
                found.setdefault(table, []).append(row)
    return found


def _table_of(texts: Sequence[str], current: str | None) -> str | None:
    """Table that the row's wording names without doubt, else the one that the row before belongs to."""
    votes: dict[str, int] = {}
    for text in texts:
        tables = {known.table for known in look_up(text)} if text else set()
        if len(tables) == 1:
            name = tables.pop()
            votes[name] = votes.get(name, 0) + 1
    return max(votes, key=lambda name: votes[name]) if votes else current


def _lines(grid: Grid) -> Iterator[Row]:
    for cells in grid.rows:
        split = _first_value(cells)
        labels = tuple(cell.text for cell in cells[:split] if cell.text)
        if cells:
            yield Row(labels, cells[split:])


def _first_value(cells: Sequence[GridCell]) -> int:
    """Index after the last label: everything before it is label, blank group cells included.

    A value cell that holds words (not a label of the form) stays a value, so that it is seen and flagged.
    """
    last = 0
    for index, cell in enumerate(cells):
        if cell.text and (look_up(cell.text) or look_up_cut(cell.text)):
            last = index + 1
    if last and not _is_group(cells[last - 1].text):
        return last
    if last:
        return next((i for i in range(last, len(cells)) if looks_like_value(cells[i].text)), len(cells))
    first = next((i for i, cell in enumerate(cells) if cell.text), 0)
    if not cells or looks_like_value(cells[first].text):
        return 0
    return next((i for i in range(first, len(cells)) if looks_like_value(cells[i].text)), len(cells))


def _is_group(text: str) -> bool:
    """True for a group of the form (（四）无法提供), which is followed by the label of a row."""
    return any(known.role == "group" for known in look_up(text) if known.table == "requests")


def _flow(grid: Grid) -> Iterator[Row]:
    """Cut a stream of cells into rows: a row starts at a label and takes the value cells that follow."""
    stream = [line[0] for line in grid.rows]
    labels: list[str] = []
    values: list[GridCell] = []
    position = 0
    while position < len(stream):
        cell = stream[position]
        label, width = _label_at(stream, position)
        if label is not None:
            if values or (labels and _is_heading(labels[-1]) and not _is_heading(label)):
                yield Row(tuple(labels), tuple(values), flowing=True)
                labels, values = [], []
            labels.append(label)
        elif values and _NUMBERED.match(cell.text) and not looks_like_value(cell.text):
            yield Row(tuple(labels), tuple(values), flowing=True)
            labels, values = [cell.text], []
        elif not cell.text or looks_like_value(cell.text) or not is_fragment(cell.text):
            values += [cell] if labels or cell.text else []
        position += width
    yield Row(tuple(labels), tuple(values), flowing=True)


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
