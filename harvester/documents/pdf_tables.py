"""Ruling lines and characters to grids: the walls between the boxes of the lines say which boxes are one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from harvester.documents.pdf_cells import cell_text, padding_of, room_of
from harvester.documents.pdf_open import opened
from harvester.documents.pdf_overflow import put_together
from harvester.documents.pdf_page import Area, Glyph, Ruling
from harvester.documents.pdf_spill import Figure, closed_up, figures_of, is_dash, spacing_of
from harvester.items import ACROSS, PICTURE, Grid, GridCell
from harvester.parsers.numbers import looks_like_value

Box: TypeAlias = tuple[int, int]
"""Row and column between the lines of a table."""

Lines: TypeAlias = tuple[Sequence[float], Sequence[float]]
"""Where the upright and the level lines of a table stand."""

_SNAP = 3.0
"""Points within which two lines are one, and within which they touch."""
_NARROWEST = 5.0
"""Points: no column or row holds a character in less. It is the gap in a double line, or between cells set apart."""
_COVERED = 0.6
"""Share of a box's side that a line must cover to be a wall."""
_MAX_LINES = 4000
_MAX_BOXES = 20_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid with the place that it takes on its page; ``edges`` are the places of its upright lines."""

    grid: Grid
    top: float
    bottom: float
    edges: tuple[float, ...]
    taken: frozenset[int]
    """Which of the page's characters stand in it."""


def ruled_tables(rulings: Iterable[Ruling], glyphs: Sequence[Glyph], drawn: Sequence[Area] = ()) -> list[RuledTable]:
    """The tables of a page from top to bottom; a frame of one column is no table. ``drawn`` may be figures."""
    level = _merged(item for item in rulings if item.is_level)[:_MAX_LINES]
    upright = _merged(item for item in rulings if not item.is_level)[:_MAX_LINES]
    found = (_table(*part, glyphs, drawn) for part in _parts(level, upright))
    return sorted((table for table in found if table), key=lambda table: table.top)


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces on one line, dashes and double strokes made one."""
    merged: list[Ruling] = []
    cluster: list[Ruling] = []
    for item in sorted(rulings, key=lambda ruling: ruling.place):
        if cluster and item.place - cluster[-1].place > _SNAP / 2:
            merged += _in_line(cluster)
            cluster = []
        cluster.append(item)
    return merged + _in_line(cluster)


def _in_line(cluster: list[Ruling]) -> list[Ruling]:
    if not cluster:
        return []
    place = sum(item.place for item in cluster) / len(cluster)
    done: list[Ruling] = []
    for item in sorted(cluster, key=lambda ruling: ruling.start):
        last = done[-1] if done else None
        if last and item.start - last.end <= _SNAP:
            done[-1] = Ruling(item.is_level, place, last.start, max(last.end, item.end))
        else:
            done.append(Ruling(item.is_level, place, item.start, item.end))
    return [item for item in done if item.end - item.start > _SNAP]


def _parts(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch belong to one table."""
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            if _touch(across, down):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, across in enumerate(level):
        groups[root(i)][0].append(across)
    for j, down in enumerate(upright, len(level)):
        groups[root(j)][1].append(down)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _touch(across: Ruling, down: Ruling) -> bool:
    return (
        across.start - _SNAP <= down.place <= across.end + _SNAP
        and down.start - _SNAP <= across.place <= down.end + _SNAP
    )


