"""A `Document` as JSON and back: what the reader of a file hands over from the process it runs in."""

from __future__ import annotations

import json
from typing import Any

from harvester.items import Block, Document, Grid, GridCell, Text


def dumps(document: Document) -> bytes:
    """Blocks, title and flags; links, meta tags and the tree are an HTML page's and stay out."""
    blocks = [_block(block) for block in document.blocks]
    data = {"title": document.title, "flags": document.flags, "blocks": blocks}
    return json.dumps(data, ensure_ascii=True).encode()


def loads(data: bytes) -> Document:
    """Raises ValueError, KeyError or TypeError where the bytes are no document."""
    values = json.loads(data)
    blocks = tuple(_from_block(item) for item in values["blocks"])
    return Document(blocks=blocks, title=values["title"], flags=tuple(values["flags"]))


def _block(block: Block) -> Any:
    if isinstance(block, Text):
        return block.text
    rows = [[(c.text, c.row, c.column, c.rowspan, c.colspan, c.is_header) for c in row] for row in block.rows]
    return {"rows": rows, "flowing": block.flowing}


def _from_block(item: Any) -> Block:
    if isinstance(item, str):
        return Text(item)
    return Grid(tuple(tuple(GridCell(*cell) for cell in row) for row in item["rows"]), flowing=item["flowing"])
