"""What became of each correction in a database: applied, waiting, not applied, or about nothing there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from sqlalchemy.orm import Session

from harvester.items import Correction, Report
from harvester.lookups.apply import correct, undone
from harvester.lookups.entries import Entry, Lookups, Match, Merge, plain_url
from harvester.store.corrections import (
    captures_at,
    captures_of,
    captures_said_none,
    corrected_reports,
    has_agency,
    reports_about,
)

State: TypeAlias = Literal["pending", "withdrawn", "not_applied", "applied", "no_effect", "not_found"]

STATES: dict[State, str] = {
    "pending": "待重新解析 takes effect when the page is read again (harvester reparse --corrected)",
    "withdrawn": "更正已撤，待重新解析 taken back; the page is to be read again (harvester reparse --corrected)",
    "not_applied": "未采用 not applied",
    "applied": "已生效 applied",
    "no_effect": "与页面所读相同，可删除 says what is read anyway; can go",
    "not_found": "库中没有对应的年报 matches nothing here",
}
"""In the order in which they matter where an entry is about several reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One correction of one stored report, and whether the report shows it."""

    report: Report
    said: Correction
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An entry and how it stands."""

    entry: Entry | Merge
    state: State
    detail: str = ""

    @property
    def is_stale(self) -> bool:
        """True for what a person should look at: it has no effect, or not the one that was meant."""
        return self.state in {"not_applied", "no_effect", "not_found"}


def standings(session: Session, lookups: Lookups) -> Iterator[Standing]:
    """How each entry stands in the database, in the order of the files."""
    for entry in lookups.entries:
        yield _of_entry(session, entry, lookups)
    for merge in lookups.merges:
        yield _of_merge(session, merge)


def changes(report: Report, lookups: Lookups) -> Iterator[Change]:
    """What corrections made of a stored reading, and what they would make of it today."""
    said, wanted = report.corrections, correct(undone(report), lookups).corrections
    now = {(item.entry, item.field): item for item in wanted}
    before = {(item.entry, item.field): item for item in said}
    for key, item in now.items():
        same = before.get(key)
        if item.problem:
            yield Change(report=report, said=item, state="not_applied")
        else:
            is_shown = same is not None and (same.after, same.problem) == (item.after, None)
            yield Change(report=report, said=item, state="applied" if is_shown else "pending")
    for key, item in before.items():
        if key not in now and item.problem is None:
            yield Change(report=report, said=item, state="withdrawn")


def about(session: Session, match: Match) -> list[Report]:
    """The stored reports that an entry may be about."""
    urls = _both(match.url)
    return reports_about(session, urls=urls, sha256=match.sha256, agency=match.agency, year=match.year)


def _both(url: str | None) -> tuple[str, ...]:
    return tuple(f"{scheme}://{plain_url(url)}" for scheme in ("http", "https")) if url else ()


def _of_entry(session: Session, entry: Entry, lookups: Lookups) -> Standing:
    match = entry.match
    reports = about(session, match)
    if not reports:
        if entry.kind == "not_a_report" and any(_is_of(entry, *page) for page in captures_said_none(session)):
            return Standing(entry=entry, state="applied")
        if entry.kind is not None and captures_at(session, urls=_both(match.url), sha256=match.sha256):
            return Standing(entry=entry, state="applied" if entry.kind == "not_a_report" else "pending")
        return Standing(entry=entry, state="not_found")
    found = [item for report in reports for item in changes(report, lookups) if item.said.entry == entry.basis.id]
    if not found:
        fits = any(match.fits(report) or match.fits(undone(report)) for report in reports)
        return Standing(entry=entry, state="no_effect" if fits else "not_found")
    worst = min(found, key=lambda item: list(STATES).index(item.state))
    return Standing(entry=entry, state=worst.state, detail=_detail(worst.said))


def _is_of(entry: Entry, _capture: int, by: str, report: Report | None) -> bool:
    """Whether a page is no report because of the entry."""
    return by == entry.basis.id or (report is not None and entry.match.fits(report))


def _of_merge(session: Session, merge: Merge) -> Standing:
    waiting = [key for key in merge.ids if has_agency(session, key)]
    if waiting:
        return Standing(entry=merge, state="pending", detail=", ".join(waiting))
    return Standing(entry=merge, state="applied" if has_agency(session, merge.into) else "not_found")


def _detail(said: Correction) -> str:
    return f"{said.field}: {said.problem}" if said.problem else ""


def concerned(session: Session, lookups: Lookups) -> Iterator[Report]:
    """The stored reports that an entry is about, or was about when they were read, each once."""
    seen: set[tuple[str, str]] = set()
    wanted = (about(session, entry.match) for entry in lookups.entries)
    merged = (reports_about(session, agency=key) for merge in lookups.merges for key in merge.ids)
    for report in chain.from_iterable((*wanted, *merged, corrected_reports(session))):
        key = (report.source, report.sha256)
        if key not in seen:
            seen.add(key)
            yield report


def waiting(session: Session, lookups: Lookups) -> frozenset[int]:
    """The archived pages that are to be read again, so that the database is as the entries say."""
    found: set[int] = set()
    for report in concerned(session, lookups):
        if any(change.state in {"pending", "withdrawn"} for change in changes(report, lookups)):
            found |= captures_of(session, report)
    for entry in lookups.entries:
        if entry.kind is not None:
            found |= captures_at(session, urls=_both(entry.match.url), sha256=entry.match.sha256)
    return frozenset(found.union(page[0] for page in captures_said_none(session)))


def stale(found: Iterable[Standing]) -> Iterator[str]:
    """One line for each entry that a person should look at."""
    for item in found:
        if item.is_stale:
            where = item.entry.basis.where
            detail = f" ({item.detail})" if item.detail else ""
            yield f"correction {item.entry.basis.id!r} ({where.path}:{where.line}): {STATES[item.state]}{detail}"
