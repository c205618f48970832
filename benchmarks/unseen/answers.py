"""What a random portal answers: its list pages, its interfaces, its articles, and what is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from unseen.articles import article_page
from unseen.chrome import disclosure_page, encoding, front_page
from unseen.deliveries import DELIVERIES
from unseen.draw import Portal
from unseen.lists import list_page

from harvester.demo.server import Answer, Asked


class Site:
    """One portal while it is served; ``home`` is known once it is."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.home = ""
        self.articles = {article.path.partition("#")[0]: article for article in portal.articles}
        self.lists = portal.addresses if portal.delivery == "static" else {}

    def __call__(self, _facts: Mapping[str, Any], asked: Asked) -> Answer | None:
        address = asked.path + ("?" + "&".join(f"{k}={v}" for k, v in asked.query.items()) if asked.query else "")
        deliver: Callable[..., Answer | None] | None = DELIVERIES.get(self.portal.delivery)
        found = deliver(self, asked) if deliver else None
        return found or self._page(address, asked)

    def html(self, text: str, status: int = 200) -> Answer:
        portal = self.portal
        kind = "text/html" if "no_charset" in portal.quirks else f"text/html; charset={encoding(portal)}"
        return replace(Answer(text.encode(encoding(portal)), kind), status=status)

    def _page(self, address: str, asked: Asked) -> Answer:
        article = self.articles.get(address)
        number = self.lists.get(address) or self._switched(asked)
        if address == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /admin/\n", "text/plain")
        if article and not article.is_dead:
            return self.html(article_page(self.portal, article))
        if number:
            return self.html(list_page(self.portal, number, self.home))
        if asked.path in {"/", "/n1/", "/zwgk/"}:
            return self.html(front_page(self.portal) if asked.path == "/" else disclosure_page(self.portal))
        return self._missing()

    def _switched(self, asked: Asked) -> int:
        """Page 1 for whatever is added to the column's own address."""
        own, _, query = self.portal.column.partition("?")
        is_own = asked.path == own and "year" in asked.query and (not query or query.partition("=")[0] in asked.query)
        return int(is_own and self.portal.delivery == "static")

    def _missing(self) -> Answer:
        if "soft_missing" in self.portal.quirks:
            return self.html(front_page(self.portal))
        return self.html("<html><body><h1>404</h1><p>您访问的页面不存在</p></body></html>", 404)
