"""What the page says about itself: the 索引号 block, the line under the title, the national <meta> tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from harvester.items import Document, Grid
from harvester.parsers import metadata_block
from harvester.parsers.dates import first_date
from harvester.parsers.labelled import cells_of, pairs
from harvester.parsers.script import canonical, fold, narrow, simplify, squeeze
from harvester.parsers.wording import load

_LINES = 80
"""Lines of a page without headings that are searched."""
_LONGEST_LINE = 300
"""Characters: a longer line above the first heading is an introduction."""
_HEADING = re.compile(r"\s*一\s*[、.]")
_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)")
_TEMPLATE = re.compile(r"[{}$<>]|^[\W_]*$")
_SITE_ID = re.compile(r"bm\d{8}|\d{10}", re.IGNORECASE)
_FOOTER_ID = re.compile(r"标识码\W{0,4}(bm\d{8}|\d{10})(?!\d)", re.IGNORECASE)
_CODES = frozenset(("index_number", "document_number", "unified_number", "site_id_code"))


def read(document: Document) -> dict[str, str]:
    """Keys as in metadata.yaml; dates in ISO form. What is empty, 无 or a template's placeholder is left out.

    The block on the page is believed before the line under the title, and that before the <meta> tags.
    """
    is_text = document.tree is None
    head = _head(document.texts)
    lines = [line for line in head if not cells_of(line) and (is_text or ":" in line or "：" in line)]
    rows = [*(_rows(document) if is_text else ()), *filter(None, map(cells_of, head))]
    rows.append([line for line in metadata_block.lines(document) if not cells_of(line or "")])
    block = (pair for row in rows for pair in pairs(row, across=True))
    found: dict[str, str] = {}
    for key, value in (*block, *pairs(lines, across=is_text), *_meta(document.meta), *_footer(document.texts)):
        tidy = _tidy(key, value)
        if tidy:
            found.setdefault(key, tidy)
    return found


def _head(texts: Sequence[str]) -> list[str]:
    """The lines above the first heading of the report."""
    end = next((place for place, line in enumerate(texts) if _HEADING.match(line)), _LINES)
    return [line for line in texts[:end] if len(line) < _LONGEST_LINE]


def _rows(document: Document) -> Iterator[list[str | None]]:
    """The rows that a text sets off with | before its first heading; their cells are those of a grid."""
    for block in takewhile(lambda item: isinstance(item, Grid) or not _HEADING.match(item.text), document.blocks):
        for row in block.rows if isinstance(block, Grid) else ():
            yield [cell.text or None for cell in row]


def _meta(tags: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, key in load("metadata.yaml")["meta"].items():
        if name in tags:
            yield key, tags[name]


def _footer(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The code of the site, printed in the footer: 网站标识码：1304000009."""
    for line in texts:
        if "识码" in line or "識碼" in line:
            yield from (("site_id_code", code) for code in _FOOTER_ID.findall(squeeze(simplify(line))))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(canonical(word).lower() for word in load("metadata.yaml")["placeholders"])


def _tidy(key: str, value: str) -> str | None:
    text: Any = fold(value).strip(" |:：;；,，")
    if not text or _TEMPLATE.search(text) or canonical(text).lower() in _placeholders():
        return None
    if key in load("metadata.yaml")["dates"]:
        return _iso(text)
    text = squeeze(text) if key in _CODES else text
    return None if key == "site_id_code" and not _SITE_ID.fullmatch(text) else text


def _iso(text: str) -> str | None:
    """``2020年08月02日``, ``2024/04/30 09:30``, ``2021- 01- 27 15 : 11``, ``20210127``, 二〇二一年元月五日 by ISO.

    A date that does not parse stays as it is written; without a digit it is none.
    """
    match = _DATE.search(narrow(text)) or _DATE.search(canonical(text))
    if match is None:
        written = first_date(text)
        return written.isoformat() if written else text if re.search(r"\d", text) else None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else text
