"""The dictionary as rows for the files that carry it with them: Excel's legend, SQLite's tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from harvester.exports.dictionary import Field, Resource, load_dictionary

Row: TypeAlias = tuple[str, ...]


def legend_rows(resources: Sequence[Resource]) -> list[Row]:
    """A header, then one row a column."""
    header = ("table", "column", "zh", "en", "type", "unit", "edition", "article", "codes", "stata_name")
    return [header, *((resource.name, *_about(field)) for resource in resources for field in resource.fields)]


def code_rows(resources: Iterable[Resource]) -> list[Row]:
    """A header, then one row a word that columns hold."""
    used = {field.codes for resource in resources for field in resource.fields if field.codes}
    lists = {name: words for name, words in load_dictionary()["codes"].items() if name in used}
    rows = ((name, word, said["zh"], said["en"]) for name, words in lists.items() for word, said in words.items())
    return [("codes", "word", "zh", "en"), *rows]


def _about(field: Field) -> Row:
    cell = field.cell
    unit, editions, article = (cell.column.unit or "", " ".join(cell.editions), cell.law or "") if cell else ("",) * 3
    return (field.name, field.zh, field.en, field.type, unit, editions, article, field.codes or "", field.stata)
