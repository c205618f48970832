"""What is known of one agency and year, from everything that was seen of it: pure, the strongest evidence first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from harvester.checks.deadlines import deadline
from harvester.coverage.states import StateName, by_outcome
from harvester.items import Scope

FIRST_YEAR_OF_THE_FORM = 2019
"""Reports on earlier years may be prose alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report in the store. ``trouble``: pictures, or what became of the file that it is published as."""

    url: str
    published_on: date | None = None
    has_table: bool = True
    trouble: str | None = None
    by_office: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An address whose link promised the report, and what it answered."""

    url: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a portal that should list the report was last crawled; ``outcome`` is the worst of its columns."""

    portal: str
    crawled_on: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One agency and year."""

    year: int
    state: StateName
    url: str | None = None
    published_on: date | None = None
    reason: str | None = None
    """An outcome of the runbook, or a key of states.yaml."""
    portal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that was seen of one agency and year. ``standings``: the agency's own portal first."""

    year: int
    scope: Scope
    today: date
    found: Found | None = None
    failures: Sequence[Failure] = ()
    standings: Sequence[Standing] = ()

    @property
    def due(self) -> date:
        """The last day; for those that the Regulation does not name, the governments'."""
        return deadline(self.scope, self.year) or date(self.year + 1, 3, 31)


def judge(case: Case) -> Cell:
    """The state, its source and the reason for it."""
    if case.found:
        return _of_report(case, case.found)
    for failure in case.failures:
        return Cell(year=case.year, state=by_outcome()[failure.outcome], url=failure.url, reason=failure.outcome)
    if case.today <= case.due:
        return Cell(year=case.year, state="not_due")
    return _of_portals(case)


def _of_report(case: Case, found: Found) -> Cell:
    state, reason = _reading(case, found)
    return Cell(year=case.year, state=state, url=found.url, published_on=found.published_on, reason=reason)


def _reading(case: Case, found: Found) -> tuple[StateName, str | None]:
    if not found.has_table:
        if found.trouble in by_outcome():
            return by_outcome()[found.trouble or ""], found.trouble
        if case.year >= FIRST_YEAR_OF_THE_FORM:
            return "unreadable", "no_table"
    last_day = deadline(case.scope, case.year)
    is_late = last_day is not None and found.published_on is not None and found.published_on > last_day
    return ("late" if is_late else "published"), ("by_office" if found.by_office else None)


def _of_portals(case: Case) -> Cell:
    """Nothing was seen of the report: what the portals that should list it say about that."""
    verdicts = [_of_portal(case, standing) for standing in case.standings]
    if not verdicts:
        return Cell(year=case.year, state="not_crawled", reason="no_portal")
    order: tuple[StateName, ...] = ("not_found", "blocked", "failed", "not_crawled")
    return min(verdicts, key=lambda cell: order.index(cell.state))


def _of_portal(case: Case, standing: Standing) -> Cell:
    state, reason = _verdict(case, standing)
    return Cell(year=case.year, state=state, reason=reason, portal=standing.portal)


def _verdict(case: Case, standing: Standing) -> tuple[StateName, str | None]:
    if standing.crawled_on is None:
        return "not_crawled", "never_crawled"
    if standing.outcome is None:
        return "not_crawled", "not_whole"
    if standing.outcome != "ok":
        state = by_outcome().get(standing.outcome, "failed")
        return ("blocked" if state == "blocked" else "failed"), standing.outcome
    if standing.crawled_on <= case.due:
        return "not_crawled", "crawled_before_due"
    return "not_found", None
