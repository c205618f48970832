"""One page to one report: the function that the crawl, the command and a re-parse all call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from harvester.checks import check
from harvester.documents import read_document
from harvester.items import Document, Finding, Page, Report
from harvester.parsers import attachments, kind, main_text, metadata, sections, several
from harvester.parsers.identity import Identity, identify
from harvester.parsers.tables import Tables, read_tables

PARSER_VERSION = "1.0.0"
"""Raised by hand whenever a page may be read differently; stored with every report."""

_FLAGS = {
    "unread_empty": "文件是空的",
    "unread_binary": "不是网页或文本，未能读取",
    "unread_json": "接口返回的数据里没有正文，未能读取",
    "unread_pdf": "PDF 文件，未能读取",
    "unread_zip": "Office 或压缩文件，未能读取",
    "unread_ole": "旧版 Office 文件，未能读取",
    "unread_image": "图片，未能读取",
    "truncated": "页面过大，只读取了前一部分",
    "too_deep": "页面嵌套过深，只读取了前一部分",
    "undecodable": "部分字节无法按任何编码解读",
    "encoding_guessed": "页面编码是推测的",
}


def read_report(page: Page) -> Report:
    """Read a page into a report; one that is no report, or that no reader takes, is of kind not_a_report."""
    document = read_document(page)
    return _read(page, document, metadata.read(document))


def read_reports(page: Page) -> tuple[Report, ...]:
    """Every report of a page: one, or several where it holds those of several years or agencies."""
    document = read_document(page)
    block = metadata.read(document)
    parts = several.split(document)
    if len(parts) == 1:
        return (_read(page, document, block),)
    shared = {name: value for name, value in block.items() if name not in ("title", "article_title")}
    return tuple(_read(replace(page, anchor_text=None), part, shared) for part in parts)


def _read(page: Page, document: Document, block: dict[str, str]) -> Report:
    prose = sections.split(main_text.extract(document))
    identity = identify(document, page, block, prose.get("preamble"))
    tables = read_tables(document)
    report = _blank(page, identity, block)
    flaws = tuple(_flaws(document, tables))
    if kind.judge(identity.title, has_statutory_table=not tables.is_empty, headings=prose.headings) != "report":
        return replace(report, findings=flaws)
    report = replace(
        report,
        kind="report",
        sections=dict(prose),
        tables=tables.figures,
        editions=tables.editions,
        cells=tables.notes,
        attachments=attachments.find(document, page.url, page.attachments),
    )
    return replace(report, findings=(*check(report, present_headings=prose.headings), *flaws))


def _blank(page: Page, identity: Identity, block: dict[str, str]) -> Report:
    return Report(
        source=page.filename or page.url or "",
        url=page.url,
        sha256=hashlib.sha256(page.body).hexdigest(),
        kind="not_a_report",
        parser_version=PARSER_VERSION,
        title=identity.title,
        agency=identity.agency,
        year=identity.year,
        published_on=identity.published_on,
        metadata=block,
        evidence=dict(identity.evidence),
    )


def _flaws(document: Document, tables: Tables) -> Iterator[Finding]:
    """What of the page was not read: `document.complete` says so instead of silence."""
    for flag in document.flags:
        if flag in _FLAGS:
            yield Finding(rule="document.complete", severity="warning", cells=(), message=_FLAGS[flag])
    for label in tables.unknown:
        message = f"表格中有格式以外的一行，未读入：“{label}”"
        yield Finding(rule="document.complete", severity="info", cells=(), message=message)
