"""Which row, column, group or heading of the form a text is: by wording, numbering and notes put aside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml

from harvester.editions.form import EDITIONS, Form, Label, load_form
from harvester.items import STATISTICS
from harvester.parsers.script import canonical, may_begin, narrow, spellings

Role: TypeAlias = Literal["row", "column", "group", "header"]

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.,:]|\([一二三四五六七八九十\d]+\)[、.]?|\d{1,2}(?:[.、,)]|(?=[^\d.,])))"
)
_CODE = re.compile(
    r"^(?:[A-Za-z]{1,2}-?\d{1,3}?|[(【\[][A-Za-z]{0,2}-?\d{1,3}[)】\]]|\d{1,2}\.\d{1,2}|\d{2}|\d{1,3}(?=[.、:]?\([^\d]))"
    r"[.、:]?(?=\d{1,2}[.、,)]|[^\d.])"
)
"""What forms of statistics set before a label and its own number: ``A01 （一）予以公开``, ``1.1 规章``."""
_OF_THESE = re.compile(r"^其中[:,]?")
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"\((?:20\d\d)年?度?\)|(?<=本年)20\d\d年?度?")
_MARKS = re.compile(r"[、,.。:;|/\-·]")
_FOREIGN = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u1fff\ua000-\ua4cf\uac00-\ud7af\ufb50-\ufdff\ufe70-\ufeff]+")
"""Letters of other languages: a page of an autonomous region has its labels twice in one cell."""
_NOTES = re.compile(r"(?:\s*(?:[①-⑳⑴-⒇¹²³⁰-⁹*＊※]|[\[［〔]\d{1,2}[\]］〕]))+$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 300
"""Characters: no line of labels run together is longer."""
_PREFIX = 4
"""Characters that a cut-off label (5.要求行政机关确认或重新出) must keep to be known by its beginning."""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the form that a wording can mean: ``Known("requests", "row", "granted")``."""

    table: str
    role: Role
    key: str


def core(text: str) -> str:
    """Wording without numbering, year and marks: ``（一）予以公开`` and ``1、予以公开`` are ``予以公开``."""
    plain = _YEAR.sub("", canonical(text))
    stripped = _NUMBERING.sub("", _OF_THESE.sub("", _CODE.sub("", plain)))
    return _MARKS.sub("", stripped) or _MARKS.sub("", plain)


@lru_cache(maxsize=2048)
def is_numbered(text: str) -> bool:
    """True for a label that bears its number: ``（七）总计``, ``3.其他``; before it may stand another language's."""
    plain = canonical(_without_foreign(text) or text)
    return any(_NUMBERING.match(label) for label in (plain, _CODE.sub("", plain)))


@lru_cache(maxsize=2048)
def look_up(text: str) -> tuple[Known, ...]:
    """What the text can mean, by its whole wording or by its wording without bracketed notes."""
    local = _localised(text)
    found = _by_wording(text) or _behind_group(text) or (_by_wording(local) if local else ())
    return found or ((own := _without_foreign(text) or _without_notes(text)) and look_up(own)) or ()


def _by_wording(text: str) -> tuple[Known, ...]:
    index = _index()
    return index.get(core(text)) or index.get(core(_BRACKETED.sub("", canonical(text)))) or ()


def _behind_group(text: str) -> tuple[Known, ...]:
    """What stands behind the label of its group in one cell: ``（三）不予公开1.属于国家秘密``."""
    plain = _MARKS.sub("", _NUMBERING.sub("", canonical(text)))
    for wording, rows in _rows_by_group():
        if plain.startswith(wording) and plain != wording:
            rest = plain[len(wording) :]
            found = _by_wording(rest) or _behind_group(rest)
            return tuple(known for known in found if known.key in rows and known.role == "row")
    return ()


