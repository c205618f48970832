"""Sections that are numbered otherwise than the form numbers them, or not at all."""

import pytest
from six_sections import ALL, OFFICIAL, renumbered, replaced

from harvester.parsers import sections


def test_sections_numbered_in_brackets():
    lines = ("本报告根据条例编制。", *renumbered(OFFICIAL, lambda line: f"（{line[0]}）{line[2:]}"))
    found = sections.split(lines)
    assert found == sections.split(("本报告根据条例编制。", *OFFICIAL))
    assert found.headings == ALL


@pytest.mark.parametrize(
    "marks", ["Ⅰ、Ⅱ、Ⅲ、Ⅳ、Ⅴ、Ⅵ、", "壹、贰、叁、肆、伍、陆、", "①.②.③.④.⑤.⑥.", "㈠ ㈡ ㈢ ㈣ ㈤ ㈥ "]
)
def test_sections_numbered_in_other_signs(marks):
    mark = dict(zip("一二三四五六", zip(marks[::2], marks[1::2], strict=True), strict=True))
    lines = ("本报告根据条例编制。", *renumbered(OFFICIAL, lambda line: "".join(mark[line[0]]) + line[2:]))
    assert sections.split(lines) == sections.split(("本报告根据条例编制。", *OFFICIAL))


@pytest.mark.parametrize(("before", "behind"), [("【", "】"), ("[", "]"), ("0", " "), ("", ""), ("第", "部分 ")])
def test_sections_numbered_in_digits(before, behind):
    digits = dict(zip("一二三四五六", "123456", strict=True))
    lines = renumbered(OFFICIAL, lambda line: f"{before}{digits[line[0]]}{behind}{line[2:]}")
    assert sections.split(lines).headings == ALL


def test_sections_whose_numbers_a_space_sets_off():
    lines = (
        "一 概 述",
        "2018年公开36条。",
        "二 政府信息主动公开情况",
        "共36条。",
        "三 政府信息依申请公开情况",
        "无。",
    )
    assert sections.split(lines).headings == {"overview", "proactive_disclosure", "requests"}


def test_what_a_paragraph_says_behind_a_heading_with_a_wide_sign_is_whole():
    lines = renumbered(
        OFFICIAL, lambda line: f"{'ⅠⅡⅢⅣⅤⅥ'['一二三四五六'.index(line[0])]}、{line[2:]}：没有补充的内容。"
    )
    assert sections.split(lines)["other_matters"].startswith("没有补充的内容。")


def test_headings_in_brackets_below_a_numbered_section_are_its_text():
    lines = replaced(
        "二、主动公开政府信息情况", "（二）主动公开政府信息情况", "已公开36件。", "二、主动公开政府信息情况"
    )
    assert sections.split(lines)["overview"].endswith("（二）主动公开政府信息情况\n已公开36件。")


@pytest.mark.parametrize("first", ["概述", "基本情况"])
def test_without_any_numbers_a_short_wording_heads_the_first_section(first):
    lines = renumbered(OFFICIAL, lambda line: first if line[0] == "一" else line[2:])
    assert sections.split(lines).headings == ALL
    assert sections.split(lines)["overview"] == "2023年，青石县全年主动公开政府信息1208条。"


def test_a_short_wording_without_a_number_is_text_where_headings_have_theirs():
    found = sections.split(replaced("一、总体情况", "一、总体情况", "基本情况"))
    assert found["overview"].startswith("基本情况\n")


def test_a_short_wording_before_its_text_heads_the_section_where_nothing_is_numbered():
    plain = renumbered(OFFICIAL, lambda line: line[2:])
    lines = ("概述：2023年，青石县全年主动公开政府信息1208条。", *plain[2:])
    assert sections.split(lines)["overview"] == "2023年，青石县全年主动公开政府信息1208条。"


@pytest.mark.parametrize("first", ["1.", "2.", "２、", ""])
def test_parts_of_the_first_section_numbered_otherwise_are_its_text(first):
    parts = (f"{first}主动公开情况。全年主动公开36条。", "3.依申请公开情况。全年受理0件。", "4.监督保障情况。")
    found = sections.split(replaced("一、总体情况", "一、总体情况", *parts))
    assert found["overview"].splitlines()[:3] == list(parts)
    assert found["other_matters"] == "无。"


def test_sections_numbered_in_digits_are_known_by_them():
    lines = renumbered(OFFICIAL, lambda line: f"{'一二三四五六'.index(line[0]) + 1}.{line[2:]}")
    assert sections.split(lines).headings == ALL
