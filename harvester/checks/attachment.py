"""A page and the file that hangs on it: copies of one report, which have to say the same."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.checks.rules import load_rules
from harvester.editions.cells import TABLE_NAMES
from harvester.items import TABLES, Finding, Number, Report


def compare(page: Report, file: Report) -> tuple[Finding, ...]:
    """One finding for each table of which page and file print different figures.

    Nothing where they are reports of another agency or year, or where one of the two has no such table: then there
    is nothing to compare. A blank beside a figure is a difference, one beside 0 is none.
    """
    if not _is_same(page, file):
        return ()
    return tuple(finding for name in TABLES if (finding := _of_table(name, page, file)))


def _is_same(page: Report, file: Report) -> bool:
    if page.kind != "report" or file.kind != "report" or page.year != file.year:
        return False
    return page.agency is not None and file.agency is not None and page.agency.name == file.agency.name


def _of_table(name: str, page: Report, file: Report) -> Finding | None:
    if page.editions.get(name) != file.editions.get(name):
        return None
    differing = list(_differing(name, page, file))
    if not differing:
        return None
    cells = [cell for cell, *_ in differing]
    _, first, other = differing[0]
    return load_rules()["attachment.matches_page"].finding(
        cells, expected=first, actual=other, table=TABLE_NAMES[name][0], count=len(cells), file=file.url or file.source
    )


def _differing(name: str, page: Report, file: Report) -> Iterator[tuple[str, Number | None, Number | None]]:
    ours, theirs = page.tables.get(name), file.tables.get(name)
    for row, columns in (ours or {}).items() if theirs else ():
        for column, value in columns.items():
            other = (theirs or {}).get(row, {}).get(column)
            if (value or 0) != (other or 0):
                yield f"{name}.{row}.{column}", value, other