@cache
def _rows_by_group() -> tuple[tuple[str, frozenset[str]], ...]:
    """The wordings of the groups of 表三 with the keys of their rows; every outcome is one of 三、本年度办理结果."""
    form = load_form()
    results = frozenset(row.key for row in form.all_request_rows if row.role in ("outcome", "sum"))
    rows = {
        group.key: frozenset(row.key for row in form.all_request_rows if row.group == group.key)
        for group in form.request_groups
    }
    return tuple(
        dict.fromkeys(
            (core(wording), rows[group.key] or results) for group in form.request_groups for wording in group.wordings
        )
    )


def _without_foreign(text: str) -> str:
    """``（一）予以公开 Granted`` without its translation; empty where it has none, or nothing else."""
    own = _FOREIGN.sub("", narrow(text))
    return own if _HAN.search(own) and own != narrow(text) else ""


def _without_notes(text: str) -> str:
    """``2.重复申请①`` and ``2.重复申请[1]`` without the mark of a note; empty where there is none, or nothing else."""
    own = _NOTES.sub("", text)
    return own if own != text else ""


def _localised(text: str) -> str | None:
    """``政府資訊`` as ``政府信息``: words that a Taiwan-style converter replaced, put back; None where it has none."""
    plain = canonical(text)
    local = plain
    for taiwan, mainland in _taiwan_words().items():
        local = local.replace(taiwan, mainland)
    return local if local != plain else None


@cache
def _taiwan_words() -> dict[str, str]:
    text = files("harvester.editions").joinpath("taiwan_words.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@lru_cache(maxsize=2048)
def look_up_cut(text: str) -> tuple[Known, ...]:
    """What a label cut off at its end can mean; empty where more than one row begins like this."""
    begin = core(text)
    if len(begin) < _PREFIX:
        return ()
    rows = {known for known in _begun(begin) if known.role == "row"}
    return tuple(rows) if len(rows) == 1 else ()


@lru_cache(maxsize=2048)
def begun_column(text: str, table: str) -> str | None:
    """The key of the one column whose name begins like this: 商业, of 商业企业 that is broken over two rows."""
    begin = core(text)
    begun = _begun(begin) if len(begin) > 1 and not begin[0].isdecimal() else ()
    found = {known.key for known in begun if (known.table, known.role) == (table, "column")}
    return found.pop() if len(found) == 1 else None


def column_key(text: str, table: str) -> str | None:
    """The key of the column that the text names, in whole or by the beginning of the name."""
    return (meaning(text, table, "column") or begun_column(text, table)) if text else None


def is_part(text: str, wordings: Iterable[str]) -> bool:
    """True for 商业 and 企业, of 商业企业."""
    part = core(text)
    return bool(part) and any(part in core(wording) for wording in wordings)


def _begun(begin: str) -> Iterator[Known]:
    """All that has a wording which begins so."""
    for wording, meanings in _index().items():
        if wording.startswith(begin):
            yield from meanings


@lru_cache(maxsize=2048)
def is_exact(text: str) -> bool:
    """True for a label in a wording of the form, numbering included: much cheaper than `look_up`."""
    return canonical(text) in _canonical_wordings()


def may_be_exact(text: str) -> bool:
    """False for most sentences, which no label begins like."""
    return may_begin(text, _begins())


@cache
def _begins() -> frozenset[str]:
    return frozenset(mark for wording in _canonical_wordings() for mark in spellings(wording[0]))


@lru_cache(maxsize=2048)
def segment(text: str) -> tuple[str, ...]:
    """Labels run together (``信息内容本年制发件数``) cut apart; empty where a part is none of the form's."""
    plain = canonical(text) if len(text) <= _LONGEST else ""
    pieces: list[str] = []
    start = 0
    while start < len(plain):
        end = _label_end(plain, start)
        if end is None:
            return ()
        pieces.append(plain[start:end])
        start = end
    return tuple(pieces)


def _label_end(plain: str, start: int) -> int | None:
    """Where the longest label that begins here ends, with or without a number of its own.

    Names of columns have none: before them it is the figure of the one before (``自然人1，商业企业0``).
    """
    numbering = _NUMBERING.match(plain[start:])
    ways = [(start, _canonical_wordings())]
    if numbering:
        ways.append((start + numbering.end(), _numbered_wordings()))
    ends = [body + size for body, known in ways for size in _sizes() if plain[body : body + size] in known]
    return max((end for end in ends if end <= len(plain)), default=None)


@lru_cache(maxsize=2048)
def is_fragment(text: str) -> bool:
    """True for a piece of a label that was broken over lines: ``制作数量``, ``之和)``, ``具已获取信息``."""
    piece = _MARKS.sub("", canonical(text))
    return bool(piece) and not piece.isdecimal() and piece in _all_wordings()


@lru_cache(maxsize=2048)
def is_tail(text: str) -> bool:
    """True where a label that means something else ends so: ``公开`` of ``2.其他法律行政法规禁止公开``."""
    if is_numbered(text):
        return False
    end, own = core(text), set(look_up(text))
    endings = (known for wording, known in _index().items() if wording != end and wording.endswith(end))
    return bool(end) and any(item.role == "row" and item not in own for known in endings for item in known)


@lru_cache(maxsize=2048)
def meaning(text: str, table: str, role: Role) -> str | None:
    """Key of the row, column or group of that table which the text names."""
    return next((known.key for known in look_up(text) if known.table == table and known.role == role), None)


@cache
def _index() -> dict[str, tuple[Known, ...]]:
    index: dict[str, tuple[Known, ...]] = {}
    for wording, known in _wordings(load_form()):
        for form in {core(wording), core(_BRACKETED.sub("", canonical(wording)))}:
            if form and known not in index.get(form, ()):
                index[form] = (*index.get(form, ()), known)
    return index


@cache
def _canonical_wordings() -> frozenset[str]:
    whole = {canonical(wording) for wording, _ in _wordings(load_form())}
    short = {_BRACKETED.sub("", wording) for wording in whole}
    return frozenset(text for text in whole | short | {_NUMBERING.sub("", text) for text in whole | short} if text)


@cache
def _numbered_wordings() -> frozenset[str]:
    """The wordings, without a number, of all that may bear one: not of columns."""
    rows = {canonical(wording) for wording, known in _wordings(load_form()) if known.role != "column"}
    short = {_BRACKETED.sub("", wording) for wording in rows}
    return frozenset(_NUMBERING.sub("", text) for text in rows | short)


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(wording) for wording in _canonical_wordings()}))


