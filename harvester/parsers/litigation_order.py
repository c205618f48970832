"""The results of 表四 in the order in which a page has them: 尚未审结 may stand before 结果维持."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeVar

from harvester.editions.form import load_form
from harvester.editions.labels import begun_column, is_part, look_up, meaning
from harvester.items import GridCell
from harvester.parsers.litigation_rows import TABLE
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.row import Row

Order: TypeAlias = tuple[int, ...]
"""Which figure of the form stands in each place of the page."""

_REVIEW, _SUITS = "review", "行政诉讼"
_ABOVE = ("group", "header")
"""What stands above the results."""
_FEWEST_NAMED = 2
_Cell = TypeVar("_Cell", bound=GridCell)


def keys() -> tuple[str, ...]:
    return tuple(column.key for column in load_form().litigation_columns)


def results(row: Row) -> list[str]:
    """The results that the row names, from left to right; "" for the unknown name of one that is left over."""
    cells = [cell for cell in (*row.heads, *row.values) if cell.colspan == 1]
    found = [name for cell in cells if (name := _result(cell)) is not None]
    known = [key for cell in (*row.heads, *row.values) if (key := _named(cell, "column"))]
    return _told(found) if all(cell.text for cell in cells) else known


def _result(cell: GridCell) -> str | None:
    """The result that the cell names, "" where it is a name that the form does not know, None for any other cell."""
    is_known = looks_like_value(cell.text) or any(known.table == TABLE for known in look_up(cell.text))
    return _named(cell, "column") or (None if is_known else begun_column(cell.text, TABLE) or "")


def _told(names: Sequence[str]) -> list[str]:
    """The names where each group of five has none twice, besides unknown ones; else those that are known.

    One too many, and unknown, is the name of the column of labels: ``类别 | 结果维持 | …``.
    """
    width = len(keys())
    names = names[1:] if len(names) % width == 1 and not names[0] else names
    groups = [names[start : start + width] for start in range(0, len(names), width)]
    known = [[key for key in group if key] for group in groups]
    is_whole = all(len(group) == width for group in groups) and all(len({*own}) == len(own) for own in known)
    return list(names) if is_whole and any(known) else [key for own in known for key in own]


def completed(names: Sequence[str]) -> list[str]:
    """The names of one group, the unknown ones being those left over, in the form's order."""
    lacking = iter([key for key in keys() if key not in names])
    return [key or next(lacking, "") for key in names]


def page_order(heads: Sequence[Row], names: Sequence[str]) -> Order:
    """The order of the fifteen ``names`` of the header; that of the form where it does not name all of them."""
    width = len(keys())
    groups = [completed(names[start : start + width]) for start in range(0, len(names), width)]
    order = _group_order(heads)
    if groups[len(order) :] == groups[: len(order)]:  # a text that has the table twice
        groups = groups[: len(order)]
    if len(groups) != len(order) or any(sorted(group) != sorted(keys()) for group in groups):
        return tuple(range(width * len(order)))
    return tuple(
        place * width + keys().index(key) for place, group in zip(order, groups, strict=True) for key in group
    )


def unnamed(names: Sequence[str]) -> list[int]:
    """Which figure of a group stands below a name that the form does not know; 总计 is known by its sum."""
    return [place for place, key in enumerate(keys()[:-1]) if "" in names and key not in names]


def lacks_results(heads: Sequence[Row]) -> bool:
    """True for a header of a text that names two results or more, and of another no group has the name or a part.

    总计 is known by its sum.
    """
    texts = {text for row in heads if row.flowing for text in row.texts}
    *columns, _ = load_form().litigation_columns
    named = sum(any(is_part(text, column.wordings) for text in texts) for column in columns)
    return _FEWEST_NAMED <= named < len(columns)


def is_unsure(heads: Sequence[Row], order: Order) -> bool:
    """True where the groups stand in another order than the form's, which is taken as the names are not whole."""
    return order == tuple(range(len(order))) and _group_order(heads) != tuple(range(len(order) // len(keys())))


def in_form_order(cells: Sequence[_Cell], names: Sequence[str]) -> tuple[_Cell, ...]:
    """The cells of one group in the form's order, where the names above have another; blank ones behind them go."""
    names = completed(names)
    if sorted(names) != sorted(keys()) or len(cells) < len(names) or any(cell.text for cell in cells[len(names) :]):
        return tuple(cells)
    return tuple(cells[names.index(key)] for key in keys())


def _named(cell: GridCell, role: str) -> str | None:
    return meaning(cell.text, TABLE, "group" if role == "group" else "column") if cell.text else None


def _places(heads: Sequence[Row], role: str) -> dict[int, str]:
    cells = (cell for row in heads if not row.flowing for cell in (*row.heads, *row.values))
    return {cell.column: key for cell in cells if (key := _named(cell, role))}


def header_names(heads: Sequence[Row]) -> list[str]:
    """The names of results as the page has them, "" for an unknown one that its group leaves over."""
    return _by_place(heads) or _by_lines(heads)


def _by_place(heads: Sequence[Row]) -> list[str]:
    """The names from left to right, where each has a place of its own; else its spans lie, or it has none."""
    cells = (cell for row in heads if not row.flowing and results(row) for cell in (*row.heads, *row.values))
    places = {cell.column: key for cell in cells if cell.colspan == 1 and (key := _result(cell)) is not None}
    names = _told([places[column] for column in sorted(places)])
    return names if len(names) == len(keys()) * 3 else []


def _by_lines(heads: Sequence[Row]) -> list[str]:
    """The names as they are read; none where lines of a PDF part those of one group, of which some begin higher."""
    width = len(keys())
    found = [(key, None if row.flowing else line) for line, row in enumerate(heads) for key in results(row)]
    lines = [{line for _, line in found[start : start + width]} for start in range(0, len(found), width)]
    return [key for key, _ in found] if all(len(of_group) == 1 for of_group in lines) else []


def _group_order(heads: Sequence[Row]) -> Order:
    """Which group stands first, second and third; as in the form where the header does not show it."""
    groups = [group.key for group in load_form().litigation_groups]
    places = _places(heads, "group")
    found = [places[column] for column in sorted(places)] or _read_on(heads, groups)
    return tuple(map(groups.index, found)) if sorted(found) == sorted(groups) else tuple(range(len(groups)))


def _read_on(heads: Sequence[Row], groups: Sequence[str]) -> list[str]:
    """The groups as a header without borders has them, line by line; both kinds of lawsuits stand below 行政诉讼."""
    texts = [text for row in heads if row.flowing for text in row.texts]
    words = [known.key for text in texts for known in look_up(text) if known.table == TABLE and known.role in _ABOVE]
    if not {*groups} <= {*words}:
        return []
    suits = words.index(_SUITS) if _SUITS in words else len(words)
    first = {key: words.index(key) for key in groups}
    return sorted(groups, key=lambda key: (first[key] if key == _REVIEW else min(suits, first[key]), first[key]))
