"""Flattened text to Document: lines of prose, and the tables whose borders survive only as pipes, tabs or lines.

Three shapes occur, mixed within one text:

    规章 | 5 | 5 | 5 |            one row a line
    一、本年新收… | 2 |           one row over several lines, blank cells as bare pipes
    |
    规章                          one cell a line, blank cells lost
    0
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from harvester.documents.boxes import holds_page, one_cell_a_line, unboxed
from harvester.documents.grid import MAX_CELLS
from harvester.documents.lines import (
    blank_lines_are_cells,
    label_pieces,
    labels_first,
    piped,
    separate,
    single_spaced,
    upright,
)
from harvester.editions.form import load_form, request_width
from harvester.editions.labels import is_exact, is_fragment, look_up, look_up_cut, may_be_exact
from harvester.items import STATISTICS, Block, Grid, GridCell, Text
from harvester.parsers.numbers import looks_like_value
from harvester.parsers.script import canonical, fold

Look: TypeAlias = Literal["prose", "blank", "pipe", "label", "value", "piece", "short"]

_PAGE_NUMBER = re.compile(r"^\s*[-—–]\s*\d{1,3}\s*[-—–]\s*$")
_PIPES = re.compile(r"\|+")
_DASHES = r"(?:-{3,}|:-+:?|-+:)"
_RULE = re.compile(rf"\s*\|?(\s*{_DASHES}\s*[|+])+\s*{_DASHES}?\s*\|?\s*")
"""The line below the header of a table in Markdown, or in Org: ``|:--|--:|``, ``|---+---|``."""
_HEADING = re.compile(r"(情况|事项|措施|举措|概述|报告)$")
_FORM_LOOKS = frozenset(("pipe", "label", "value", "piece"))
_MIN_LABELS = 3
_ROW_OF_FIGURES = 14
"""Pipes: a row of 表四 stands alone where its header is lost."""
_MIN_DOUBLED = 5
"""Pipes between cells, all of them doubled, that show a text with two for each."""
_SHORT = 40
_LONGEST_SIGN = 60
"""Characters of a label with its number before and its unit behind."""
_NEAR = 12
"""Lines around a short one, blank ones among them, in which the form's next line is looked for."""
_FIGURES = "0123456789０１２３４５６７８９,. /-—\u00a0无|，、；;。"
_LONG = 120
_SPACED = 0.4
"""Share of blank lines in a text with one behind every line."""
_STATED = re.compile(r"[：:]?\s*\d[\d.,]*\s*(?:万元|人次|[条件个次人元篇])?[。；;]?$")
"""A figure behind its label, with its unit."""
_LONGEST_FIGURE = 16
"""Characters of one with its unit."""
_MIN_SIGNS = 8
"""Lines of an HTML page that are labels or hold pipes, from which its text is searched for tables."""


def regroup(blocks: Sequence[Block], with_blanks: Callable[[], Sequence[Block]] | None = None) -> tuple[Block, ...]:
    """The blocks of an HTML page whose tables are paragraphs, ``div``s or ``pre``: their lines read as text.

    ``with_blanks`` gives them with blank paragraphs, which may be cells.
    """
    texts = piped("\0".join(block.text for block in blocks if isinstance(block, Text))).split("\0")
    signs = sum(text.count("|") > 1 or (len(text) <= _LONG and _is_sign(text)) for text in texts)
    is_row = signs > 0 and any(text.count("|") >= _ROW_OF_FIGURES for text in texts)
    if signs < _MIN_SIGNS and not is_row and not any(map(holds_page, texts)):
        return tuple(blocks)
    runs = groupby(with_blanks() if with_blanks else blocks, lambda block: isinstance(block, Text))
    return tuple(block for is_text, run in runs for block in (text_blocks(_texts(run)) if is_text else run))


