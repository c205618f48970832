"""Bytes -> Document: the reader of each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from harvester.documents.apart import read_apart
from harvester.documents.html import read_html
from harvester.documents.json_page import read_json
from harvester.documents.markdown import read_markdown
from harvester.documents.media import Media, sniff
from harvester.documents.mhtml import read_mhtml
from harvester.documents.office import CONVERTED, read_converted
from harvester.documents.packed import joined
from harvester.documents.zipped import PROBLEMS, documents_of, why_unread
from harvester.items import Document, Page

_TEXTS: Mapping[Media, Callable[[bytes, str | None], Document]] = {
    "html": read_html,
    "json": read_json,
    "mhtml": read_mhtml,
    "text": read_markdown,
}
_FILES: frozenset[Media] = frozenset(("pdf", "docx", "wordxml", "xlsx", "xls", "sheetxml", "csv", "ods", "ofd"))


def read_document(page: Page) -> Document:
    """The document of a page. One that no reader takes comes back empty, flagged ``unread_<media>``."""
    media: Media = sniff(page.body, page.filename or page.url, page.content_type)
    reader = _TEXTS.get(media)
    if reader is not None:
        return reader(page.body, page.content_type)
    if media in _FILES:
        return read_apart(media, page.body)
    if media in CONVERTED:
        return read_converted(media, page.body)
    if media == "zip":
        return _of_zip(page)
    return Document(blocks=(), flags=(f"unread_{media}",))


def _of_zip(page: Page) -> Document:
    """The documents of a zip file as one; a zip file in it is not opened."""
    try:
        members = documents_of(page.body)
        read = [read_document(replace(page, body=body, filename=name, content_type=None)) for name, body in members]
        return read[0] if len(read) == 1 else joined(read)
    except PROBLEMS as error:
        return Document(blocks=(), flags=(why_unread(error),))
