"""Random figures in random variants of the official layout read back right; what a page has lost is never made up."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.cases.base_figures import texts
from fixtures.cases.compose import tables
from fixtures.cases.layout import Box, Rows, cell_lines, html_table, pipe_lines
from fixtures.cases.random_pages import compare, draw
from fixtures.cases.report_page import html_page, text_page
from fixtures.cases.variations import (
    Change,
    confetti,
    empty_groups,
    extra_columns,
    missing_groups,
    paragraphs,
    refigure,
    relabel,
    repeat_groups,
    split_labels,
)
from harvester.documents.read import read_document
from harvester.editions.form import EDITIONS, load_form
from harvester.items import Edition, Page
from harvester.parsers.tables import Tables, read_tables

BLANKS = ("", "\u00a0", "-", "—", "/", "无")
GROUPS: tuple[Change, ...] = (lambda rows: rows, repeat_groups, empty_groups, missing_groups)
LABELS: tuple[Change, ...] = (
    lambda rows: rows,
    split_labels(4),
    split_labels(6),
    relabel(lambda text: text.replace("（", "(").replace("）", ")").replace("、", ".")),
    relabel(lambda text: text.replace("“", '"').replace("”", '"')),
    relabel(" ".join),
    relabel(lambda text: f"\u3000{text}\u00a0"),
)
EDGES: tuple[Change, ...] = (
    lambda rows: rows,
    extra_columns(1),
    extra_columns(3),
    lambda rows: [line for row in rows for line in (row, [])],
    lambda rows: [line for row in rows for line in ([Box("")], row)],
)
WRITERS: tuple[Callable[[Box], str] | None, ...] = (None, paragraphs, confetti)
DIGITS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: f" {text}\u00a0",
    lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    lambda text: f"{int(text):,}" if text.isdecimal() else text,
)


SEEDS = st.integers(0, 2**32)


def _figures(chance: random.Random) -> tuple[tuple[Edition, Edition], dict[str, str]]:
    """Editions, and a text for every cell: rows of 表三 and groups of 表四 add up, small and blank figures abound."""
    edition = (chance.choice(EDITIONS), chance.choice(EDITIONS))
    share = chance.choice((0.2, 0.5, 0.9))
    found = dict.fromkeys(texts(*edition), "")
    for name in found:
        found[name] = "0" if chance.random() < share else str(chance.choice((1, 2, 7, 12, 300, 4567)))
    for row in load_form().request_rows(edition[1]):
        _total(found, f"requests.{row.key}", [column.key for column in load_form().request_columns])
    for group in load_form().litigation_groups:
        _total(found, f"review_and_litigation.{group.key}", [column.key for column in load_form().litigation_columns])
    return edition, found


def _total(found: dict[str, str], row: str, columns: list[str]) -> None:
    *parts, total = columns
    found[f"{row}.{total}"] = str(sum(int(found[f"{row}.{part}"]) for part in parts))


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_any_variant_of_the_layout_reads_back_right(seed: int) -> None:
    chance = random.Random(seed)
    edition, truth = _figures(chance)
    blank, digits = chance.choice(("0", *BLANKS)), chance.choice(DIGITS)
    show = refigure(lambda text: blank if text == "0" else digits(text))
    changes = [chance.choice(GROUPS), chance.choice(LABELS), chance.choice(EDGES), show]
    write, header_rows = chance.choice(WRITERS), chance.choice((0, 3))
    built = [html_table(rows, write, header_rows=header_rows) for rows in tables(edition, truth, changes)]
    tables_read = _read(html_page(built), "page.html")
    assert tables_read.editions == {"proactive_disclosure": edition[0], "requests": edition[1]}
    assert tables_read.unknown == ()
    assert _wrong(tables_read, truth) == []
    assert not (blank == "0" and _doubtful(tables_read))


FLAT: tuple[Callable[[Rows], str], ...] = (
    pipe_lines,
    lambda rows: "\n".join("\t".join(box.text for box in row) for row in rows),
    lambda rows: "\n".join("  ".join(box.text for box in row) for row in rows),
    cell_lines,
    lambda rows: cell_lines(rows).replace("\n", "\n\n"),
)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_any_flattened_text_that_lost_nothing_reads_back_right(seed: int) -> None:
    chance = random.Random(seed)
    edition, truth = _figures(chance)
    write, groups = chance.choice(FLAT), chance.choice(GROUPS[:2])
    tables_read = _read(text_page([write(rows) for rows in tables(edition, truth, [groups])]), "page.txt")
    assert _wrong(tables_read, truth) == []


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_a_page_that_hands_and_converters_changed_has_no_wrong_figure_without_a_mark(seed: int) -> None:
    assert compare(draw(seed))["silent"] == []


def _drop_blanks(rows: Rows) -> str:
    return cell_lines(refigure(lambda text: "" if text == "0" else text)(rows))


def _push_blanks_out(rows: Rows) -> str:
    blanked = refigure(lambda text: "" if text == "0" else text)(rows)
    return pipe_lines([[b for b in row if b.text] + [b for b in row if not b.text] for row in blanked])


def _glue(rows: Rows) -> str:
    return "\n".join("".join(box.text for box in row) for row in rows)


def _deduplicate(rows: Rows) -> str:
    return "\n".join(dict.fromkeys(cell_lines(rows).splitlines()))


@pytest.mark.parametrize("lose", [_drop_blanks, _push_blanks_out, _glue, _deduplicate])
@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_text_that_lost_something_gives_no_wrong_figure_without_a_flag(
    lose: Callable[[Rows], str], seed: int
) -> None:
    edition, truth = _figures(random.Random(seed))
    tables_read = _read(text_page([lose(rows) for rows in tables(edition, truth)]), "page.txt")
    doubtful = _doubtful(tables_read)
    silent = [line for line in _wrong(tables_read, truth) if line.split()[0] not in doubtful]
    assert [line for line in silent if not line.endswith("None")] == []


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_a_cell_lost_or_doubled_gives_no_wrong_figure_without_a_flag(seed: int) -> None:
    chance = random.Random(seed)
    edition, truth = _figures(chance)
    built = [[_hurt(row, chance) for row in rows] for rows in tables(edition, truth)]
    tables_read = _read(html_page([html_table(rows, _plain) for rows in built]), "page.html")
    doubtful = _doubtful(tables_read)
    silent = [line for line in _wrong(tables_read, truth) if line.split()[0] not in doubtful]
    assert [line for line in silent if not line.endswith("None")] == []


def _plain(box: Box) -> str:
    return escape(box.text)


def _hurt(row: list[Box], chance: random.Random) -> list[Box]:
    places = [index for index, box in enumerate(row) if box.id]
    if not places or chance.random() < 0.7:
        return row
    place = chance.choice(places)
    return [*row[:place], *([row[place]] * chance.choice((0, 2))), *row[place + 1 :]]


def _read(page: str, name: str) -> Tables:
    return read_tables(read_document(Page(url=None, body=page.encode(), filename=name)))


def _wrong(read: Tables, truth: dict[str, str]) -> list[str]:
    """``cell: text on the page, reading`` for every figure that is not the page's; a zero may stand as a blank."""
    found = {
        f"{table}.{row}.{column}": value
        for table, rows in read.figures.items()
        for row, columns in (rows or {}).items()
        for column, value in columns.items()
    }
    return [f"{name} {text} {found.get(name)}" for name, text in truth.items() if (found.get(name) or 0) != int(text)]


def _doubtful(read: Tables) -> set[str]:
    return {note.cell for note in read.notes if note.state in ("garbled", "uncertain")}
