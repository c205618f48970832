"""The prose of a report, divided at the form's six headings.

Prose under 二, 三 or 四 (their tables are read elsewhere) goes to the end of ``other_matters``: ``overview`` holds
一 only, and nothing is lost. Where no heading is found, all prose is the preamble.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from harvester.editions.labels import look_up
from harvester.items import SECTIONS
from harvester.parsers import heading_order, headings
from harvester.parsers.script import canonical

_PROSE = re.compile(r"[。,;!?]|.{8}:$")
_SENTENCE = re.compile(r".{4}[。;!?]")
_FIGURES = "0123456789０１２３４５６７８９|/.,- \u00a0\u3000\t"
_CLAUSES = tuple(
    tuple(map(re.compile, parts))
    for parts in ((r"[^\d|]{4}", r"[,:]", r"[一-龥]", r"\d"), (r"\d", r"[一-龥]", r"[,:]", r"[一-龥]{4}"))
)
"""What stands in this order in figures in words, on both sides of a comma."""


class Sections(dict[str, "str | None"]):
    """Text by section, and ``headings``: which of the form's six headings the page has."""

    headings: frozenset[str]

    def __init__(self, texts: dict[str, str | None], found: Iterable[str]) -> None:
        super().__init__(texts)
        self.headings = frozenset(found)


def split(paragraphs: Sequence[str]) -> Sections:
    """Paragraphs under each heading, joined by a newline; None where there are none."""
    lines = [piece for paragraph in paragraphs for piece in headings.unrolled(paragraph)]
    chain = heading_order.chain(lines)
    parts: dict[str, list[str]] = {"preamble": _preamble(lines[: chain[0][0]] if chain else lines)}
    ends = [*(place for place, _ in chain[1:]), len(lines)]
    for (place, heading), end in zip(chain, ends, strict=False):
        parts[heading.key] = _section([heading.rest, *lines[place + 1 : end]])
    parts["other_matters"] = parts.get("other_matters", []) + _between_tables(parts)
    texts = {key: "\n".join(parts.get(key, [])) or None for key in SECTIONS}
    return Sections(texts, (heading.key for _, heading in chain))


def _section(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line and not headings.is_instruction(line)]


def _between_tables(parts: dict[str, list[str]]) -> list[str]:
    """Sentences under the headings of the three tables; labels and figures there are remains of a table."""
    keys = ("proactive_disclosure", "requests", "review_and_litigation")
    return [line for key in keys for line in parts.get(key, []) if _is_said(line)]


def _is_said(line: str) -> bool:
    """True for a sentence, and for a clause without its full stop: （注：以上数据截至12月31日，共34条）."""
    plain = canonical(line)
    if _SENTENCE.search(plain):
        return True
    return any(_follow(parts, plain) for parts in _CLAUSES) and not _is_of_table(line, plain)


def _follow(parts: Iterable[re.Pattern[str]], text: str) -> bool:
    """True where each part stands somewhere behind the one before."""
    place = 0
    for part in parts:
        found = part.search(text, place)
        if found is None:
            return False
        place = found.end()
    return True


def _is_of_table(line: str, plain: str) -> bool:
    return "勾稽" in plain or "|" in plain or bool(look_up(line.rstrip(_FIGURES)))


def _preamble(lines: Sequence[str]) -> list[str]:
    """From the first line that reads as prose: titles, agency and year lines above it are left out."""
    for place, line in enumerate(lines):
        text = canonical(line)
        if _PROSE.search(text) or (len(text) > 12 and headings.opens(text)):
            return _section(lines[place:])
    return []
