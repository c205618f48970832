r"""Markdown, as programs make it of pages and PDFs: ``**规章** | **2**``, ``1\.属于国家秘密``, tables left as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

from harvester.documents.decode import decode
from harvester.documents.html import read_html
from harvester.documents.plain_text import read_text
from harvester.items import Document

_CELL = re.compile(rb"<t[dh]\b", re.IGNORECASE)
_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)


def read_markdown(body: bytes, content_type: str | None = None) -> Document:
    """Plain text as it stands; lines and tables, where the tables are written with tags."""
    if not _CELL.search(body):
        return read_text(body, content_type)
    decoded = decode(body, content_type)
    parts = _TABLE.split(decoded.text)
    page = "".join(part if number % 2 else _paragraphs(part) for number, part in enumerate(parts))
    document = read_html(page.encode(), "text/html; charset=utf-8")
    return replace(document, encoding=decoded.encoding, flags=(*decoded.flags, *document.flags))


def _paragraphs(text: str) -> str:
    """A paragraph for each line, with whatever tags it has."""
    return "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
