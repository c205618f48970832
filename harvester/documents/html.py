"""HTML to Document: one lxml tree, walked once, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import etree, html

from harvester.documents.called import write_calls
from harvester.documents.copies import restored
from harvester.documents.decode import decode
from harvester.documents.drawn import FEWEST_ROWS, drawn
from harvester.documents.embedded import shown_files, unescaped, unfold, unframed
from harvester.documents.faint import mark_faint
from harvester.documents.grid import FEW_CELLS, MAX_CELLS, longest_text, resolve
from harvester.documents.inner import set_beside
from harvester.documents.kept import revealed
from harvester.documents.lines import separate
from harvester.documents.linked import handed_out, is_file_name, links_of
from harvester.documents.nested import rows_beside_tables, unwrap
from harvester.documents.plain_text import MAX_LINES
from harvester.documents.shown import as_shown
from harvester.documents.stored import put_stored
from harvester.documents.styled import mark_styled
from harvester.documents.text import regroup
from harvester.documents.unseen import without_hidden_copies
from harvester.items import Block, Document, Grid, Link, Text
from harvester.parsers.script import fold

MAX_CHARS = 5_000_000
MAX_TAGS = 150_000
"""A longer page is cut here and flagged ``truncated``; embedded images are taken out before.

Tags cost time and memory: a report has some thousand, a collection of fifty reports by Word under 100,000.
"""
_DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s%]{64,}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_BYTES = bytes({*range(32)} - {*b"\t\n\r"})
_CONTROL_REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));?(?![\da-f])", re.IGNORECASE
)
"""Characters that no XML tree takes, written out or as references; `lxml` raises when such a text is moved."""
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""lxml's own look-up of a class for each tag (forms, inputs) takes a third of the walk."""
_MAY_CALL = re.compile(r"\bonclick\b|=\s*[\"']?javascript:", re.IGNORECASE)
_DROPPED = ("script", "style", "noscript", "template", "object", "embed", "svg", "canvas")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark o:p q s samp small span "  # noqa: SIM905  (one list a line)
    "st1:chsdate strike strong sub sup tt u var wbr".split()
)
_MAY_BE_CELLS = frozenset(("p", "dd", "li"))
"""Elements that hold a cell each where a table is written without any; an empty one is a blank cell."""
_LONGER = "descendant::{}[position() <= $cells][string-length() > $longest]"
_HAS_LONGER: Any = etree.XPath(" or ".join(map(_LONGER.format, ("td", "th"))))
"""Each kind for itself: a union of both puts their cells in order first, which takes seconds for ten thousands."""


def read_html(body: bytes, content_type: str | None = None) -> Document:
    """The page's blocks in order. Comments, scripts and styles are out; tables are grids."""
    decoded = decode(body, content_type)
    text, altered = restored(decoded.text)
    text, flags = _limit(unframed(revealed(unfold(text))))
    tree, deep = _parse(text)
    lines = _first(_blocks(tree))
    blocks = regroup(lines, lambda: _first(_blocks(tree, keeps_blanks=True)))
    return Document(
        blocks=blocks,
        title=fold(tree.findtext(".//title") or "") or None,
        meta=_meta(tree),
        links=(*links_of(tree), *(Link(url, "") for url in shown_files(text))),
        handed_out=tuple(handed_out(tree)),
        encoding=decoded.encoding,
        tree=tree,
        flags=(*decoded.flags, *altered, *flags, *deep, *_crowded(lines, blocks)),
    )


def _limit(text: str) -> tuple[str, tuple[str, ...]]:
    text = _without_controls(text)
    if "&#" in text:
        text = _CONTROL_REFERENCES.sub("", text)
    declaration = _XML_DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    text = unescaped(text)
    if len(text) > MAX_CHARS // 8:
        text = _DATA_URI.sub("", text)
    end = _end(text)
    return (text, ()) if end == len(text) else (text[:end], ("truncated",))


def _without_controls(text: str) -> str:
    """Most pages hold none, which bytes tell faster than the pattern does."""
    coded = text.encode("utf-8", "replace")
    is_plain = len(coded.translate(None, _CONTROL_BYTES)) == len(coded)
    return text if is_plain and "\ufffe" not in text and "\uffff" not in text else _CONTROLS.sub("", text)


