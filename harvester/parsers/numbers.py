"""What a cell says: the value grammar of the form (report_schema: value_grammar), nothing guessed.

>>> read_value("增4747", "change").value
4747
>>> read_value("115800万元", "money").unit
'万元'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from harvester.items import ACROSS, FAINT, PICTURE, STRUCK, CellState, Number
from harvester.parsers.script import fold, simplify

_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212\u2500\u2501_~]+")
_SLASHES = re.compile(r"[/\\]+")
_NONE = frozenset(
    ("无", "(无)", "没有", "N/A", "n/a", "NA", "null", "NULL", "空", "暂无", "无数据", "不适用", "不涉及", "未发生")
)
_ZEROS = frozenset(("零", "〇"))
_JUNK = re.compile(r"^[?*]+$|^\.{2,}$|^…+$")
_QUOTE = re.compile(r"^['`‘’](?=[+-]?\d)")
"""The mark by which a spreadsheet keeps a figure as text: ``'12``."""
_WRAPPED = re.compile(r"(?<=[万亿])\s+(?=元)|(?<=人)\s+(?=次)")
"""A unit over two lines of its cell."""
_FOOTNOTE = re.compile(
    r"(?<=[\d０-９\-－\u2010-\u2015\u2212/／无件项条个次篇人元])\s*(?:[\[〔【](?:\d+|注释?\d*)[\]〕】]|[①-⑳⑴-⒇¹²³⁰-⁹]+|[*※]+)$"
)
"""Taken off before NFKC, which would turn ``3①`` and ``3²`` into other numbers."""
_MARK_ALONE = re.compile(r"[①-⑳⑴-⒇¹²³⁰-⁹]+")
_POINTS = frozenset(".．。、,，")
"""What is left of a numbering that stood upright."""
_NOTE = re.compile(r"(?<=\d)\s*[件条项个宗份]?\s*\((?:[^()]*[^\d().,+-][^()]*)\)$")
_FORMULA = re.compile(r"^([+-]?[\d.]+\S{0,2}) =\S.*$", re.DOTALL)
"""What a worksheet says of a result that is not stored, or that its formula does not give: ``12 =SUM(D5:I5)``."""
_UNSEEN = re.compile(rf"^(?:{STRUCK}|{FAINT})(.*\d.*)$")
_REASONS = {STRUCK: "struck", FAINT: "faint"}
_UNIT = re.compile(r"(?<=\d)\s*(件次|件/[次项]|件|条|项|个|宗|份|篇|次|人次|人|亿元|万元|元|亿|万)$")
_LEADING_ZERO = re.compile(r"^[+-]?0\d")
"""``00`` and ``05`` are two figures run together, or a slip."""
_POINT_FIRST = re.compile(r"[.．]\d")
"""``.12`` is 0.12 as a worksheet's format may print it; of a count the point is a stray mark."""
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.000")
"""Two, or two thousand with a point between."""
_SPACED = re.compile(r"^[+-]?\d{1,3}( \d{3})+$")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
_SCIENTIFIC = re.compile(r"^[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}$")
_SEVERAL = re.compile(r"^[\d\s.,/、;:]+$")
_ABOUT = re.compile(r"^(约|近|超过|超|逾)|(余|多|左右|以上)(?=[件条项个宗份次万亿元]|$)")
_SIGNS = (
    (re.compile(r"^(?:增加了?|新增|增|\+|↑)\s*(?=\d)"), 1),
    (re.compile(r"^(?:减少了?|减|-|↓)\s*(?=\d)"), -1),
)
_PAIR = re.compile(r"^(?:增加?|\+)(\d{1,15})[,、;/ ]*(?:减少?|-)(\d{1,15})$")
_BRACKETED = re.compile(r"^\((\d+(?:\.\d+)?)\)$")
MOST_DIGITS = 15
"""Of a figure before its point; more are several figures run together."""
_MAGNITUDE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell as read: ``raw`` is the page's text, ``state`` uncertain or garbled where a person must look."""

    value: Number | None
    raw: str
    state: CellState = "number"
    unit: str | None = None
    reason: str | None = None
    """Why it is not plain, or in doubt: a key of reasons.yaml."""

    @property
    def is_plain(self) -> bool:
        """True where the source text is just the number."""
        if self.state != "number" or self.reason is not None or self.unit is not None:
            return False
        return _PLAIN.fullmatch(self.raw) is not None


