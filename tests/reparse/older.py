"""Readers of other days: today's, and something that it does otherwise. Imported by the processes of the pool."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from harvester.archive.read import read_capture
from harvester.items import Page, Report
from harvester.reader import read_reports
from harvester.reparse.reading import Job, Reading, reading_of

OLDER, NEWER = "0.9.0", "9.0.0"


def prepare(archive: Path, how: str) -> Callable[[Job], Reading]:
    """``how`` names a function below."""
    change = CHANGES[how]

    def answer(job: Job) -> Reading:
        page = read_capture(archive / job.file, job.offset)
        reports = [change(page, report) for report in read_reports(page)]
        return reading_of(job, page, reports[:1] if how in ONE else reports)

    return answer


def same(_: Page, report: Report) -> Report:
    return replace(report, parser_version=NEWER)


def wrong_year(_: Page, report: Report) -> Report:
    """A year too early."""
    return replace(report, parser_version=OLDER, year=(report.year or 0) - 1)


def wrong_figure(_: Page, report: Report) -> Report:
    """One figure is another, and a finding less."""
    requests = report.tables["requests"] or {}
    granted = {**requests["granted"], "total": 777}
    tables = {**report.tables, "requests": {**requests, "granted": granted}}
    return replace(report, parser_version=OLDER, tables=tables, findings=report.findings[1:])


def blind(page: Page, report: Report) -> Report:
    """Blanks for every figure of 表三, on the pages of the second portal."""
    if page.portal != "000000_second":
        return replace(report, parser_version=NEWER)
    rows = {row: dict.fromkeys(columns) for row, columns in (report.tables["requests"] or {}).items()}
    return replace(report, parser_version=NEWER, tables={**report.tables, "requests": rows})


def strict(page: Page, report: Report) -> Report:
    """The first page of each portal is none any more."""
    if not (page.url or "").endswith("/0.html"):
        return replace(report, parser_version=NEWER)
    empty = {"kind": "not_a_report", "tables": {}, "sections": {}, "cells": (), "findings": (), "attachments": ()}
    return replace(report, parser_version=NEWER, **empty)


def dying(page: Page, report: Report) -> Report:
    if (page.url or "").endswith("/1.html"):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(report, parser_version=NEWER)


def hanging(page: Page, report: Report) -> Report:
    if (page.url or "").endswith("/2.html"):
        time.sleep(60)
    return replace(report, parser_version=NEWER)


def slow(_: Page, report: Report) -> Report:
    """Leaves a test the time to kill it."""
    time.sleep(0.01)
    return report


def as_one(_: Page, report: Report) -> Report:
    """The first of several reports is taken for the page's only one."""
    return replace(report, parser_version=OLDER)


ONE = {"as_one", "only_first"}
CHANGES = {"only_first": same} | {
    change.__name__: change for change in (same, as_one, wrong_year, wrong_figure, blind, strict, dying, hanging, slow)
}
