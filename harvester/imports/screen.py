"""What of a foreign crawl may be a report at all: told without reading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from harvester.archive.read import Other
from harvester.items import Page
from harvester.net.addresses import is_web_address
from harvester.parsers.wording import load

DATA: Mapping[str, Any] = load("screen.yaml", "harvester.imports")
_OFFICIAL = ("gov.cn",)
_KINDS = ("revisit", "conversion", "truncated", "damaged")


@dataclass(frozen=True, slots=True)
class Screen:
    """``hosts`` are taken beside those of the government; with ``any_host`` every host is.

    Copies of government pages, rewritten in part, stand on hosts of all kinds.
    """

    any_host: bool = False
    hosts: frozenset[str] = frozenset()

    def objection(self, page: Page) -> str | None:
        """Why a page is left out, as a key of `reasons` in screen.yaml."""
        if not is_web_address(page.url or ""):
            return "other"
        parts = urlsplit(page.url or "")
        if not (self.any_host or parts.netloc in self.hosts or _is_official(parts.hostname or "")):
            return "host"
        if page.status != 200:
            return "status"
        if (page.content_type or "").lower().startswith(tuple(DATA["types"])):
            return "type"
        return None if page.body.strip() else "empty"


def reason_of(record: Other) -> str:
    """Why a record that is no page is left out."""
    kind = record.kind.split(" ")[0]
    return kind if kind in _KINDS else "damaged" if kind == "encoding" else "other"


def _is_official(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in _OFFICIAL)


def twins(url: str) -> tuple[str, str]:
    """The address by http and by https: one page, whichever way a crawl came."""
    scheme, _, rest = url.partition("://")
    return (url, f"{'http' if scheme == 'https' else 'https'}://{rest}")