def _is_sign(text: str) -> bool:
    """True for a label alone, or with its figures or a stroke behind: ``规章 0 0 0``, ``22 1.当面申请数 件 12``.

    The number of the row may stand behind it, too: ``1.当面申请数 22 件 12``; the unit behind the figure in the
    statistics of 2014: ``申请办结数：12件``.
    """
    if not may_be_exact(text):
        return False
    if _is_statistic(text):
        return True
    words = text.rstrip(_FIGURES)
    if len(words) > _LONGEST_SIGN or "。" in words:
        return False
    number, _, behind = text.partition(" ")
    text = behind if number.isdecimal() and behind else text
    label = _without_unit(_without_unit(text).rstrip(_FIGURES)).rstrip(_FIGURES)
    return len(label) <= _SHORT and is_exact(label)


def _is_statistic(text: str) -> bool:
    stated = _STATED.search(text, max(len(text) - _LONGEST_FIGURE, 0))
    label = text[: stated.start()] if stated else ""
    is_label = bool(label) and len(label) <= _SHORT and is_exact(label)
    return is_label and any(known.table == STATISTICS for known in look_up(label))


def _without_unit(text: str) -> str:
    words, _, unit = text.rpartition(" ")
    return words if unit in load_form().statistic_units else text


def _texts(run: Iterable[Block]) -> list[str]:
    return [block.text for block in run if isinstance(block, Text)]


def text_blocks(source: Sequence[str]) -> Iterator[Block]:
    """Lines as text blocks; every run of table lines as one flowing grid."""
    source = list(unboxed(list(one_cell_a_line(source))))
    plain = list(upright(line for line in source if not _PAGE_NUMBER.match(line)))
    plain, keeps_blanks = _with_blank_cells(plain)
    lines = [separate(line) for line in plain]
    looks = [_look(line) for line in lines]
    start = 0
    while start < len(lines):
        end, is_table = _run(lines, looks, start)
        if is_table:
            yield _flowing(lines[start:end], keeps_blanks=keeps_blanks)
        else:
            yield from (Text(text) for line in plain[start:end] if (text := fold(line)))
        start = end


def _with_blank_cells(lines: list[str]) -> tuple[list[str], bool]:
    """The lines, single-spaced where that leaves the blank cells of a table, and whether blank ones are cells."""
    if blank_lines_are_cells(lines):
        return lines, True
    is_spaced = sum(not line.strip() for line in lines) > len(lines) * _SPACED
    closer = single_spaced(lines) if is_spaced else lines
    keeps_blanks = is_spaced and blank_lines_are_cells(closer)
    return (closer, True) if keeps_blanks else (lines, False)


