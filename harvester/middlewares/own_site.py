"""Keeps every request of a portal, redirects included, on the portal's own site."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request

from harvester.net.addresses import host_key, registrable
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
        if not (request.meta.get("redirect_times") and _are_sisters(request.url, home)):
            raise Refused("off_host", f"leads to {request.url}, which is not on {home}")


def _are_sisters(url: str, home: str) -> bool:
    """Under one registered name, which for numbers takes in the port."""
    one, other = (urlsplit(address).hostname or "" for address in (url, home))
    if host_key(url) != one or host_key(home) != other:
        return host_key(url) == host_key(home)
    return registrable(one) == registrable(other)
