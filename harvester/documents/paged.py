"""Pages of placed characters to Document: ruled tables by their lines, others by the places of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from harvester.documents.lines import separate
from harvester.documents.pages import RunOn, run_on
from harvester.documents.pdf_columns import columned, is_row
from harvester.documents.pdf_furniture import without_furniture, without_watermark
from harvester.documents.pdf_lines import Line, Margins, lines_of, paragraphs, words_of
from harvester.documents.pdf_page import Glyph, PageShow
from harvester.documents.pdf_struck import without_struck
from harvester.documents.pdf_tables import RuledTable, ruled_tables
from harvester.documents.pdf_wrapped import WORD
from harvester.editions.labels import look_up
from harvester.items import UNRULED, Document, Grid, GridCell, Text
from harvester.parsers.numbers import looks_like_value

_FEW = 30
"""Characters a page: a scan has its page number at most."""
_GARBLED = 0.2
"""Share of characters without Unicode from which the text cannot be read."""
_FOREIGN = frozenset(map(chr, (*range(0x20), *range(0x80, 0x300)))) - set("·×°±§")
"""Accented letters and the like, which fonts without a table of characters turn Chinese into."""
_LONG = 15
"""Characters of a line that is more than a label or a heading."""
_SCAN = 0.35
"""Share of a page under one picture."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One page: what it shows, its tables, and the lines outside them."""

    show: PageShow
    tables: tuple[RuledTable, ...]
    lines: tuple[Line, ...]


def read_pages(shows: Iterable[PageShow], *, count: int) -> Document:
    """The blocks of all pages in order, tables joined over page breaks; ``count`` is how many the file has."""
    leaves = [_leaf(shown, number) for number, shown in enumerate(shows)]
    flags = _flags(leaves, is_whole=len(leaves) == count)
    if "needs_ocr" in flags:
        return Document(blocks=(), flags=flags)
    parts = list(_blocks(leaves))
    if any(isinstance(part, RunOn) and not part.edges for part in parts):
        flags = (*flags, UNRULED)
    return Document(blocks=tuple(run_on(parts)), flags=flags)


def _leaf(shown: PageShow, number: int) -> _Leaf:
    glyphs = without_struck(list(without_watermark(shown.glyphs)), shown.rulings)
    shown = replace(shown, glyphs=tuple(glyphs))
    tables = _ruled(shown)
    taken = {index for table in tables for index in table.taken}
    free = [glyph for index, glyph in enumerate(shown.glyphs) if index not in taken and glyph.turned == 0]
    return _Leaf(shown, tuple(tables), tuple(lines_of(free, number)))


def _ruled(shown: PageShow) -> list[RuledTable]:
    """Tables by drawn lines; where there are none, by the edges of coloured boxes."""
    tables = ruled_tables(shown.rulings, shown.glyphs, shown.drawn) or _coloured(shown)
    return [table for table in tables if not _lacks_row_lines(table.grid)]


def _coloured(shown: PageShow) -> list[RuledTable]:
    """Tables whose cells are coloured; where only some are, labels and figures of the others stand in one cell."""
    tables = ruled_tables((*shown.rulings, *shown.fills), shown.glyphs)
    if tables and _are_stripes(tables, shown.glyphs):
        return []
    return [table for table in tables if not any(_is_glued(cell) for row in table.grid.rows for cell in row)]


def _are_stripes(tables: Sequence[RuledTable], glyphs: Sequence[Glyph]) -> bool:
    """True where every second row is coloured: rows of the table stand between the boxes or below."""
    taken = {index for table in tables for index in table.taken}
    lines = lines_of(glyph for index, glyph in enumerate(glyphs) if index not in taken and glyph.turned == 0)
    return any(is_row(line) for line in lines if line.base > tables[0].bottom)


def _is_glued(cell: GridCell) -> bool:
    return any("|" in separate(line) for line in cell.text.split("\n"))


def _lacks_row_lines(grid: Grid) -> bool:
    """True where labels and figures of several rows stand in one: only the columns are ruled."""
    return any(map(_is_stack, grid.rows))


