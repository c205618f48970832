"""Is an answer a page of the portal, or what a firewall or a server without that page sends? Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harvester.documents.decode import decode
from harvester.documents.media import sniff
from harvester.documents.mojibake import decoded_twice
from harvester.parsers.script import fold, simplify, squeeze
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import has_article_path, is_document
from harvester.spiders.outcomes import MEANINGS, HostReaction, OutcomeName, by_status
from harvester.spiders.pictures import is_of_pictures

_TITLE = re.compile(rb"<(?:title|h1)\b[^>]*>(.{0,400}?)</(?:title|h1)\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_CONTENT = "//table | //img | //iframe | //frame | //embed | //object"
"""Where a page without text and links keeps what it has to say."""
_CHARSETS = ("utf-8", "gb18030")
_EVIDENCE_BYTES = 256 * 1024
"""Signs stand near the beginning; challenge scripts written into the page have up to 200 kB."""

_BEHIND_THE_TEXT = re.compile(rb"<(script|style)\b.*?</\1|<!--.*?-->|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_ASCII = bytes(range(128))
_LONGEST_CHARACTER = 4
"""Bytes, in UTF-8 and in GB18030."""

_FIGURES = 10
_FRONT_LINKS = 15
_FRONT_SHARE = 0.6
"""Of a page's words that stand in links."""
_DATES = re.compile(r"[\d\W]")
"""What stands beside a link: ``2024-03-30``, ``·``, ``>>``."""
_TITLE_START = 10
"""Characters of a title that lists do not cut off."""
_OF_A_REPORT = "公开"
_ARTICLE = re.compile(
    r"(?:发布|发文|成文)(?:时间|日期)[:：]|(?:信息|文章)?来源[:：]|字[号体](?:大小)?[:：]|(?:浏览|阅读|点击)(?:次数|量)[:：]"
)
"""What stands between an article's title and its text: 发布时间：2024-01-20 来源：某局 字号：大 中 小."""
LINKS_ONLY = "the front page, or another page of links, instead of the article"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one answer and what shows it; ``ok`` for a page of the portal."""

    outcome: OutcomeName
    evidence: str = ""

    @property
    def is_page(self) -> bool:
        return self.outcome in {"ok", "not_modified"}

    @property
    def host(self) -> HostReaction | None:
        """What the answer means for the requests to the same host that come after."""
        return MEANINGS[self.outcome].host


@dataclass(frozen=True, slots=True)
class _Sign:
    """One row of block_pages.yaml, ready to be looked for in bytes."""

    name: str
    outcome: OutcomeName
    words: tuple[tuple[str, tuple[bytes, ...]], ...]
    needed: tuple[bytes, ...]
    title: re.Pattern[str] | None
    text: int
    links: int

    def found(self, body: bytes) -> str | None:
        if any(word not in body for word in self.needed):
            return None
        return next((word for word, coded in self.words if any(item in body for item in coded)), None)


def classify(  # noqa: PLR0913  (an answer, and what is known about who gave it)
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    url: str = "",
    *,
    visited: bool = False,
    title: str | None = None,
) -> Verdict:
    """What an answer is.

    ``headers`` by lower-case names; ``visited``: the host has sent pages in this run;
    ``title``: what the list calls the article that was asked for.
    """
    is_text = sniff(body, None, headers.get("content-type")) in {"html", "text", "json"}
    if 200 <= status < 300:
        return _of_text(ListPage(url, body, headers.get("content-type")), title) if is_text else Verdict("ok")
    if status in (304, 404, 410):
        return Verdict(by_status(status), f"HTTP {status}")
    for sign, evidence in _found(body) if is_text else ():
        if MEANINGS[sign.outcome].host and (status < 500 or MEANINGS[sign.outcome].host == "challenge"):
            return Verdict(sign.outcome, f"HTTP {status}, {_shown(sign, evidence)}")
    return Verdict(_of_status(status, headers, visited=visited), f"HTTP {status}")


def _of_status(status: int, headers: Mapping[str, str], *, visited: bool) -> OutcomeName:
    if (status == 503 and "retry-after" in headers) or (status == 400 and visited):
        return "rate_limited"
    return by_status(status)


def _of_text(page: ListPage, title: str | None) -> Verdict:
    signs = () if _has_more_text(page.body) else _found(page.body)
    for sign, evidence in (*_by_heading(page.body), *signs):
        if _has_figures(page) if sign.title else not _looks_like(page, sign):
            continue
        return Verdict(sign.outcome, _shown(sign, evidence))
    garbled = decoded_twice(page.source)
    if garbled:
        return Verdict("unreadable", f"characters decoded twice: {garbled}")
    if title and has_article_path(page.url) and is_of_links(page, title):
        return Verdict("soft_404", LINKS_ONLY)
    return Verdict("ok")


def is_of_links(page: ListPage, title: str) -> bool:
    """Mostly links, none to a document, and the article's title nowhere but in a link."""
    if page.body.count(b"<a ") + page.body.count(b"<A ") < _FRONT_LINKS:
        return False
    links = page.tree.xpath("//a[@href]")
    if len(links) < _FRONT_LINKS or page.tree.xpath("//iframe | //embed | //object"):
        return False
    if any(is_document(link.get("href")) for link in links):
        return False
    linked = sum(len(_DATES.sub("", link.text_content())) for link in links)
    beside = squeeze("".join(page.tree.xpath("//text()[not(ancestor::a or ancestor::script or ancestor::style)]")))
    is_article = _ARTICLE.search(beside) or _is_named(squeeze(title), beside) or is_of_pictures(page)
    return not is_article and linked > _FRONT_SHARE * len(_DATES.sub("", page.visible))


