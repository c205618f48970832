"""Runs the spider inside this process and hands back what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harvester.errors import HarvesterError
from harvester.portals.selection import select

if TYPE_CHECKING:
    from twisted.python.failure import Failure


_EXCEPTIONS = "spider_exceptions/"
"""Scrapy's stats: one a class of exception, and their sum."""
_ALL_EXCEPTIONS = "spider_exceptions/count"


class CrawlError(HarvesterError):
    """Raised when a crawl could not be started or ended by an error of the program."""

    exit_status = 7


def crawl(
    *,
    portal_ids: Sequence[str] = (),
    url: str | None = None,
    portals_dir: Path | None = None,
    settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Crawl the portals, or one column by its address, and return Scrapy's stats.

    Blocks until the crawl is done; once a process, because Twisted's reactor starts only once.
    Raises RegistryError or UsageError before anything is asked for, and what a pipeline raised.
    """
    select(portal_ids, url, (portals_dir,) if portals_dir else ())
    import scrapy.core.downloader.handlers.http11  # noqa: F401, PLC0415  (before the rest: it looks at all modules)
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415  (`harvester --help` stays fast)
    from scrapy.settings import Settings  # noqa: PLC0415

    from harvester.pipelines.harvest import harvest_of  # noqa: PLC0415

    chosen = Settings()
    chosen.setmodule("harvester.settings", priority="project")
    chosen.update(dict(settings or {}), priority="cmdline")
    process = CrawlerProcess(chosen)
    crawler = process.create_crawler("annual_reports")
    errors: list[BaseException | None] = []
    arguments = {"portal": ",".join(portal_ids) or None, "url": url}
    if portals_dir:
        arguments["portals"] = str(portals_dir)

    def keep(failure: Failure) -> None:
        errors.append(failure.value)

    process.crawl(crawler, **arguments).addErrback(keep)
    process.start()
    stopped = harvest_of(crawler).error
    if stopped:
        raise stopped
    if errors:
        raise _shown(errors[0])
    return {"finish_reason": "shutdown", **crawler.stats.get_stats()}  # a second Ctrl-C leaves no time to say so


def hosts_left_alone(stats: Mapping[str, Any]) -> list[str]:
    """One line for each host that was not asked any more: ``www.x.gov.cn: left alone in this run: blocked_js: …``."""
    from harvester.net.hosts import LEFT_ALONE  # noqa: PLC0415  (`harvester --help` stays fast)

    return [
        f"{name.removeprefix(LEFT_ALONE)}: left alone in this run: {why}"
        for name, why in sorted(stats.items())
        if name.startswith(LEFT_ALONE)
    ]


def left_out(stats: Mapping[str, Any]) -> list[str]:
    """One line where pages were left out for want of a browser: how many, and what is missing."""
    from harvester.spiders.rendering import LEFT_OUT  # noqa: PLC0415  (`harvester --help` stays fast)

    number = stats.get(LEFT_OUT)
    if not number:
        return []
    return [f"{number} pages or columns left out, as scripts build them: {stats[f'{LEFT_OUT}_why']}"]


def broken(stats: Mapping[str, Any]) -> list[str]:
    """One line where the spider itself failed on pages, by Scrapy's count of its exceptions."""
    found = {
        name: number for name, number in stats.items() if name.startswith(_EXCEPTIONS) and name != _ALL_EXCEPTIONS
    }
    if not found:
        return []
    kinds = ", ".join(name.removeprefix(_EXCEPTIONS) for name in sorted(found))
    return [f"crawl: the program failed on {sum(found.values())} pages ({kinds}): what they lead to was not read"]


def _shown(error: BaseException | None) -> BaseException:
    return error if isinstance(error, HarvesterError) else CrawlError(f"crawl: {type(error).__name__}: {error}")
