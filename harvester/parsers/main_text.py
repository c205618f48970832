"""The prose of a report: trafilatura picks it on HTML pages, the container makes sure that nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import trafilatura

from harvester.items import Document
from harvester.parsers import chrome, headings
from harvester.parsers.article import Article, locate
from harvester.parsers.script import squeeze

logging.getLogger("trafilatura").setLevel(logging.ERROR)  # a page without text is no event that anyone acts on

_SEARCHABLE = 200_000
"""Characters: in a longer text lines are only looked up whole."""
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
    chain = headings.chain(lines)
    if not chain:
        return MainText(tuple(chrome.clean(lines)))
    border = chain[-1][0] + 1
    tail, signature = _unsigned(_ended(lines[border:]))
    return MainText(tuple(chrome.clean([*lines[:border], *tail])), tuple(signature))


def _from_html(tree: Any) -> list[str]:
    article = locate(tree)
    if not article.trusted and not any("。" in line for line in article.lines):
        return []  # a list page: menus and titles, not one sentence
    prose = trafilatura.extract(
        article.tree, fast=True, favor_recall=True, include_comments=False, include_tables=False, deduplicate=False
    )
    return _agree(article, prose or "")


def _agree(article: Article, prose: str) -> list[str]:
    """The article's own lines as far as trafilatura takes them for prose.

    In a trusted container what trafilatura leaves out comes back (short and repeated lines, a last heading), except
    lines that are only a link. On a whole page that holds between the first and the last line that it took.
    """
    whole = {squeeze(line.removeprefix("- ")) for line in prose.split("\n")}
    searched = squeeze(prose) if len(prose) < _SEARCHABLE else ""
    taken = [(key := squeeze(line)) in whole or key in searched for line in article.lines]
    start, end = (0, len(taken)) if article.trusted else _span(article.lines, taken)
    return [
        line
        for line, is_taken in zip(article.lines[start:end], taken[start:end], strict=True)
        if is_taken or squeeze(line) not in article.links
    ]


def _span(lines: Sequence[str], taken: Sequence[bool]) -> tuple[int, int]:
    """From the first to the last telling line; a heading at the end keeps the line below it."""
    places = [place for place, line in enumerate(lines) if taken[place] and len(line) >= _TELLING]
    if not places:
        return 0, 0
    end = places[-1] + 1
    while end < len(lines) and (headings.find(lines[end]) or headings.find(lines[end - 1])):
        end += 1
    return places[0], end


def _ended(tail: Sequence[str]) -> list[str]:
    """The lines behind the last heading, up to the first that stands below the report."""
    end = next((place for place, line in enumerate(tail) if chrome.ends_article(line)), len(tail))
    return list(tail[:end])


def _unsigned(tail: list[str]) -> tuple[list[str], list[str]]:
    """The tail without the signature and what follows it: ``大同市人民政府辦公室``, ``2023年1月20日``."""
    for place, line in enumerate(tail):
        dated = chrome.is_date(line) or chrome.is_signed_date(line)
        if dated and not any("。" in below for below in tail[place + 1 :]):
            start = place
            while start > 0 and chrome.is_signature(tail[start - 1]):
                start -= 1
            return tail[:start], tail[start : place + 1]
    if len(tail) > 1 and chrome.is_signature(tail[-1]):
        return tail[:-1], tail[-1:]
    return tail, []