def _is_named(title: str, text: str) -> bool:
    """By its beginning; an agency alone, from which a report's title begins, stands at the foot of every page."""
    named = (text[found.start() :][: 2 * len(title)] for found in re.finditer(re.escape(title[:_TITLE_START]), text))
    return any(_OF_A_REPORT in words or _OF_A_REPORT not in title for words in named)


def _found(body: bytes) -> Iterator[tuple[_Sign, str]]:
    head = body[:_EVIDENCE_BYTES]
    for sign in _signs():
        word = sign.found(head)
        if word is not None:
            yield sign, word


def _has_more_text(body: bytes) -> bool:
    """True where the Chinese text alone is longer than any sign allows: a quick test that most pages pass."""
    chinese = _BEHIND_THE_TEXT.sub(b"", body).translate(None, _ASCII)
    return len(chinese) > _LONGEST_CHARACTER * max(sign.text for sign in _signs())


def _by_heading(body: bytes) -> Iterator[tuple[_Sign, str]]:
    headings = [fold(_TAG.sub("", decode(found).text)) for found in _TITLE.findall(body[:_EVIDENCE_BYTES])]
    for sign in _signs():
        if sign.title:
            yield from ((sign, heading) for heading in headings if sign.title.search(heading))


def _looks_like(page: ListPage, sign: _Sign) -> bool:
    """No more text and links than the sign allows, and no report: error pages hold and name none."""
    if page.data is not None:
        return len(page.source) <= sign.text and "[{" not in squeeze(page.source)
    said = simplify(squeeze(page.visible))
    if len(said) > sign.text or ("年度报告" in said and "信息公开" in said):
        return False
    pictures = 0 if sign.links else len(page.tree.xpath(_CONTENT))
    return len(page.tree.xpath(".//a[@href]")) <= sign.links and not pictures


def _has_figures(page: ListPage) -> bool:
    """True for a report whose heading was left at that of the template."""
    return sum(1 for cell in page.tree.iter("td") if fold(cell.text_content()).isdecimal()) >= _FIGURES


def _shown(sign: _Sign, evidence: str) -> str:
    return f"{sign.name} ({evidence})"


@cache
def _signs() -> tuple[_Sign, ...]:
    rows = yaml.safe_load((Path(__file__).parent / "block_pages.yaml").read_text(encoding="utf-8"))
    return tuple(_sign(row) for row in rows)


def _sign(row: Mapping[str, Any]) -> _Sign:
    return _Sign(
        name=row["name"],
        outcome=row["outcome"],
        words=tuple((word, tuple({word.encode(name) for name in _CHARSETS})) for word in row.get("any", ())),
        needed=tuple(word.encode() for word in row.get("all", ())),
        title=re.compile(row["title"], re.IGNORECASE) if "title" in row else None,
        text=row.get("text", 0),
        links=row.get("links", 0),
    )
