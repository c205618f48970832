"""Grids to rows of the three tables: which table a row belongs to, its label, and the cells after the label.

Tables are told apart by wording, not by order, so one <table> that holds all three, a table split over
several, and a flowing text all come out as the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from harvester.editions.labels import core, is_fragment, look_up, look_up_cut
from harvester.items import TABLES, Block, Grid, GridCell, Text
from harvester.parsers.headings import find
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.placing import Hint

_HEADING = 60
"""Characters of a line that announces a table."""
_BETWEEN = 30
"""Characters of a line that may stand between the heading and its table: 单位：件, 附表三."""
_MAX_WRAP = 10
_NUMBERED = re.compile(r"^[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）、.．,，]+\s*[^\d\s]")
"""How a label of the form begins, its wording unknown: ``6.属于四类过成性信息``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the cells of its label, and those of its figures behind. ``grid`` counts the tables of the page.

    ``flowing``: the border was lost. ``keeps_blanks``: other rows of that text have blanks between their figures.
    ``is_due``: the row names nothing of the form, and stands right under the heading of its table.
    """

    heads: tuple[GridCell, ...]
    values: tuple[GridCell, ...]
    grid: int = 0
    flowing: bool = False
    keeps_blanks: bool = False
    is_due: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.heads)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that the row says."""
        return tuple(cell.text for cell in (*self.heads, *self.values) if cell.text)

    @property
    def edge(self) -> int:
        """Where the row ends on the right, in columns of the grid."""
        return max((cell.column + cell.colspan for cell in (*self.heads, *self.values)), default=0)

    def hint(self, header: Header | None = None) -> Hint:
        """How the row is to be placed below this header of its grid."""
        known = header if header and not self.flowing else Header()
        return Hint(known.columns, known.edge, self.flowing, self.keeps_blanks)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a table stand in the grid, in the form's order, and where its header ends."""

    columns: tuple[int, ...] = ()
    edge: int = 0


def rows_by_table(blocks: Iterable[Block]) -> dict[str, list[Row]]:
    """Rows of every table, in the order of the page; rows of other tables are left out."""
    found: dict[str, list[Row]] = {}
    due: str | None = None
    parts = [(block, () if isinstance(block, Text) else _rows(block, number)) for number, block in _numbered(blocks)]
    keeps_blanks = any(row.flowing and _has_blank_inside(row) for _, rows in parts for row in rows)
    for block, rows in parts:
        if isinstance(block, Text):
            due = _due(block.text) or (due if len(block.text) <= _BETWEEN else None)
            continue
        for table, row in _named(rows, due):
            kept = replace(row, keeps_blanks=True) if keeps_blanks and row.flowing else row
            found.setdefault(table, []).append(kept)
        due = None
    return found


def without_empty_columns(rows: Sequence[tuple[Row, int]]) -> list[Row]:
    """Rows with the number of columns that each should have, without the cells that are blank in all rows alike.

    Only where just as many are blank as are too many: then those, and no others, are the empty columns.
    """
    blank: dict[tuple[int, int, int], set[int]] = {}
    for row, width in rows:
        found = {index for index, cell in enumerate(row.values) if not cell.text}
        kind = (row.grid, len(row.values), width)
        blank[kind] = blank.get(kind, found) & found
    return [_without(row, blank[row.grid, len(row.values), width], width) for row, width in rows]


def _without(row: Row, blank: set[int], width: int) -> Row:
    if len(row.values) <= width or len(row.values) - len(blank) != width:
        return row
    return replace(row, values=tuple(cell for index, cell in enumerate(row.values) if index not in blank))


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Each block with the number of tables before it."""
    number = 0
    for block in blocks:
        yield number, block
        number += isinstance(block, Grid)


def _rows(grid: Grid, number: int) -> tuple[Row, ...]:
    rows = _flow(grid) if grid.flowing else _lines(grid)
    return tuple(replace(row, grid=number) if number else row for row in rows)


def _named(rows: Iterable[Row], due: str | None) -> Iterator[tuple[str, Row]]:
    """Rows with their table; one whose wording names none is of the row's before, or of the heading's above."""
    current: str | None = None
    for row in rows:
        current = _table_of(row.texts, current)
        if current is not None:
            yield current, row
        elif due is not None and row.values:
            yield due, replace(row, is_due=True)


def _due(text: str) -> str | None:
    """The table that the heading announces: ``四、政府信息公开行政复议、行政诉讼情况``."""
    heading = find(text) if len(text) <= _HEADING else None
    return heading.key if heading and heading.key in TABLES else None


def _has_blank_inside(row: Row) -> bool:
    filled = [index for index, cell in enumerate(row.values) if cell.text]
    return bool(filled) and filled[-1] - filled[0] >= len(filled)


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
        if cells:
            yield Row(tuple(cell for cell in cells[:split] if cell.text), cells[split:])


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
    heads: list[GridCell] = []
    values: list[GridCell] = []
    position = 0
    while position < len(stream):
        cell = stream[position]
        label, width = _label_at(stream, position)
        if label is not None:
            if values or (heads and _is_heading(heads[-1].text) and not _is_heading(label)):
                yield Row(tuple(heads), tuple(values), flowing=True)
                heads, values = [], []
            heads.append(replace(cell, text=label))
        elif values and _NUMBERED.match(cell.text) and not looks_like_value(cell.text):
            yield Row(tuple(heads), tuple(values), flowing=True)
            heads, values = [cell], []
        elif not cell.text or looks_like_value(cell.text) or not is_fragment(cell.text):
            values += [cell] if heads or cell.text else []
        position += width
    yield Row(tuple(heads), tuple(values), flowing=True)


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