def _is_stack(row: Sequence[GridCell]) -> bool:
    lines = [[line for line in cell.text.split("\n") if line] for cell in row]
    labels = [sum(bool(look_up(line)) for line in cell) for cell in lines]
    figures = [sum(map(_is_figures, cell)) for cell in lines]
    if any(known and counted for known, counted in zip(labels, figures, strict=True)):
        return True
    return max(labels, default=0) > 1 and max(figures, default=0) > 1


def _is_figures(line: str) -> bool:
    return all(map(looks_like_value, line.split()))


def _flags(leaves: Sequence[_Leaf], *, is_whole: bool) -> tuple[str, ...]:
    flags = [] if is_whole else ["truncated"]
    count = sum(len(leaf.show.glyphs) for leaf in leaves)
    unmapped = sum(leaf.show.unmapped for leaf in leaves)
    unmapped += sum(glyph.char in _FOREIGN for leaf in leaves for glyph in leaf.show.glyphs)
    if count < _FEW * len(leaves) or not leaves or unmapped > _GARBLED * (count + unmapped):
        return (*flags, "needs_ocr")
    if any(len(leaf.show.glyphs) < _FEW and leaf.show.picture > _SCAN for leaf in leaves):
        flags.append("picture_pages")
    recognised = [leaf for leaf in leaves if leaf.show.is_recognised]
    if 2 * len(recognised) > len(leaves) or any(map(_has_rows, recognised)):
        flags.append("recognised")
    return tuple(flags)


def _has_rows(leaf: _Leaf) -> bool:
    return bool(leaf.tables) or any(map(is_row, leaf.lines))


def _blocks(leaves: Sequence[_Leaf]) -> Iterator[RunOn | Text]:
    """Text and tables from page to page; paragraphs and tables without lines go on behind a page break."""
    pages = without_furniture([leaf.lines for leaf in leaves], [leaf.show.height for leaf in leaves])
    margins = _margins_by_page(leaves, pages)
    ordered = [part for leaf, lines in zip(leaves, pages, strict=True) for part in _in_order(leaf, lines)]
    for is_line, run in groupby(_unruled(ordered), lambda part: isinstance(part, Line)):
        if is_line:
            yield from map(Text, paragraphs([part for part in run if isinstance(part, Line)], margins))
        else:
            yield from (part for part in run if isinstance(part, RunOn))


def _in_order(leaf: _Leaf, lines: Sequence[Line]) -> list[Line | RunOn]:
    """Lines and ruled tables from top to bottom."""
    parts: list[tuple[float, Line | RunOn]] = [(table.top, RunOn(table.grid, table.edges)) for table in leaf.tables]
    parts += [(line.base, line) for line in lines]
    return [part for _, part in sorted(parts, key=lambda item: item[0])]


def _unruled(parts: Sequence[Line | RunOn]) -> Iterator[Line | RunOn]:
    """The same, with the tables that are found among the lines."""
    for is_line, run in groupby(parts, lambda part: isinstance(part, Line)):
        items = list(run)
        yield from columned([part for part in items if isinstance(part, Line)]) if is_line else items


def _margins_by_page(leaves: Sequence[_Leaf], pages: Sequence[Sequence[Line]]) -> list[Margins]:
    """The margins of each page: those of all pages of its width, for some may lie across."""
    alike: dict[int, list[Line]] = defaultdict(list)
    for leaf, lines in zip(leaves, pages, strict=True):
        alike[round(leaf.show.width)] += lines
    found = {width: _margins(lines) for width, lines in alike.items()}
    return [found[round(leaf.show.width)] for leaf in leaves]


def _margins(lines: Sequence[Line]) -> Margins:
    """Where most full lines of prose begin and end; rows of tables without lines may be wider."""
    prose = [line for line in lines if len(line.glyphs) >= _LONG and len(words_of(line, WORD)) == 1] or lines
    if not prose:
        return 0.0, 0.0
    starts, ends = sorted(line.x0 for line in prose), sorted(line.x1 for line in prose)
    return starts[len(starts) // 10], ends[len(ends) * 9 // 10]
