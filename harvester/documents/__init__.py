"""Bytes -> Document, one module a format."""

from __future__ import annotations

from harvester.documents.html import read_html
from harvester.documents.json_page import read_json
from harvester.documents.media import Media, sniff
from harvester.documents.text import read_text
from harvester.items import Document, Page

__all__ = ["read_document"]

_READERS = {"html": read_html, "json": read_json, "text": read_text}


def read_document(page: Page) -> Document:
    """The document of a page. One that no reader takes comes back empty, flagged ``unread_<media>``."""
    media: Media = sniff(page.body, page.filename or page.url, page.content_type)
    reader = _READERS.get(media)
    if reader is None:
        return Document(blocks=(), flags=(f"unread_{media}",))
    return reader(page.body, page.content_type)
