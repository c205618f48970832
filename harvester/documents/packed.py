"""Several documents of one zip file as one: 表一.docx, 表二.docx and 表三.xlsx beside the report's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from harvester.documents.held import tables_in
from harvester.documents.zipped import SeveralError
from harvester.items import TABLES, Document
from harvester.parsers.numbers import looks_like_figure


def joined(documents: Sequence[Document]) -> Document:
    """The one of them that holds all the tables; else all as one, where no two hold the same table.

    One report that is packed as Word and as PDF holds the same figures twice, and is read from the first.
    Raises SeveralError where they are several reports, or it is not known which of their texts is the report's.
    """
    held = [(document, tables_in(document.grids)) for document in _once(documents)]
    owners = [(document, tables) for document, tables in held if tables]
    if not owners or any(count > 1 for count in Counter(chain.from_iterable(tables for _, tables in owners)).values()):
        raise SeveralError
    if len(owners) == 1 and len(owners[0][1]) == len(TABLES):
        return owners[0][0]
    prose = [document for document, tables in held if not tables]
    if len(prose) > 1:
        raise SeveralError
    in_order = [
        *prose,
        *(document for document, _ in sorted(owners, key=lambda item: min(map(TABLES.index, item[1])))),
    ]
    return Document(
        blocks=tuple(block for document in in_order for block in document.blocks),
        title=next((document.title for document in in_order if document.title), None),
        flags=tuple(dict.fromkeys(flag for document in in_order for flag in document.flags)),
    )


def _once(documents: Sequence[Document]) -> list[Document]:
    """The documents without those that begin like one before them, and have its figures."""
    kept: dict[object, Document] = {}
    for number, document in enumerate(documents):
        kept.setdefault(_mark(document) or number, document)
    return list(kept.values())


def _mark(document: Document) -> tuple[str, ...]:
    """Its first text and the figures of its tables; nothing for one without either."""
    texts = (cell.text for grid in document.grids for row in grid.rows for cell in row)
    figures = tuple(text for text in texts if looks_like_figure(text))
    return (document.texts[0], *figures) if figures and document.texts else ()
