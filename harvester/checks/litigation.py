"""表四: the total of each of its three groups."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.editions.form import load_form
from harvester.items import Finding


def check_litigation(figures: Figures) -> Iterator[Finding]:
    *results, total = (column.key for column in load_form().litigation_columns)
    for group in figures.rows("review_and_litigation"):
        cells = tuple(f"review_and_litigation.{group}.{column}" for column in (total, *results))
        if broken := figures.broken_sum(cells[0], cells[1:]):
            yield load_rules()["review_and_litigation.group_total"].finding(
                cells, expected=broken[0], actual=broken[1], row=figures.wording(cells[0]).row_zh
            )
