"""Whatever the bytes are, `harvester.parse` gives a record, and says what it did not read."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import harvester
from fixtures.cases.compose import html
from harvester.items import Report

PAGE = html()
TEN_SECONDS = 10


def _notices(report: Report) -> str:
    return " ".join(finding.message for finding in report.findings)


@pytest.mark.parametrize(
    ("body", "notice"),
    [
        (b"", "空"),
        (b" \r\n\t", "空"),
        (bytes(range(256)) * 40, "不是网页"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        (b"%PDF-1.4\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + bytes(100), "压缩"),
    ],
    ids=["empty", "blank", "binary", "image", "pdf", "zip"],
)
def test_what_cannot_be_read_is_no_report_and_says_so(body: bytes, notice: str) -> None:
    report = harvester.parse(body)
    assert report.kind == "not_a_report"
    assert notice in _notices(report)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html></html>",
        "<table>",
        "<p>今天天气很好。</p>",
        "总计 5",
        "其他 5\n总计 9\n其他 3\n总计 2",
        "<table><tr><td>行政许可<td>12<tr><td>行政处罚<td>3</table>",
        "|||||||",
    ],
)
def test_a_page_that_says_nothing_of_a_report_is_none(text: str) -> None:
    assert harvester.parse(text.encode()).kind == "not_a_report"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("lost", [1, 2, 3])
def test_half_a_character_at_the_end_costs_nothing_before_it(encoding: str, lost: int) -> None:
    cut = PAGE[: PAGE.index("本年度没有收取") + 20].encode(encoding)[:-lost]
    report = harvester.parse(cut)
    assert report.year == 2023
    assert report.tables["requests"]["granted"]["total"] == 58


def test_an_unknown_encoding_is_guessed_from_the_bytes() -> None:
    body = PAGE.replace('charset="utf-8"', 'charset="x-cp99999"').encode("gb18030")
    assert harvester.parse(body, content_type="text/html; charset=x-cp99999").year == 2023


def test_a_report_behind_twenty_megabytes_of_pictures_is_read() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 20_000_000}">'
    report = harvester.parse(PAGE.replace("<h1>", f"{picture}<h1>").encode())
    assert report.tables["requests"]["granted"]["total"] == 58


def test_twenty_megabytes_of_text_are_cut_off_and_flagged() -> None:
    start = time.perf_counter()
    report = harvester.parse(PAGE.replace("</body>", f"<p>{'公开信息。' * 400}</p>" * 4_600 + "</body>").encode())
    assert "过大" in _notices(report)
    assert report.tables["requests"]["granted"]["total"] == 58
    assert time.perf_counter() - start < TEN_SECONDS


def test_a_page_nested_ten_thousand_deep_is_read_as_far_as_it_goes() -> None:
    report = harvester.parse(PAGE.replace("<h1>", "<div>" * 10_000 + "<h1>").encode())
    assert report.kind in ("report", "not_a_report")
    assert report.kind == "report" or "过深" in _notices(report)


def test_tables_nested_ten_thousand_deep_do_not_stop_the_reader() -> None:
    start = time.perf_counter()
    harvester.parse(b"<table><tr><td>" * 10_000 + PAGE.encode())
    assert time.perf_counter() - start < TEN_SECONDS


def test_a_table_of_three_hundred_thousand_cells_is_cut_off() -> None:
    start = time.perf_counter()
    rows = "<tr>" + "<td>1</td>" * 1000 + "</tr>"
    report = harvester.parse(f"<html><body><table>{rows * 300}</table></body></html>".encode())
    assert report.kind == "not_a_report"
    assert time.perf_counter() - start < TEN_SECONDS


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/plain"]))
def test_no_bytes_raise(body: bytes, content_type: str | None) -> None:
    assert harvester.parse(body, content_type=content_type).kind == "not_a_report"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32))
def test_no_damage_to_a_page_raises(seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(PAGE.encode())
    for _ in range(chance.choice((1, 20, 200))):
        start = chance.randrange(len(body))
        body[start : start + chance.choice((0, 1, 30))] = chance.randbytes(chance.choice((0, 1, 3)))
    assert harvester.parse(bytes(body)).sha256
