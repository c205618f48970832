"""Labels of the 索引号 block and their values, in lines of any shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from harvester.parsers.script import canonical, simplify, squeeze
from harvester.parsers.wording import load

_SPACE = "[\\s\u00a0\u3000]*"
_NEXT = re.compile(r"[\s|】\]，]+[^\s:：\d]{2,8}\s?[:：].*$")
"""A label that is not known, and what stands behind it: ``启东市人民政府 字体:[ ]``."""
_MARKS = (":", "：", "】", "]", "|")
_BULLET = re.compile(r"^\s*[•·●▪◆*\-–—]\s")
_REPORT_TITLE = re.compile(r"\d{4}.*(?:报告|年报|年度报)$")


@cache
def _keys() -> dict[str, str]:
    return {canonical(word): key for key, words in load("metadata.yaml")["labels"].items() for word in words}


def spaced(words: Iterable[str]) -> str:
    """A pattern for one of the words with any spaces inside: 索 引 号."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(_SPACE.join(map(re.escape, word)) for word in longest_first) + ")"


@cache
def _pattern() -> re.Pattern[str]:
    """A label at the beginning of a line; or further on, behind a gap, with a colon or in brackets."""
    label, colon = spaced(_keys()), f"{_SPACE}[:：]"
    first = rf"^[^\w（(《]*({label})(?:{colon}|{_SPACE}[】\]]|(?=\s)|$)"
    further = rf"(?<=[\s】\]|，;；\d])(?:({label}){colon}|[\[【]{_SPACE}({label}){_SPACE}[】\]])"
    return re.compile(f"{first}|{further}")


def is_labelled(line: str) -> bool:
    """True for a line of the block: ``索引号：330106/2025-27 组配分类：政府信息公开年报``, ``【标题】 …年度报告``.

    Without a sign, by two labels: ``索引号 620702074/2024-47 发文字号 …年度报告号``.
    """
    if any(mark in line for mark in _MARKS):
        return _pattern().search(simplify(line)) is not None
    return count_labels(line) > 1


def cells_of(line: str) -> list[str | None]:
    """The cells of a row of the block that lost its table: 索引号 | 0143/2026 | 分类 | 年报 |; else nothing."""
    cells = [cell.strip() or None for cell in line.strip(" |").split("|")] if "|" in line else []
    is_row = len(cells) > 1 and canonical(cells[0] or "") in _keys()
    return cells if is_row else []


def is_label(text: str) -> bool:
    """True for a text that is a label and nothing else: 索 引 号：, [ 文 号 ]."""
    return canonical(text).rstrip(":").strip("[]【】") in _keys()


def count_labels(text: str) -> int:
    """How many different labels a text holds; those of two characters are common words and do not count."""
    plain = squeeze(simplify(text))
    return sum(1 for word in _keys() if len(word) > 2 and word in plain)


def pairs(lines: Iterable[str | None], *, across: bool) -> Iterator[tuple[str, str]]:
    """Keys with values: in one line, or (``across``) the value in the next line; None is an empty cell.

    Two labels on end mean that the first has no value. Behind a label with a bullet the value has one too.
    """
    waiting: tuple[str, bool] | None = None
    for line in lines:
        found = list(_in_line(line)) if line else []
        if waiting and line and not found and _may_be_value(line, *waiting):
            yield waiting[0], _BULLET.sub("", line, count=1)
        yield from ((key, value) for key, value in found if value)
        is_open = across and line and found and not found[-1][1]
        waiting = (found[-1][0], _BULLET.match(line or "") is not None) if is_open else None


def _may_be_value(line: str, key: str, bullet: bool) -> bool:
    if bullet and not _BULLET.match(line):
        return False
    return key == "title" or _REPORT_TITLE.search(simplify(line)) is None


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    marks = list(_pattern().finditer(simplify(line)))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        value = line[mark.end() : following.start() if following else None]
        yield _keys()[canonical(mark[mark.lastindex or 1])], _NEXT.sub("", _infos().split(value)[0].strip()).strip()


@cache
def _infos() -> re.Pattern[str]:
    """What is said of the page right behind a value: 某局浏览次数：318."""
    return re.compile(f"(?:{'|'.join(load('chrome.yaml')['infos'])})[:：]")