def table_runs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of lines that make a table."""
    looks = [_look(line) for line in lines]
    start = 0
    while start < len(lines):
        end, is_table = _run(lines, looks, start)
        if is_table:
            yield start, end
        start = end


def _look(line: str) -> Look:
    """What one line looks like on its own."""
    text = fold(line)
    if not text:
        return "blank"
    if len(text) > _LONG and "|" not in text:
        return "prose"
    return next((look for look, holds in _LOOKS if holds(text)), "prose")


_LOOKS: tuple[tuple[Look, Callable[[str], bool]], ...] = (
    ("pipe", lambda text: "|" in text),
    ("label", lambda text: bool(look_up(text) or look_up_cut(text) or label_pieces(text))),
    ("value", looks_like_value),
    ("piece", is_fragment),
    ("short", lambda text: len(text) <= _SHORT and "。" not in text and not _HEADING.search(canonical(text))),
)
"""What a line is taken for, in the order of the tests."""


def _run(lines: list[str], looks: Sequence[Look], start: int) -> tuple[int, bool]:
    """End of the run of table lines that starts here, and whether it is a table; else the line alone.

    A short line that the form does not know is taken along between two lines of the form: a label with a slip.
    """
    if looks[start] not in ("pipe", "label", "piece"):
        return start + 1, False
    end, labels, values = start + 1, 0, 0
    for position in range(start, len(lines)):
        look = looks[position]
        if look in _FORM_LOOKS or (look == "short" and _between(looks, position)):
            labels += look in ("label", "pipe")
            values += look in ("value", "pipe") or _has_digits_after_label(lines[position], look)
            end = position + 1
        elif look != "blank":
            break
    is_row = any(line.count("|") >= _ROW_OF_FIGURES for line in lines[start:end])
    return end, values > 0 and (labels >= _MIN_LABELS or is_row)


def _has_digits_after_label(line: str, look: Look) -> bool:
    return look == "label" and _STATED.search(line) is not None


def _between(looks: Sequence[Look], position: int) -> bool:
    before = next((look for look in reversed(looks[max(0, position - _NEAR) : position]) if look != "blank"), "prose")
    after = next((look for look in looks[position + 1 : position + 1 + _NEAR] if look != "blank"), "prose")
    return before in _FORM_LOOKS and after in _FORM_LOOKS


def _flowing(lines: list[str], *, keeps_blanks: bool = False) -> Grid:
    """A row for each line where lines are rows, else one cell a row in reading order.

    A part between two pipes that holds nothing is a blank cell, and so is one behind the last pipe where other lines
    end with their figure.
    """
    lines = _with_single_pipes([line for line in lines if not _RULE.fullmatch(line)])
    piped = [line for line in lines if line.count("|") > 1]
    if piped and all(line.lstrip().startswith("|") for line in piped):
        lines = [line.lstrip().removeprefix("|") if line.count("|") > 1 else line for line in lines]
    if any(line.rstrip()[-1:].isdigit() for line in piped):
        lines = [f"{line}|" if line in piped and line.rstrip().endswith("|") else line for line in lines]
    rows = labels_first([_cells(line) for line in lines if line.strip()])
    if all(_is_row(row) or _lost_its_label(row, before) for before, row in pairwise([(), *rows])):
        return Grid(tuple(_laid_out(rows)), flowing=True)
    cells: list[str] = []
    for part in "\n".join(lines).rstrip().removesuffix("|").split("|"):
        pieces = [fold(piece) for piece in part.split("\n")]
        kept = pieces if keeps_blanks else [piece for piece in pieces if piece]
        cells += [cell for piece in kept for cell in label_pieces(piece) or (piece,)] or [""]
    return Grid(tuple((GridCell(text, row, 0),) for row, text in enumerate(cells[:MAX_CELLS])), flowing=True)


def _with_single_pipes(lines: list[str]) -> list[str]:
    """The lines, where each cell had pipes of its own: ``|规章||2||1|`` as ``|规章|2|1|``."""
    inner = [run for line in lines for run in _PIPES.findall(line.strip().strip("|"))]
    if len(inner) < _MIN_DOUBLED or any(len(run) % 2 for run in inner):
        return lines
    return [_PIPES.sub(lambda run: run[0][: (len(run[0]) + 1) // 2], line) for line in lines]


def _cells(line: str) -> list[str]:
    parts = [fold(part) for part in line.rstrip().removesuffix("|").split("|")]
    return [cell for part in parts for cell in label_pieces(part) or (part,)]


def _is_row(cells: Sequence[str]) -> bool:
    """True for a label, alone or with figures, and for the figures of 表四; False for a part of a row."""
    filled = [cell for cell in cells if cell]
    if len(cells) == 1 or not filled:
        return all(look_up(cell) for cell in filled)
    return len(cells) >= _ROW_OF_FIGURES or not all(map(looks_like_value, filled[:2]))


def _lost_its_label(cells: Sequence[str], before: Sequence[str]) -> bool:
    """True for ``| 197 | 63 | 23 | 5 | 39 | 4 | 331`` behind a whole row; a label may stand on a line of its own."""
    figures = cells[1:]
    is_whole = len(before) > 1 and len(figures) == request_width()
    return is_whole and not cells[0] and all(map(looks_like_value, figures)) and any(figures)


def _laid_out(rows: Sequence[Sequence[str]]) -> Iterator[tuple[GridCell, ...]]:
    count = 0
    for place, row in enumerate(rows):
        yield tuple(GridCell(text, place, column) for column, text in enumerate(row))
        count += len(row)
        if count >= MAX_CELLS:
            return
