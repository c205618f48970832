"""One report at two addresses (a page and the file that hangs on it, two columns): both have to say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules, remark
from harvester.editions.cells import TABLE_NAMES
from harvester.items import TABLES, Finding, Number, Report


def compare_versions(shown: Report, other: Report, *, address: str, is_file: bool) -> tuple[Finding, ...]:
    """One finding for each table of which the two print different figures; ``address`` is where the other one is.

    One for each table that only the other has. Tables of two editions are not compared.
    A blank beside a figure is a difference, one beside 0 is none.
    """
    rule = "attachment.matches_page" if is_file else "sources.agree"
    return tuple(found for name in TABLES if (found := _of_table(rule, name, shown, other, address)))


def _of_table(rule: str, name: str, shown: Report, other: Report, address: str) -> Finding | None:
    if other.tables.get(name) and not shown.tables.get(name):
        found = load_rules()["document.complete"].finding(expected=name, missing="")
        return replace(found, message=remark("elsewhere").format(table=TABLE_NAMES[name][0], address=address))
    if shown.editions.get(name) != other.editions.get(name):
        return None
    differing = list(_differing(name, shown, other))
    if not differing:
        return None
    cells = [cell for cell, *_ in differing]
    _, first, second = differing[0]
    found = load_rules()[rule].finding(
        cells, expected=first, actual=second, table=TABLE_NAMES[name][0], count=len(cells), address=address
    )
    is_certain = all(Figures(report).doubtful.isdisjoint(cells) for report in (shown, other))
    return found if is_certain else replace(found, message=found.message + remark("doubt"))


def _differing(name: str, shown: Report, other: Report) -> Iterator[tuple[str, Number | None, Number | None]]:
    ours, theirs = shown.tables.get(name), other.tables.get(name)
    for row, columns in (ours or {}).items() if theirs else ():
        for column, value in columns.items():
            second = (theirs or {}).get(row, {}).get(column)
            if (value or 0) != (second or 0):
                yield f"{name}.{row}.{column}", value, second
