"""Names are looked up only to public addresses: the last word before a connection is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from harvester.net.addresses import is_public


class PrivateAddressError(DNSLookupError):
    """Raised when a host name leads into a private network."""


class PublicResolver(CachingThreadedResolver):
    """Every connection asks here, for redirects, attachments and addresses in numbers too.

    The answer that is checked is the answer that is connected to, so a name that changes its address
    between two look-ups gains nothing.
    """

    allow_private: bool

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("HARVESTER_ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802  (Twisted's name)
        found = super().getHostByName(name, timeout)
        return found if self.allow_private else found.addCallback(_public, name)


def _public(address: str, name: str) -> str:
    if not is_public(address):
        raise PrivateAddressError(f"{name} leads to {address}")
    return address
