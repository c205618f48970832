"""One fetched list page as the families read it: its text, its tree and its scripts, all without comments."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree, html

from harvester.documents.decode import decode
from harvester.spiders.families.links import write_links
from harvester.spiders.families.urls import resolve

_HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SCRIPT_TOKEN = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""  # strings are kept: they hold addresses with //
    r"|/\*.*?\*/|//[^\n]*",
    re.DOTALL,
)
_JUMP = re.compile(r"""(?:window\.|self\.|top\.|document\.)?location(?:\.href)?\s*=\s*["']([^"']+)["']""")
_JSONP = re.compile(r"^\s*[\w$.]+\s*\(\s*(.*?)\s*\)\s*;?\s*$", re.DOTALL)
_JUMP_BYTES = 4096
"""A page that only sends the browser elsewhere is smaller than this."""


@dataclass(frozen=True)
class ListPage:
    url: str
    body: bytes
    content_type: str | None = None

    @cached_property
    def source(self) -> str:
        """The source as it came: some systems sign their pages in a comment."""
        return decode(self.body, self.content_type).text.replace("\x00", "")

    @cached_property
    def text(self) -> str:
        """The source without HTML comments, in which templates keep stale rows and pagers."""
        return _HTML_COMMENT.sub("", self.source)

    @cached_property
    def data(self) -> Any:
        """What an interface answered, as JSON or as JSONP ``result({…});``; None for anything else."""
        found = _JSONP.match(self.source)
        try:
            return json.loads(found.group(1) if found else self.source, strict=False)
        except ValueError:
            return None

    @cached_property
    def tree(self) -> Any:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
        try:
            tree = html.document_fromstring(self.text.encode("utf-8", "replace"), parser=parser)
        except etree.ParserError:
            return html.document_fromstring("<html><body></body></html>")
        write_links(tree)
        return tree

    @cached_property
    def script(self) -> str:
        """All script text, without comments: a commented-out pager names another number than the live one."""
        source = "\n".join(node.text or "" for node in self.tree.iter("script") if node.get("type") != "text/xml")
        return _SCRIPT_TOKEN.sub(lambda found: found.group(1) or " ", source)

    @cached_property
    def visible(self) -> str:
        parts = self.tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
        return " ".join("".join(parts).split())

    @cached_property
    def base(self) -> str:
        node = self.tree.find(".//base[@href]")
        return (resolve(node.get("href"), self.url) if node is not None else None) or self.url

    @property
    def jump(self) -> str | None:
        """Where a small page sends the browser: ``<script>location.href="/col/col2/index.html"</script>``."""
        found = _JUMP.search(self.script) if len(self.body) < _JUMP_BYTES else None
        return resolve(found.group(1), self.base) if found else None
