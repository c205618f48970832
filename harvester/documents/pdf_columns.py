"""Tables without ruling lines: figures below each other are a column, a gap in it is a blank cell.

A label that is wrapped around its figures is put together again from the lines above and below that begin where it
begins, as far as they make a label of the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from harvester.documents.pages import RunOn
from harvester.documents.pdf_lines import Line, behind_label, figures_apart, words_of
from harvester.documents.pdf_spans import Span, columns_of, filled, with_named
from harvester.documents.pdf_wrapped import WORD, unwrapped
from harvester.documents.text import table_runs
from harvester.editions.labels import is_fragment, is_tail, look_up
from harvester.items import Grid, GridCell
from harvester.parsers.numbers import looks_like_value

_REACH = 12
"""Lines above and below its figures over which a label may be wrapped: 1.申请人无正当理由逾期不补正… takes eleven."""
_ALIGNED = 1.3
"""Of a character's height: how far apart the lines of one label may begin."""
_CENTRED = 0.6
"""The same of the middles of centred lines."""
_TOUCH = 0.1
"""Of a character's height: what lies closer is one word."""
_MARGIN, _MARGIN_LINES = 2.0, 2
"""Points within which labels begin at one margin, and how many make it one."""


@dataclass(slots=True)
class _Row:
    """A line cut into the words of its labels and the figures behind them; ``used`` where another row took it up."""

    line: Line
    labels: list[Line]
    figures: list[Line]
    used: set[int] = field(default_factory=set)

    @property
    def flat(self) -> str:
        """As flattened text has it; a line of names of columns, whole or wrapped, counts as one of the table."""
        if self.figures:
            return "|".join(("".join(word.text for word in self.labels), *(word.text for word in self.figures)))
        is_header = len(self.labels) > 1 and all(look_up(w.text) or is_fragment(w.text) for w in self.labels)
        return "|".join(word.text for word in self.labels) if is_header else self.line.text


def columned(lines: Sequence[Line]) -> Iterator[Line | RunOn]:
    """The lines in order, with runs of lines that make a table replaced by its grid."""
    lines = unwrapped(lines)
    rows = [_cut(line) for line in lines]
    margins = _margins(rows)
    _part(rows, margins)
    position = 0
    for start, end in table_runs([row.flat for row in rows]):
        yield from lines[position:start]
        yield RunOn(_grid(rows[start:end], margins), ())
        position = end
    yield from lines[position:]


def is_row(line: Line) -> bool:
    """True for a line that ends in figures below a label of the form, or in several: ``规章 1 2 3``."""
    return bool(_cut(line).figures)


def _cut(line: Line) -> _Row:
    words = [figure for word in words_of(line, WORD) for figure in figures_apart(word)]
    first = len(words)
    while first and looks_like_value(words[first - 1].text):
        first -= 1
    first, is_row = behind_label(words, first)
    return _Row(line, words[:first], words[first:]) if is_row else _Row(line, words, [])


def _margins(rows: Sequence[_Row]) -> list[float]:
    """Where several labels of rows begin, from right to left."""
    own = [row.labels[-1] for row in rows if row.figures and row.labels]
    starts = sorted((word.x0 for word in own if _is_row_label(word.text)), reverse=True)
    margins: list[float] = []
    for x in starts:
        often = sum(abs(x - other) < _MARGIN for other in starts) >= _MARGIN_LINES
        if often and not (margins and margins[-1] - x < _MARGIN):
            margins.append(x)
    return margins


def _is_row_label(text: str) -> bool:
    return any(known.role == "row" for known in look_up(text)) and not is_tail(text)


def _part(rows: Sequence[_Row], margins: Sequence[float]) -> None:
    """Cut the words at the margins: a group's label may touch the labels of its rows."""
    for row in rows if margins else ():
        row.labels = [part for word in row.labels for part in _parted(word, margins)]


