"""Harvester: a checked dataset of China's annual reports on open government information (政府信息公开工作年度报告).

>>> import harvester
>>> report = harvester.parse(body, url="http://www.example.gov.cn/zfxxgknb/t20240115_1.html")
>>> report.tables["requests"]["granted"]["total"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from harvester.fulltext.hits import Hit
    from harvester.items import Report
    from harvester.lookups.entries import Lookups

__all__ = ["parse", "parse_all", "search"]
__version__ = "0.1.0"


def parse(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    filename: str | None = None,
    lookups: str | Path | None = None,
) -> Report:
    """Read one page of any kind into a `Report`; a page that is no report comes back as kind ``not_a_report``.

    ``lookups`` is a folder of corrections beside those that ship with the program, in place of HARVESTER_LOOKUPS.
    """
    from harvester.items import Page  # noqa: PLC0415  (`harvester --help` stays fast)
    from harvester.reader import read_report  # noqa: PLC0415

    page = Page(url=url, body=body, content_type=content_type, filename=filename)
    return read_report(page, _lookups(lookups))


def parse_all(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    filename: str | None = None,
    lookups: str | Path | None = None,
) -> list[Report]:
    """Every report of a document, in its order: of several years on one page, of several agencies in one file."""
    from harvester.items import Page  # noqa: PLC0415  (`harvester --help` stays fast)
    from harvester.reader import read_reports  # noqa: PLC0415

    page = Page(url=url, body=body, content_type=content_type, filename=filename)
    return list(read_reports(page, _lookups(lookups)))


def _lookups(folder: str | Path | None) -> Lookups | None:
    from harvester.lookups.load import cached  # noqa: PLC0415  (`harvester --help` stays fast)

    return cached(str(folder)) if folder else None


def search(  # noqa: PLR0913  (each narrows what is found)
    words: str,
    *,
    database: str | None = None,
    years: frozenset[int] = frozenset(),
    agency: str | None = None,
    section: str | None = None,
    limit: int | None = None,
) -> Iterator[Hit]:
    """The narrative sections that hold all the words, the latest reports first: ``search("行政复议 纠正")``.

    Simplified words find Traditional text and the other way round. ``agency`` is part of a name or the beginning of a
    division code. Raises UsageError for no word or an unknown section, StoreError where the database is not there.
    """
    from harvester.fulltext.hits import hits  # noqa: PLC0415  (`harvester --help` stays fast)

    return hits(words, database=database, years=years, agency=agency, section=section, limit=limit)
