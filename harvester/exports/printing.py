"""What `harvester export` and `harvester diff` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import astuple, fields
from pathlib import Path

from harvester.console import console, plain_table, progress_bar
from harvester.exports.csv_files import CsvWriter, csv_writer
from harvester.exports.diff import Difference, Pair, differences, summary
from harvester.exports.in_place import in_place
from harvester.exports.release import Summary, Wish, export
from harvester.output import print_json, print_line, say
from harvester.store.session import Store

DIFFERENT_STATUS = 13
"""Exit status where two releases differ."""


def run_export(store: Store, to: Path, wish: Wish, *, as_json: bool) -> None:
    """Write the release and say what it holds."""
    with progress_bar("导出 export") as done:
        made = export(store, to, wish, done=done)
    for format_, number in made.cut.items():
        say(f"export: {number} texts are longer than {format_} holds and are cut there")
    if not any(made.rows.values()):
        say("export: no report is meant by these options; the files are empty")
    if as_json:
        print_json({"rows": made.rows, "files": [str(path) for path in made.files], "cut": made.cut})
        return
    print_summary(made)


def print_summary(made: Summary) -> None:
    for path in made.files:
        rows = made.rows.get(path.stem)
        print_line(f"{path}" + (f": {rows} rows" if rows is not None else ""))


def run_diff(old: Path, new: Path, *, to: Path | None, as_json: bool) -> int:
    """Print how many differences of which kind there are, write each to a file where one is named; the exit status."""
    pair = Pair(old, new)
    found: Counter[tuple[str, str]] = Counter()
    with progress_bar("比较 diff") as done, _csv_file(to) if to else nullcontext() as file:
        for number, lines in enumerate(differences(pair), 1):
            found.update((line.table, line.change) for line in lines)
            if file:
                for line in lines:
                    file.write(astuple(line))
            done(min(number, pair.reports), pair.reports)
    if as_json:
        print_json({"old": str(old), "new": str(new), "differences": summary(found)})
    else:
        _print_table(found)
    return DIFFERENT_STATUS if found else 0


@contextmanager
def _csv_file(to: Path) -> Iterator[CsvWriter]:
    with in_place(to, "diff") as path, csv_writer(path, [field.name for field in fields(Difference)]) as writer:
        yield writer


def _print_table(found: Counter[tuple[str, str]]) -> None:
    if not found:
        print_line("没有差异 no difference")
        return
    changes = ("added", "changed", "removed")
    table = plain_table("差异 differences", ("表 table", "增 added", "改 changed", "删 removed"), texts=1)
    for name, numbers in summary(found).items():
        table.add_row(name, *(str(numbers.get(change, 0)) for change in changes))
    console().print(table)
