"""政府信息公开情况统计表 of 2014: the parts add up to their totals."""

from __future__ import annotations

from collections.abc import Iterator

from harvester.checks.figures import Figures
from harvester.checks.rules import load_rules
from harvester.editions.form import load_form
from harvester.items import STATISTICS, Finding


def check_statistics(figures: Figures) -> Iterator[Finding]:
    if not figures.rows(STATISTICS):
        return
    for total, parts in load_form().statistic_sums.items():
        cells = tuple(f"{STATISTICS}.{row}.value" for row in (total, *parts))
        if broken := figures.broken_sum(cells[0], cells[1:]):
            yield load_rules()["statistics_2014.parts"].finding(
                cells, expected=broken[0], actual=broken[1], row=figures.wording(cells[0]).row_zh
            )