def _parted(word: Line, margins: Sequence[float]) -> list[Line]:
    if look_up(word.text):
        return [word]
    for place, glyph in enumerate(word.glyphs[1:], 1):
        is_apart = glyph.x0 - word.glyphs[place - 1].x1 > _TOUCH * glyph.size
        if is_apart and any(abs(glyph.x0 - margin) < _MARGIN for margin in margins):
            return [Line(word.glyphs[:place], word.page), Line(word.glyphs[place:], word.page)]
    return [word]


def _grid(rows: Sequence[_Row], margins: Sequence[float]) -> Grid:
    """One row of cells for each line with figures, and one for each line of headers between them."""
    nearest = _nearest(rows)
    labels = {
        place: _known_label(rows, place, margins) or _near_label(rows, nearest[place], margins)
        for place, row in enumerate(rows)
        if row.figures
    }
    headers = {place: list(_headers(rows, place)) for place, row in enumerate(rows) if not row.figures}
    columns = _columns(rows, headers)
    made: list[tuple[GridCell, ...]] = []
    for place, row in enumerate(rows):
        if row.figures:
            texts = [*([labels[place]] if labels[place] else []), *filled(row.figures, columns[place])]
        else:
            texts = [header.text for header in headers[place]]
        if texts:
            made.append(tuple(GridCell(text, len(made), column) for column, text in enumerate(texts)))
    return Grid(tuple(made))


class _Header(NamedTuple):
    text: str
    x0: float
    x1: float

    @property
    def is_column(self) -> bool:
        return any(known.role == "column" for known in look_up(self.text))


def _headers(rows: Sequence[_Row], place: int) -> Iterator[_Header]:
    """The words of a line of headers, each put together with the words right below it that go on with it."""
    for index, word in enumerate(rows[place].labels):
        if index in rows[place].used:
            continue
        rows[place].used.add(index)
        below = _below(rows, place, word)
        for count in range(len(below), 0, -1):
            parts = [word, *(part for _, _, part in below[:count])]
            whole = "".join(part.text for part in parts)
            if look_up(whole):
                for line, used, _ in below[:count]:
                    rows[line].used.add(used)
                yield _Header(whole, min(part.x0 for part in parts), max(part.x1 for part in parts))
                break
        else:
            yield _Header(word.text, word.x0, word.x1)


def _below(rows: Sequence[_Row], place: int, word: Line) -> list[tuple[int, int, Line]]:
    """The words below a word that share its column, down to the next line with figures."""
    found: list[tuple[int, int, Line]] = []
    for line in range(place + 1, min(place + 2 * _REACH, len(rows))):
        if rows[line].figures:
            break
        found += [
            (line, index, part)
            for index, part in enumerate(rows[line].labels)
            if part.x0 < word.x1 and word.x0 < part.x1 and index not in rows[line].used
        ]
    return found


def _nearest(rows: Sequence[_Row]) -> dict[int, list[int]]:
    """For each line with figures the lines without that lie nearer to it than to any other."""
    anchors = [place for place, row in enumerate(rows) if row.figures]
    found: dict[int, list[int]] = {place: [place] for place in anchors}
    for place, row in enumerate(rows):
        around = [at for at in anchors if rows[at].line.page == row.line.page and abs(at - place) <= 2 * _REACH]
        if not row.figures and around:
            found[min(around, key=lambda at: abs(rows[at].line.base - row.line.base))].append(place)
    return {place: sorted(lines) for place, lines in found.items()}


