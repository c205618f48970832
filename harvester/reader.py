"""One page to one report: the function that the crawl, the command and a re-parse all call."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from harvester.agencies.identity import agency_id
from harvester.checks import check
from harvester.checks.across import has_crossing, settled
from harvester.checks.unruled import doubted_sums
from harvester.documents.html import read_html
from harvester.documents.read import read_document
from harvester.items import UNRULED, Agency, Document, Kind, Page, Report
from harvester.lookups.apply import correct
from harvester.lookups.entries import Lookups
from harvester.lookups.load import default_lookups
from harvester.parsers import attachments, main_text, metadata, sections, several
from harvester.parsers.flaws import doubted, find_flaws
from harvester.parsers.identity import Identity, identify
from harvester.parsers.joined import CONTENT_TYPE, one_page
from harvester.parsers.kind import is_of_a_school_year, judge
from harvester.parsers.tables import Tables, read_tables

PARSER_VERSION = "1.15.0"
"""Raised by hand whenever a page may be read differently; stored with every report."""


def read_report(page: Page, lookups: Lookups | None = None) -> Report:
    """Read a page into a report; one that is no report, or that no reader takes, is of kind not_a_report.

    ``lookups`` are people's corrections: those that ship with the program and of HARVESTER_LOOKUPS, unless given.
    """
    document = several.marked(_whole(page))
    return _read(page, document, metadata.read(document), lookups or default_lookups())


def _whole(page: Page) -> Document:
    """The document of a page with that of the pages on which it goes on."""
    document = read_document(page)
    parts = [read_document(part) for part in page.parts if part.body]
    if parts:
        document = _joined(document, parts)
    return document if page.is_whole else replace(document, flags=(*document.flags, "part_missing"))


def _joined(first: Document, others: Sequence[Document]) -> Document:
    pages = (first, *others)
    if any(page.tree is None for page in pages):
        return replace(first, blocks=tuple(block for page in pages for block in page.blocks))
    whole = read_html(one_page(first.tree, (page.tree for page in others)), CONTENT_TYPE)
    return replace(whole, encoding=first.encoding, flags=tuple(dict.fromkeys((*first.flags, *whole.flags))))


def read_reports(page: Page, lookups: Lookups | None = None) -> tuple[Report, ...]:
    """Every report of a page: one, or several where it holds those of several years or agencies."""
    document = _whole(page)
    block = metadata.read(document)
    lookups = lookups or default_lookups()
    parts = several.split(document)
    if len(parts) == 1:
        return (_read(page, parts[0], block, lookups),)
    shared = {name: value for name, value in block.items() if name not in ("title", "article_title")}
    return tuple(_read(replace(page, anchor_text=None), part, shared, lookups) for part in parts)


def _read(page: Page, document: Document, block: dict[str, str], lookups: Lookups) -> Report:
    prose = sections.split(main_text.extract(document))
    identity = identify(document, page, block, prose.get("preamble"), prose.get("overview"))
    tables = doubted(read_tables(document), document)
    read = replace(
        _blank(page, identity, block),
        kind=_kind(identity.headline, tables, prose, not any(prose.values()) and _is_shell(page, document)),
        sections=dict(prose),
        tables=tables.figures,
        editions=tables.editions,
        cells=tables.notes,
    )
    report = correct(read, lookups)
    if report.kind != "report":
        flaws = tuple(find_flaws(document, tables))
        return replace(report, sections={}, tables={}, editions={}, cells=(), findings=flaws)
    report = replace(report, attachments=attachments.find(document, page.url, page.attachments))
    return _checked(report, document, tables, prose.headings)


def _kind(title: str | None, tables: Tables, prose: sections.Sections, is_shell: bool) -> Kind:
    if tables.is_empty and is_of_a_school_year(title, prose.get("preamble") or prose.get("overview") or ""):
        return "not_a_report"
    return judge(
        title,
        has_statutory_table=not tables.is_empty,
        is_blank=not _has_figures(tables.figures),
        headings=prose.headings,
        is_shell=is_shell,
    )


def _checked(report: Report, document: Document, tables: Tables, headings: frozenset[str]) -> Report:
    """With what does not hold by the rules of the form, and what is wrong with the document itself."""
    findings = check(report, present_headings=headings)
    if UNRULED in document.flags:
        report = doubted_sums(report, findings)
        findings = check(report, present_headings=headings)
    if has_crossing(report):
        report = settled(report, findings)
        findings = check(report, present_headings=headings)
    return replace(report, findings=(*findings, *find_flaws(document, tables, report.attachments)))


def _has_figures(tables: Mapping[str, Any]) -> bool:
    rows = (row for table in tables.values() for row in (table or {}).values())
    return any(figure is not None for row in rows for figure in row.values())


def _is_shell(page: Page, document: Document) -> bool:
    """True for an HTML page without anything behind its title that may be a report, or may hold one."""
    if document.tree is None or document.grids or document.tree.find(".//img") is not None:
        return False
    framed = any(mark in page.body.lower() for mark in (b"<iframe", b"<embed", b"<object", b"<canvas"))
    return not framed and not attachments.find(document, page.url, page.attachments)


def _blank(page: Page, identity: Identity, block: dict[str, str]) -> Report:
    return Report(
        source=page.filename or page.url or "",
        url=page.url,
        sha256=hashlib.sha256(page.body).hexdigest(),
        kind="not_a_report",
        parser_version=PARSER_VERSION,
        title=identity.title,
        agency=_known(identity.agency, page.url),
        year=identity.year,
        published_on=identity.published_on,
        metadata=block,
        evidence=dict(identity.evidence),
    )


def _known(agency: Agency | None, url: str | None) -> Agency | None:
    return replace(agency, id=agency_id(agency, url)) if agency else None
