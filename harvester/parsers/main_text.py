"""The prose of a report: trafilatura picks it on HTML pages, the container makes sure that nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import trafilatura
from trafilatura.settings import Document as PickedText
from trafilatura.settings import Extractor

from harvester.items import Document
from harvester.parsers import chrome, heading_order, headings
from harvester.parsers.article import Article, locate
from harvester.parsers.script import squeeze

logging.getLogger("trafilatura").setLevel(logging.ERROR)  # a page without text is no event that anyone acts on

_SEARCHABLE = 200_000
"""Characters: in a longer text lines are only looked up whole."""
_PICKABLE, _PICKABLE_LINES = 500_000, 5_000
"""Characters, lines: no report is longer; of a longer page the container alone decides."""
_ENOUGH = 3000
"""Characters of a run of paragraphs that trafilatura sees: its rules compare lengths of a few hundred."""
_TELLING = 10
"""Characters: a shorter line proves nothing about where the article begins and ends."""


@dataclass(frozen=True, slots=True)
class MainText:
    """``signature``: the lines with the agency's name and the date at the end, which are no part of a section."""

    paragraphs: tuple[str, ...]
    signature: tuple[str, ...] = ()


def extract(document: Document) -> tuple[str, ...]:
    """The paragraphs of the report's prose, in order and in the page's own script, tables and chrome left out."""
    return read(document).paragraphs


def read(document: Document) -> MainText:
    """The paragraphs, and the signature apart from them."""
    lines = list(document.texts) if document.tree is None else _from_html(document.tree)
    chain = heading_order.chain(lines)
    border = chain[-1][0] + 1 if chain else _behind_prose(lines)
    tail, signature = _unsigned(chrome.without_end(_ended(lines[border:])), is_section=bool(chain))
    return MainText(tuple(chrome.clean([*lines[:border], *tail])), tuple(signature))


def _from_html(tree: Any) -> list[str]:
    article = locate(tree)
    if not article.has_prose and not article.trusted:
        return []  # a list page: menus and titles, not one sentence
    settled = _settled(article)
    return _agree(article, _picked(article)) if settled is None else settled


def _settled(article: Article) -> list[str] | None:
    """The lines of an article in which nothing is to be picked: none is a link, and all lie between its own.

    None where there is doubt.
    """
    lines = article.lines
    own = [place for place, line in enumerate(lines) if headings.may_head(line) or _is_own(article, line)]
    if article.links or not own:
        return None
    start, end = own[0], own[-1] + 1
    if any(len(line) >= _TELLING for line in (*lines[:start], *lines[end:])):
        return None
    return list(lines[start : end + headings.may_head(lines[end - 1])])


def _is_own(article: Article, line: str) -> bool:
    """A container's sentences and date all belong to it, and what announces them: 现将……情况报告如下：."""
    if not article.trusted:
        return False
    announces = len(line) >= _TELLING and line.endswith((":", "："))
    return "。" in line or announces or headings.is_short(line) or chrome.is_date(line)


def _picked(article: Article) -> str:
    """What trafilatura takes for the main text."""
    if len(article.lines) > _PICKABLE_LINES or sum(map(len, article.lines)) > _PICKABLE:
        return ""
    picked = trafilatura.bare_extraction(_joined(article.tree), options=_options())
    return (picked.text or "") if isinstance(picked, PickedText) else ""


@cache
def _options() -> Extractor:
    return Extractor(output_format="python", fast=True, recall=True, comments=False, tables=False, dedup=False)


def _joined(tree: Any) -> Any:
    """The tree with paragraphs of plain prose on end made one, which stands or falls as a whole, and shortened."""
    run: list[tuple[Any, str]] = []
    for node in list(tree.iter("p", "div")):
        prose = _plain_prose(node)
        if run and not (prose and node.tag == run[0][0].tag and run[-1][0].getnext() is node):
            _join(run)
            run = []
        run += [(node, prose)] if prose else []
    _join(run)
    return tree


def _join(run: list[tuple[Any, str]]) -> None:
    """Make a run of paragraphs one: its beginning and its last line, which tell where the prose begins and ends."""
    if len(run) < 2:
        return
    texts, last = [prose for _, prose in run[:-1]], run[-1][1]
    enough = next((count for count, size in enumerate(accumulate(map(len, texts)), 1) if size > _ENOUGH), len(texts))
    run[0][0].text = "".join((*texts[:enough], last))
    for node, _ in run[1:]:
        node.getparent().remove(node)


def _plain_prose(node: Any) -> str:
    """The text of a paragraph that holds sentences and nothing else; empty for any other element."""
    text = node.text if len(node) == 0 else None
    return text if text and "。" in text and not (node.tail and node.tail.strip()) else ""


@dataclass(frozen=True, slots=True)
class _Picked:
    """What trafilatura took: its lines, and the whole where a line is looked for inside. A link alone stays out."""

    lines: frozenset[str]
    searched: str
    links: frozenset[str]

    def holds(self, line: str) -> bool:
        key = squeeze(line)
        return key in self.lines or key in self.searched

    def leaves(self, line: str) -> bool:
        return squeeze(line) in self.links and not self.holds(line)

    def heads(self, line: str) -> bool:
        return headings.may_head(line) and not self.leaves(line)


def _agree(article: Article, prose: str) -> list[str]:
    """The article's own lines as far as trafilatura takes them for prose: it says where the prose begins and ends.

    In between, what it leaves out (short and repeated lines) comes back, except lines that are only a link.
    """
    lines = frozenset(squeeze(line.removeprefix("- ")) for line in prose.split("\n"))
    picked = _Picked(lines, squeeze(prose) if len(prose) < _SEARCHABLE else "", article.links)
    start, end = _span(article, picked)
    return [line for line in article.lines[start:end] if not picked.leaves(line)]


def _span(article: Article, picked: _Picked) -> tuple[int, int]:
    """From the first to the last heading, telling line or line of the article's own; behind a heading one more."""
    lines = article.lines

    def tells(place: int) -> bool:
        line = lines[place]
        return picked.heads(line) or _is_own(article, line) or (len(line) >= _TELLING and picked.holds(line))

    first = next(filter(tells, range(len(lines))), len(lines))
    last = next(filter(tells, reversed(range(first, len(lines)))), None)
    return (first, first) if last is None else (first, last + 1 + picked.heads(lines[last]))


def _behind_prose(lines: Sequence[str]) -> int:
    """The place behind the last sentence, where no heading tells which is the last section."""
    said = (place for place, line in enumerate(lines, 1) if line.endswith("。") and not chrome.ends_article(line))
    return max(said, default=0)


def _ended(tail: Sequence[str]) -> list[str]:
    """The lines behind the last heading, up to the first that stands below the report."""
    end = next((place for place, line in enumerate(tail) if chrome.ends_article(line)), len(tail))
    return list(tail[:end])


def _unsigned(tail: list[str], *, is_section: bool) -> tuple[list[str], list[str]]:
    """The tail without the signature and what follows it: ``大同市人民政府辦公室``, ``2023年1月20日``.

    ``is_section``: it is the last section's, of which the name of an agency alone is the signature too.
    """
    for place, line in enumerate(tail):
        dated = chrome.is_date(line) or chrome.is_signed_date(line)
        if dated and not any("。" in below for below in tail[place + 1 :]):
            start = place
            while start > 0 and chrome.is_signature(tail[start - 1]):
                start -= 1
            return tail[:start], tail[start : place + 1]
    if len(tail) > (not is_section) and chrome.is_signature(tail[-1]):
        return tail[:-1], tail[-1:]
    return tail, []
