"""`harvester crawl` and `harvester replay`: from options to the portals that are crawled, and what is said after."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harvester.errors import INTERRUPTED_STATUS, RegistryError, UsageError
from harvester.lookups.load import load_lookups, named_folders
from harvester.lookups.standing import stale, standings
from harvester.net.addresses import is_web_address
from harvester.output import say
from harvester.portals.registry import Registry, load
from harvester.schedule import Lately, load_schedule
from harvester.spiders.families.urls import is_front_page
from harvester.spiders.run import CrawlError, broken, crawl, hosts_left_alone, left_out
from harvester.status import print_runs
from harvester.store.history import run_before
from harvester.store.locks import HeldError
from harvester.store.queries import last_runs
from harvester.store.session import open_store

ALARM_STATUS = 11
"""Exit status after a run that somebody should look at."""
_SAID_HERE = (
    "harvester.pipelines.harvest",
    "harvester.portals.selection",
    "scrapy.core.downloader.handlers.http11",
)
"""Loggers whose lines the command says itself, or has as the outcome of an address."""

OFFLINE: Mapping[str, Any] = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "HARVESTER_ALLOW_PRIVATE": True,
    "HARVESTER_CONTACT": "replay",
    "HARVESTER_REFETCH": True,
}
"""Settings of a replay: nobody is asked, so nobody is to be spared, and everything is read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a user asked for, as options say it. ``settings`` are Scrapy's, by name."""

    ids: Sequence[str] = ()
    province: str | None = None
    url: str | None = None
    is_all: bool = False
    is_due: bool = False
    folder: Path | None = None
    allow_private: bool = False
    verbose: bool = False
    as_json: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def database(self) -> str | None:
        return self.settings.get("HARVESTER_DATABASE_URL")


def run_crawl(wish: Wish) -> int:
    """Crawls, says on stderr what needs a person and on stdout what was harvested; the exit status."""
    ids, url = choose(wish, datetime.now(UTC))
    mistakes = () if url else _registry(wish).broken
    for mistake in mistakes:
        say(str(mistake))
    if ids or url:
        status = _run(wish, ids, url)
    else:
        say("crawl: nothing is due today (harvester status shows the last runs)")
        status = 0
    is_left_out = bool(mistakes) and not wish.ids and status != INTERRUPTED_STATUS
    return RegistryError.exit_status if is_left_out else status


def _registry(wish: Wish) -> Registry:
    """Without the portals whose file has a mistake."""
    return load((wish.folder,) if wish.folder else (), strict=False)


def run_replay(wish: Wish, files: Sequence[Path]) -> int:
    """Crawls what the archive holds, with nobody asked: every portal of the files, in its own columns."""
    from harvester.archive.shelf import open_shelf  # noqa: PLC0415  (needs warcio)

    columns = open_shelf(files).columns
    if not columns:
        raise UsageError(f"replay: {[str(path) for path in files]!r}: no list page in it (give the files of a crawl)")
    known = {portal.id for portal in _registry(wish)}
    ids = [name for name in columns if name in known]
    strange = [name for name in columns if name not in known]
    if len(columns) > 1 and strange:
        raise UsageError(f"replay: portal {strange[0]!r} is not in the registry (give its files alone, or --portals)")
    url = None if ids else "\n".join(columns[strange[0]])
    return _run(wish, ids, url)


def choose(wish: Wish, now: datetime) -> tuple[tuple[str, ...], str | None]:
    """The ids to crawl, or the column addresses of a portal that no registry names, one a line."""
    ways = [name for name, is_given in _ways(wish) if is_given]
    if len(ways) != 1 and ways != ["--due", "--province"]:
        said = " and ".join(ways) or "nothing"
        raise UsageError(
            f"crawl: {said} given: name portals or give --url, --province, --due or --all, one of them"
            " (--due --province takes what is due there)"
        )
    if wish.url:
        return (), _columns_of(wish.url, wish)
    registry = _registry(wish)
    if wish.ids:
        return tuple(registry.get(name).id for name in dict.fromkeys(wish.ids)), None
    portals = registry.of_province(wish.province) if wish.province else tuple(registry)
    if wish.is_due:
        portals = load_schedule().due(portals, _last_runs(wish.database), now)
    return tuple(portal.id for portal in portals), None


def _ways(wish: Wish) -> tuple[tuple[str, bool], ...]:
    return (
        ("ids", bool(wish.ids)),
        ("--url", bool(wish.url)),
        ("--all", wish.is_all),
        ("--due", wish.is_due),
        ("--province", bool(wish.province)),
    )


def _columns_of(url: str, wish: Wish) -> str:
    """The column itself; where a home page is given, the columns that its menus lead to."""
    if not (is_web_address(url) and is_front_page(url)):
        return url
    from harvester.portals.discovery import discover  # noqa: PLC0415  (only where a home page is given)
    from harvester.portals.discovery.walk import in_order  # noqa: PLC0415
    from harvester.portals.fetch import polite  # noqa: PLC0415

    found = discover(url, polite(allow_private=wish.allow_private, targets=(url,)))
    columns = [item.url for item in in_order(found.columns)]
    for address in columns:
        say(f"column found: {address}")
    return "\n".join(columns) or url


def _last_runs(database: str | None) -> dict[str, Lately]:
    with open_store(database) as store, store.read() as session:
        return {run.portal: (run, run_before(session, run)) for run in last_runs(session)}


def hush() -> None:
    """Leaves out of the log what the command says itself in a line."""
    for name in _SAID_HERE:
        logging.getLogger(name).addFilter(lambda _: False)  # Scrapy's configuration takes levels back


def _run(wish: Wish, ids: Sequence[str], url: str | None) -> int:
    hush()
    settings = _settings(wish)
    lookups = load_lookups(named_folders(settings.get("HARVESTER_LOOKUPS")))
    stats = crawl(portal_ids=ids, url=url, portals_dir=wish.folder, settings=settings)
    for line in _lines(stats):
        say(line)
    with open_store(wish.database) as store, store.read() as session:
        for line in stale(standings(session, lookups)):
            say(line)
        print_runs(session, stats.get("harvester/portals", ()), as_json=wish.as_json)
    return exit_status(stats)


def _settings(wish: Wish) -> dict[str, Any]:
    usual: dict[str, Any] = {} if wish.verbose else {"LOG_LEVEL": "WARNING"}
    if wish.allow_private:
        usual["HARVESTER_ALLOW_PRIVATE"] = True
    return {**usual, **wish.settings}


def _lines(stats: Mapping[str, Any]) -> Iterator[str]:
    """What needs a person, one line each."""
    yield from stats.get("harvester/held", ())
    yield from hosts_left_alone(stats)
    yield from left_out(stats)
    yield from broken(stats)
    yield from stats.get("harvester/columns_short", ())
    yield from stats.get("harvester/alarms", ())
    yield from stats.get("harvester/hooks_failed", ())
    if _is_interrupted(stats):
        yield "crawl: interrupted; what it had is kept (start it again: it goes on)"


def exit_status(stats: Mapping[str, Any]) -> int:
    """What a crawl ends with, by its stats; docs/runbook.md lists them."""
    if stats.get("harvester/held"):
        return HeldError.exit_status
    if broken(stats):
        return CrawlError.exit_status
    if stats.get("harvester/alarms"):
        return ALARM_STATUS
    return INTERRUPTED_STATUS if _is_interrupted(stats) else 0


def _is_interrupted(stats: Mapping[str, Any]) -> bool:
    return stats.get("finish_reason") == "shutdown"
