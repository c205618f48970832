"""One fetched list page as the families read it: its text, its tree and its scripts, all without comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree, html
from w3lib.html import get_meta_refresh

from harvester.documents.answer import read_answer
from harvester.documents.called import write_calls
from harvester.documents.decode import Decoded, decode
from harvester.documents.script_text import plain_script
from harvester.spiders.families.labels import is_year_label
from harvester.spiders.families.links import write_held, write_links, write_queries
from harvester.spiders.families.markup import with_links_closed
from harvester.spiders.families.syndication import read_feed
from harvester.spiders.families.urls import resolve
from harvester.spiders.families.xml_answer import read_xml

_HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_JUMP = re.compile(
    r"""(?:window\.|self\.|top\.|parent\.|document\.)*location(?:\.href)?(?:\s*=\s*|\.(?:replace|assign)\s*\(\s*)"""
    r"""["']([^"']+)["']"""
)
_REFRESH = re.compile(r"<meta\s[^>]*\brefresh\b", re.IGNORECASE)
_LONGEST_DELAY = 10
"""Seconds; what waits longer is to be read."""
_LINK = re.compile(r"<a\s[^>]*href", re.IGNORECASE)
_END_OF_PAGE = re.compile(r"</(?:body|html)\b", re.IGNORECASE)
_OPENED = re.compile(r"<(ul|ol|dl|table|div)\b", re.IGNORECASE)
"""Elements whose end may not be left out, as that of ``li``, ``tr`` and ``body`` may."""
_CLOSED = re.compile(r"</(ul|ol|dl|table|div)\b", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_NATIONAL = ("gb18030", "big5hkscs")
_HEAD = 4096
_JUMP_BYTES = 4096
"""A page that only sends the browser elsewhere is smaller than this."""


@dataclass(frozen=True)
class ListPage:
    url: str
    body: bytes
    content_type: str | None = None
    home: str | None = None
    """The column whose script asked for this answer: the links of a bare fragment start there."""
    library: str = ""
    """Code of its script files, where they were asked for."""

    @cached_property
    def source(self) -> str:
        """The source as it came: some systems sign their pages in a comment."""
        return self._decoded.text.replace("\x00", "")

    @cached_property
    def _decoded(self) -> Decoded:
        return decode(self.body, self.content_type)

    @cached_property
    def text(self) -> str:
        """The source without HTML comments, in which templates keep stale rows and pagers."""
        return _without_comments(self.source)

    @cached_property
    def data(self) -> Any:
        """What an interface answered: JSON, JSONP ``result({…});``, XML or a feed; None for anything else."""
        found = self.feed if self.feed is not None else read_answer(self.source)
        return found if found is not None else read_xml(self.source)

    @cached_property
    def feed(self) -> dict[str, Any] | None:
        """The items of an RSS or Atom feed; None for anything else."""
        return read_feed(self.source)

    @cached_property
    def fragment(self) -> str | None:
        """The list inside of ``{"data": {"html": "<li><a href=…>…</li>"}}``; None for what is no such answer."""
        found = [text for text in _strings(self.data) if _LINK.search(text)]
        return max(found, key=len, default=None)

    @cached_property
    def tree(self) -> Any:
        source = self.text if self.fragment is None else _without_comments(self.fragment)
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
        try:
            tree = html.document_fromstring(with_links_closed(source).encode("utf-8", "replace"), parser=parser)
        except etree.ParserError:
            return html.document_fromstring("<html><body></body></html>")
        if self._decoded.encoding in _NATIONAL:
            write_queries(tree, self._decoded.encoding)
        write_held(tree)
        write_links(tree)
        write_calls(tree, is_year_label)
        return tree

    @cached_property
    def script(self) -> str:
        """All script text, without comments: a commented-out pager names another number than the live one."""
        own = (node.text or "" for node in self.tree.iter("script") if node.get("type") != "text/xml")
        return plain_script("\n".join(own)) + self.library

    @cached_property
    def code(self) -> str:
        """The whole answer as a script, without comments: for what a ``.js`` file holds."""
        return plain_script(self.source)

    @property
    def breaks_off(self) -> bool:
        """True for a page that ends within a tag or within its list: its server sent fewer bytes than it has.

        ``<li>…</li><li>…</li>`` and no more: neither ``</ul>`` nor ``</body>``.
        """
        return self.is_whole and (self.source.rfind("<") > self.source.rfind(">") or self._is_left_open)

    @property
    def _is_left_open(self) -> bool:
        if _END_OF_PAGE.search(self.source):
            return False
        opened, closed = (Counter(name.lower() for name in each.findall(self.source)) for each in (_OPENED, _CLOSED))
        return opened - closed != Counter()

    @property
    def is_whole(self) -> bool:
        """False for a fragment, as an interface answers it."""
        return bool(_WHOLE_PAGE.search(self.source[:_HEAD]))

    @cached_property
    def visible(self) -> str:
        parts = self.tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::textarea)]")
        return " ".join("".join(parts).split())

    @cached_property
    def base(self) -> str:
        node = self.tree.find(".//base[@href]")
        own = self.home if self.home and not self.is_whole else self.url
        return (resolve(node.get("href"), own) if node is not None else None) or own

    @property
    def jump(self) -> str | None:
        """Where a small page sends the browser: ``<script>location.href="/col/col2/index.html"</script>``."""
        found = _JUMP.search(self.script) if len(self.body) < _JUMP_BYTES else None
        return resolve(found.group(1), self.base) if found else self._refresh

    @property
    def _refresh(self) -> str | None:
        """``<meta http-equiv="refresh" content="0;url=/web/index.html">``; a page that renews itself stays."""
        if not _REFRESH.search(self.text[:_HEAD]):
            return None
        try:
            delay, url = get_meta_refresh(self.text, self.base, ignore_tags=("script", "noscript"))
        except ValueError:  # url=http://[bad/
            return None
        is_sent_on = delay is not None and delay <= _LONGEST_DELAY and url and url != self.url
        return resolve(url, self.base) if is_sent_on else None


def _strings(data: Any) -> Iterator[str]:
    """The texts of an answer that belong to no row."""
    for value in data.values() if isinstance(data, dict) else ():
        if isinstance(value, str):
            yield value
        else:
            yield from _strings(value)


def _without_comments(source: str) -> str:
    """Only up to the last end of one: what is opened behind it stays open, and is looked through once."""
    end = source.rfind("-->") + len("-->")
    return _HTML_COMMENT.sub("", source[:end]) + source[end:]
