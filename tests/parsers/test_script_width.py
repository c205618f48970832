"""One width: what `narrow` leaves to rules of its own is what NFKC says."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from harvester.parsers.script import canonical, fold, narrow, squeeze


def test_every_character_comes_out_as_in_nfkc():
    differing = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if narrow(f"中{chr(code)}") != unicodedata.normalize("NFKC", f"中{chr(code)}")
    ]

    assert differing == []


@pytest.mark.parametrize("text", ["２０２０年，共１２件（其中①）。", "e\u0301公开", "ﾊﾟ：表", "\u3000一、总体情况"])
def test_texts_come_out_as_in_nfkc(text):
    assert narrow(text) == unicodedata.normalize("NFKC", text)


def test_zero_width_characters_are_spaces():
    assert squeeze("\u200b自\u3000然\ufeff人\n") == "自然人"
    assert fold(" 本年\u200d新收\u00a0 12 ") == "本年新收 12"


def test_signs_of_a_font_of_icons_around_a_label_are_none_of_it():
    assert canonical("\ue64b 规章\uf101") == "规章"
