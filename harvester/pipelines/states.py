"""List pages with the state of a form or the number of a session, another one in each answer, whatever they list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from harvester.archive.read import read_capture
from harvester.errors import ArchiveError
from harvester.items import Page
from harvester.store.captures import is_held, list_captures

_STATE = re.compile(
    rb"<(?:input|meta)\b[^<>]*\bname=[\"']?(?:__\w+|_?(?:csrf|xsrf)[\w-]*|_token)[\"'\s/][^<>]*>"
    rb"|;jsessionid=[\w.!-]+|/\([A-Z]\([\w-]+\)\)",
    re.IGNORECASE,
)


class States:
    """Knows the list pages that the archive holds of an address by what they say besides their state."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self._held: dict[str, dict[bytes, Row[Any]]] = {}

    def find(self, session: Session, page: Page) -> Row[Any] | None:
        """The capture of the same list page with another state."""
        if page.role != "list" or not _STATE.search(page.body):
            return None
        url = str(page.url)
        if url not in self._held:
            self._held[url] = dict(self._read(session, url))
        return self._held[url].get(_said(page.body))

    def _read(self, session: Session, url: str) -> Iterator[tuple[bytes, Row[Any]]]:
        for capture in list_captures(session, url):
            if is_held(capture, self.archive):
                try:
                    yield _said(read_capture(self.archive / capture.file, capture.offset).body), capture
                except ArchiveError:
                    continue  # damaged: `harvester db check` says so


def _said(body: bytes) -> bytes:
    """A digest of the page without its state: the pages of a crawl are not held in memory."""
    return sha256(_STATE.sub(b"", body)).digest()
