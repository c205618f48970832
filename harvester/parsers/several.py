"""Several reports in one document: those of an agency's years, or of several agencies (汇编), each as a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any

from harvester.items import Block, Document, Text
from harvester.parsers import begun, heading_order
from harvester.parsers.organs import is_agency_name, tidy
from harvester.parsers.tables import read_tables
from harvester.parsers.titles import may_name_report, parse_title
from harvester.parsers.year_words import year_of

_LONGEST_TITLE = 80
_LONGEST_NAME = 40
_SENTENCE = re.compile(r"[，,。；;！!？?]")
_YEAR_ALONE = re.compile(r"^[（(]?\s*20\d{2}\s*年?(?:年?度)?\s*(?:工作)?(?:报告|年报)?\s*[）)]?$")
_REPEATED = 2
"""How many headings and tables of the first report each further one must show again."""

SEVERAL = "several_reports"
"""Flag of a document that shows the form's sections more than once, and is not divided."""

_Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Part:
    key: _Key
    blocks: tuple[Block, ...]
    shows: frozenset[str]
    """The form's headings and tables that the part holds."""


def split(document: Document) -> tuple[Document, ...]:
    """The document of each report in it; the document itself where it holds one, or where the split is not certain.

    A new report begins at a title of another agency or year, or at an agency's name above 一、总体情况, if what
    follows repeats the form's headings and tables.
    Titles in a row (a list of related reports, a table of contents) begin nothing.
    """
    parts = _merged(_parts(document.blocks, _starts(document.blocks)))
    year = None
    if not _is_certain(parts):
        begins = list(begun.places(document.blocks))
        named = begun.named(document.blocks, begins)
        parts = _merged(_parts(document.blocks, ((place, (name, None)) for place, name in named)))
        year = _year_above(document, named)
        if not _is_certain(parts):
            return (_flagged(document) if len(begins) > 1 else document,)
    meta = {name: value for name, value in document.meta.items() if name != "articletitle"}
    return tuple(replace(document, **_headed(part, year), tree=None, meta=meta) for part in parts)


def marked(document: Document) -> Document:
    """The document, flagged where it shows the form's first section more than once: read as one report."""
    return _flagged(document) if len(list(islice(begun.places(document.blocks), 2))) > 1 else document


def _flagged(document: Document) -> Document:
    return replace(document, flags=(*document.flags, SEVERAL))


def _year_above(document: Document, named: Sequence[tuple[int, str]]) -> int | None:
    """The year of the title above them all: 启东市各镇2023年政府信息公开工作年度报告汇编."""
    above = document.blocks[: named[0][0] if named else 0]
    texts = (document.title or "", *(block.text for block in above if isinstance(block, Text)))
    return next((year for text in texts if _may_be_title(text) and (year := parse_title(text).year)), None)


def _headed(part: _Part, shared: int | None) -> dict[str, Any]:
    """The blocks of a part, and its title: none where its own is whole, else with the agency, the year, or both.

    ``shared`` is the year of them all.
    """
    agency, year = part.key
    first, *rest = part.blocks
    line = first.text if isinstance(first, Text) else ""
    if _YEAR_ALONE.match(line) or (_may_be_title(line) and parse_title(line).agency is None):
        title = f"{agency}{line}"
    elif year is None and agency and line.endswith(agency):  # 一、启东市北新镇
        title = f"{agency}{shared}年政府信息公开工作年度报告" if shared else agency
    else:
        return {"blocks": part.blocks, "title": None}
    return {"blocks": (Text(title), *rest), "title": title}


def _is_certain(parts: list[_Part]) -> bool:
    return len(parts) > 1 and all(len(parts[0].shows & part.shows) >= _REPEATED for part in parts)


def _parts(blocks: tuple[Block, ...], starts: Iterable[tuple[int, _Key]]) -> Iterator[_Part]:
    bounds = pairwise([*starts, (len(blocks), ("", None))])
    pieces = dict(enumerate((key, blocks[start:end]) for (start, key), (end, _) in bounds))
    shows: dict[int, frozenset[str]] = {}
    for place in sorted(pieces, key=lambda place: len(pieces[place][1])):
        if len({key for key, _ in pieces.values()}) < 2:  # mostly a title in a menu, and the one report behind
            return
        shows[place] = _shown(pieces[place][1])
        if not shows[place]:
            del pieces[place]
    for place, (key, inside) in pieces.items():
        yield _Part(key, inside, shows[place])


def _starts(blocks: tuple[Block, ...]) -> Iterator[tuple[int, _Key]]:
    """Where a title stands, with the agency's line above it, and whose report of which year it names.

    One without an agency is of the agency named before, of another of its years.
    """
    before, agency = "", ""
    known: set[_Key] = set()
    for place, block in enumerate(blocks):
        text = block.text if isinstance(block, Text) else ""
        title = parse_title(text) if _may_be_title(text) else None
        if title is not None and title.is_report:
            above = before if title.agency is None and _is_name(before) else ""
            own = tidy(title.agency or above)
            agency = own or (agency if (agency, title.year) not in known else "")
            known.add((agency, title.year))
            yield place - bool(above), (agency, title.year)
        elif _YEAR_ALONE.match(text):
            yield place, (agency, year_of(text))
        before = text


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and may_name_report(text) and not _SENTENCE.search(text)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and is_agency_name(text)


def _shown(blocks: tuple[Block, ...]) -> frozenset[str]:
    part = Document(blocks=blocks)
    tables = (name for name, table in read_tables(part).figures.items() if table)
    texts = part.texts if any("。" in text for text in part.texts) else ()  # a table of contents says nothing
    return frozenset((*tables, *(f"heading {heading.key}" for _, heading in heading_order.chain(texts))))


def _merged(parts: Iterator[_Part]) -> list[_Part]:
    """One part for each agency and year: a title may be repeated above the tables of its own report."""
    found: dict[_Key, _Part] = {}
    for part in parts:
        known = found.get(part.key)
        found[part.key] = part if known is None else _joined(known, part)
    return list(found.values())


def _joined(first: _Part, second: _Part) -> _Part:
    return replace(first, blocks=(*first.blocks, *second.blocks), shows=first.shows | second.shows)