@cache
def _all_wordings() -> str:
    wordings = (_MARKS.sub("", canonical(wording)) for wording, _ in _wordings(load_form()))
    return "\n".join((*wordings, *load_form().statistic_units))


def _wordings(form: Form) -> list[tuple[str, Known]]:
    labelled: list[tuple[str, Role, Label]] = [
        *(("requests", "row", row) for row in form.all_request_rows),
        *(("requests", "group", group) for group in form.request_groups),
        *(("requests", "column", column) for column in form.request_columns),
        *(("review_and_litigation", "group", group) for group in form.litigation_groups),
        *(("review_and_litigation", "column", column) for column in form.litigation_columns),
        *((STATISTICS, "row", row) for row in form.statistics),
    ]
    for edition in EDITIONS:
        for block in form.blocks[edition]:
            labelled += [("proactive_disclosure", "row", row) for row in block.rows]
            labelled += [("proactive_disclosure", "column", column) for column in block.columns]
    found = [(wording, Known(table, role, item.key)) for table, role, item in labelled for wording in item.wordings]
    headers = [("requests", word) for word in form.request_headers]
    headers += [("review_and_litigation", word) for word in form.litigation_headers]
    headers += [("proactive_disclosure", word) for word in form.disclosure_headers]
    headers += [(STATISTICS, word) for word in form.statistic_headers]
    return found + [(word, Known(table, "header", word)) for table, word in headers]
