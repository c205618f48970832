"""An import from its first record to its last: looked through, read, archived, stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from harvester.archive.read import Captured, iter_found, read_capture
from harvester.errors import ArchiveError
from harvester.imports.folder import Left
from harvester.imports.screen import Screen, reason_of, twins
from harvester.imports.writer import ImportWriter, find_twin
from harvester.items import Page, Report
from harvester.net.addresses import is_web_address
from harvester.portals.portal import Portal
from harvester.reparse.pool import Failure, Pool
from harvester.reparse.reading import Reading, page_reader
from harvester.reparse.run import one_at_a_time
from harvester.store.captures import is_held, last_capture
from harvester.store.session import Store

RUN = "import"
"""In `runs.portal`, and the portal of pages that no registered portal is known for."""
_NAMED = 10
"""Listed files that are not there, and are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an import works with. ``portals`` are those of the registry by host."""

    store: Store
    archive: Path
    processes: int
    seconds: int
    screen: Screen = field(default_factory=Screen)
    lookups: tuple[str, ...] = ()
    portal: Portal | None = None
    portals: Mapping[str, Portal] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """What became of the records."""

    done: Counter[str] = field(default_factory=Counter)
    """Report pages, by what the store made of them; pages that could not be read."""
    left: Counter[str] = field(default_factory=Counter)
    """What was left out, by reason."""
    problems: list[str] = field(default_factory=list)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)
    """Revisits: an address, and the other one at which the same bytes were archived."""

    def take(self, left: Left) -> None:
        self.left[left.reason] += 1
        if left.reason == "missing" and self.left["missing"] <= _NAMED:
            self.problems.append(f"{left.about!r}: listed, and not in the folder")


def warc_pages(
    files: Iterable[Path], tally: Tally, told: Callable[[int, int], None] = lambda _done, _total: None
) -> Iterator[Page | Left]:
    """The pages of WARC files; a file that is none is a problem, and the others are read.

    ``told`` hears how many bytes of how many are done.
    """
    sizes = {path: path.stat().st_size if path.is_file() else 0 for path in files}
    done, total = 0, sum(sizes.values())
    for path, size in sizes.items():
        try:
            for found in iter_found(path):
                if isinstance(found, Captured):
                    told(done + found.offset, total)
                    yield found.page
                elif found.kind == "revisit" and found.refers_to and found.url not in twins(found.refers_to):
                    tally.elsewhere.append((found.url, found.refers_to))
                else:
                    yield Left(reason_of(found), found.url)
        except ArchiveError as error:
            tally.problems.append(str(error))
        done += size


def import_pages(means: Means, found: Iterable[Page | Left], tally: Tally) -> Tally:
    """Reads the pages over all cores, and archives and stores those that are reports, or may be."""
    with (
        one_at_a_time(means.store, RUN) as (run_id, beating),
        ImportWriter(means.store, means.archive, run_id, tally.done) as writer,
        Pool(page_reader(means.lookups), processes=means.processes, seconds=means.seconds) as pool,
    ):
        for pages in (found, _revisited(means, tally)):
            for page, answer in pool.map(_wanted(means, pages, tally)):
                beating()
                reading = Reading(problem=answer.reason) if isinstance(answer, Failure) else answer
                if reading.report is None or _is_kept(reading.report):
                    writer.take(page, reading)
                else:
                    tally.take(Left("not_a_report", page.url or ""))
            writer.flush()
    tally.left["known"] += tally.done.pop("known", 0)
    return tally


def _is_kept(report: Report) -> bool:
    """A report, and a page that only a correction says to be none: the correction may be taken back."""
    return report.kind == "report" or bool(report.corrections)


def _wanted(means: Means, found: Iterable[Page | Left], tally: Tally) -> Iterator[Page]:
    for item in found:
        if isinstance(item, Left):
            tally.take(item)
            continue
        page = _named(means, item)
        reason = means.screen.objection(page) or ("known" if find_twin(means.store, page) else None)
        if reason:
            tally.take(Left(reason, page.url or ""))
        else:
            yield page


def _named(means: Means, page: Page) -> Page:
    """With what the registry knows of the site, and as the kind of page that a crawl makes of it."""
    site = urlsplit(page.url).netloc if page.url and is_web_address(page.url) else ""
    portal = means.portal or means.portals.get(site)
    header = next((value for name, value in page.headers if name.lower() == "content-type"), None)
    return replace(
        page,
        role="report",
        content_type=page.content_type or header,
        portal=portal.id if portal else RUN,
        publisher=page.publisher or (portal.name if portal else None),
        division_code=page.division_code or (portal.division_code if portal else None),
    )


def _revisited(means: Means, tally: Tally) -> Iterator[Page | Left]:
    """What another address showed as well, as far as it was taken in."""
    for url, archived_at in tally.elsewhere:
        with means.store.read() as session:
            capture = last_capture(session, twins(archived_at))
        if capture is None or not is_held(capture, means.archive):
            yield Left("revisit", url)
        else:
            page = read_capture(means.archive / capture.file, capture.offset)
            yield replace(page, url=url, asked_url=None, portal=None, publisher=None, division_code=None)
