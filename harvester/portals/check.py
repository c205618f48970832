"""What is wrong with portal files beyond their schema: ids, divisions, hosts, and what is expected of a crawl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from harvester.divisions import by_code
from harvester.located import DataFileError, Where
from harvester.net.addresses import is_loopback_host, literal
from harvester.portals.portal import Expectation, Portal
from harvester.portals.registry import Entry, scan, taken
from harvester.portals.schema import NO_DIVISION
from harvester.spiders.families.urls import identity, same_site

FIRST_YEAR = 2008
"""《政府信息公开条例》 took effect on 1 May 2008; the first reports are on that year."""
_DOMAIN = ".gov.cn"
_WITHOUT_DIVISIONS = ("部委",)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many portals and files were read, and every mistake in them."""

    files: int
    portals: int
    mistakes: tuple[DataFileError, ...]


def check(paths: Iterable[Path]) -> Checked:
    """Lint portal files together: ids and columns are unique over all of them."""
    scans = [scan(path) for path in paths]
    entries = [entry for found in scans for entry in found.entries]
    mistakes = [error for found in scans for error in found.errors]
    for entry in entries:
        mistakes.extend(_of_portal(entry))
    mistakes.extend(_shared(entries))
    mistakes.sort(key=lambda error: (str(error.where.path), error.where.line))
    return Checked(len(scans), len(entries), tuple(mistakes))


def _of_portal(entry: Entry) -> Iterator[DataFileError]:
    portal = entry.portal
    yield from _division(portal, entry.at("division_code"))
    yield from _hosts(entry)
    yield from _addresses(entry)
    if portal.expect:
        yield from _expectation(portal.expect, entry.at("expect"))
    if portal.verified and not portal.columns:
        yield entry.at("verified").error("true, but there are no columns that a crawl can have seen")


def _division(portal: Portal, where: Where) -> Iterator[DataFileError]:
    code = portal.division_code
    if code is None:
        if portal.province and portal.province not in _WITHOUT_DIVISIONS:
            yield where.error(
                f"is missing: the file is of {portal.province}; ids begin with {NO_DIVISION} only in 部委"
            )
        return
    division, province = by_code(code), by_code(f"{code[:2]}0000")
    if division is None:
        yield where.error(f"{code!r} is no division of China; look it up in harvester/divisions/")
    elif not division.is_current:
        now = division.current_code or "several others"
        yield where.error(f"{code!r} {division.name} was in use until {division.last_year}; it is {now} today")
    if province and portal.province and portal.province not in province.name:
        yield where.error(f"{code!r} lies in {province.name}, the file is of {portal.province}")


def _hosts(entry: Entry) -> Iterator[DataFileError]:
    """The portal's hosts are a government's, or listed by somebody who knows better."""
    for home in entry.portal.homes:
        host, where = urlsplit(home).hostname or "", entry.at("url" if home == entry.portal.url else "hosts")
        if is_loopback_host(host):
            continue
        if literal(host) is not None:
            yield where.error(f"{host!r} is a bare address, left over from a migration; find the portal's name")
        elif not f".{host}".endswith(_DOMAIN) and urlsplit(home).netloc not in entry.portal.hosts:
            yield where.error(f"{host!r} does not end in {_DOMAIN}; list it under 'hosts' if it is the portal's")


def _addresses(entry: Entry) -> Iterator[DataFileError]:
    """Whatever is fetched lies on hosts that the portal names."""
    portal = entry.portal
    for column in portal.columns:
        yield from _of_address(column.url, portal.homes, entry.at("columns"))
        if portal.scheme and urlsplit(column.url).scheme != portal.scheme:
            problem = f"{column.url!r} is not {portal.scheme}, the only scheme that the portal answers"
            yield entry.at("columns").error(problem)
    for url in portal.examples:
        yield from _of_address(url, portal.homes, entry.at("examples"))
    for era in portal.eras:
        for column in era.columns:
            yield from _of_address(column.url, (era.url, *portal.homes), entry.at("eras"))


def _of_address(url: str, homes: tuple[str, ...], where: Where) -> Iterator[DataFileError]:
    if not any(same_site(url, home) for home in homes):
        yield where.error(f"{url!r} is on none of the portal's hosts; list {urlsplit(url).netloc} under 'hosts'")


def _expectation(expect: Expectation, where: Where) -> Iterator[DataFileError]:
    """What no crawl can find need not be waited for."""
    if not expect.years:
        return
    (first, last), newest = expect.years, datetime.now(UTC).year - 1
    if first < FIRST_YEAR:
        yield where.error(f"years from {first}: the first reports are on {FIRST_YEAR}")
    if last > newest:
        yield where.error(f"years to {last}: reports on {newest} are the newest there can be")
    if expect.reports is not None and expect.reports < last - first + 1:
        yield where.error(f"{expect.reports} reports cannot cover the {last - first + 1} years from {first} to {last}")


def _shared(entries: Iterable[Entry]) -> Iterator[DataFileError]:
    """An id or a column that two portals claim."""
    ids: dict[str, Where] = {}
    columns: dict[str, str] = {}
    for entry in entries:
        portal = entry.portal
        if portal.id in ids:
            yield taken(entry, ids[portal.id])
            continue
        ids[portal.id] = entry.where
        for column in portal.columns:
            owner = columns.setdefault(_key(column.url), portal.id)
            if owner != portal.id:
                yield entry.at("columns").error(f"{column.url!r} is a column of {owner!r} already")


def _key(url: str) -> str:
    """Unlike two addresses of one page, fragments are columns of their own: ``/gkmlpt/annualreport#2629``."""
    return f"{identity(url)}#{urlsplit(url).fragment}"
