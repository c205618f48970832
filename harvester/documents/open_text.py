"""The text of a cell of an OpenDocument spreadsheet, and its figure at the size and with the unit that it is shown in.

<text:p><text:span text:style-name="T1">13</text:span>12<text:s text:c="2"/></text:p>, T1 struck out: 12
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lxml import etree

from harvester.documents.rich_text import Run, shown_runs
from harvester.documents.sheet_rows import figure

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SHOWN = re.compile(r"[^\d]*?([\d,]+(?:\.(\d+))?)\s*(\D{0,4})")
_DAY = re.compile(r"(\d{1,4})-(\d\d?)-(\d\d?)")
_SIZES = (0, 3, 4, 6, 8)
"""Powers of ten by which formats of numbers show a figure smaller: thousands, 万, millions, 亿."""


class Styles:
    """Names of the styles that strike out, that set high, and that hide a sheet."""

    def __init__(self, root: Any) -> None:
        self.struck: set[str] = set()
        self.raised: set[str] = set()
        self.hidden: set[str] = set()
        for style in root.iter(f"{_STYLE}style"):
            self._see(style.get(f"{_STYLE}name", ""), style)

    def _see(self, name: str, style: Any) -> None:
        for properties in style:
            if properties.get(f"{_STYLE}text-line-through-style", "none") != "none":
                self.struck.add(name)
            if properties.get(f"{_STYLE}text-position", "").startswith(("super", "sub", "33", "-33")):
                self.raised.add(name)
            if properties.get(f"{_TABLE}display") == "false":
                self.hidden.add(name)


def cell_text(cell: Any, styles: Styles) -> str:
    """The paragraphs of a cell as lines; remarks that hang on it are none of its text."""
    return "\n".join(shown_runs(list(_runs(part, styles))) for part in cell.iterchildren(f"{_TEXT}p"))


def _runs(node: Any, styles: Styles, is_struck: bool = False, is_raised: bool = False) -> Iterator[Run]:
    yield Run(node.text or "", is_struck, is_raised)
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        style = child.get(f"{_TEXT}style-name", "") if name else ""
        if name in _SIGNS:
            yield Run(_SIGNS[name] * int(child.get(f"{_TEXT}c") or 1))
        elif name in ("span", "a"):
            yield from _runs(child, styles, is_struck or style in styles.struck, is_raised or style in styles.raised)
        yield Run(child.tail or "", is_struck, is_raised)


_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}


def shown_figure(value: float, text: str) -> str:
    """The stored figure with all its digits, as large and with the unit that the cell shows.

    >>> shown_figure(77302849.0, "7,730.28万元")
    '7730.2849万元'
    """
    shown = _SHOWN.fullmatch(text.strip())
    if shown is None:
        return figure(value) if not any(map(str.isdigit, text)) else text
    number, places, unit = Decimal(shown[1].replace(",", "") or "0"), len(shown[2] or ""), shown[3].strip(" )）")
    for size in (-2,) if unit == "%" else _SIZES:
        scaled = Decimal(format(value, ".15g")).scaleb(-size)
        if abs(round(abs(scaled), places) - number) <= Decimal(1).scaleb(-places) / 100:
            return f"{figure(scaled)}{unit}"
    return text


def day(stored: str) -> str:
    """``2023-05-01`` as it is written in a report; empty for anything else."""
    found = _DAY.match(stored)
    return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日" if found else ""
