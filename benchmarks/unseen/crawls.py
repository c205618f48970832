"""Serves random portals, crawls each by its column's address alone, twice, and reads what came of it."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from unseen.answers import Site
from unseen.draw import Portal

from harvester.demo.server import serve
from harvester.store.queries import last_runs, outcomes
from harvester.store.session import open_store

_SETTINGS: Mapping[str, Any] = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 10,
    "HARVESTER_ALLOW_PRIVATE": True,
    "HARVESTER_PARSE_PROCESSES": 0,
    "HARVESTER_HOOK_COMMAND": "",
    "HARVESTER_HOOK_URL": "",
    "LOG_LEVEL": "CRITICAL",
}
_TABLES = ("reports", "revisions", "report_sources", "addresses", "outcomes", "agencies", "attachments", "captures")


@dataclass(frozen=True, slots=True)
class Crawled:
    """What one crawl left: paths that were asked for, in order, the outcomes, and the numbers of the run."""

    asked: tuple[str, ...]
    outcomes: tuple[Any, ...]
    run: Any
    rows: str
    """All rows of the tables that a second crawl must leave as they are."""


def crawl_twice(
    portals: Sequence[Portal], *, browser: bool, is_home: bool = False
) -> Iterator[tuple[Portal, Crawled, Crawled]]:
    """All portals at once, in a process of their own for each of the two crawls, as Twisted starts but once."""
    with ExitStack() as stack, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        served = [stack.enter_context(_served(folder / str(portal.seed), portal)) for portal in portals]
        jobs = [
            (url + ("/" if is_home else portal.column), str(folder / str(portal.seed)))
            for portal, (url, _) in zip(portals, served, strict=True)
        ]
        visits = []
        for _ in range(2):
            for _, asked in served:
                asked.clear()
            _in_a_child(jobs, browser=browser)
            visits.append([_crawled(Path(path), asked) for (_, path), (_, asked) in zip(jobs, served, strict=True)])
        yield from zip(portals, *visits, strict=True)


@contextmanager
def _served(folder: Path, portal: Portal) -> Iterator[tuple[str, list[str]]]:
    """The address of the portal, and the list of what is asked for."""
    (folder / "www").mkdir(parents=True)
    (folder / "site.yaml").write_text("{content_type: text/html, modified: ''}", encoding="utf-8")
    site = Site(portal)
    with serve(folder, port=0, interface=site) as running:
        site.home = running.url
        yield running.url, running.asked


def _in_a_child(jobs: Sequence[tuple[str, str]], *, browser: bool) -> None:
    child = multiprocessing.get_context("fork").Process(target=_crawl_all, args=(jobs, browser))
    child.start()
    child.join()


def _crawl_all(jobs: Sequence[tuple[str, str]], browser: bool) -> None:
    """Every column by a crawler of its own with a database of its own, all in this process."""
    import scrapy.core.downloader.handlers.http11  # noqa: F401, PLC0415  (before the rest: it looks at all modules)
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415  (its reactor starts only in a child)

    from harvester.spiders.annual_reports import AnnualReports  # noqa: PLC0415

    process = CrawlerProcess(_settings(browser=browser))
    for url, folder in jobs:
        crawler = process.create_crawler(AnnualReports)
        own = {"HARVESTER_DATABASE_URL": f"sqlite:///{folder}/h.sqlite", "HARVESTER_ARCHIVE": f"{folder}/archive"}
        crawler.settings.update(own, priority="cmdline")
        process.crawl(crawler, url=url)
    process.start()
    os._exit(0)  # nothing of the parent's is to be ended twice


def _settings(*, browser: bool) -> Any:
    from scrapy.settings import Settings  # noqa: PLC0415

    settings = Settings()
    settings.setmodule("harvester.settings", priority="project")
    settings.update(_SETTINGS, priority="cmdline")
    if not browser:
        settings.set("HARVESTER_CHROMIUM", "/nonexistent", priority="cmdline")
    return settings


def _crawled(folder: Path, asked: Sequence[str]) -> Crawled:
    with open_store(f"sqlite:///{folder}/h.sqlite") as store, store.read() as session:
        (run,) = last_runs(session) or (None,)
        shown = "\n".join(_rows(session, table) for table in _TABLES)
        return Crawled(tuple(asked), tuple(outcomes(session)), run, shown)


def _rows(session: Any, table: str) -> str:
    """Without the times at which addresses were looked at."""
    found = session.execute(text(f"select * from {table}")).mappings()  # noqa: S608  (names of this module)
    times = {"checked_at", "seen_at"}
    return "\n".join(sorted(str({k: v for k, v in row.items() if k not in times}) for row in found))
