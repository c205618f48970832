"""No request leaves for an address inside somebody's network, whoever named it: a list, a redirect, an attachment."""

from __future__ import annotations

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from harvester.net.addresses import is_private_host
from harvester.net.refused import Refused
from harvester.net.resolver import PrivateAddressError

_LONGEST = 2083
"""Characters of an address; longer ones come from calendars and filters that feed on themselves."""


class AddressGuard:
    """Names what PublicResolver refuses, before robots.txt is asked for."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(allow_private=crawler.settings.getbool("HARVESTER_ALLOW_PRIVATE"))

    async def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Refused("off_host", f"leads to {request.url[:200]}, which is neither http nor https")
        if len(request.url) > _LONGEST:
            raise Refused("too_large", f"an address of {len(request.url)} characters")
        if not self.allow_private:
            await _refuse_private(parts.hostname or "")


async def _refuse_private(host: str) -> None:
    if is_private_host(host):
        raise Refused("private_address", f"{host} is an address inside a private network")
    from twisted.internet import reactor  # noqa: PLC0415  (importing it installs it)

    try:
        await maybe_deferred_to_future(reactor.resolver.getHostByName(host))
    except PrivateAddressError as error:
        raise Refused("private_address", str(error)) from error
    except DNSLookupError:
        return  # the download says so, and is tried again
