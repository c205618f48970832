"""What each process does: takes a page out of the archive, reads it, and says what differs from the last reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from harvester.archive.read import read_capture
from harvester.errors import ArchiveError, HarvesterError
from harvester.items import Page, Report
from harvester.lookups.load import load_lookups
from harvester.parsers.flaws import unread
from harvester.parsers.kind import judge_title
from harvester.reader import read_reports
from harvester.reparse.changes import Change, differences
from harvester.store.digest import content_digest
from harvester.store.several import report_url

Record: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What some bytes were read as the last time; the whole record, or only what two addresses have in common."""

    record: str | Record
    digest: str
    is_whole: bool
    """False where the record was read from other bytes of the same content: their addresses and dates may differ."""
    parser_version: str
    is_alone: bool = True
    """False where several revisions claim to be the reading of the bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One capture to be read."""

    capture_id: int
    portal: str
    file: str
    offset: int
    number: int = 1
    """Which report of its page the capture is of."""
    reports: int = 1
    """How many were read on the page."""
    before: Before | None = None
    """None where the bytes were no report the last time, or were never read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page says now. ``page`` is without its bytes; ``report`` is None where it is not to be written."""

    page: Page | None = None
    report: Report | None = None
    further: tuple[Report, ...] = ()
    """Of the first report of a page: those that follow it there."""
    changes: tuple[Change, ...] = ()
    problem: str | None = None
    """Why the bytes could not be read; what was read of them before stays."""
    is_lost: bool = False
    """True where the archive does not give the bytes."""


def preparer(archive: Path, lookups: Sequence[str]) -> Callable[[], Callable[[Job], Reading]]:
    """What a process of the pool calls once."""
    return partial(_prepare, archive, tuple(lookups))


def _prepare(archive: Path, lookups: tuple[str, ...]) -> Callable[[Job], Reading]:
    known = load_lookups(lookups)

    def answer(job: Job) -> Reading:
        try:
            page = read_capture(archive / job.file, job.offset)
            return reading_of(job, page, read_reports(page, known))
        except ArchiveError as error:
            return Reading(problem=str(error), is_lost=True)
        except HarvesterError as error:
            return Reading(problem=str(error))
        except Exception as error:  # noqa: BLE001  (whatever a page provokes, the next one is read)
            return Reading(problem=f"{type(error).__name__}: {error}")

    return answer


def reading_of(job: Job, page: Page, reports: Sequence[Report]) -> Reading:
    """The reading of the capture's own report; a page that holds fewer than before has lost it."""
    page = replace(page, url=report_url(page.url or "", job.number))
    report = reports[job.number - 1] if job.number <= len(reports) else _none(reports[0])
    reading = compared(job.before, page, report)
    further = tuple(reports[1:]) if job.number == 1 else ()
    return replace(reading, page=replace(page, body=b"", parts=()), further=further) if further else reading


def _none(report: Report) -> Report:
    told: dict[str, Any] = {"agency": None, "year": None, "sections": {}, "tables": {}, "editions": {}}
    return replace(report, kind="not_a_report", cells=(), findings=(), attachments=(), **told)


def page_reader(lookups: Sequence[str]) -> Callable[[], Callable[[Page], Reading]]:
    """The same for pages that are handed over with their bytes, and were never read.

    Of what cannot be read only that counts as unreadable which a title calls a report, or which lacks a library.
    """
    return partial(_prepare_pages, tuple(lookups))


def _prepare_pages(lookups: tuple[str, ...]) -> Callable[[Page], Reading]:
    known = load_lookups(lookups)

    def answer(page: Page) -> Reading:
        try:
            report, *further = read_reports(page, known)
        except Exception as error:  # noqa: BLE001  (whatever a page provokes, the next one is read)
            return Reading(problem=f"{type(error).__name__}: {error}")
        why_not = unread(report) or ""
        is_wanted = why_not.startswith("missing_") or judge_title(report.title or page.anchor_text or "") == "report"
        if why_not and is_wanted:
            return Reading(problem=f"not read: {why_not}")
        return replace(compared(None, page, report), further=tuple(further))

    return answer


def compared(before: Before | None, page: Page, report: Report) -> Reading:
    """The reading with what differs; an empty one where the page tells the same to the same parser."""
    bare = replace(page, body=b"")
    if before is None:
        return Reading(page=bare, report=report)
    why_not = unread(report)
    if why_not and not report.corrections:
        return Reading(problem=f"not read here: {why_not}")
    changes = tuple(_changes(before, report))
    is_known = before.parser_version == report.parser_version or not before.is_whole
    if not changes and is_known and before.is_alone:
        return Reading()
    return Reading(page=bare, report=report, changes=changes)


def _changes(before: Before, report: Report) -> Iterator[Change]:
    if not before.is_whole and before.digest == content_digest(report):
        return
    record = json.loads(before.record) if isinstance(before.record, str) else before.record
    yield from differences(record, report.to_dict(), whole=before.is_whole)
