"""A text file to Document."""

from __future__ import annotations

import re

from harvester.documents.copies import restored
from harvester.documents.decode import decode
from harvester.documents.grid import MAX_CELLS
from harvester.documents.notations import with_pipes
from harvester.documents.text import text_blocks
from harvester.items import Document, Grid

MAX_LINES = 20_000
"""A longer text is cut here and flagged ``truncated``: a report with one cell a line has some 500."""
_STRESSED = re.compile(r"\*\*([^*\n]+)\*\*")
"""What Markdown prints bold."""


def read_text(body: bytes, content_type: str | None = None) -> Document:
    """Lines as text blocks; every run of table lines as one flowing grid."""
    decoded = decode(body, content_type)
    text, altered = restored(decoded.text)
    lines = _STRESSED.sub(r"\1", with_pipes(text)).splitlines()
    blocks = tuple(text_blocks(lines[:MAX_LINES]))
    is_cut = len(lines) > MAX_LINES or any(
        isinstance(block, Grid) and sum(map(len, block.rows)) >= MAX_CELLS for block in blocks
    )
    flags = (*decoded.flags, *altered, *(("truncated",) if is_cut else ()))
    return Document(blocks=blocks, encoding=decoded.encoding, flags=flags)