def _table(
    level: list[Ruling], upright: list[Ruling], glyphs: Sequence[Glyph], drawn: Sequence[Area]
) -> RuledTable | None:
    xs = _places([item.place for item in upright] + [end for item in level for end in (item.start, item.end)])
    ys = _places([item.place for item in level] + [end for item in upright for end in (item.start, item.end)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_BOXES:
        return None
    boxes = _Boxes(xs, ys, _walls(upright, xs, ys), _walls(level, ys, xs))
    cells = boxes.cells()
    glyphs_in: dict[Box, list[Glyph]] = defaultdict(list)
    owner = {box: cell for cell, members in cells.items() for box in members}
    taken = set()
    spacing = spacing_of(glyphs, xs)
    figures = figures_of(glyphs, xs, spacing)
    places = dict(_places_of(glyphs, figures, (xs, ys), owner))
    glyphs = closed_up(glyphs, spacing)
    for index, place in places.items():
        glyphs_in[owner[place]].append(glyphs[index])
        taken.add(index)
    doubtful = {owner[box] for box in _crossed(figures, places, owner, glyphs_in, xs)}
    doubtful |= {owner[box] for index, box in places.items() if glyphs[index].held is not None}
    cells, glyphs_in = opened(cells, glyphs_in, xs)
    texts = put_together(_texts(cells, glyphs_in, xs), cells)
    texts |= {cell: PICTURE for cell in _drawn_in(drawn, (xs, ys), owner) if not texts.get(cell)}
    figures_across = {  # not the 3 of 3.其他
        cell for cell in doubtful if texts.get(cell) and looks_like_value(texts[cell])
    }
    grid = _grid(cells, texts | {cell: ACROSS + texts[cell] for cell in figures_across})
    if max((len(row) for row in grid.rows), default=0) < 2 or not taken:
        return None
    return RuledTable(grid, ys[0], ys[-1], tuple(xs), frozenset(taken))


def _places(values: list[float]) -> list[float]:
    """Distinct places, each the mean of the values within reach of each other."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][-1] <= _NARROWEST:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]


def _walls(rulings: list[Ruling], places: list[float], crossings: list[float]) -> set[Box]:
    """(place, gap between crossings) wherever a line closes the gap."""
    covered: dict[Box, float] = defaultdict(float)
    for item in rulings:
        place = min(range(len(places)), key=lambda n: abs(places[n] - item.place))
        for gap in range(len(crossings) - 1):
            start, end = crossings[gap], crossings[gap + 1]
            covered[place, gap] += max(0.0, min(end, item.end) - max(start, item.start)) / (end - start)
    return {key for key, share in covered.items() if share >= _COVERED}


@dataclass(frozen=True, slots=True)
class _Boxes:
    """The boxes between all lines of a table; ``upright`` and ``level`` are the walls that are drawn."""

    xs: list[float]
    ys: list[float]
    upright: set[Box]
    level: set[Box]

    def cells(self) -> dict[Box, list[Box]]:
        """First box (row, column) of each cell, and its boxes. Boxes without a wall between them are one cell."""
        cells: dict[Box, list[Box]] = {}
        seen: set[Box] = set()
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                if (row, column) not in seen:
                    members = self._open_to((row, column))
                    for part in [members] if _is_rectangle(members) else _by_rows(members):
                        cells[min(part)] = part
                    seen.update(members)
        return cells

    def _open_to(self, start: Box) -> list[Box]:
        members, waiting = {start}, [start]
        while waiting:
            row, column = waiting.pop()
            for box, wall in (
                ((row, column + 1), (column + 1, row) in self.upright),
                ((row, column - 1), (column, row) in self.upright),
                ((row + 1, column), (row + 1, column) in self.level),
                ((row - 1, column), (row, column) in self.level),
            ):
                inside = 0 <= box[0] < len(self.ys) - 1 and 0 <= box[1] < len(self.xs) - 1
                if inside and not wall and box not in members:
                    members.add(box)
                    waiting.append(box)
        return sorted(members)


def _is_rectangle(members: list[Box]) -> bool:
    rows, columns = {row for row, _ in members}, {column for _, column in members}
    return len(rows) * len(columns) == len(members)


def _by_rows(members: list[Box]) -> list[list[Box]]:
    """Boxes of an odd shape (a line is missing between two cells), one cell a row and run."""
    parts: list[list[Box]] = []
    for box in members:
        if parts and parts[-1][-1] == (box[0], box[1] - 1):
            parts[-1].append(box)
        else:
            parts.append([box])
    return parts


def _places_of(
    glyphs: Sequence[Glyph], figures: Iterable[Figure], lines: Lines, owner: Mapping[Box, Box]
) -> Iterator[tuple[int, Box]]:
    """Index of each character within the table, and its box; a figure too long for its cell is kept together."""
    centers = {index: figure.x for figure in figures for index in figure.indices}
    for index, glyph in enumerate(glyphs):
        place = _cut_off(glyph, lines, owner) or _box_at(centers.get(index, glyph.center), glyph.middle, lines)
        if place in owner:
            yield index, place


def _box_at(x: float, y: float, lines: Lines) -> Box:
    xs, ys = lines
    return bisect_right(ys, y) - 1, bisect_right(xs, x) - 1


def _drawn_in(drawn: Iterable[Area], lines: Lines, owner: Mapping[Box, Box]) -> Iterator[Box]:
    """The cells that hold a small picture or shape as a whole."""
    for left, top, right, bottom in drawn:
        first, *others = (owner.get(_box_at(x, y, lines)) for x in (left, right) for y in (top, bottom))
        if first and all(cell == first for cell in others):
            yield first


def _cut_off(glyph: Glyph, lines: Lines, owner: Mapping[Box, Box]) -> Box | None:
    """The box of the cell that cuts the character off, if what shows it lies in one cell."""
    if glyph.held is None:
        return None
    left, top, right, bottom = glyph.held
    x, y = min(max(glyph.center, left + _SNAP), right - _SNAP), min(max(glyph.middle, top + _SNAP), bottom - _SNAP)
    ends = [(left + _SNAP, y), (right - _SNAP, y)] if x != glyph.center else []
    ends += [(x, top + _SNAP), (x, bottom - _SNAP)] if y != glyph.middle else []
    cells = {owner.get(_box_at(*end, lines)) for end in ends}
    return _box_at(x, y, lines) if len(cells) == 1 and None not in cells else None


def _crossed(
    figures: Iterable[Figure],
    places: Mapping[int, Box],
    owner: Mapping[Box, Box],
    glyphs: Mapping[Box, Sequence[Glyph]],
    xs: Sequence[float],
) -> Iterator[Box]:
    """The boxes of figures that may be of another cell, or hold the figure of one that is blank."""
    for figure in figures:
        place = places.get(figure.indices[0])
        columns = figure.columns(xs)
        if place is None or is_dash(figure.first):
            continue
        others = [
            (place[0], column) for column in columns if owner.get((place[0], column)) not in (None, owner[place])
        ]
        if figure.is_doubtful(xs) or not all(glyphs.get(owner[box]) for box in others):
            yield place


def _texts(
    cells: Mapping[Box, list[Box]], glyphs: Mapping[Box, Sequence[Glyph]], xs: Sequence[float]
) -> dict[Box, str]:
    """The text of each cell; cells of the same width below each other tell how long their lines can be."""
    columns: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for first in glyphs:
        columns[first[1], max(cells[first])[1] + 1].append(first)
    padding = padding_of(
        min(glyph.x0 for glyph in inside) - xs[first[1]] for first, inside in glyphs.items() if inside
    )
    texts = {}
    for (start, end), alike in columns.items():
        room = room_of(xs[end] - xs[start] - 2 * padding, [glyphs[first] for first in alike])
        texts.update({first: cell_text(glyphs[first], room) for first in alike})
    return texts


def _grid(cells: Mapping[Box, list[Box]], texts: Mapping[Box, str]) -> Grid:
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for (row, column), members in sorted(cells.items()):
        last_row, last_column = max(members)
        text = texts.get((row, column), "")
        rows[row].append(GridCell(text, row, column, last_row - row + 1, last_column - column + 1))
    return Grid(tuple(tuple(rows[row]) for row in sorted(rows)))
