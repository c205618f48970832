"""广东 gkmlpt: a shell with ``window._CONFIG``; rows from ``/gkmlpt/api/all/{node}?page=N&sid=SID``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from harvester.spiders.families.interface import Call, Interface
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals

_CONFIG = re.compile(r"\b_CONFIG\s*=")
_SITE = re.compile(r"[\"']?\bSID[\"']?\s*:\s*[\"']?(\w+)")
_ID = r"[\"']?\bid[\"']?\s*:\s*[\"']?(?P<id>\d+)[\"']?"
_NAME = r"[\"']?\bname[\"']?\s*:\s*[\"'](?P<name>[^\"']*)[\"']"
_OTHER = r"[^{}\[\]]*?"
_NODES = (re.compile(rf"\{{{_OTHER}{_ID}{_OTHER}{_NAME}"), re.compile(rf"\{{{_OTHER}{_NAME}{_OTHER}{_ID}"))
_WANTED = re.compile(r"年报|年度报告|\\u5e74(?:\\u62a5|\\u5ea6\\u62a5\\u544a)", re.IGNORECASE)


class Gkmlpt(Interface):
    """The column is a node of ``TREE``: the ``#2629`` of its address, else the node named 年报."""

    name = "gkmlpt"

    # List page

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return bool(_CONFIG.search(page.script)) and "/gkmlpt" in page.url + page.source

    def openings(self, page: ListPage) -> Iterator[Step]:
        site = _SITE.search(page.script)
        if page.data is None and site:
            start = page.url.partition("/gkmlpt")[0] if "/gkmlpt" in page.url else urljoin(page.url, "/").rstrip("/")
            for node in dict.fromkeys(self._nodes(page.script)):
                call = Call(f"{start}/gkmlpt/api/all/{node}?page={{one}}&sid={site.group(1)}")
                yield self.open(call)

    def _nodes(self, script: str) -> Iterator[str]:
        fragment = re.search(r"\d+", urlsplit(self.column_url).fragment)
        if fragment:
            yield fragment.group()
        found = sorted((node.start(), node["id"], node["name"]) for part in _NODES for node in part.finditer(script))
        yield from (number for _, number, name in found if _WANTED.search(name))

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:  # noqa: ARG002  (an answer has no links)
        """The next page; page 0 where the pages ended before the declared articles."""
        if self.call and totals.records is not None:
            yield self.call.step(number + 1)
            yield self.call.step(0, probe=True)
