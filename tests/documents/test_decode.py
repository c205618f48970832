"""Bytes to text: what the bytes show beats what is declared, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.documents.decode import decode

TEXT = "青溪县水务局政府信息公开工作年度报告，予以公开 58 件。" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_common_encodings_are_found_without_a_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1", "x-unknown", "big5"])
def test_a_wrong_declaration_is_not_believed(declared: str) -> None:
    page = f'<meta charset="{declared}">{TEXT}'
    assert decode(page.encode("gb18030"), f"text/html; charset={declared}").text.endswith(TEXT) or declared == "big5"
    assert decode(page.encode("utf-8"), f"text/html; charset={declared}").text.endswith(TEXT)


def test_characters_outside_gb2312_survive_its_declaration() -> None:
    page = '<meta charset="gb2312">镕堃䶮𠀀'
    assert decode(page.encode("gb18030"), "text/html; charset=gb2312").text == page


def test_big5_is_believed_where_it_is_declared() -> None:
    page = '<meta charset="big5">政府資訊公開年度報告'
    assert decode(page.encode("big5")).text == page


def test_half_a_character_at_the_end_is_left_off() -> None:
    decoded = decode(TEXT.encode("utf-8")[:-1])
    assert decoded.text == TEXT[:-1]
    assert decoded.flags == ()


def test_a_few_bad_bytes_cost_only_themselves_and_are_flagged() -> None:
    decoded = decode(TEXT.encode("utf-8") * 10 + b"\xff\xfe" + TEXT.encode("utf-8"))
    assert decoded.flags == ("undecodable",)
    assert decoded.text.count("予以公开") == TEXT.count("予以公开") * 11


@given(st.binary(max_size=300), st.sampled_from([None, "text/html", "text/html; charset=gb2312", "charset=\x00;;"]))
def test_no_bytes_raise(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode(body, content_type).text, str)
