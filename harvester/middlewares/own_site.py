"""Keeps every request of a portal, redirects included, on the portal's own site."""

from __future__ import annotations

from scrapy import Request

from harvester.net.addresses import are_sisters
from harvester.net.refused import Refused
from harvester.spiders.families.urls import same_site


class OwnSite:
    """Requests whose meta key ``home`` names an address stay on that address's site.

    A redirect may also lead to a sister host: zwgk.x.gov.cn to www.x.gov.cn.
    """

    def process_request(self, request: Request) -> None:
        home = request.meta.get("home")
        if not home or same_site(request.url, home):
            return
        if not (request.meta.get("redirect_times") and are_sisters(request.url, home)):
            raise Refused("off_host", f"leads to {request.url}, which is not on {home}")
