"""Tables saved as text with commas (.csv) to Document."""

from __future__ import annotations

import csv

from harvester.documents.decode import decode
from harvester.documents.sheet_rows import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of
from harvester.items import Document


def read_csv(body: bytes) -> Document:
    """The document of the file; its merged cells are lost. Raises csv.Error."""
    decoded = decode(body, None)
    lines = decoded.text.splitlines(keepends=True)
    separator = max(",\t;", key=decoded.text.count)
    texts = {
        (number, column): text
        for number, row in zip(range(MAX_ROWS), csv.reader(lines, delimiter=separator), strict=False)
        for column, text in enumerate(row[:MAX_COLUMNS])
    }
    flags = (*decoded.flags, *(("truncated",) if len(lines) > MAX_ROWS else ()))
    return Document(blocks=blocks_of(Sheet(texts)), encoding=decoded.encoding, flags=flags)
