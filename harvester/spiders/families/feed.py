"""Columns that are an RSS or Atom feed: ``<item><title>…</title><link>…</link><pubDate>…</pubDate></item>``."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.spiders.families.generic import Generic
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.urls import resolve


class Feed(Generic):
    """Its items are rows like those of an interface; a further page is there where the feed links to one."""

    name = "feed"

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return page.feed is not None

    def totals(self, page: ListPage) -> Totals:  # noqa: ARG002  (a feed declares none)
        return Totals()

    def openings(self, page: ListPage) -> Iterator[Step]:  # noqa: ARG002  (nothing is behind it)
        yield from ()

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:  # noqa: ARG002  (it has its own pager)
        """``<link rel="next" href="/nb/feed.xml?page=2"/>``."""
        url = resolve((page.feed or {}).get("next"), page.base)
        if url:
            yield Step(url)
