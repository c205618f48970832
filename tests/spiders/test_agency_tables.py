"""Tables of agencies and years: each year beside an agency is its report."""

from __future__ import annotations

import pytest
from rows_read import COLUMN, MENU, rows

from harvester.spiders.families.hubs import child_columns
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import read_rows


def test_the_years_of_a_table_of_agencies_are_its_rows_and_no_columns():
    row = "<tr><td>某县{}</td><td><a href='./{}/index.html'>{}年年度报告</a></td><td>2025-01-10</td></tr>"
    table = "<table>" + "".join(
        row.format(name, n, 2024 - n % 2) for n, name in enumerate(("水务局", "教育局", "民政局"))
    )
    page = ListPage(COLUMN, f"<html><body>{MENU}{table}</table></body></html>".encode())

    assert [row.url for row in read_rows(page, COLUMN).rows] == [f"{COLUMN}{n}/index.html" for n in range(3)]
    assert child_columns(page, COLUMN) == ()


@pytest.mark.parametrize(
    "years",
    [
        "<a href='2024/{0}_23.html'>2023</a> <a href='2024/{0}_22.html'>2022年</a>",
        """<select onchange='open(this.value)'><option value='2024/{0}_23.html'>2023年度</option>
        <option value='2024/{0}_22.html'>2022年度报告</option></select>""",
    ],
)
def test_bare_years_beside_an_agency_are_its_reports(years):
    body = "".join(
        f"<tr><td>某县{name}局</td><td>{years.format(n)}</td></tr>" for n, name in enumerate(("水务", "教育"))
    )
    page = ListPage(COLUMN, f"<html><body>{MENU}<table>{body}</table></body></html>".encode())
    read = read_rows(page, COLUMN)

    assert {row.title for row in (*read.rows, *read.others)} == {
        f"某县{name}局{year}年度报告" for name in ("水务", "教育") for year in (2023, 2022)
    }
    assert child_columns(page, COLUMN) == ()


def test_pictures_in_a_table_of_agencies_and_years_are_named_by_its_heads():
    heads = "<tr><th>部门</th><th>2023年</th><th>2022年</th></tr>"
    cells = "".join(f"<td><a href='f/{year}.pdf'><img src='/i/pdf.png'></a></td>" for year in (2023, 2022))

    assert [row.title[:11] for row in rows(f"<table>{heads}<tr><td>宁安县水务局</td>{cells}</tr></table>")] == [
        "宁安县水务局2023年",
        "宁安县水务局2022年",
    ]


def test_a_table_of_agencies_and_years_names_its_links_by_both():
    heads = "<tr><th>单位</th><th>2024年</th><th>2023年度</th><th>备注</th></tr>"
    cells = "<td>—</td><td><a href='/nb/{0}_2023.html'>查看</a></td><td>无</td>"
    body = "".join(f"<tr><td>某县{name}局</td>{cells.format(n)}</tr>" for n, name in enumerate(("水务", "教育")))

    assert [row.title for row in rows(f"<table>{heads}{body}</table>")] == [
        "某县水务局2023年政府信息公开年度报告",
        "某县教育局2023年政府信息公开年度报告",
    ]
