"""Figures that a worksheet saved as a page keeps beside what its number format shows, by LibreOffice and Excel.

<td sdval="0">-</td>, <td x:num="0"> - </td>    0
<td sdval="12.5">13</td>                        12.5
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import Any

from harvester.documents.sheet_rows import figure
from harvester.parsers.numbers import read_value

_NAMES = ("sdval", "x:num")
_KEEPS = ("sdval=", "SDVAL=", "x:num=", "X:NUM=")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?")
_MOST = 20_000
_ROUNDED = Decimal("0.5")


def put_stored(tree: Any, source: str) -> None:
    """Put such figures into their cells, where these show none, or the same one rounded; the tree is changed."""
    if not any(word in source for word in _KEEPS):
        return
    for cell in list(islice(tree.iter("td", "th"), _MOST)):
        value = next((cell.get(name) for name in _NAMES if cell.get(name)), "").strip()
        if _NUMBER.fullmatch(value) and _is_shorter(cell.text_content(), Decimal(value)):
            for inside in list(cell):
                cell.remove(inside)
            cell.text = figure(Decimal(value))


def _is_shorter(shown: str, stored: Decimal) -> bool:
    """True for a dash or a blank, and for a figure rounded off; not for one in ten thousands, or with a unit."""
    read = read_value(shown, "change")
    if read.value is None:
        return read.state in ("blank", "dash")
    return read.unit is None and 0 < abs(Decimal(str(read.value)) - stored) <= _ROUNDED
