"""A re-parse on the screen: what became of the pages, what differs, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from harvester.console import console, plain_table
from harvester.output import print_json, say
from harvester.reparse.changes import Change
from harvester.reparse.summary import WORDS, Summary

_LONGEST = 60
"""Characters of a value in an example; the CSV has all of it."""


def print_summary(summary: Summary, *, is_trial: bool, as_json: bool) -> None:
    """Counts and examples on standard output, what needs a person on standard error."""
    if as_json:
        print_json(summary.to_dict())
    else:
        screen = console()
        title = "重新解析会有什么变化 what a re-parse would do" if is_trial else "重新解析 read again"
        screen.print(f"{title}: {summary.pages} 页 pages", highlight=False)
        for table in _tables(summary):
            screen.print(table, highlight=False)
    for line in _lines(summary, is_trial=is_trial):
        say(line)


def _tables(summary: Summary) -> Iterator[Table]:
    pages = plain_table("", ("结果 result", "", "页 pages"), texts=2)
    for name, word in WORDS["done"].items():
        if summary.done[name]:
            pages.add_row(word["zh"], word["en"], str(summary.done[name]))
    yield pages
    if summary.kinds:
        yield _kinds(summary)
    if summary.rules:
        rules = plain_table("核对发现 findings", ("规则 rule", "新增 new", "消失 gone"), texts=1)
        for rule, counts in sorted(summary.rules.items()):
            rules.add_row(rule, str(counts["finding_new"] or ""), str(counts["finding_gone"] or ""))
        yield rules


def _kinds(summary: Summary) -> Table:
    table = plain_table("不同之处 differences", ("种类 kind", "例 examples", "处 number"), texts=2)
    for kind, word in WORDS["changes"].items():
        if summary.kinds[kind]:
            examples = "\n".join(_example(url, change) for url, change in summary.examples[kind])
            table.add_row(f"{word['zh']}\n[dim]{word['en']}[/]", examples, str(summary.kinds[kind]))
    return table


def _example(url: str, change: Change) -> str:
    return f"{change.where}: {_short(change.before)} → {_short(change.after)}\n[dim]{url}[/]"


def _short(value: str | None) -> str:
    if value is None:
        return "—"
    text = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return text.replace("[", "\\[")


def _lines(summary: Summary, *, is_trial: bool) -> Iterator[str]:
    if not (summary.pages or summary.held):
        yield "reparse: no page of the database is meant by these options (harvester status shows its portals)"
    yield from (f"not read again, its reading stays: {problem}" for problem in summary.problems)
    more = summary.done["unreadable"] - len(summary.problems)
    if more > 0:
        yield f"not read again, their readings stay: {more} more pages"
    if summary.damaged:
        yield f"damaged or cut off, the rest was read: {summary.damaged} records of the files (restore them)"
    for loss in summary.held:
        what = "would be left as it is" if is_trial else "nothing of it was changed"
        yield f"{loss}: {what} (look at: harvester reparse --diff --portal {loss.portal}; then give --yes)"