def _end(text: str) -> int:
    """Where the text is cut: before the first tag that is too many, or behind as many characters as are read."""
    end = min(len(text), MAX_CHARS)
    if text.count("<", 0, end) <= MAX_TAGS:
        return end
    start, left = 0, MAX_TAGS
    while end - start > 1:
        middle = (start + end) // 2
        tags = text.count("<", start, middle)
        start, end, left = (middle, end, left - tags) if tags <= left else (start, middle, left)
    return start


def _parse(text: str) -> tuple[Any, tuple[str, ...]]:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return html.document_fromstring("<html><body></body></html>"), ("empty",)
    deep = any("Excessive depth" in entry.message for entry in parser.error_log)
    mark_styled(tree)
    if "function" in text and _MAY_CALL.search(text):
        write_calls(tree, is_file_name)
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    if tree.find(".//table") is not None:
        without_hidden_copies(tree, text)
        unwrap(tree)
        set_beside(tree)
    as_shown(tree, text)
    put_stored(tree, text)
    mark_faint(tree, text)
    return tree, ("too_deep",) if deep else ()


def _first(blocks: Iterator[Block]) -> tuple[Block, ...]:
    return tuple(islice(blocks, MAX_LINES))


def _crowded(lines: Sequence[Block], blocks: Iterable[Block]) -> tuple[str, ...]:
    cells = sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
    return ("truncated",) if cells >= MAX_CELLS or len(lines) >= MAX_LINES else ()


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name, content = node.get("name"), fold(node.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _blocks(tree: Any, *, keeps_blanks: bool = False) -> Iterator[Block]:
    """Walk start and end events; a data table is one grid, everything else is lines between block borders."""
    line: list[str] = []
    skip: Any = None
    runs: dict[Any, Grid | None] = {}
    root = tree.find("body")
    walk = etree.iterwalk(root if root is not None else tree, events=("start", "end"))
    for event, node in walk:
        if node is skip:
            skip = None
            line.append(node.tail or "")
            continue
        tag = node.tag
        if event == "start" and (tag == "table" or runs or len(node) >= FEWEST_ROWS):
            grids = _grids(node, runs)
            if grids is not None:
                yield from filter(None, (_taken(line), *grids))
                walk.skip_subtree()
                skip = node
                continue
        elif keeps_blanks and event == "end" and tag in _MAY_BE_CELLS and not node.text_content().strip():
            yield Text("")
        if line and tag not in _INLINE:
            yield from _lines(line) if tag == "pre" and event == "end" else filter(None, (_taken(line),))
        text = node.text if event == "start" else node.tail
        if text:
            line.append(text)
    yield from filter(None, (_taken(line),))


def _grids(node: Any, runs: dict[Any, Grid | None]) -> tuple[Grid | None, ...] | None:
    """The grid that the element is, none for a row of one that stands before it; None for what is no table.

    ``runs``: such rows, which the tables that the walk has come to told of.
    """
    if node.tag == "table":
        if _is_data_table(node):
            return (resolve(node),)
        runs.update(rows_beside_tables(node))
    if grid := drawn(node):
        return (grid,)
    return (runs[node],) if node in runs else None


def _taken(line: list[str]) -> Text | None:
    """The collected text as one block, and nothing left of it."""
    text = fold("".join(line))
    line.clear()
    return Text(text) if text else None


def _lines(line: list[str]) -> list[Text]:
    """The collected text of a ``pre`` as one block a line, and nothing left of it."""
    texts = [fold(separate(part)) for part in "".join(line).splitlines()]
    line.clear()
    return [Text(text) for text in texts if text]


def _is_data_table(node: Any) -> bool:
    """A table that holds another one, or few cells of which one is long, only lays out the page."""
    if next(node.iterdescendants("table"), None) is not None:
        return False
    cells = sum(1 for _ in islice(node.iterdescendants("td", "th"), FEW_CELLS + 1))
    return cells > 0 and not _HAS_LONGER(node, cells=MAX_CELLS, longest=longest_text(cells))
