"""Which lines of a page are the portal's and not the report's: breadcrumbs, toolbars, footers, the 索引号 block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from harvester.parsers.script import canonical, spellings
from harvester.parsers.wording import any_of, load

_LONGEST = 160
"""Characters: a longer line is prose, whatever it begins with."""
_TIP = 16
"""Characters by which a tip is known."""
_SENTENCE = re.compile(r"[。;！!？?]")
_BULLETS = r"^[\W_]*"
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|ofd|et|rtf|zip|rar|jpe?g|png)[\W_\d]*$", re.IGNORECASE)
_VALUE = re.compile(r"(?!\W*[一二三四五六]、)[^。，,；;]{1,60}$")
_NO_LETTERS = re.compile(r"^[\W\d_]*$")
_TRAIL = re.compile(r"^[^,。]*>[^,。]*>")
_DATE = (
    r"(?:[\d〇零一二三四五六七八九十○]{4}年[\d一二三四五六七八九十元]{1,3}月(?:[\d一二三四五六七八九十廿]{1,3}日)?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?:T?\d{1,2}:\d{2}(?::\d{2})?)?"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    chrome: re.Pattern[str]
    prose_too: re.Pattern[str]
    words: re.Pattern[str]
    infos: re.Pattern[str]
    bare_label: re.Pattern[str]
    ends: re.Pattern[str]
    footers: re.Pattern[str]
    tips: re.Pattern[str]
    tips_begin: frozenset[str]
    signer: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data, labels = load("chrome.yaml"), _labels()
    return _Rules(
        chrome=re.compile(f"{_BULLETS}(?:{any_of(data['begins'])}|{labels}:)"),
        prose_too=re.compile(_BULLETS + any_of(data["prose_too"])),
        words=re.compile(rf"^(?:{any_of(data['words'])}|[\W\d_])+$"),
        infos=re.compile(f"{any_of(data['infos'])}:"),
        bare_label=re.compile(rf"{_BULLETS}{labels}:?$"),
        ends=re.compile(_BULLETS + any_of(data["ends"]), re.IGNORECASE),
        footers=re.compile(any_of(data["footers"]), re.IGNORECASE),
        tips=re.compile(any_of(data["tips"]), re.IGNORECASE),
        tips_begin=frozenset(character for tip in data["tips"] for character in spellings(tip[0])),
        signer=re.compile(
            rf"^\(?[^,。;:!?]{{2,40}}{any_of(data['signers'])}(?:\({any_of(['公章', '盖章', '章'])}\))?\)?$"
        ),
    )


def _labels() -> str:
    return any_of(word for words in load("metadata.yaml")["labels"].values() for word in words)


def _short(line: str) -> str | None:
    """The line in canonical form, None where it is prose: too long, with a full stop, or an item of a list in it."""
    is_item = line.endswith(("；", ";")) and "：" not in line and ":" not in line
    if len(line) > _LONGEST or line.endswith("。") or is_item:
        return None
    text = canonical(line)
    return None if _SENTENCE.search(text[:-1]) or text.endswith("。") else text


def _is_chrome(line: str, text: str | None) -> bool:
    """True for a line that is no part of a report wherever it stands; ``text`` is it in short."""
    if _is_tip(line):
        return True
    rules = _rules()
    tests = (_NO_LETTERS.match, _begins_as_chrome, rules.words.match, _TRAIL.match, _FILE.search, rules.infos.search)
    return text is not None and any(test(text) for test in tests)


def _begins_as_chrome(text: str) -> bool:
    """True for 打印本页 and 浏览量:12,字体:大; not for 打印宣传册500份,发放到村, which is prose."""
    rules = _rules()
    is_clause = "," in text and ":" not in text and rules.prose_too.match(text) is not None
    return rules.chrome.match(text) is not None and not is_clause


def _is_tip(line: str) -> bool:
    """True for what a portal tells its readers in whole sentences: 打开微信，点击底部的“发现”……."""
    rules = _rules()
    begins = line[:1] in rules.tips_begin and len(line) <= _LONGEST
    return begins and rules.tips.match(canonical(line[:_TIP])) is not None


def _is_bare_label(text: str | None) -> bool:
    """True for a label of the 索引号 block whose value stands on the next line: ``• 索引号:``."""
    return text is not None and _rules().bare_label.match(text) is not None


def ends_article(line: str) -> bool:
    """True for a line below the report with nothing of it behind: 上一篇, 扫一扫 …, a footer, an attachment."""
    text = _short(line)
    if _is_tip(line):
        return True
    rules = _rules()
    return text is not None and any(test(text) for test in (rules.ends.match, rules.footers.search, _FILE.search))


def is_date(line: str) -> bool:
    """True for a line that is a date: 2023年1月20日, 二〇二一年一月."""
    return len(line) < 30 and re.fullmatch(rf"\(?{_DATE}\)?", canonical(line)) is not None


def is_signature(line: str) -> bool:
    """True for an agency's name on a line of its own: 大同市人民政府辦公室."""
    return len(line) < 60 and _rules().signer.match(canonical(line)) is not None


def is_signed_date(line: str) -> bool:
    """True for the agency's name with the date behind it on one line."""
    name, count = re.subn(rf"\(?{_DATE}\)?$", "", canonical(line)) if len(line) < 80 else ("", 0)
    return count == 1 and _rules().signer.match(name) is not None


def without_end(lines: Sequence[str]) -> list[str]:
    """The lines without the portal's below the last one of the report: 稿件来源：… 审核：… below the signature."""
    end = len(lines)
    while end and not is_date(lines[end - 1]) and _is_chrome(lines[end - 1], _short(lines[end - 1])):
        end -= 1
    return list(lines[:end])


def clean(lines: Sequence[str]) -> list[str]:
    """The lines without chrome; the value below a bare label goes with the label."""
    kept: list[str] = []
    after_label = False
    for line in lines:
        text = _short(line)
        label = _is_bare_label(text)
        is_value = after_label and not label and _VALUE.match(line) is not None
        after_label = label
        if not (label or is_value or _is_chrome(line, text)):
            kept.append(line)
    return kept
