"""What the registry knows of a portal: frozen dataclasses, and nothing of the files they are read from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

ColumnKind: TypeAlias = Literal["list", "hub"]
Render: TypeAlias = Literal["never", "auto", "always"]
Scheme: TypeAlias = Literal["http", "https"]


@dataclass(frozen=True, slots=True)
class Column:
    """One 年报 column: a list of reports, or a hub whose links lead to a column a year."""

    url: str
    name: str | None = None
    kind: ColumnKind = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """What the portal was up to and including a day: another vendor, other columns."""

    until: date
    url: str
    columns: tuple[Column, ...]
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a whole crawl must at least find."""

    reports: int | None = None
    years: tuple[int, int] | None = None
    """First and last reporting year, both included; every year between them has a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One publisher's web site, and the columns in which it lists its reports."""

    id: str
    name: str
    url: str
    columns: tuple[Column, ...] = ()
    """None where only articles of the portal are known: then its home page is where the search begins."""
    family: str = ""
    """Empty where the first list page decides."""
    province: str = ""
    division_code: str | None = None

    # How it is reached
    hosts: tuple[str, ...] = ()
    """Other hosts that belong to the portal, with the port where it is not the usual one."""
    scheme: Scheme | None = None
    """The only scheme that it answers."""
    render: Render = "auto"
    pace: float | None = None
    """Seconds between two requests, where the usual delay is too short."""

    # What it held and is to hold
    eras: tuple[Era, ...] = ()
    expect: Expectation | None = None

    # Where the address is from
    verified: bool = False
    """True once a crawl has seen the columns as described."""
    examples: tuple[str, ...] = ()
    """Articles that were seen there."""
    source: str | None = None
    seen: str | None = None
    """When the source was looked at: 2026-07-22."""
    note: str | None = None

    @property
    def entries(self) -> tuple[Column, ...]:
        """Where a crawl begins: the columns, or the home page as the hub of columns that nobody has noted."""
        return self.columns or (Column(self.url, kind="hub"),)

    @property
    def homes(self) -> tuple[str, ...]:
        """Addresses whose sites are the portal's own: its home page, and ``http://host/`` of its other hosts."""
        return (self.url, *(f"{urlsplit(self.url).scheme}://{host}/" for host in self.hosts))

    def on(self, day: date) -> Portal:
        """The portal as it is on that day: the first era that has not ended by then, else itself."""
        current = min((era for era in self.eras if era.until >= day), key=lambda era: era.until, default=None)
        if current is None:
            return self
        return replace(self, url=current.url, columns=current.columns, family=current.family)

    def through(self, day: date) -> tuple[Portal, ...]:
        """As it is on that day, and as it was in the eras before, newest first: reports of then may stand there alone.

        All of them are one portal, to which the hosts of every age belong.
        """
        past = [era for era in self.eras if era.until < day]
        urls = (*(era.url for era in past), self.url)
        hosts = dict.fromkeys((*self.hosts, *(urlsplit(url).netloc for url in urls)))
        now = replace(self.on(day), hosts=tuple(hosts) if past else self.hosts)
        ages = (replace(now, url=era.url, columns=era.columns, family=era.family) for era in reversed(past))
        return (now, *ages)
