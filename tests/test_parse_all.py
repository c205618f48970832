"""Several reports in one document, and pages that only name several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import harvester
from fixtures.cases.compose import tables
from fixtures.cases.layout import html_table, pipe_lines
from fixtures.cases.registry import PAGES
from fixtures.cases.report_page import OVERVIEW, TITLE, html_page, text_page
from harvester.commands import print_records
from harvester.items import Report

OTHERS = [f"青溪县水务局{year}年政府信息公开工作年度报告" for year in (2022, 2021, 2020)]
HEADINGS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
SINGLE = sorted(path.name for path in PAGES.iterdir() if path.suffix in (".html", ".txt"))


def _html(title: str, granted: str) -> str:
    figures = {"requests.granted.total": granted, "requests.granted.natural_person": granted}
    page = html_page([html_table(rows) for rows in tables(figures=figures)], title=title)
    return page[page.index("<h1>") : page.index('<div class="footer">')]


def _together(*titles: str) -> bytes:
    parts = [_html(title, str(50 + place)) for place, title in enumerate(titles)]
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>青溪县水务局年报</title></head><body>'
    related = "".join(f'<li><a href="/{place}.html">{title}</a></li>' for place, title in enumerate(OTHERS))
    return f"{head}{''.join(parts)}<ul>{related}</ul></body></html>".encode()


def _granted(report: Report) -> object:
    return (report.tables["requests"] or {})["granted"]["total"]


@pytest.mark.parametrize("hide", [False, True])
def test_two_years_on_one_page(*, hide: bool) -> None:
    """Beside each other, or in two tabs of which one is hidden."""
    page = _together(TITLE, OTHERS[0]).decode()
    tab = f'<div style="display:none">{_html(OTHERS[0], "51")}</div>'
    reports = harvester.parse_all((page.replace(_html(OTHERS[0], "51"), tab) if hide else page).encode())
    assert [(item.kind, item.year, item.title, _granted(item)) for item in reports] == [
        ("report", 2023, TITLE, 50),
        ("report", 2022, OTHERS[0], 51),
    ]
    assert {item.sections["overview"] for item in reports} == {OVERVIEW}
    assert all(item.agency and item.agency.name == "青溪县水务局" for item in reports)


def test_three_agencies_in_one_document() -> None:
    names = ["启东市教育局", "启东市财政局", "启东市审计局"]
    reports = harvester.parse_all(_together(*(f"{name}2023年政府信息公开工作年度报告" for name in names)))
    assert [item.agency and item.agency.name for item in reports] == names
    assert [_granted(item) for item in reports] == [50, 51, 52]
    assert {item.year for item in reports} == {2023}


def test_the_agency_may_stand_on_a_line_of_its_own_and_a_list_of_contents_before_all() -> None:
    titles = ["启东市教育局", "启东市财政局"]
    text = "\n".join(
        [*(f"{name}2023年政府信息公开工作年度报告" for name in titles)]
        + [
            text_page([pipe_lines(rows) for rows in tables()], title=f"{name}\n2023年政府信息公开工作年度报告")
            for name in titles
        ]
    )
    reports = harvester.parse_all(text.encode(), filename="汇编.txt")
    assert [(item.agency and item.agency.name, item.year) for item in reports] == [(name, 2023) for name in titles]


def _contents() -> list[str]:
    numbered = zip("一二三四五六", HEADINGS, strict=True)
    return [f"{number}、{heading}……{page}" for page, (number, heading) in enumerate(numbered, 1)]


def test_a_cover_whose_title_is_broken_is_no_report_of_its_own() -> None:
    text = text_page([pipe_lines(rows) for rows in tables()])
    cover = ["青溪县水务局2023年政府", "信息公开工作年度报告", "目录", *_contents()]
    reports = harvester.parse_all("\n".join([*cover, text]).encode(), filename="年报.txt")
    assert len(reports) == 1


def test_a_table_of_contents_with_page_numbers_begins_no_report() -> None:
    contents = _contents()
    text = text_page([pipe_lines(rows) for rows in tables()])
    reports = harvester.parse_all(
        "\n".join(["目录", *contents, "本目录由办公室编排。", text]).encode(), filename="年报.txt"
    )

    assert [finding.rule for report in reports for finding in report.findings] == []


NAMES = ["启东市汇龙镇", "启东市北新镇", "启东市王鲍镇"]


def _sections(said: str) -> str:
    """The form's sections with one figure and one sentence, as many portals put them together without titles."""
    table = html_table(tables()[0])
    rest = "<p>三、收到和处理政府信息公开申请情况</p><p>五、存在的主要问题及改进情况</p><p>更新不够及时。</p>"
    return f"<p>一、总体情况</p><p>{said}</p><p>二、主动公开政府信息情况</p>{table}{rest}"


