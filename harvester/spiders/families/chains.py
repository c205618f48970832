"""Sums of strings and names in scripts, by which they put addresses together: ``"index_" + (n-1) + ".html"``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvester.documents.script_text import STRING

_NAME = r"(?<![\w.$])[A-Za-z_$][\w.$]*+(?:\[[^\[\]\n]{1,20}\](?:\.[\w$]++)*+|\([^()\"'\n]*\))?"
_TERM = rf"(?:{STRING}|\([^()\"'\n]{{1,40}}\)|{_NAME})"
_CHAIN = re.compile(rf"{_TERM}(?:\s*\+\s*{_TERM})+")
_SET = re.compile(rf"(?<![\w.$])([A-Za-z_$][\w$]*)\s*(\+?)=(?!=)\s*(?:({STRING})\s*(?=[;,\n]))?")
_PIECE = re.compile(_TERM)


def chains(script: str) -> Iterator[str]:
    return (found.group() for found in _CHAIN.finditer(script))


def in_pieces(chain: str) -> Iterator[tuple[str, bool]]:
    """What is added up, in order, and whether it is an expression: ``index_`` False, ``(n-1)`` True."""
    for piece in _PIECE.findall(chain):
        yield (re.sub(r"\\(.)", r"\1", piece[1:-1]), False) if piece[0] in "\"'" else (piece, True)


def texts_in(script: str) -> dict[str, str]:
    """Variables that are set once, to a text: ``var name = "index", ending = ".html";``."""
    found: dict[str, str] = {}
    for name, added, text in _SET.findall(script):
        found[name] = "" if added or name in found or not text else text[1:-1]
    return {name: text for name, text in found.items() if text}
