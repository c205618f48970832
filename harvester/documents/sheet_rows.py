"""Rows of a worksheet to blocks: what stands alone in its row is prose, the rest are grids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from harvester.documents.grid import LONG_CELL
from harvester.documents.text import regroup
from harvester.editions.labels import look_up
from harvester.items import Block, Grid, GridCell, Text
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import canonical, fold

MAX_ROWS, MAX_COLUMNS = 3000, 120


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cell texts by (row, column), both from 0, and the spans (rows, columns) of merged cells by their first.

    ``hidden`` are the rows and the columns that the program does not show.
    """

    texts: Mapping[tuple[int, int], str]
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


def blocks_of(sheet: Sheet) -> tuple[Block, ...]:
    """Blocks in the order of the rows; rows and columns that are empty throughout, or hidden, are left out."""
    return regroup(tuple(_blocks(_shown(sheet))))


def _shown(sheet: Sheet) -> Sheet:
    """The sheet without its hidden rows and columns, but for those that alone name something of the form."""
    for axis, hidden in enumerate(sheet.hidden):
        named: dict[int, set[str]] = {}
        for place, text in sheet.texts.items() if hidden else ():
            if text and look_up(text):
                named.setdefault(place[axis], set()).add(canonical(text))
        shown = {name for line, names in named.items() if line not in hidden for name in names}
        out = {line for line in hidden if named.get(line, set()) <= shown}
        sheet = replace(sheet, texts={place: text for place, text in sheet.texts.items() if place[axis] not in out})
    return sheet


def figure(value: float | Decimal) -> str:
    """A number as it would be written: 58.0 is 58, 0.1+0.2 is 0.3; never in powers of ten."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _blocks(sheet: Sheet) -> Iterator[Block]:
    covered = {place for first, span in sheet.spans.items() for place in _under(first, span)}
    filled = sorted(place for place, text in sheet.texts.items() if text)
    columns = sorted({column for _, column in filled})
    rows: list[list[GridCell]] = []
    for number in sorted({row for row, _ in filled}):
        cells = [_cell(sheet, number, column) for column in columns if (number, column) not in covered]
        texts = [cell.text for cell in cells if cell.text]
        if not _is_prose(texts):
            rows.append(cells)
            continue
        yield from _grid(rows)
        rows = []
        yield from (Text(line) for text in texts for line in map(fold, text.split("\n")) if line)
    yield from _grid(rows)


def _under(first: tuple[int, int], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    (row, column), (rows, columns) = first, span
    for place in ((r, c) for r in range(row, row + rows) for c in range(column, column + columns)):
        if place != first:
            yield place


def _cell(sheet: Sheet, row: int, column: int) -> GridCell:
    rows, columns = sheet.spans.get((row, column), (1, 1))
    lines = (fold(line) for line in sheet.texts.get((row, column), "").split("\n"))
    return GridCell("\n".join(line for line in lines if line), row, column, rows, columns)


def _is_prose(texts: Sequence[str]) -> bool:
    if any(len(text) > LONG_CELL for text in texts):
        return True
    return len(texts) == 1 and not look_up(texts[0]) and not looks_like_value(texts[0])


def _grid(rows: list[list[GridCell]]) -> Iterator[Block]:
    """The rows as a grid; as lines where none has a second text: （一）主动公开情况 between paragraphs."""
    texts = [[cell.text for cell in row if cell.text] for row in rows]
    if any(len(row) > 1 for row in texts):
        yield Grid(tuple(tuple(row) for row in rows))
    else:
        yield from (Text(line) for row in texts for text in row for line in text.split("\n"))
