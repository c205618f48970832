"""A text file to Document."""

from __future__ import annotations

import re

from harvester.documents.copies import restored
from harvester.documents.decode import decode
from harvester.documents.grid import MAX_CELLS
from harvester.documents.lines import label_pieces
from harvester.documents.notations import with_pipes
from harvester.documents.text import text_blocks
from harvester.editions.labels import look_up
from harvester.items import Document, Grid

MAX_LINES = 10_000
"""A longer text is cut here and flagged ``truncated``: a report with one cell a line has some 500."""
_STRESSED = re.compile(r"\*\*([^*\n]+)\*\*")
"""What Markdown prints bold."""
_BULLET = re.compile(r"\s*[-*+]\s+(?=\S)")
_LONGEST_ITEM = 60


def read_text(body: bytes, content_type: str | None = None) -> Document:
    """Lines as text blocks; every run of table lines as one flowing grid."""
    decoded = decode(body, content_type)
    text, altered = restored(decoded.text)
    lines = _STRESSED.sub(r"\1", with_pipes(text)).splitlines()
    blocks = tuple(text_blocks([_without_bullet(line) for line in lines[:MAX_LINES]]))
    is_cut = len(lines) > MAX_LINES or any(
        isinstance(block, Grid) and sum(map(len, block.rows)) >= MAX_CELLS for block in blocks
    )
    flags = (*decoded.flags, *altered, *(("truncated",) if is_cut else ()))
    return Document(blocks=blocks, encoding=decoded.encoding, flags=flags)


def _without_bullet(line: str) -> str:
    """The item of a list that is a label of the form, or has its figure behind: ``- 自然人：12``."""
    bullet = _BULLET.match(line) if len(line) <= _LONGEST_ITEM else None
    item = line[bullet.end() :] if bullet else ""
    return item if look_up(item) or label_pieces(item) else line
