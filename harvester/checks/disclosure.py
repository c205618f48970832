"""表二: stocks that cannot be negative, decisions that look like items, and rules made without the power to."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.items import Agency, Finding

TABLE = "proactive_disclosure"


def check_disclosure(figures: Figures, agency: Agency | None) -> Iterator[Finding]:
    yield from _non_negative(figures)
    for row in figures.rows(TABLE):
        yield from _stock(figures, row)
        yield from _disclosed_total(figures, row)
        yield from _items(figures, row)
    if agency and lacks_rule_making(agency):
        yield from _rules_competence(figures, agency)


def lacks_rule_making(agency: Agency) -> bool:
    """True for what is below the level of a city with districts, and for local departments (立法法).

    A department without a division code may belong to the State Council, so nothing is said about it;
    the codes that end in 00 are provinces and cities, 441900 东莞 and other undivided cities among them.
    """
    code = agency.division_code
    if agency.scope == "township" or (code and len(code) == 9):
        return True
    if code is None or agency.scope == "other":
        return False
    return agency.scope == "department" or not code.endswith("00")


def _cells(row: str, *columns: str) -> tuple[str, ...]:
    return tuple(f"{TABLE}.{row}.{column}" for column in columns)


def _non_negative(figures: Figures) -> Iterator[Finding]:
    for cell, value in figures.cells(TABLE):
        words = figures.wording(cell)
        if value is not None and value < 0 and words.column.kind != "change":
            yield load_rules()[f"{TABLE}.non_negative"].finding(
                (cell,), actual=value, row=words.row_zh, column=words.column.zh
            )


def _stock(figures: Figures, row: str) -> Iterator[Finding]:
    cells = _cells(row, "in_force", "issued", "repealed")
    in_force, issued, repealed = map(figures.value, cells)
    if in_force is None or issued is None or not figures.are_readable(cells):
        return
    if in_force - issued + (repealed or 0) < 0:
        yield load_rules()[f"{TABLE}.stock"].finding(
            cells, actual=in_force, issued=issued, repealed=repealed or 0, row=figures.wording(cells[0]).row_zh
        )


def _disclosed_total(figures: Figures, row: str) -> Iterator[Finding]:
    cells = _cells(row, "disclosed_total", "newly_disclosed")
    total, new = map(figures.value, cells)
    if total is not None and new is not None and total < new:
        yield load_rules()[f"{TABLE}.disclosed_total"].finding(
            cells, expected=new, actual=total, row=figures.wording(cells[0]).row_zh
        )


def _items(figures: Figures, row: str) -> Iterator[Finding]:
    cells = _cells(row, "items_last_year", "items_change", "decisions")
    last, change, decisions = map(figures.value, cells)
    if last is None or change is None:
        return
    words = figures.wording(cells[0]).row_zh
    if last + change < 0:
        yield load_rules()[f"{TABLE}.items"].finding(
            cells[:2], actual=last + change, last=last, fall=-change, row=words
        )
    if decisions and last + change == decisions:
        yield load_rules()[f"{TABLE}.decisions_misread"].finding(
            (cells[2], *cells[:2]), expected=None, actual=decisions, row=words
        )


def _rules_competence(figures: Figures, agency: Agency) -> Iterator[Finding]:
    columns = figures.rows(TABLE).get("rules", {})
    stated = {column: value for column, value in columns.items() if value}
    if stated:
        yield load_rules()[f"{TABLE}.rules_competence"].finding(
            _cells("rules", *stated), expected=0, actual=max(stated.values()), agency=agency.name
        )
