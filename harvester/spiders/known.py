"""Which article to ask for again, and how: by what the store knows of it. The lists themselves are always walked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, TypeAlias

from harvester.parsers.titles import parse_title
from harvester.spiders.families.rows import Row
from harvester.store.addresses import WHOLE, find_addresses
from harvester.store.addresses import Known as KnownAddress
from harvester.store.captures import is_held
from harvester.store.columns import is_report
from harvester.store.progress import settled
from harvester.store.session import Store

Reason: TypeAlias = Literal["known", "not_modified", "other_year"]

NOT_MODIFIED = 304
CONDITIONAL_STATUSES = (NOT_MODIFIED, *range(400, 600))
"""What the spider wants to see of a conditional request; Scrapy's own filter would drop a 304."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article that a list names and that gave no new page: ``known`` well enough not to be asked for,
    ``not_modified`` since, or of an ``other_year`` than those wanted.
    """  # noqa: D205  (a list of the reasons)

    reason: Reason
    url: str
    """As the list gives it."""
    answered_url: str
    portal: str
    column_url: str
    role: str = "report"
    anchor_text: str | None = None
    listed_on: date | None = None
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Advice:
    """Leave the address alone, or ask for it with these headers."""

    reason: Reason | None = None
    is_settled: bool = False
    """True where the unfinished run that is gone on with has dealt with it: nothing is left to say."""
    headers: Mapping[str, str] = field(default_factory=dict)
    answered_url: str | None = None
    """The page that lies in the store for an address that is left alone."""

    @property
    def is_asked(self) -> bool:
        return self.reason is None and not self.is_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the settings say about asking again."""

    pages: timedelta = timedelta()
    """A page that was fetched whole is asked for again after so long."""
    failures: timedelta = timedelta()
    """So is an address that is gone or leads nowhere."""
    refetch: bool = False
    years: frozenset[int] = frozenset()
    """Reports on other years are left alone; empty: every year is wanted."""


class Known:
    """Asks the store; without one everything is new. ``resumed`` has those runs that were cut off before."""

    def __init__(
        self,
        terms: Terms | None = None,
        store: Store | None = None,
        archive: Path = Path(),
        resumed: Mapping[str, int] | None = None,
    ) -> None:
        self.terms = terms or Terms()
        self.store = store
        self.archive = archive
        self.resumed = {} if resumed is None else resumed
        self._ready: dict[tuple[str, str], Advice] = {}

    def look_up(self, portal: str, urls: Collection[str]) -> None:
        """Asks the store once about all articles of a list page; `advise` comes next for each of them."""
        self._ready = {(portal, url): advice for url, advice in self._advise(portal, urls, "report").items()}

    def advise(self, portal: str, url: str, *, role: str = "report") -> Advice:
        """Whether and how to ask for an article or attachment."""
        ready = self._ready.pop((portal, url), None) if role == "report" else None
        return ready or self._advise(portal, (url,), role)[url]

    def _advise(self, portal: str, urls: Collection[str], role: str) -> dict[str, Advice]:
        if self.store is None or not urls:
            return {url: Advice() for url in urls}
        with self.store.read() as session:
            done = settled(session, self.resumed[portal], role, urls) if portal in self.resumed else frozenset()
            known = find_addresses(session, portal, role, done if self.terms.refetch else urls)
        return {url: self._about(known.get(url), is_settled=url in done) for url in urls}

    def _about(self, known: KnownAddress | None, *, is_settled: bool) -> Advice:
        if is_settled:
            return Advice(is_settled=True, answered_url=_page_url(known))
        return self._by_age(known) if known else Advice()

    def is_report(self, portal: str, url: str) -> bool:
        """True for a column that was a report and nothing else when it was last walked."""
        if self.store is None or self.terms.refetch:
            return False
        with self.store.read() as session:
            return is_report(session, portal, url)

    def is_other_year(self, row: Row) -> bool:
        """True where the row's title names a year, and not a wanted one."""
        year = parse_title(row.title).year if self.terms.years else None
        return year is not None and year not in self.terms.years

    def _by_age(self, known: KnownAddress) -> Advice:
        is_kept = known.outcome in WHOLE and (known.capture is not None or known.outcome != "unreadable")
        is_held = not is_kept or self._is_held(known)
        age = self.terms.pages if is_kept else self.terms.failures
        if is_held and datetime.now(UTC) - known.checked_at < age:
            return Advice("known", answered_url=_page_url(known))
        return Advice(headers=_conditions(known) if is_held else {})

    def _is_held(self, known: KnownAddress) -> bool:
        """False where the archive lost the bytes: they are fetched again."""
        return known.capture is not None and is_held(known.capture, self.archive)


def _page_url(known: KnownAddress | None) -> str | None:
    return known.answered_url if known and known.outcome in WHOLE else None


def _conditions(known: KnownAddress) -> dict[str, str]:
    validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in validators.items() if value}
