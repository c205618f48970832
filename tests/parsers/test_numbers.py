"""The value grammar: what a cell says, and what it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.parsers.numbers import looks_like_value, read_value


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "blank"),
        ("\u00a0", "blank"),
        ("\u3000 ", "blank"),
        ("????", "blank"),
        ("...", "blank"),
        ("-", "dash"),
        ("-[1]", "dash"),
        ("——", "dash"),
        ("－", "dash"),
        ("/", "slash"),
        ("／", "slash"),
        ("无", "none"),
        ("無", "none"),
        ("N/A", "none"),
        ("不适用", "none"),
        ("（无）", "none"),
    ],
)
def test_blank_dash_slash_and_none_are_kept_apart_from_zero(text: str, state: str) -> None:
    reading = read_value(text)
    assert (reading.value, reading.state) == (None, state)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        (" 8 ", 8),
        ("0\u00a0", 0),
        ("12,345", 12_345),
        ("1，234，567", 1_234_567),
        ("１２３", 123),
        ("3件", 3),
        ("12 项", 12),
        ("7人\n次", 7),
        ("'12", 12),
        ("58①", 58),
        ("58[注1]", 58),
        ("58【注】", 58),
        ("58 [1]", 58),
        ("58件[1]", 58),
        ("0*", 0),
        ("22（其中修订 16 件）", 22),
        ("5。", 5),
        ("3.0", 3),
        ("零", 0),
        ("0件/次", 0),
        ("1\u200b2", 12),
        ("\u200f12\u200e", 12),
        ("\u202d12\u202c", 12),
        ("1\u00ad2", 12),
    ],
)
def test_a_count_is_read_in_every_way_it_is_written(text: str, value: int) -> None:
    reading = read_value(text)
    assert (reading.value, reading.state) == (value, "number")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("增4747", 4747),
        ("增加 3 项", 3),
        ("新增5", 5),
        ("减少7", -7),
        ("減7", -7),
        ("-582", -582),
        ("－8", -8),
        ("−8", -8),
        ("+36", 36),
        ("36", 36),
        ("（4）", -4),
        ("+36/-5", 31),
        ("增3减2", 1),
        ("增3、减2", 1),
    ],
)
def test_a_change_carries_its_sign(text: str, value: int) -> None:
    reading = read_value(text, "change")
    assert (reading.value, reading.state) == (value, "number")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("115800万元", 115_800, "万元"),
        ("251000元", 251_000, "元"),
        ("160.5964 万元", Decimal("160.5964"), "万元"),
        ("1,234.5亿元", Decimal("1234.5"), "亿元"),
        ("59237.2449", Decimal("59237.2449"), None),
        ("0.092", Decimal("0.092"), None),
        ("126.39万", Decimal("126.39"), "万"),
    ],
)
def test_money_keeps_its_unit_and_is_never_rescaled(text: str, value: Decimal, unit: str | None) -> None:
    reading = read_value(text, "money")
    assert (reading.value, reading.unit, reading.state) == (value, unit, "number")


@pytest.mark.parametrize(
    ("text", "value"),
    [("约45", 45), ("5500余", 5500), ("1.2E+04", 12_000), ("1 234", 1234), ("3.5", Decimal("3.5")), ("2.000", 2)],
)
def test_what_is_not_exact_is_marked_uncertain(text: str, value: int) -> None:
    reading = read_value(text)
    assert (reading.value, reading.state) == (value, "uncertain")


@pytest.mark.parametrize(
    "text", ["58 0", "1,23", "12/3", "2+3", "见附件", "五十八", "±5", "10%", "1.2.3", "(3)", "增5"]
)
def test_what_is_no_number_gives_none_and_keeps_its_text(text: str) -> None:
    reading = read_value(text)
    assert (reading.value, reading.state, reading.raw) == (None, "garbled", text)


@pytest.mark.parametrize(("text", "amount"), [(".12", "0.12"), (".5万元", "0.5"), ("．05", "0.05")])
def test_an_amount_without_the_0_before_its_point_is_no_whole_number(text: str, amount: str) -> None:
    reading = read_value(text, "money")
    assert (reading.value, reading.state, reading.reason) == (Decimal(amount), "uncertain", "leading_point")


@pytest.mark.parametrize("text", ["9" * 16, "1" * 5000, "123,456,789,012,345,678", "增" + "9" * 5000 + "减1"])
def test_more_digits_than_any_figure_has_are_several_run_together(text: str) -> None:
    assert (read_value(text, "change").value, read_value(text, "change").state) == (None, "garbled")


def test_a_row_of_zeros_run_together_still_looks_like_values() -> None:
    assert looks_like_value("0" * 22)


def test_the_digits_behind_the_point_of_a_worksheet_are_no_further_figures() -> None:
    assert read_value("115800.12000000001", "money").value == Decimal("115800.12000000001")


@pytest.mark.parametrize("text", ["①", "²", "⑴"])
def test_a_footnote_mark_alone_is_no_number(text: str) -> None:
    assert read_value(text).value is None


WRAPPERS = st.sampled_from(["{}", " {} ", "\u00a0{}\u3000", "{}件", "{} 项", "{}①", "{}（其中网上 2 件）", "{}。"])
WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")


@given(st.integers(0, 10**9), WRAPPERS, st.booleans(), st.booleans())
def test_any_count_reads_back(number: int, wrapper: str, grouped: bool, wide: bool) -> None:
    digits = f"{number:,}" if grouped else str(number)
    reading = read_value(wrapper.format(digits.translate(WIDE) if wide else digits))
    assert (reading.value, reading.state) == (number, "number")


@given(st.integers(-(10**6), 10**6), st.sampled_from(["{:+d}", "{:d}", "增{}", "减{}"]))
def test_any_change_reads_back(number: int, style: str) -> None:
    worded = style in ("增{}", "减{}")
    text = style.format(abs(number) if worded else number)
    expected = (-abs(number) if style == "减{}" else abs(number)) if worded else number
    assert read_value(text, "change").value == expected


@given(st.decimals(0, 10**7, places=4), st.sampled_from(["", "元", "万元", "亿元"]))
def test_any_amount_reads_back_with_its_unit(amount: Decimal, unit: str) -> None:
    reading = read_value(f"{amount}{unit}", "money")
    assert (reading.value, reading.unit) == (amount, unit or None)


@given(st.text(max_size=30), st.sampled_from(["count", "change", "money"]))
def test_no_text_raises_and_only_digits_make_a_number(text: str, kind: str) -> None:
    reading = read_value(text, kind)
    assert isinstance(looks_like_value(text), bool)
    assert reading.value is None or any(char.isnumeric() for char in text)
    assert (reading.value is None) or reading.state in ("number", "uncertain")
