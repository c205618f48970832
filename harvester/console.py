"""The console that tables are printed on, and the bar of a command that takes its time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

_PIPED_WIDTH = 120
"""Columns, where the output goes to a file or another program and nobody's window sets the width."""
_ENDLESS = 10_000
QUIET_SECONDS = 2.0
"""What is over sooner needs no bar, and no table of a crawl."""


def console() -> Console:
    """Standard output as wide as the window; tables in a pipe are not cut at 80 columns."""
    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH)


def fitting(screen: Console, make: Callable[[Collection[str]], Table], spare: Iterable[str]) -> Table:
    """The table that ``make`` draws without the first of ``spare``, as many as there is no room for.

    No word is broken, but in a column with a ``min_width``.
    """
    endless = screen.options.update(max_width=_ENDLESS)
    names = [*spare]
    for number in range(len(names) + 1):
        table = make(names[:number])
        for column in table.columns:
            column.no_wrap = column.min_width is None
        if screen.measure(table, options=endless).minimum <= screen.width:
            break
    return table


def plain_table(title: str, headings: Iterable[str], *, texts: int) -> Table:
    """A table without lines, of which the first columns hold words and the others numbers."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="left" if index < texts else "right", overflow="fold", no_wrap=not index)
    return table


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with how many of how many are done; the bar is on standard error, on a terminal only."""
    rate = TextColumn("{task.fields[rate]}/s")
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    began = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", visible=False, rate="")

        def done(number: int, total: int) -> None:
            is_long = time.monotonic() - began > QUIET_SECONDS
            speed = bar.tasks[0].speed or number / (time.monotonic() - began)
            bar.update(task, completed=number, total=total, visible=is_long, rate=f"{speed:.0f}")

        yield done
