"""Pages of WARC files by what was asked for: method, address and body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag

from harvester.archive.read import iter_captures, read_capture
from harvester.items import Page


def request_key(method: str, url: str, body: bytes = b"", presses: int | None = None) -> str:
    """One key for everything that makes a request; pages of an interface may share one address.

    ``presses`` is None for a plain request, and `Page.presses` where a browser is to build the page.
    """
    built = () if presses is None else (f"browser {presses}",)
    parts = ("request", method, urldefrag(url).url, hashlib.sha256(body).hexdigest(), *built)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def request_keys(page: Page) -> set[str]:
    """The requests that a page answers: the one for its address, and the one that was redirected there."""
    presses = page.presses if page.rendered_by else None
    urls = {page.url or "", page.asked_url or ""} - {""}
    return {request_key(page.method, url, page.request_body, presses) for url in urls}


@dataclass(slots=True)
class Shelf:
    """Where each answer lies; of several answers to one request the last one counts."""

    places: dict[str, tuple[Path, int]] = field(default_factory=dict)
    columns: dict[str, dict[str, None]] = field(default_factory=dict)
    """Columns by portal, in the order in which they were walked."""

    def find(self, method: str, url: str, body: bytes = b"", presses: int | None = None) -> Page | None:
        place = self.places.get(request_key(method, url, body, presses))
        return read_capture(*place) if place else None


def open_shelf(files: Iterable[Path]) -> Shelf:
    """Raises ArchiveError where a file is missing or no WARC file."""
    shelf = Shelf()
    for path in files:
        for captured in iter_captures(path):
            page = captured.page
            for key in request_keys(page):
                shelf.places[key] = (path, captured.offset)
            if page.portal and page.column_url:
                shelf.columns.setdefault(page.portal, {})[page.column_url] = None
    return shelf
