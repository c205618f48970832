"""表三: the totals of its rows and columns, the printed 勾稽关系, and whole numbers."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.editions.cells import TABLE_NAMES
from harvester.editions.form import load_form
from harvester.items import Finding, Number


def check_requests(figures: Figures) -> Iterator[Finding]:
    yield from _row_totals(figures)
    yield from _outcome_totals(figures)
    yield from _balances(figures)


def check_non_negative(figures: Figures) -> Iterator[Finding]:
    """表三 and 表四 count cases: -3 or 2.5 is a slip."""
    for table in ("requests", "review_and_litigation"):
        for cell, value in figures.cells(table):
            if value is not None and (value < 0 or value != int(value)):
                words = figures.wording(cell)
                yield load_rules()["requests.non_negative"].finding(
                    (cell,),
                    actual=value,
                    table=TABLE_NAMES[table][0].split()[0],
                    row=words.row_zh,
                    column=words.column.zh,
                )


def _columns() -> tuple[str, ...]:
    return tuple(column.key for column in load_form().request_columns)


def _row_totals(figures: Figures) -> Iterator[Finding]:
    *applicants, total = _columns()
    for row in figures.rows("requests"):
        cells = (f"requests.{row}.{total}", *(f"requests.{row}.{column}" for column in applicants))
        if broken := figures.broken_sum(cells[0], cells[1:]):
            yield load_rules()["requests.row_total"].finding(
                cells, expected=broken[0], actual=broken[1], row=figures.wording(cells[0]).row_zh
            )


def _outcome_totals(figures: Figures) -> Iterator[Finding]:
    for column in _columns():
        total = f"requests.outcome_total.{column}"
        parts = tuple(f"requests.{row}.{column}" for row in figures.outcomes())
        if broken := figures.broken_sum(total, parts):
            yield load_rules()["requests.outcome_total"].finding(
                (total, *parts), expected=broken[0], actual=broken[1], column=figures.wording(total).column.zh
            )


def _balances(figures: Figures) -> Iterator[Finding]:
    for column in _columns():
        rows = ("outcome_total", "new_received", "carried_over", "carried_forward")
        done, new, over, forward = cells = tuple(f"requests.{row}.{column}" for row in rows)
        if figures.value(done) is None or not figures.are_readable(cells):
            continue
        received, handled = _received(figures, (new, over)), figures.total((done, forward))
        if received is not None and received != handled:
            yield load_rules()["requests.balance"].finding(
                cells,
                expected=received,
                actual=handled,
                column=figures.wording(done).column.zh,
                done=figures.value(done),
                new=figures.value(new),
                over=figures.value(over),
                forward=figures.value(forward),
            )


def _received(figures: Figures, cells: tuple[str, str]) -> Number | None:
    """What came in; blank cells are 0 where they say 无, or where their row adds up without them."""
    received = figures.total(cells)
    return 0 if received is None and all(map(figures.is_nought, cells)) else received
