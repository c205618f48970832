"""Cells that stand within one cell: set beside it, so that the table is one as a reader sees it.

<tr><td><span>规章</span><span>2</span><span>1</span></td></tr>
<tr><td>规章</td><td><table><tr><td>2</td><td>1</td></tr></table></td></tr>
<tr><td><table>…the labels, a row each</table></td><td><table>…the figures, a row each</table></td></tr>
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from lxml import html

from harvester.documents.grid import bare_text
from harvester.documents.nested import rows_of
from harvester.editions.labels import look_up
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import fold

_PARTS = frozenset(("div", "span", "p", "font", "b", "strong", "li", "label"))
_FEWEST = 3
"""Rows drawn in one cell, or labels of the form among them, that make a table."""
_MOST_ROWS, _MOST_CELLS = 80, 30
_LONGEST = 200
_SHORTEST = 6
"""Characters: no heading is shorter, and few figures are as long."""


def set_beside(tree: Any) -> None:
    """Change the tree in place: rows of one cell, and rows whose cells are tables."""
    for table in list(tree.iter("table")):
        rows = list(islice(rows_of(table), _MOST_ROWS + 1))
        if len(rows) <= _MOST_ROWS:
            _part(rows)
            holds_tables = next(table.iterdescendants("table"), None) is not None
            for row in rows:
                if holds_tables:
                    _take_out(row)
                _write_once(row)
    for caption in list(tree.iter("caption")):
        _put_before(caption)


def _part(rows: Sequence[Any]) -> None:
    """Cells for the parts of the one cell that each row has."""
    if len(rows) < _FEWEST or any(len(row) != 1 for row in rows):
        return
    parted = [row for row in rows if _has_parts(row[0])]
    if sum(_is_row(row[0]) for row in parted) >= _FEWEST and _names(part for row in parted for part in row[0]):
        for row in parted:
            parts = list(row[0])
            row.remove(row[0])
            row.extend(_as_cell(part) for part in parts)


def _has_parts(cell: Any) -> bool:
    """True for a cell of several parts and nothing between them."""
    is_bare = not (cell.text or "").strip() and not any((part.tail or "").strip() for part in cell)
    return is_bare and 1 < len(cell) <= _MOST_CELLS and all(part.tag in _PARTS for part in cell)


def _is_row(cell: Any) -> bool:
    """True for a label of the form and figures or blanks behind it: ``12`` in two parts is one figure of a column."""
    texts = [fold(part.text_content()) for part in cell]
    first = next((place for place, text in enumerate(texts) if text and look_up(text)), len(texts))
    last = next((place for place, text in enumerate(texts[first:], first) if looks_like_value(text)), len(texts))
    return first < last < len(texts) and all(map(looks_like_value, texts[last:]))


def _names(parts: Any) -> int:
    """How many of the texts the form has; 0 where one is longer than its cells."""
    texts = [fold(part.text_content()) for part in parts]
    return 0 if any(len(text) > _LONGEST for text in texts) else sum(bool(text and look_up(text)) for text in texts)


def _as_cell(part: Any) -> Any:
    cell = html.Element("td")
    part.tail = None
    cell.append(part)
    return cell


def _take_out(row: Any) -> None:
    """The rows of the tables that the row's cells hold, side by side in its place."""
    tables = [_only_table(cell) for cell in row] if len(row) > 1 else []
    inside = [[list(line) for line in rows_of(table)] for table in tables if table is not None]
    if not inside or len({len(lines) for lines in inside}) > 1:
        return
    if len(inside) == len(row) and len(inside[0]) > 1:
        lines = [[cell for line in beside for cell in line] for beside in zip(*inside, strict=True)]
    elif len(inside[0]) == 1 and _names(islice(row, 1)):
        lines = [
            [
                cell
                for own, table in zip(row, tables, strict=True)
                for cell in ([own] if table is None else _cells(table))
            ]
        ]
    else:
        return
    if len(lines) == 1 or _names(line[0] for line in lines if line) >= _FEWEST:
        _replace(row, lines)


def _cells(table: Any) -> Any:
    return (cell for line in rows_of(table) for cell in line)


def _only_table(cell: Any) -> Any:
    """The table that is all a cell holds, and that holds none itself."""
    tables = list(islice(cell.iterdescendants("table"), 2))
    is_all = len(tables) == 1 and bare_text(tables[0]) == bare_text(cell)
    return tables[0] if is_all else None


def _replace(row: Any, lines: Sequence[Sequence[Any]]) -> None:
    parent = row.getparent()
    for line in lines:
        fresh = html.Element("tr")
        fresh.extend(line)
        parent.insert(parent.index(row), fresh)
    parent.remove(row)


def _write_once(row: Any) -> None:
    """A heading that stands in every cell of its row, as in one over all columns."""
    if len(row) < 2 or len(row[1].text_content()) < _SHORTEST:
        return
    texts = [fold(cell.text_content()) for cell in row[:2]]
    if len(texts[0]) < _SHORTEST or texts[0] != texts[1] or look_up(texts[0]):
        return
    if all(fold(cell.text_content()) == texts[0] for cell in row):
        row[0].set("colspan", str(len(row)))
        for cell in list(row)[1:]:
            row.remove(cell)


def _put_before(caption: Any) -> None:
    """The caption of a table as a paragraph above it: the section's heading may stand there."""
    table = caption.getparent()
    if table is not None and table.tag == "table" and table.getparent() is not None:
        caption.drop_tree()
        caption.tag, caption.tail = "p", None
        table.addprevious(caption)
