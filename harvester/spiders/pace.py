"""The hosts that the registry wants asked more slowly than the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from harvester.net.addresses import host_key
from harvester.portals.portal import Portal


def slots(portals: Iterable[Portal]) -> dict[str, dict[str, Any]]:
    """Scrapy's DOWNLOAD_SLOTS: ``{"www.x.gov.cn": {"delay": 5.0, "concurrency": 1, "jitter": 0}}``."""
    return {
        host_key(url): {"delay": portal.pace, "concurrency": 1, "jitter": 0}
        for portal in portals
        if portal.pace is not None
        for url in (*portal.homes, *(column.url for column in portal.columns))
    }
