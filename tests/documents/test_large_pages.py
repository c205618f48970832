"""Pages larger than any report: cut, flagged, and read as far as they go."""

from __future__ import annotations

from harvester.documents.html import MAX_CHARS, MAX_TAGS, read_html
from harvester.documents.plain_text import MAX_LINES
from harvester.items import Text


def test_a_page_of_too_many_tags_is_cut_before_a_tag():
    document = read_html(("<b>甲</b>" * MAX_TAGS).encode())

    assert "truncated" in document.flags
    assert document.blocks == (Text("甲" * (MAX_TAGS // 2)),)


def test_a_page_of_too_many_lines_is_cut_behind_the_last_that_is_read():
    document = read_html(("<p>规章</p>" * (MAX_LINES + 1)).encode())

    assert "truncated" in document.flags
    assert len(document.texts) == MAX_LINES


def test_a_page_of_too_many_characters_is_cut():
    document = read_html(("<p>" + "甲" * (MAX_CHARS + 1)).encode())

    assert "truncated" in document.flags
    assert len(document.texts[0]) == MAX_CHARS - len("<p>")


def test_a_large_page_below_the_limits_is_read_whole():
    document = read_html((f"<p>{'甲' * 2_000_000}</p><p>乙</p>").encode())

    assert document.texts[-1] == "乙"
    assert document.flags == ()
