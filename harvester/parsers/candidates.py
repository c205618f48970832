"""Every title a page offers, and what they say together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any

from lxml import etree

from harvester.divisions import locate, match
from harvester.items import Document, Link, Page
from harvester.parsers.labelled import is_labelled
from harvester.parsers.organs import is_agency_name, is_credible, is_local, tidy
from harvester.parsers.owners import owner
from harvester.parsers.script import fold, squeeze
from harvester.parsers.titles import SITE, Title, agency_behind, may_name_report, parse_title

FIRST_TEXTS = 20
"""Among how many texts at the beginning the title stands."""
_LONGEST_LINE = 40
_LONGEST_ROW = 100
"""Characters of a link's line, with a date behind it."""
_MOST_HEADINGS = 20
_MOST_TEXTS = 100
_LONGEST_SENTENCE = 500
_NOT_SHOWN: Any = etree.XPath("//*[contains(@style, 'none') and contains(translate(@style, ' ', ''), 'display:none')]")
_MOST_LINES = 4
"""Over how many lines a title is broken."""
_BEGUN = re.compile(r"\s*(?:20\d{2}\s*年?度?)?(?:政府|政务)?(?:信息)?(?:公开)?$")
"""What a first line may hold of the title behind the agency: 某街道办事处2023年度政府."""
_MIDDLE = re.compile(r"\s*(?:20\d{2}|政府|政務|政务|信息)")
_ENDS = re.compile(r"(?:报告|報告|年报|年報)\W*$")
_NOTICE = re.compile(r"年度[报報]告.*(?:通知|意[见見]|函)\W*$")
_NEIGHBOUR = re.compile(r"\W*(?:上|下|前|后|後)一?[篇条條则則页頁]\W")
_SECTION = re.compile(r"\s*一\s*[、.．]")
_NEXT_SECTION = re.compile(r"\s*二\s*[、.．]")
_SENTENCE = re.compile(r"[，,。；;！!？?]")
_BRACKETED = re.compile(r"[）)\]】]\s*$")
_SITE_APART = re.compile(r"^[^\s\d]+人民政府\s+20\d{2}")
_CITES = re.compile(r"\W*(?:本[^，。《]{1,12})?(?:[根據据]{2}|按照|依[據据照])[^，。《]{0,12}《")
"""本年度报告根据《条例》《某办关于年度报告有关规定的解释》要求编制, which has no comma for long."""
_YEAR_ALONE = re.compile(r"^[（(]?\s*20\d{2}\s*年?度?\s*[）)]?$")
_WEIGHTS = {"text": 3, "anchor": 3, "metadata title": 3, "meta articletitle": 3, "title": 2, "further text": 1}
"""The sources of a title, the one to quote first; a list of other years' reports may stand beside the title."""


@dataclass(frozen=True, slots=True)
class Candidate:
    source: str
    title: Title
    raw: str
    """The whole line, of which the title may be a part: 一图读懂：启东市2023年政府信息公开工作年度报告."""

    @property
    def weight(self) -> int:
        return _WEIGHTS[self.source]


def candidates(document: Document, page: Page, metadata: Mapping[str, str]) -> list[Candidate]:
    """The titles with the words of a report, from the page's body, its metadata and the list that led to it."""
    named = (
        ("anchor", page.anchor_text),
        ("metadata title", metadata.get("title")),
        ("meta articletitle", metadata.get("article_title") or document.meta.get("articletitle")),
        ("title", document.title),
    )
    marked = {squeeze(text) for _, text in named if text} | _headings(document)
    offered = [*_in_body(document, marked), *((source, text) for source, text in named if text)]
    read = [Candidate(source, _owned(source, text), text) for source, text in offered if may_name_report(text)]
    return [item for item in read if item.title.is_report]


def _owned(source: str, text: str) -> Title:
    """The title, with the agency behind it where it has its site's or no other: 2023年政府信息公开工作年度报告-财政局.

    Behind that of a <title> stands the site, if not in brackets and if the site does not stand before it, set off.
    """
    title = parse_title(text)
    is_own = source != "title" or any(mark.search(text) for mark in (_BRACKETED, _SITE_APART))
    behind = agency_behind(text) if is_own and title.is_report else None
    name = owner(title.agency, behind) if title.agency and behind else behind
    return replace(title, agency=name) if name else title


def chosen_year(found: list[Candidate]) -> tuple[int | None, str | None]:
    """The year that the weightiest sources agree on; none where two years weigh the same."""
    votes: Counter[int] = Counter()
    for item in found:
        if item.title.year:
            votes[item.title.year] += item.weight
    leading = votes.most_common(2)
    if not leading or (len(leading) == 2 and leading[0][1] == leading[1][1]):
        return None, None
    year = leading[0][0]
    return year, next(item.source for item in found if item.title.year == year)