@pytest.mark.parametrize("number", ["", "{}、"])
def test_agencies_named_above_their_first_section_are_reports_of_their_own(number: str) -> None:
    parts = (f"<h2>{number.format(at)}{name}</h2>{_sections(f'{name}公开信息。')}" for at, name in enumerate(NAMES, 1))
    title = "启东市各镇2021年政府信息公开工作年度报告汇编"
    reports = harvester.parse_all(f"<meta charset=utf-8><h1>{title}</h1>{''.join(parts)}".encode())
    assert [item.agency and item.agency.name for item in reports] == [f"{name}人民政府" for name in NAMES]
    assert {item.year for item in reports} == {2021}
    assert [item.sections["overview"] for item in reports] == [f"{name}公开信息。" for name in NAMES]


@pytest.mark.parametrize("heading", ["{}年度", "{}年年度报告", "{}年政府信息公开工作年度报告"])
def test_years_alone_are_years_of_the_agency_in_the_title_above(heading: str) -> None:
    parts = (f"<h2>{heading.format(year)}</h2>{_sections(f'{year}年，我镇公开信息。')}" for year in (2021, 2022))
    title = "<h1>启东市汇龙镇政府信息公开工作年度报告</h1>"
    reports = harvester.parse_all(f"<meta charset=utf-8>{title}{''.join(parts)}".encode())
    assert [(item.agency and item.agency.name, item.year) for item in reports] == [
        ("启东市汇龙镇人民政府", 2021),
        ("启东市汇龙镇人民政府", 2022),
    ]


def test_sections_that_begin_again_without_a_name_are_told() -> None:
    title = "<meta charset=utf-8><h1>启东市汇龙镇2021年政府信息公开工作年度报告</h1>"
    twice = [_sections("全年公开信息3条。"), _sections("全年公开信息5条。")]
    (report,) = harvester.parse_all(f"{title}{''.join(twice)}".encode())
    read_as_one = harvester.parse(f"{title}{''.join(twice)}".encode())
    assert all("several_reports" in [finding.actual for finding in item.findings] for item in (report, read_as_one))
    (copied,) = harvester.parse_all(f"{title}{twice[0]}{twice[0]}".encode())
    assert "several_reports" not in [finding.actual for finding in copied.findings]


def test_links_to_other_years_divide_nothing() -> None:
    page = _together(TITLE)
    assert [item.year for item in harvester.parse_all(page)] == [2023]
    before = page.replace(b"<h1>", "".join(f"<p>{title}</p>" for title in OTHERS).encode() + b"<h1>", 1)
    assert [item.year for item in harvester.parse_all(before)] == [harvester.parse(before).year]


@pytest.mark.parametrize("name", SINGLE)
def test_every_recorded_page_is_one_report(name: str) -> None:
    body = (PAGES / name).read_bytes()
    assert harvester.parse_all(body, filename=name) == [harvester.parse(body, filename=name)]


def test_the_command_prints_a_line_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.html"
    path.write_bytes(_together(TITLE, OTHERS[0]))
    assert print_records([str(path)], url=None) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["year"] for line in lines] == [2023, 2022]
