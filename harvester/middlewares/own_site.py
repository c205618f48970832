"""Keeps every request of a portal, redirects included, on the portal's own site."""

from __future__ import annotations

from scrapy import Request

from harvester.net.refused import Refused
from harvester.spiders.families.urls import same_site


class OwnSite:
    """Requests whose meta key ``home`` names an address stay on that address's site."""

    def process_request(self, request: Request) -> None:
        home = request.meta.get("home")
        if home and not same_site(request.url, home):
            raise Refused("off_host", f"leads to {request.url}, which is not on {home}")
