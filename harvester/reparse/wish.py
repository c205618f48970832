"""From the options of `harvester reparse` to a re-parse, and what is said after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from harvester import settings
from harvester.archive.read import existing
from harvester.commands import database_url, open_existing
from harvester.console import progress_bar
from harvester.errors import INTERRUPTED_STATUS, ArchiveError, UsageError
from harvester.lookups.entries import Lookups
from harvester.lookups.load import load_lookups, named_folders
from harvester.lookups.standing import stale, standings, waiting
from harvester.output import say
from harvester.reparse.printing import print_summary
from harvester.reparse.run import Means, reparse, try_reparse
from harvester.reparse.selection import Selection, version_key
from harvester.reparse.summary import Summary, csv_of_changes
from harvester.store.session import Store, open_store
from harvester.years import wanted_years

HELD_STATUS = 12
"""Exit status where readings wait for --yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a user asked for, as options say it."""

    portals: tuple[str, ...] = ()
    years: str | None = None
    since_version: str | None = None
    captures: tuple[Path, ...] = ()
    is_corrected: bool = False
    is_trial: bool = False
    to: Path | None = None
    is_sure: bool = False
    processes: int | None = None
    database: str | None = None
    archive: Path | None = None
    lookups: Path | None = None
    as_json: bool = False


def run(wish: Wish) -> int:
    """Reads again, says on stderr what needs a person and on stdout what changed; the exit status."""
    archive = existing(wish.archive or Path(settings.HARVESTER_ARCHIVE))
    selection, folders = _selection(wish, archive), named_folders(wish.lookups)
    lookups = load_lookups(folders)  # a mistake in them is said before any page is read
    with _store(wish) as store, csv_of_changes(wish.to) as row, progress_bar("重新解析 reading again") as told:
        means = _means(wish, store, archive, told)
        if wish.is_corrected:
            selection = replace(selection, captures=_waiting(store, lookups))
        summary = Summary(row)
        try:
            if wish.is_trial:
                try_reparse(means, selection, summary)
            else:
                reparse(means, selection, summary, is_sure=wish.is_sure)
        except KeyboardInterrupt:
            say(f"reparse: interrupted after {summary.pages} pages (start it again: it goes on)")
            return INTERRUPTED_STATUS
        if not wish.is_trial:
            _say_stale(store, lookups)
    print_summary(summary, is_trial=wish.is_trial, as_json=wish.as_json)
    if summary.taken_back and not folders:
        _say_taken_back(summary.taken_back, is_trial=wish.is_trial)
    return _status(summary)


def _means(wish: Wish, store: Store, archive: Path, told: Callable[[int, int], None]) -> Means:
    return Means(
        store=store,
        archive=archive,
        processes=wish.processes or settings.HARVESTER_PARSE_PROCESSES or 1,
        seconds=settings.HARVESTER_PARSE_SECONDS,
        lookups=named_folders(wish.lookups),
        told=told,
    )


def _status(summary: Summary) -> int:
    if summary.held:
        return HELD_STATUS
    return ArchiveError.exit_status if summary.lost or summary.damaged else 0


def _store(wish: Wish) -> Store:
    """The database; one that is rebuilt from files of the archive may be new."""
    if wish.captures and not wish.is_trial:
        return open_store(database_url(wish.database))
    return open_existing(wish.database)


def _selection(wish: Wish, archive: Path) -> Selection:
    if wish.since_version is not None:
        version_key(wish.since_version)
    return Selection(
        portals=wish.portals,
        years=wanted_years(wish.years or ""),
        since_version=wish.since_version,
        files=tuple(_inside(path, archive) for path in wish.captures),
    )


def _waiting(store: Store, lookups: Lookups) -> frozenset[int]:
    with store.read() as session:
        return waiting(session, lookups)


def _say_taken_back(reports: int, *, is_trial: bool) -> None:
    verb = "would be" if is_trial else "were"
    say(
        f"reparse: the corrections of {reports} reports {verb} taken back, as no file gives them"
        " (--lookups or HARVESTER_LOOKUPS names their folder)"
    )


def _say_stale(store: Store, lookups: Lookups) -> None:
    with store.read() as session:
        for line in stale(standings(session, lookups)):
            say(line)


def _inside(path: Path, archive: Path) -> str:
    try:
        return path.resolve().relative_to(archive.resolve()).as_posix()
    except ValueError:
        raise UsageError(
            f"--captures {str(path)!r}: not in the archive {str(archive)!r} (harvester import takes other files)"
        ) from None
