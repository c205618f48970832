"""Says who asks, and does not ask anybody before that is settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from harvester.errors import UsageError
from harvester.net.addresses import is_loopback_host, is_private_host

_PURPOSE = "annual reports on open government information"


class ContactError(UsageError):
    """Raised when other people's hosts are to be asked and HARVESTER_CONTACT does not say by whom."""


class PrivateTargetError(UsageError):
    """Raised when a portal's own address is inside a private network and `--allow-private` was not given."""


class Introduction:
    """Sets the User-Agent header; refuses the whole crawl where it could not be answered for."""

    def __init__(self, user_agent: str) -> None:
        self.user_agent = user_agent

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        contact = admit(crawler.settings, getattr(crawler.spider, "portals", ()))
        return cls(introduce(crawler.settings["USER_AGENT"], contact))

    def process_request(self, request: Request) -> None:
        request.headers.setdefault("User-Agent", self.user_agent)


def admit(settings: BaseSettings, portals: Iterable[Any]) -> str:
    """The contact with which these portals may be asked; raises ContactError or PrivateTargetError."""
    contact = (settings.get("HARVESTER_CONTACT") or "").strip()
    is_replay = bool(settings.getlist("HARVESTER_REPLAY"))  # nobody is asked then
    targets = [] if is_replay else list(_targets(portals))
    if not settings.getbool("HARVESTER_ALLOW_PRIVATE"):
        refuse_private(targets)
    if not all(is_loopback_host(urlsplit(url).hostname or "") for url in targets):
        require_contact(contact)
    return contact


def introduce(name: str, contact: str) -> str:
    """``harvester/0.1 (annual reports on open government information; Your Name, you@example.org)``."""
    return f"{name} ({'; '.join(part for part in (_PURPOSE, contact) if part)})"


def require_contact(contact: str) -> None:
    """Raises ContactError unless a webmaster could write to it: letters that a header carries, one line."""
    if not contact:
        raise ContactError(
            "HARVESTER_CONTACT: not set; say once who is asking, so that a webmaster can write instead of blocking: "
            "export HARVESTER_CONTACT='Your Name, you@example.org'"
        )
    if not (contact.isascii() and contact.isprintable()):
        raise ContactError(f"HARVESTER_CONTACT: {contact!r}: one line of ASCII is expected, as HTTP headers carry it")


def refuse_private(urls: Iterable[str]) -> None:
    """Raises PrivateTargetError for the first address that shows to be inside a private network."""
    for url in urls:
        host = urlsplit(url).hostname or ""
        if is_private_host(host):
            raise PrivateTargetError(
                f"crawl: {url}: {host!r} is inside a private network; give --allow-private if it is your own"
            )


def _targets(portals: Iterable[Any]) -> Iterable[str]:
    for portal in portals:
        yield portal.url
        yield from (column.url for column in portal.entries)
