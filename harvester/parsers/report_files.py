"""The attachments that are read: those that a report is published as, and copies of one that its page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from harvester.items import STATISTICS, TABLES, Attachment, Report
from harvester.parsers.file_names import says_nothing
from harvester.parsers.kind import judge_title
from harvester.parsers.titles import parse_title
from harvester.parsers.wording import load

_DOCUMENTS = re.compile(
    r"/(?:pdf|msword|rtf|ofd|x-mimearchive|vnd\.ms-wor(?:ks|d)|vnd\.(?:openxml.*wordprocessingml|oasis.*text))"
)
_ARCHIVES = re.compile(r"/(?:zip|vnd\.rar|x-7z-compressed)")
_SHEETS = re.compile(r"/(?:vnd\.ms-excel|vnd\.(?:openxml|oasis).*spreadsheet)")


def report_files(report: Report) -> Mapping[str, str]:
    """Address of each file to be read as a report, and the title to read it under.

    A page over several agencies names each in the file's own name; a page over one has one report, and the first
    document is taken for it, whatever it is called, with those that may hold its tables (附件2, 情况统计表). A page
    with all its tables is the report, and its files are copies of it.
    """
    if report.kind != "report" or has_its_tables(report):
        return {}
    documents = [item for item in report.attachments if _is(item, _DOCUMENTS) or item.media_type is None]
    sheets = [item for item in report.attachments if _is(item, _SHEETS)]
    packed = [item for item in report.attachments if _is(item, _ARCHIVES)]
    files = (*documents, *sheets, *packed)
    named = {item.url: _title(item, report) for item in files if _is_named(item)}
    if len(named) > 1:
        return named
    first = () if named else files[:1]
    return {item.url: report.title or item.name for item in (*first, *filter(_may_hold_tables, files))} | named


def copies(report: Report) -> Mapping[str, str]:
    """Address of each file that bears the title of a report, on a page that holds the tables itself.

    They are read to be compared with the page: under its title, or under their own where that names a year.
    """
    if report.kind != "report" or not any(report.tables.values()):
        return {}
    files = (item for item in report.attachments if _is(item, _DOCUMENTS) or _is(item, _SHEETS))
    return {item.url: _title(item, report) for item in files if _is_named(item)}


def has_its_tables(report: Report) -> bool:
    """True of a report that needs no file to be whole."""
    return bool(report.tables.get(STATISTICS)) or all(report.tables.get(name) for name in TABLES)


def _is(item: Attachment, kind: re.Pattern[str]) -> bool:
    return bool(kind.search(item.media_type or ""))


def _is_named(item: Attachment) -> bool:
    return judge_title(_stem(item)) == "report"


def _may_hold_tables(item: Attachment) -> bool:
    """True for the name of a table, and for one that says nothing."""
    return says_nothing(item.name) or bool(re.search(load("attachments.yaml")["table_files"], _stem(item)))


def _title(item: Attachment, report: Report) -> str:
    """The file's own title, unless it leaves the year to the page."""
    stem = _stem(item)
    return stem if parse_title(stem).year is not None else report.title or stem


def _stem(item: Attachment) -> str:
    name = PurePosixPath(item.name)
    return name.stem if re.fullmatch(r"\.[0-9A-Za-z]{1,4}", name.suffix) else item.name