def chosen_agency(found: list[Candidate]) -> tuple[str | None, str | None]:
    """The agency of the titles that fit the chosen year: the weightiest, and of the same weight the first.

    A name that ends another (教育局, 启东市教育局) speaks for it as well. Where two years weigh the same, titles that
    differ in nothing else tell the agency.
    """
    year, _ = chosen_year(found)
    named = [item for item in found if item.title.agency]
    fitting = [item for item in named if item.title.year in {year, None}]
    if year is None and len({tidy(item.title.agency or "") for item in named}) == 1:
        fitting = named
    names = {tidy(item.title.agency or "") for item in fitting}
    votes: Counter[str] = Counter()
    for item in fitting:
        part = tidy(item.title.agency or "")
        votes.update({name: item.weight for name in names if _completes(name, part)})
    best = max(fitting, key=lambda item: votes[tidy(item.title.agency or "")], default=None)
    return (best.title.agency, best.source) if best else (None, None)


def _completes(name: str, part: str) -> bool:
    """True for 启东市教育局 and 教育局; not where a site's name stands before: 启东市人民政府公示公告教育局."""
    before = name.removesuffix(part)
    if not name.endswith(part) or not before:
        return name == part
    place = match(before)
    is_place = place is not None and place.end == len(before)
    is_site = is_agency_name(before) or SITE.match(name) is not None or locate(part) is not None
    return is_place or not is_site


def best_title(found: list[Candidate], document: Document) -> str | None:
    """The title to quote: the page's own that says most; without any, the page's <title>."""
    best = _best(found)
    if best is not None:
        return best.title.text
    return fold(document.title) if document.title else None


def headline(found: list[Candidate], document: Document, metadata: Mapping[str, str]) -> str | None:
    """The whole line that tells what the page is: the name of an article, not of its column, 政府信息公开年报."""
    best = _best(found)
    if best is not None and (best.title.agency or best.title.year):
        return best.raw
    own = metadata.get("title") or metadata.get("article_title") or document.meta.get("articletitle")
    return own or document.title or (best.raw if best else _notice(document.texts[:FIRST_TEXTS]))


def _notice(texts: Sequence[str]) -> str | None:
    """What heads a page about reports: 某市人民政府办公室关于做好2009年度政府信息公开工作年度报告有关事项的通知."""
    lines = (text for text in texts if len(text) <= _LONGEST_ROW and not _SENTENCE.search(text))
    return next((line for line in lines if may_name_report(line) and _NOTICE.search(line)), None)


def _best(found: list[Candidate]) -> Candidate | None:
    year, _ = chosen_year(found)
    agency, _ = chosen_agency(found)
    return max(found, key=lambda item: _fit(item.title, year, agency), default=None)


def _fit(title: Title, year: int | None, agency: str | None) -> int:
    same_agency = tidy(title.agency or "") == tidy(agency or "")
    return 2 * (title.year == year) + same_agency


def _in_body(document: Document, marked: Collection[str]) -> Iterator[tuple[str, str]]:
    """The lines of the body that are titles, the one that says most as such, the others with less weight.

    ``marked`` is what the page's headings and its head call it: of lines that say as much, one of those.
    """
    elsewhere = tuple(_elsewhere(document)) if document.tree is not None else ()
    texts = document.texts if document.tree is not None else [*_in_rows(document), *document.texts]
    own = [text for text in _head(texts) if squeeze(text) in marked or not _leads_elsewhere(text, elsewhere)]
    lines = [text for text in _joined(own) if _is_title(text) and not is_labelled(text)]
    best = _own(list(dict.fromkeys(lines)), document, marked)
    for text in lines:
        yield ("text" if text == best else "further text"), text


def _own(lines: Sequence[str], document: Document, marked: Collection[str]) -> str | None:
    """Of the lines that say the most, which are seldom several, the one that stands out."""
    most = max(map(_says, lines), default=None)
    fullest = [text for text in lines if _says(text) == most]
    if len(fullest) < 2:
        return next(iter(fullest), None)
    hidden = _hidden(document)
    return max(fullest, key=lambda text: _standing(text, document, marked, hidden))


def _standing(text: str, document: Document, marked: Collection[str], hidden: str) -> tuple[bool, ...]:
    """What tells the page's own title from others beside it: headings, a line of its own, a sentence that names it."""
    title = squeeze(text)
    core = squeeze(parse_title(text).text)
    sentences = (other for other in document.texts[:_MOST_TEXTS] if core[-4:] in other and _SENTENCE.search(other))
    is_said = any(core in squeeze(other[:_LONGEST_SENTENCE]) for other in sentences)
    return any(title in name for name in marked), not _SENTENCE.search(text), is_said, title not in hidden


def _hidden(document: Document) -> str:
    """The text of what the page does not show: the other tabs of a list."""
    nodes = () if document.tree is None else _NOT_SHOWN(document.tree)
    return "\n".join(squeeze(node.text_content()) for node in islice(nodes, _MOST_HEADINGS))


