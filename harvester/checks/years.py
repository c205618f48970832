"""The rules across two consecutive years of one agency: this year goes on from where last year's report ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules, remark, shown, yuan
from harvester.editions.form import EDITIONS, load_form
from harvester.items import Finding, Number, Report

DISCLOSURE = "proactive_disclosure"
FIRST_YEAR_OF_2019 = 2019
"""表二 of the 2019 edition was due for two years; only from the first to the second are its stocks carried on."""
UNIT_SLIP = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFinding:
    """A rule that does not hold between reports: ``finding`` is about the later, ``other_cells`` are the other's."""

    finding: Finding
    other_cells: tuple[str, ...]


def check_years(last: Report, report: Report) -> tuple[PanelFinding, ...]:
    """The rules that do not hold between last year's report of an agency and this one, in the order of the form.

    Nothing where the years are not consecutive. A rule is skipped where a figure that it needs is blank.
    """
    if last.year is None or report.year != last.year + 1 or "not_a_report" in (last.kind, report.kind):
        return ()
    return tuple(_findings(_Years(last, report)))


class _Years:
    """The figures of both years, and the findings that they make."""

    def __init__(self, last: Report, report: Report) -> None:
        self.year = report.year
        self.last, self.now = Figures(last), Figures(report)
        self.units = tuple({note.cell: note.unit for note in item.cells if note.unit} for item in (last, report))

    def stated(self, *cells: str) -> tuple[Number | None, ...]:
        """This year's figures."""
        return tuple(map(self.now.value, cells))

    def finding(
        self, rule: str, cells: Sequence[str], other_cells: Sequence[str], **words: Number | str | None
    ) -> PanelFinding:
        wording = self.now.wording(cells[0])
        words |= {"row": wording.row_zh, "column": wording.column.zh, "year": self.year, "last": (self.year or 0) - 1}
        found = load_rules()[rule].finding(cells, **words)
        if not (self.now.doubtful.isdisjoint(cells) and self.last.doubtful.isdisjoint(other_cells)):
            found = replace(found, message=found.message + remark("doubt"))
        return PanelFinding(finding=found, other_cells=tuple(other_cells))


def _findings(years: _Years) -> Iterator[PanelFinding]:
    for row in years.now.rows(DISCLOSURE):
        yield from _stock(years, row)
        if years.year == FIRST_YEAR_OF_2019 + 1:
            yield from _items(years, row)
            yield from _disclosed_total(years, row)
    for cell in _amounts():
        yield from _unit_slip(years, cell)
    for column in load_form().request_columns:
        yield from _carry_over(years, column.key)
    for group in load_form().litigation_groups:
        yield from _pending(years, group.key)


def _cells(row: str, *columns: str) -> tuple[str, ...]:
    return tuple(f"{DISCLOSURE}.{row}.{column}" for column in columns)


def _carry_over(years: _Years, column: str) -> Iterator[PanelFinding]:
    over, forward = f"requests.carried_over.{column}", f"requests.carried_forward.{column}"
    actual, expected = years.now.value(over), years.last.value(forward)
    if actual is None or expected is None or actual == expected:
        return
    found = years.finding("panel.carry_over", (over,), (forward,), expected=expected, actual=actual)
    is_total = column == "total"
    yield found if is_total else replace(found, finding=replace(found.finding, severity="warning"))


def _stock(years: _Years, row: str) -> Iterator[PanelFinding]:
    cells = _cells(row, "in_force", "issued", "repealed")
    in_force, issued, repealed = years.stated(*cells)
    before = years.last.value(cells[0])
    if in_force is None or before is None or (issued is None and repealed is None):
        return
    expected = before + (issued or 0) - (repealed or 0)
    if years.now.are_readable(cells) and in_force != expected:
        yield years.finding(
            "panel.stock",
            cells,
            cells[:1],
            expected=expected,
            actual=in_force,
            before=before,
            issued=issued or 0,
            repealed=repealed or 0,
        )


def _items(years: _Years, row: str) -> Iterator[PanelFinding]:
    cells = _cells(row, "items_last_year", "items_change")
    actual = years.now.value(cells[0])
    before, change = map(years.last.value, cells)
    if actual is not None and before is not None and change is not None and actual != before + change:
        yield years.finding(
            "panel.items", cells[:1], cells, expected=before + change, actual=actual, before=before, change=change
        )


def _disclosed_total(years: _Years, row: str) -> Iterator[PanelFinding]:
    cells = _cells(row, "disclosed_total", "newly_disclosed")
    total, new = years.stated(*cells)
    before = years.last.value(cells[0])
    if total is not None and new is not None and before is not None and total > before + new:
        yield years.finding(
            "panel.disclosed_total", cells, cells[:1], expected=before + new, actual=total, before=before, new=new
        )


def _pending(years: _Years, group: str) -> Iterator[PanelFinding]:
    total, pending = f"review_and_litigation.{group}.total", f"review_and_litigation.{group}.pending"
    actual, expected = years.now.value(total), years.last.value(pending)
    if actual is not None and expected is not None and actual < expected:
        yield years.finding("panel.pending", (total,), (pending,), expected=expected, actual=actual)


@cache
def _amounts() -> dict[str, str | None]:
    """The cells of 表二 that hold money, with the unit that the form prints."""
    cells = (cell for edition in EDITIONS for cell in load_form().disclosure_cells(edition))
    return {_cells(row.key, column.key)[0]: column.unit for _, row, column in cells if column.kind == "money"}


def _unit_slip(years: _Years, cell: str) -> Iterator[PanelFinding]:
    before, now = years.last.value(cell), years.now.value(cell)
    first, second = (units.get(cell) or _amounts()[cell] for units in years.units)
    if before and now and not 1 / Decimal(UNIT_SLIP) < _ratio(before, first, now, second) < UNIT_SLIP:
        yield years.finding(
            "proactive_disclosure.unit_slip",
            (cell,),
            (cell,),
            expected=None,
            actual=now,
            before=f"{shown(before)}{first or ''}",
            now=f"{shown(now)}{second or ''}",
        )


def _ratio(before: Number, first: str | None, now: Number, second: str | None) -> Decimal:
    """How many times the amount before the one now is, in yuan where both state a unit."""
    ratio = abs(Decimal(now) / Decimal(before))
    if first in yuan() and second in yuan():
        return ratio * yuan()[second or ""] / yuan()[first or ""]
    return ratio
