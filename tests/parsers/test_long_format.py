"""表三 with a line for each figure, as <dl>, or told: read where each figure has the names of its row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import harvester
from fixtures.cases.base_figures import texts
from fixtures.cases.compose import tables
from fixtures.cases.layout import html_table, pipe_lines
from fixtures.cases.report_page import html_page, text_page
from harvester.editions.form import load_form
from harvester.items import Grid, GridCell, Report
from harvester.parsers.long_format import laid_out

COLUMNS = [column.zh for column in load_form().request_columns]
ORDER = [2, 6, 0, 5, 1, 4, 3]
"""Columns of a page that names them in an order of its own."""

Figures = list[tuple[str, list[tuple[str, str]]]]
"""For each row of 表三 its label, and each column with its figure."""


def _figures(blank: str = "0") -> Figures:
    def shown(row: str, column: str) -> str:
        text = texts()[f"requests.{row}.{column}"]
        return blank if text in ("", "0") else text

    columns = load_form().request_columns
    return [
        (row.zh, [(columns[place].zh, shown(row.key, columns[place].key)) for place in ORDER])
        for row in load_form().request_rows("2021")
    ]


def _by_row(rows: Figures) -> Iterator[tuple[str, str, str]]:
    yield from ((label, column, text) for label, cells in rows for column, text in cells)


def _by_column(rows: Figures) -> Iterator[tuple[str, str, str]]:
    for place, (column, _) in enumerate(rows[0][1]):
        yield from ((column, label, cells[place][1]) for label, cells in rows)


def _table(lines: Iterator[tuple[str, str, str]], *, spanned: int = 0) -> str:
    html = "<tr><td>序号</td><td>项目</td><td>类别</td><td>数量</td></tr>"
    for number, (first, second, figure) in enumerate(lines):
        span = f" rowspan={spanned}" if spanned else ""
        own = f"<td{span}>{first}</td>" if not spanned or number % spanned == 0 else ""
        html += f"<tr><td>{number + 1}</td>{own}<td>{second}</td><td>{figure}</td></tr>"
    return f"<table>{html}</table>"


def _dl(rows: Figures, write: Callable[[list[tuple[str, str]]], str]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt>{write(cells)}" for label, cells in rows) + "</dl>"


WAYS: dict[str, Callable[[Figures], str]] = {
    "a line for each figure, by rows": lambda rows: _table(_by_row(rows)),
    "a line for each figure, by columns": lambda rows: _table(_by_column(rows)),
    "the row's name spans its lines": lambda rows: _table(_by_row(rows), spanned=len(COLUMNS)),
    "the column's name spans its lines": lambda rows: _table(_by_column(rows), spanned=len(rows)),
    "a <dd> for each figure": lambda rows: _dl(rows, lambda own: "".join(f"<dd>{name}：{x}</dd>" for name, x in own)),
    "a <dl> for each row": lambda rows: "".join(
        _dl([row], lambda own: "".join(f"<dd>{name}：{x}件</dd>" if x else f"<dd>{name}：</dd>" for name, x in own))
        for row in rows
    ),
    "a <dd> for each row": lambda rows: _dl(rows, lambda own: f"<dd>{'；'.join(f'{n}：{x}' for n, x in own)}。</dd>"),
    "a <dt> for each column": lambda rows: "<dl>" + "".join(
        f"<dt>{column}</dt>" + "".join(f"<dd>{label}：{cells[place][1]}</dd>" for label, cells in rows)
        for place, (column, _) in enumerate(rows[0][1])
    ) + "</dl>",
    "sentences": lambda rows: "".join(
        f"<p>{label}：{'，'.join(f'{name}{x}件' for name, x in cells)}。</p>" for label, cells in rows
    ),
}  # fmt: skip


def _read(requests: str) -> Report:
    first, _, third = tables()
    return harvester.parse(html_page([html_table(first), requests, html_table(third)]).encode(), filename="r.html")


def _expected() -> Report:
    return harvester.parse(html_page([html_table(rows) for rows in tables()]).encode())


@pytest.mark.parametrize("way", WAYS)
def test_figures_are_placed_by_the_names_beside_them(way: str) -> None:
    report = _read(WAYS[way](_figures()))
    assert report.tables == _expected().tables
    assert [note for note in report.cells if note.state in ("uncertain", "garbled")] == []
    assert report.findings == ()


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("a <dd> for each row", "sentences")])
def test_a_name_without_a_figure_has_a_blank_one(way: str) -> None:
    granted = _read(WAYS[way](_figures(blank=""))).tables["requests"]["granted"]
    known = _expected().tables["requests"]["granted"]
    assert granted == {column: value or None for column, value in known.items()}


@pytest.mark.parametrize("mark", ["\n", " | ", "，"])
@pytest.mark.parametrize("order", [_by_row, _by_column])
def test_lines_of_text_tell_the_same(order: Callable[[Figures], Iterator[tuple[str, str, str]]], mark: str) -> None:
    first, _, third = tables()
    body = "\n".join(mark.join(line) for line in order(_figures()))
    report = harvester.parse(text_page([pipe_lines(first), body, pipe_lines(third)]).encode(), filename="r.txt")
    assert report.tables == _expected().tables


def _grid(*lines: tuple[str, ...]) -> Grid:
    return Grid(tuple(tuple(GridCell(text, r, c) for c, text in enumerate(line)) for r, line in enumerate(lines)))


@pytest.mark.parametrize(
    "lines",
    [
        [("（一）予以公开", name, "1") for name in COLUMNS[:-1]],
        [("（一）予以公开", name, "1") for name in (*COLUMNS, "总计")],
        [("（一）予以公开", name, "某类", "1") for name in COLUMNS],
        [("（一）予以公开", *"0000000")],
    ],
    ids=["a column is not told", "a figure is told twice", "an unknown name before the figure", "a row of the form"],
)
def test_other_grids_stay_as_they_are(lines: list[tuple[str, ...]]) -> None:
    grid = _grid(*lines)
    assert laid_out(grid) is grid


def test_litigation_and_disclosure_may_have_a_line_for_each_figure() -> None:
    results = [column.zh for column in load_form().litigation_columns]
    grid = laid_out(_grid(*(("行政复议", name, str(place)) for place, name in enumerate(results))))
    assert [[cell.text for cell in row] for row in grid.rows][1] == ["行政复议", *"01234"]
    columns = ("本年制发件数", "本年废止件数", "现行有效件数")
    grid = laid_out(_grid(*(("规章", name, str(place)) for place, name in enumerate(columns))))
    assert [[cell.text for cell in row] for row in grid.rows][1] == ["规章", *"012"]