def _headings(document: Document) -> set[str]:
    """What stands in the page's headings, without those that lead to another page."""
    nodes = () if document.tree is None else document.tree.iter("h1", "h2")
    return {squeeze(node.text_content()) for node in islice(nodes, _MOST_HEADINGS) if node.find(".//a") is None}


def _leads_elsewhere(text: str, titles: tuple[str, ...]) -> bool:
    """True for a line that is one of those links, and for 上一篇：某局2022年……年度报告."""
    return _NEIGHBOUR.match(text) is not None or (bool(titles) and squeeze(text).startswith(titles))


def _in_rows(document: Document) -> Iterator[str]:
    """Titles alone in their row, where a text keeps the pipes of the table that laid out the page."""
    for grid in document.grids[:1]:
        lone = (filled[0] for row in grid.rows if len(filled := [cell.text for cell in row if cell.text]) == 1)
        yield from (text for text in lone if _is_title(text) and parse_title(text).year)


def _elsewhere(document: Document) -> Iterator[str]:
    """Titles that the page shows as links only; its own may be among the links in its margin as well."""
    linked = Counter(squeeze(link.text) for link in document.links if _leads_to_report(link))
    begins = {title[:1] for title in linked}
    lines = [squeeze(text) for text in document.texts if text[:1] in begins and len(text) <= _LONGEST_ROW]
    yield from (title for title, count in linked.items() if sum(line.startswith(title) for line in lines) <= count)


def _leads_to_report(link: Link) -> bool:
    """True for a link to another report: one of another year in the margin, or the item of a list."""
    return not link.url.lower().startswith(("#", "javascript:")) and _is_title(link.text)


def _head(texts: Sequence[str]) -> list[str]:
    """The first lines of the page, and those above the first section: menus may take a hundred lines between them."""
    section = next((place for place, pair in enumerate(pairwise((*texts, ""))) if _begins(*pair)), 0) or FIRST_TEXTS
    start = max(FIRST_TEXTS, section - FIRST_TEXTS)
    return [*texts[: min(FIRST_TEXTS, section)], *texts[start:section]]


def _begins(text: str, below: str) -> bool:
    """True for the heading of the first section, not for its line in a table of contents: 一、总体情况……1."""
    is_listed = text[-1:].isdigit() or _NEXT_SECTION.match(below) is not None
    return not is_listed and _SECTION.match(text) is not None


def _says(text: str) -> int:
    title = parse_title(text)
    return 2 * (title.agency is not None) + (title.year is not None)


def _is_title(text: str) -> bool:
    if not may_name_report(text):
        return False
    title = parse_title(text)
    return title.is_report and not _SENTENCE.search(title.text) and not _CITES.match(text)


def _joined(texts: Sequence[str]) -> Iterator[str]:
    """The lines, and first those that make a title together: 启东市人民政府 / 2020年…年度报告 / (2020年度)."""
    named = [may_name_report(text) for text in texts]
    for place, (first, second) in enumerate(pairwise(texts)):
        if not any(named[place : place + _MOST_LINES]):
            continue
        if _YEAR_ALONE.match(second) and parse_title(first).is_report:
            yield f"{first}{second}"
        elif len(first) <= _LONGEST_LINE and not parse_title(first).is_report:
            yield from _below_its_agency(texts[place : place + _MOST_LINES])
            yield from _broken(first, second)
    yield from texts


def _below_its_agency(lines: Sequence[str]) -> Iterator[str]:
    """The agency's line, with the rest of the title below: 某街道办事处2023年度政府 / 信息公开工作年度报告."""
    begun = _BEGUN.search(lines[0])
    head = begun.group() if begun and is_credible(lines[0][: begun.start()]) else ""
    for count in range(2, len(lines) + 1) if head or is_credible(lines[0]) else ():
        rest = "".join((head, *lines[1:count]))
        title = parse_title(rest) if may_name_report(rest) and len(lines[count - 1]) <= _LONGEST_LINE else None
        if title is not None and title.is_report:
            if title.agency is None and all(map(_MIDDLE.match, lines[1 : count - 1])):
                yield "".join(lines[:count])
            return


def _broken(first: str, second: str) -> Iterator[str]:
    """A title broken anywhere: 启东市住房和 / 城乡建设局2021年政府信息公开年报, 启东市财政局202 / 1年…年报."""
    whole = parse_title(f"{first}{second}") if len(second) <= _LONGEST_LINE and _ENDS.search(second) else None
    place = match(whole.agency) if whole is not None and whole.agency and whole.year else None
    if whole is None or place is None or not whole.agency:
        return
    part = parse_title(second).agency or ""
    is_known = is_local(whole.agency[place.end :]) and not is_local(part)
    is_part = whole.agency.endswith(part) and locate(part) is None
    if not part or (is_part and (is_known or not is_agency_name(part) or not is_agency_name(first))):
        yield f"{first}{second}"
