"""Coverage on the terminal: the share published by province and year, and how many stand at each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from harvester.console import console, plain_table
from harvester.coverage.states import StateName, states
from harvester.coverage.survey import Wish
from harvester.coverage.tally import Tally, percent, share

_NAME_WIDTH = 28
"""Columns of the screen for the province and the number of its agencies."""
_YEAR_WIDTH = 5
_STYLES = ((0.9, "green"), (0.5, "cyan"), (0.0000001, "yellow"), (0, "dim"))
"""From which share on a figure is shown so."""


def print_table(tally: Tally, wish: Wish) -> None:
    """As many years as the screen has room for, the latest of them."""
    screen = console()
    years = wish.years[-max(1, (screen.width - _NAME_WIDTH) // _YEAR_WIDTH) :]
    headings = ("地区\nregion", "机关\nagencies", *(f"\n{year % 100:02}" for year in years))
    title = f"已公布的比例 share published, {years[0]}–{years[-1]} (%)"
    table = plain_table(title, headings, texts=1)
    for region, counts in tally.by_region.items():
        table.add_row(region, str(tally.agencies[region]), *_shares(counts, years))
    table.add_section()
    table.add_row("合计 total", str(tally.agencies.total()), *_shares(tally.total(), years))
    screen.print(table)
    for line in _legend(tally):
        screen.print(line, highlight=False)
    if len(years) < len(wish.years):
        screen.print("更早的年度见 earlier years: --year 2008-2012, --to FILE.csv", highlight=False)


def _shares(counts: dict[int, Counter[StateName]], years: Sequence[int]) -> Iterator[Text]:
    for year in years:
        yield _share(counts.get(year, Counter()))


def _share(counts: Counter[StateName]) -> Text:
    """The percentage; the symbol of the state where all stand at the same and none is published."""
    found = share(counts)
    if found is None or counts.total() == counts["not_crawled"]:
        none: StateName = "not_due"
        return Text(states()[next(iter(counts), none)].symbol, style="dim")
    style = next(style for least, style in _STYLES if found >= least)
    return Text(percent(found), style=style)


def _legend(tally: Tally) -> Iterator[str]:
    for name, state in states().items():
        if tally.by_state[name]:
            yield f"{state.symbol} {tally.by_state[name]:>7}  {state.zh} {state.en}"
