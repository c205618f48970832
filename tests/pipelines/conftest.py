"""The real pipelines on a real crawler that is not running, and the tables they write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from harvester.items import Page
from harvester.pipelines.archive import ArchivePipeline
from harvester.pipelines.harvest import harvest_of
from harvester.pipelines.parse import ParsePipeline
from harvester.pipelines.store import StorePipeline
from harvester.spiders.annual_reports import AnnualReports
from harvester.spiders.outcomes import Outcome
from tests.databases import DATA_TABLES, sqlite_rows

REPORT = "zwgk/zfxxgk/zfxxgknb/202301/t20230130_10012.html"
BUNDLED = Path(__file__).parent.parent.parent / "fixtures" / "portals" / "trs" / "www"


@dataclass
class Harvesting:
    """Items go through the pipelines; `end` closes the crawl as Scrapy does."""

    folder: Path

    def __post_init__(self) -> None:
        places = {
            "HARVESTER_DATABASE_URL": f"sqlite:///{self.folder}/harvester.sqlite",
            "HARVESTER_ARCHIVE": str(self.folder / "archive"),
        }
        settings = Settings()
        settings.setmodule("harvester.settings", priority="project")
        settings.update(places)
        self.crawler = Crawler(AnnualReports, settings)
        self.crawler.stats = MemoryStatsCollector(self.crawler)
        archive, store = (kind.from_crawler(self.crawler) for kind in (ArchivePipeline, StorePipeline))
        self.pipelines = (archive, ParsePipeline(), store)
        archive.open_spider()

    def take(self, item: Page | Outcome) -> Any:
        for pipeline in self.pipelines:
            item = pipeline.process_item(item)
        return item

    def end(self, reason: str = "finished") -> None:
        harvest_of(self.crawler).close(reason)

    def rows(self, query: str) -> list[dict]:
        harvest_of(self.crawler).batch.write()
        return sqlite_rows(self.folder / "harvester.sqlite", query)


@pytest.fixture
def harvesting(tmp_path: Path) -> Iterator[Harvesting]:
    running = Harvesting(tmp_path)
    yield running
    running.end()


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Any]:
    """Starts further crawls into the same folder."""
    started = []

    def _again() -> Harvesting:
        started.append(Harvesting(tmp_path))
        return started[-1]

    yield _again
    for running in started:
        running.end()


@pytest.fixture
def every_row(tmp_path: Path) -> Any:
    """Every row of every data table."""
    return lambda folder=tmp_path: {
        name: sqlite_rows(folder / "harvester.sqlite", f"SELECT * FROM {name}") for name in DATA_TABLES
    }


@pytest.fixture
def page() -> Any:
    """A bundled report page as the spider hands it over."""
    body = BUNDLED.joinpath(REPORT).read_bytes()

    def _page(**changes: Any) -> Page:
        usual = {
            "url": f"http://www.example.gov.cn/{REPORT}",
            "body": body,
            "content_type": "text/html",
            "headers": (("Content-Type", "text/html"), ("Content-Encoding", "gzip")),
            "request_headers": (("Host", "www.example.gov.cn"), ("User-Agent", "harvester/0.1")),
            "fetched_at": datetime(2024, 2, 1, tzinfo=UTC),
            "portal": "140200_datong",
            "column_url": "http://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/",
        }
        return Page(**(usual | changes))

    return _page
