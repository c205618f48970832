"""The tables of docs/data-guide*.md, made from the dictionary: ``python -m harvester.exports.guide docs/*guide*.md``.

A page marks where each goes: ``<!-- table: states -->`` … ``<!-- end -->``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import sqlalchemy as sa

from harvester.checks.rules import load_rules
from harvester.exports.dictionary import load_dictionary, load_resources
from harvester.store.facts import FACTS
from harvester.store.models import Report

_BLOCK = re.compile(r"(?P<open><!-- table: (?P<name>\w+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """The page with every marked table as the dictionary has it today."""
    return _BLOCK.sub(lambda block: f"{block['open']}\n{TABLES[block['name']]()}\n\n{block['close']}", page)


def columns() -> str:
    """The columns of each table; figures stand in a list of their own."""
    parts = []
    for resource in load_resources().values():
        rows = ((f"`{f.name}`", f.codes or f.type, f.zh, f.en) for f in resource.fields if f.cell is None)
        heading = f"**`{resource.name}`** — {resource.zh} | {resource.en}"
        parts.append(f"{heading}\n\n{_table(('column', 'type', '中文', 'English'), rows)}")
    return "\n\n".join(parts)


def figures() -> str:
    fields = (field for resource in load_resources().values() for field in resource.fields)
    rows = (
        (f"`{f.name}`", f.zh, f.en, c.column.unit or "", " ".join(c.editions), c.law or "", f"`{f.stata}`")
        for f in fields
        if (c := f.cell)
    )
    return _table(("column", "中文", "English", "单位 unit", "版本 edition", "依据 article", "Stata"), rows)


def codes() -> str:
    """The words that columns hold, but for states, which have their own table."""
    lists = load_dictionary()["codes"].items()
    rows = (
        (name, f"`{word}`", said["zh"], said["en"])
        for name, words in lists
        if name != "state"
        for word, said in words.items()
    )
    return _table(("list", "word", "中文", "English"), rows)


def states() -> str:
    rows = ((f"`{name}`", words["zh"], words["en"]) for name, words in load_dictionary()["codes"]["state"].items())
    return _table(("state", "中文", "English"), rows)


def rules() -> str:
    rows = ((f"`{rule.id}`", rule.severity, rule.zh, rule.en) for rule in load_rules().values())
    return _table(("rule", "severity", "中文", "English"), rows)


def database() -> str:
    """Every table of the database and its columns, in the dictionary's order: harvest first, then the form."""
    header = ("column", "type", "what it holds")
    parts = [
        f"**`{name}`** — {about['zh']} | {about['en']}\n\n{_table(header, _columns(name))}"
        for name, about in load_dictionary()["database"]["tables"].items()
    ]
    return "\n\n".join(parts)


def database_tables() -> Mapping[str, sa.Table]:
    """The tables that the store makes, by name."""
    return {table.name: table for table in (*Report.metadata.sorted_tables, *FACTS)}


def about_column(column: sa.Column[object]) -> str:
    """What a database column holds: its own comment, else what it refers to, else the dictionary's words."""
    if column.comment:
        return column.comment
    if column.foreign_keys:
        return "→ " + ", ".join(key.target_fullname for key in column.foreign_keys)
    words = load_dictionary()["database"]["columns"].get(column.name)
    return f"{words['zh']}, {words['en']}" if words else ""


def _columns(table: str) -> Iterator[tuple[str, ...]]:
    for column in database_tables()[table].columns:
        yield f"`{column.name}`", str(column.type).lower(), about_column(column)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (header, tuple("---" for _ in header), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


TABLES: Mapping[str, Callable[[], str]] = {
    "columns": columns,
    "states": states,
    "codes": codes,
    "rules": rules,
    "database": database,
    "figures": figures,
}
"""The tables that a page can ask for."""


def main(paths: Iterable[str]) -> None:
    for path in map(Path, paths):
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
