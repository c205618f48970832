"""What is wrong with portal files beyond their schema: ids, divisions, hosts, and what is expected of a crawl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from harvester.divisions import by_code
from harvester.net.addresses import is_loopback_host, literal
from harvester.portals.located import PortalFileError, Where
from harvester.portals.portal import Expectation, Portal
from harvester.portals.registry import scan, taken
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
    mistakes: tuple[PortalFileError, ...]


def check(paths: Iterable[Path]) -> Checked:
    """Lint portal files together: ids and columns are unique over all of them."""
    scans = [scan(path) for path in paths]
    entries = [entry for found in scans for entry in found.portals]
    mistakes = [error for found in scans for error in found.errors]
    for portal, where in entries:
        mistakes.extend(_of_portal(portal, where))
    mistakes.extend(_shared(entries))
    mistakes.sort(key=lambda error: (str(error.where.path), error.where.line))
    return Checked(len(scans), len(entries), tuple(mistakes))


def _of_portal(portal: Portal, where: Where) -> Iterator[PortalFileError]:
    yield from _division(portal, where)
    yield from _hosts(portal, where)
    if portal.expect:
        yield from _expectation(portal.expect, replace(where, field="expect"))
    if portal.verified and not portal.columns:
        yield replace(where, field="verified").error("true, but there are no columns that a crawl can have seen")


def _division(portal: Portal, where: Where) -> Iterator[PortalFileError]:
    code, place = portal.division_code, replace(where, field="division_code")
    if code is None:
        if portal.province and portal.province not in _WITHOUT_DIVISIONS:
            yield place.error(
                f"is missing: the file is of {portal.province}; ids begin with {NO_DIVISION} only in 部委"
            )
        return
    division, province = by_code(code), by_code(f"{code[:2]}0000")
    if division is None:
        yield place.error(f"{code!r} is no division of China; look it up in harvester/divisions/")
    elif not division.is_current:
        now = division.current_code or "several others"
        yield place.error(f"{code!r} {division.name} was in use until {division.last_year}; it is {now} today")
    if province and portal.province and portal.province not in province.name:
        yield place.error(f"{code!r} lies in {province.name}, the file is of {portal.province}")


def _hosts(portal: Portal, where: Where) -> Iterator[PortalFileError]:
    """Everything that is fetched lies on hosts that the portal names, and those are a government's."""
    for home in portal.homes:
        yield from _of_host(home, portal, replace(where, field="url" if home == portal.url else "hosts"))
    for column in portal.columns:
        yield from _of_address(column.url, portal.homes, portal, replace(where, field="columns"))
    for url in portal.examples:
        yield from _of_address(url, portal.homes, None, replace(where, field="examples"))
    for era in portal.eras:
        for column in era.columns:
            yield from _of_address(column.url, (era.url, *portal.homes), None, replace(where, field="eras"))


def _of_address(url: str, homes: tuple[str, ...], portal: Portal | None, where: Where) -> Iterator[PortalFileError]:
    if not any(same_site(url, home) for home in homes):
        yield where.error(f"{url!r} is on none of the portal's hosts; list {urlsplit(url).netloc} under 'hosts'")
    if portal and portal.scheme and urlsplit(url).scheme != portal.scheme:
        yield where.error(f"{url!r} is not {portal.scheme}, the only scheme that the portal answers")


def _of_host(home: str, portal: Portal, where: Where) -> Iterator[PortalFileError]:
    host = urlsplit(home).hostname or ""
    if is_loopback_host(host):
        return
    if literal(host) is not None:
        yield where.error(f"{host!r} is a bare address, left over from a migration; find the portal's name")
    elif not f".{host}".endswith(_DOMAIN) and urlsplit(home).netloc not in portal.hosts:
        yield where.error(
            f"{host!r} does not end in {_DOMAIN}; list it under 'hosts' if it is the portal all the same"
        )


def _expectation(expect: Expectation, where: Where) -> Iterator[PortalFileError]:
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


def _shared(entries: Iterable[tuple[Portal, Where]]) -> Iterator[PortalFileError]:
    """An id or a column that two portals claim."""
    ids: dict[str, Where] = {}
    columns: dict[str, str] = {}
    for portal, where in entries:
        if portal.id in ids:
            yield taken(where, ids[portal.id])
            continue
        ids[portal.id] = where
        for column in portal.columns:
            owner = columns.setdefault(_key(column.url), portal.id)
            if owner != portal.id:
                yield replace(where, field="columns").error(f"{column.url!r} is a column of {owner!r} already")


def _key(url: str) -> str:
    """Unlike two addresses of one page, fragments are columns of their own: ``/gkmlpt/annualreport#2629``."""
    return f"{identity(url)}#{urlsplit(url).fragment}"