def _near_label(rows: Sequence[_Row], lines: Sequence[int], margins: Sequence[float]) -> str:
    """For a label that the form does not have: the words of the nearest lines at the first margin that has any."""
    for margin in (*margins, None):
        parts = [
            word.text
            for line in lines
            for index, word in enumerate(rows[line].labels)
            if index not in rows[line].used
            and not look_up(word.text)
            and (margin is None or abs(word.x0 - margin) < _MARGIN)
        ]
        if parts:
            return "".join(parts)
    return ""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where the lines of a label begin, or their middle where they are centred."""

    start: float
    center: float | None = None

    @classmethod
    def of(cls, word: Line) -> _Anchor:
        return cls(word.x0, (word.x0 + word.x1) / 2)

    def holds(self, word: Line) -> bool:
        if abs(word.x0 - self.start) < _ALIGNED * word.size:
            return True
        return self.center is not None and abs((word.x0 + word.x1) / 2 - self.center) < _CENTRED * word.size


def _known_label(rows: Sequence[_Row], place: int, margins: Sequence[float]) -> str:
    """The longest label of the form that the lines around make at one margin; empty where they make none."""
    own = rows[place].labels[-1:]
    beside = own or [
        word for row in rows[max(place - 1, 0) : place + 2] if not row.figures for word in row.labels[-1:]
    ]
    for anchor in (*map(_Anchor, margins), *map(_Anchor.of, beside), None):
        middle = [(place, -1, word) for word in rows[place].labels if anchor is not None and anchor.holds(word)]
        above, below = _around(rows, place, anchor, -1), _around(rows, place, anchor, 1)
        choices = [(up, down) for up in range(len(above) + 1) for down in range(len(below) + 1)]
        for up, down in sorted(choices, key=sum, reverse=True):
            parts = [*reversed(above[:up]), *middle, *below[:down]]
            text = "".join(word.text for _, _, word in parts)
            if text and _is_row_label(text) and not _leaves_out([word for _, _, word in parts], own):
                for line, index, _ in parts:
                    rows[line].used.add(index)
                return text
    whole = "".join(word.text for word in rows[place].labels)
    return whole if look_up(whole) and not is_tail(whole) else ""


def _leaves_out(words: Sequence[Line], own: Sequence[Line]) -> bool:
    """True for a label without the last word of the row's own line, unless that word is the name of its group."""
    return any(word not in words and word.x1 > min(part.x0 for part in words) for word in own)


def _around(rows: Sequence[_Row], place: int, anchor: _Anchor | None, step: int) -> list[tuple[int, int, Line]]:
    """Words of the neighbouring lines without figures that may belong to the label, the nearest first."""
    found: list[tuple[int, int, Line]] = []
    for line in range(place + step, place + step * (2 * _REACH + 1), step):
        if not 0 <= line < len(rows) or rows[line].figures or len(found) == _REACH or _names_columns(rows[line]):
            break
        near = [
            (line, index, word)
            for index, word in enumerate(rows[line].labels)
            if index not in rows[line].used
            and word.x1 < rows[place].figures[0].x0
            and (anchor is None or anchor.holds(word))
        ]
        found += near[-1:]
        if anchor and not near and any(word.x1 > anchor.start for word in rows[line].labels):
            break
        if near:
            anchor = _Anchor(near[-1][2].x0, anchor.center if anchor else None)
    return found


def _columns(rows: Sequence[_Row], headers: Mapping[int, Sequence[_Header]]) -> dict[int, list[Span]]:
    """For each line with figures the columns of the lines that stand together with it under one header."""
    columns: dict[int, list[Span]] = {}
    group: list[int] = []
    names: list[Span] = []
    for place, row in enumerate((*rows, None)):
        if row is None or _is_header(row):
            figures = [word for line in group for word in rows[line].figures]
            columns.update(dict.fromkeys(group, with_named(columns_of(figures), names)))
            names = [] if group else names
            group = []
        if row is not None and row.figures:
            group.append(place)
        elif not group:
            names += [(header.x0, header.x1) for header in headers.get(place, ()) if header.is_column]
    return columns


def _is_header(row: _Row) -> bool:
    """True for a line of names of columns, which begins a block of its own."""
    words = [known for word in row.labels for known in look_up(word.text)]
    return not row.figures and any(known.role in ("column", "header") for known in words)


def _names_columns(row: _Row) -> bool:
    """True for a line of several names of columns, of which none is a part of a row's label."""
    words = (any(known.role == "column" for known in look_up(word.text)) for word in row.labels)
    return not row.figures and sum(words) > 1
