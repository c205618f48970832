"""Characters that no database, workbook or UTF-8 file takes are left out where a document is read."""

from __future__ import annotations

import json
from io import BytesIO

import openpyxl
import pytest

import harvester
from fixtures.cases.compose import html, pipes
from fixtures.cases.report_page import OVERVIEW, TITLE
from harvester.documents.answer import read_answer
from harvester.documents.wire import dumps, loads
from harvester.items import Document, Text
from harvester.parsers.script import fold
from tests.documents.reading import read_file

ODD = ("\x00", "\x01", "\x0b", "\x1f", "\x7f", "\ud800", "\ufffe", "&#1;", "&#xFFFE;")


def _texts(body: bytes, name: str) -> str:
    report = harvester.parse(body, filename=name)
    assert report.year == 2023
    return json.dumps(report.to_dict(), ensure_ascii=False)


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize(("page", "name"), [(html(), "a.html"), (pipes(), "a.txt")])
def test_a_record_holds_none_of_them(page: str, name: str, odd: str) -> None:
    body = page.replace(TITLE, TITLE + odd).replace(OVERVIEW, OVERVIEW[:9] + odd + OVERVIEW[9:])
    record = _texts(body.encode("utf-8", "surrogatepass"), name)
    assert record.encode()
    assert not set(record) & {"\x00", "\x01", "\x1f", "\x7f", "\ufffe"}
    assert not [escaped for escaped in ("\\u0000", "\\u0001", "\\u001f", "\\ud800") if escaped in record]


def test_half_a_character_in_an_answer_is_left_out_and_a_whole_one_kept() -> None:
    text = json.dumps({"title": "年报\ud83d", "name": "\U00020bb7", "path": "\\ud83d"})
    assert read_answer(text) == {"title": "年报", "name": "\U00020bb7", "path": "\\ud83d"}
    answer = json.dumps({"data": {"title": TITLE, "content": html().replace("一年来", "一\ud800年来")}})
    assert "一年来" in _texts(answer.encode(), "a.json")


def test_what_the_reader_of_a_file_hands_over_is_folded() -> None:
    assert fold("规\ud800章\x01 5\x0b\ufeff6") == "规章 5 6"
    document = Document(blocks=(Text(fold("规章\udfff")),))
    assert loads(dumps(document)).texts == ("规章",)


def test_a_sheet_s_own_spelling_of_a_control_character_is_none_of_the_text() -> None:
    book = openpyxl.Workbook()
    book.active.append(["规章_x000D_", "5_x000D_", "7_x0001_"])
    stream = BytesIO()
    book.save(stream)
    (grid,) = read_file(stream.getvalue(), "a.xlsx").grids
    assert [cell.text for cell in grid.rows[0]] == ["规章", "5", "7"]


@pytest.mark.parametrize(
    "answer",
    [
        "/**/typeof cb_1 === 'function' && cb_1({0});",
        "window.parent.cb && window.parent.cb( {0} )",
        "try{{cb({0})}}catch(e){{}}",
        ")]}}',\n{0}",
        "while(1);{0}",
        "var list = {0};",
        '{{"d": "{{\\"total\\": 2}}"}}',
    ],
)
def test_an_answer_may_be_wrapped_in_what_a_script_takes_off(answer):
    data = read_answer(answer.format('{"total": 2}'))

    assert data in ({"total": 2}, {"d": {"total": 2}})


@pytest.mark.parametrize(
    "text",
    ["show({a: 1})", "<p>({})</p>", "var n = {n}; draw(n)", "{" * 9000, "a.b = c", ""]
    + [f"{begun}{' ' * 200_000}x" for begun in ("show(", "show({})", "n = {}")],
)
def test_scripts_and_pages_are_no_answers(text):
    assert read_answer(text) is None