@lru_cache(maxsize=2048)
def read_value(text: str, kind: str = "count") -> Reading:
    """Read one cell. ``kind``: count, change (增/减 and signs are read) or money (units are kept, never rescaled)."""
    raw = fold(text)
    if PICTURE in raw:
        return Reading(None, raw, "garbled", reason="picture")
    if doubt := _FORMULA.match(raw) or _UNSEEN.match(raw):
        reason = next((reason for mark, reason in _REASONS.items() if raw.startswith(mark)), "formula")
        return replace(read_value(doubt[1], kind), raw=raw, state="uncertain", reason=reason)
    reading = _plain(raw.removeprefix(ACROSS), kind)
    if raw.startswith(ACROSS) and reading.state != "garbled":
        return replace(reading, state="uncertain", reason="across")
    return reading


def _plain(raw: str, kind: str) -> Reading:
    tidy = _tidy(raw)
    if _MARK_ALONE.fullmatch(raw) or (not tidy and raw in _POINTS):
        return Reading(None, raw, "garbled", reason="no_number")
    empty = _no_number(tidy)
    if empty is not None:
        return Reading(None, raw, empty)
    if kind == "change":
        pair = _PAIR.match(tidy)
        if pair:
            return Reading(int(pair[1]) - int(pair[2]), raw, reason="rise_and_fall")
    if _POINT_FIRST.match(raw):
        reading = _numeric(raw, f"0.{tidy}" if kind == "money" else tidy, kind)
        return reading if reading.value is None else replace(reading, state="uncertain", reason="leading_point")
    return Reading(0, raw) if tidy in _ZEROS else _numeric(raw, tidy, kind)


def looks_like_value(text: str) -> bool:
    """True for what can stand in a figure's cell: a number, a blank, a dash, a slash, 无."""
    reading = read_value(text, "change")
    return reading.state != "garbled" or reading.reason == "run_together"


def looks_like_figure(text: str) -> bool:
    """True for what stands in the place of a figure and begins with a digit."""
    return text[:1].isdecimal() and looks_like_value(text)


def _tidy(raw: str) -> str:
    text = simplify(unicodedata.normalize("NFKC", _FOOTNOTE.sub("", raw))).strip(" ,;。:、.?")
    text = _QUOTE.sub("", text)
    return _WRAPPED.sub("", re.sub(r"[\u2010-\u2015\u2212](?=\d)", "-", text))


def _no_number(text: str) -> CellState | None:
    if not text or _JUNK.match(text):
        return "blank"
    if _DASHES.fullmatch(text):
        return "dash"
    if _SLASHES.fullmatch(text):
        return "slash"
    return "none" if text in _NONE or simplify(text) in _NONE else None


def _numeric(raw: str, text: str, kind: str) -> Reading:
    bare = _NOTE.sub("", text)
    about = _ABOUT.sub("", bare)
    unit_match = _UNIT.search(about)
    unit = unit_match[1] if unit_match else None
    signed = about[: unit_match.start()] if unit_match else about
    number, sign = _sign(signed, kind)
    value, doubt = _parse(number)
    if value is None:
        return Reading(None, raw, "garbled", unit, reason=doubt)
    doubt = doubt or ("approximate" if about != bare else None)
    if unit in _MAGNITUDE and kind != "money":
        value, unit, doubt = value * _MAGNITUDE[unit], None, "approximate"
    if kind != "money" and (value != value.to_integral_value() or _DOTTED.fullmatch(number)):
        doubt = doubt or "decimal"
    reason = doubt or ("note" if bare != text else _unsigned(number == signed, value, kind))
    return Reading(_shorten(value * sign), raw, "uncertain" if doubt else "number", unit, reason)


def _unsigned(is_bare: bool, value: Decimal, kind: str) -> str | None:
    """``36`` under 本年增/减: taken for a rise."""
    return "sign_assumed" if kind == "change" and is_bare and value > 0 else None


def _sign(text: str, kind: str) -> tuple[str, int]:
    bracketed = _BRACKETED.match(text)
    if bracketed and kind == "change":
        return bracketed[1], -1
    for pattern, sign in _SIGNS if kind == "change" else ():
        if pattern.match(text):
            return pattern.sub("", text), sign
    return text, 1


def _parse(text: str) -> tuple[Decimal | None, str | None]:
    """The number, and why it is in doubt: Excel's 1.2E+04, thousands set apart by spaces, digits over two lines."""
    if len(text) > MOST_DIGITS and sum(map(str.isdecimal, text.partition(".")[0])) > MOST_DIGITS:
        return None, "run_together" if _SEVERAL.match(text) else "no_number"
    if _NUMBER.match(text):
        return Decimal(text), "leading_zero" if _LEADING_ZERO.match(text) else None
    if _THOUSANDS.match(text):
        return Decimal(text.replace(",", "")), None
    if _SCIENTIFIC.match(text):
        return Decimal(text), "scientific"
    if _SPACED.match(text):
        return Decimal(text.replace(" ", "")), "spaced"
    return None, "several_numbers" if _SEVERAL.match(text) else "no_number"


def _shorten(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
