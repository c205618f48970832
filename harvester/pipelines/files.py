"""Fourth pipeline: asks for the files of every report that was stored, or seen again."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from harvester.parsers.attachments import has_no_address
from harvester.parsers.report_files import copies, report_files
from harvester.pipelines.harvest import harvest_of
from harvester.pipelines.harvested import Harvested
from harvester.pipelines.store import StorePipeline
from harvester.portals.portal import Portal
from harvester.spiders.files import Wanted, ask_for, out_of_reach, session_of
from harvester.spiders.known import Known, Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.attachments import ReportFiles, files_at, waiting


class FilesPipeline:
    """A report's files are known once it is read; the requests go to the engine as those of the spider do."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.harvest = harvest_of(crawler)
        self.store = StorePipeline(self.harvest)
        self.asked: set[tuple[str, str]] = set()
        """Portal and address of every file, asked for or left alone in this crawl."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.go_on, signal=signals.spider_opened)
        return pipeline

    def process_item(self, item: Harvested | Outcome | Seen) -> Harvested | Outcome | Seen:
        if isinstance(item, Seen):
            self._of_seen(item)
        elif isinstance(item, Harvested) and item.report and not item.page.parent_url:
            page = item.page
            files = ReportFiles(page_url=str(page.url), column_url=page.column_url or "", report=item.report)
            self._ask(page.portal or "", files, page.listed_on, session_of(page))
        return item

    def go_on(self) -> None:
        """A run that was cut off had stored reports and not asked for their files yet."""
        for portal in self.harvest.resumed:
            with self.harvest.store.read() as session:
                found = [files_at(session, portal, url) for url in waiting(session, portal)]
            for files in filter(None, found):
                self._ask(portal, files, None)

    def _of_seen(self, seen: Seen) -> None:
        if seen.role != "report" or seen.reason == "other_year":
            return
        with self.harvest.guard(), self.harvest.store.read() as session:
            files = files_at(session, seen.portal, seen.answered_url)
        if files:
            self._ask(seen.portal, files, seen.listed_on)

    def _ask(self, portal_id: str, files: ReportFiles, listed_on: date | None, session: str = "") -> None:
        portal = self._portal(portal_id)
        if portal is None or files.report.kind != "report":
            return
        titles = {**report_files(files.report), **copies(files.report)}
        for file in files.report.attachments:
            wanted = Wanted(
                portal=portal,
                file=file,
                page_url=files.page_url,
                column_url=files.column_url,
                title=titles.get(file.url),
                listed_on=listed_on,
                session=session,
            )
            self._ask_once(wanted)

    def _ask_once(self, wanted: Wanted) -> None:
        key = (wanted.portal.id, wanted.file.url)
        if key in self.asked:
            return
        self.asked.add(key)
        if has_no_address(wanted.file.url):
            self.store.process_item(out_of_reach(wanted))
            return
        known: Known = self._spider.known
        advice = known.advise(wanted.portal.id, wanted.file.url, role="attachment")
        if advice.is_asked:
            assert self.crawler.engine is not None
            self.crawler.engine.crawl(ask_for(wanted, advice.headers))

    def _portal(self, portal_id: str) -> Portal | None:
        return next((portal for portal in self._spider.portals if portal.id == portal_id), None)

    @property
    def _spider(self) -> Any:
        return self.crawler.spider
