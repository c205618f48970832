"""Keeps every request of a portal, redirects included, on the portal's own site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

from harvester.spiders.families.urls import same_site

if TYPE_CHECKING:
    from scrapy import Request


class OffHostError(IgnoreRequest):
    """Raised when a request leaves the site that its meta key ``home`` names."""


class OwnSite:
    def process_request(self, request: Request) -> None:
        home = request.meta.get("home")
        if home and not same_site(request.url, home):
            raise OffHostError(f"leads to {request.url}, which is not on {home}")
