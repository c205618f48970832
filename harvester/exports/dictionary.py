"""The one data dictionary: every column of an export, in Chinese and English, from the form and dictionary.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import yaml

from harvester.editions.cells import TABLE_NAMES, FormCell, all_cells

FieldType: TypeAlias = Literal["string", "integer", "number", "date", "datetime"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. ``cell`` is set where it holds a figure of the form, or the flag of one."""

    name: str
    type: FieldType
    zh: str
    en: str
    codes: str | None = None
    """Name of the list of words in the dictionary that it holds one of."""
    free: bool = False
    """True for a text that people wrote, which may begin with = or +."""
    width: int = 0
    """Bytes that the text takes at most; 0 where it may be of any length."""
    required: bool = False
    cell: FormCell | None = None
    stata: str = ""
    """Its name in Stata, which allows 32 characters."""

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """The words that it may hold, each in Chinese and English; empty for anything else."""
        return load_dictionary()["codes"][self.codes] if self.codes else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One table of an export."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    """Together with the report, what tells one of its rows from another; empty where there is one row a report."""

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


@cache
def load_dictionary() -> Mapping[str, Any]:
    """dictionary.yaml as it stands: the dataset's own words, units, codes."""
    text = files("harvester.exports").joinpath("dictionary.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@cache
def load_resources(*, flags: bool = False) -> Mapping[str, Resource]:
    """The tables of an export by name; with ``flags`` a column beside each figure says what is to be known of it."""
    resources = {}
    for name, item in load_dictionary()["resources"].items():
        own = (_field(column) for column in item["columns"])
        figures = figure_fields(*item.get("figures", ()))
        fields = (*own, *(_flagged(figures) if flags else figures))
        resources[name] = Resource(
            name=name, zh=item["zh"], en=item["en"], fields=fields, key=tuple(item.get("key", ()))
        )
    return resources


@cache
def figure_fields(*tables: str) -> tuple[Field, ...]:
    """A column for every figure of those tables, in every edition: requests_granted_total （一）予以公开 · 总计."""
    return tuple(
        Field(
            name=cell.id.replace(".", "_"),
            type="number",
            zh=f"{cell.row_zh} · {cell.column.zh}",
            en=f"{cell.row_en} · {cell.column.en}",
            cell=cell,
            stata=_stata_name(cell),
        )
        for cell in all_cells().values()
        if cell.table in tables
    )


def about_cell(cell: FormCell) -> tuple[str, str]:
    """What to know about a figure, in Chinese and in English: its table, unit, editions and article."""
    table_zh, table_en = TABLE_NAMES[cell.table]
    unit, editions = cell.column.unit, cell.editions
    english = load_dictionary()["units"].get(unit)
    zh = [table_zh, f"单位：{unit}" if unit else "单位：见原文", "、".join(f"{edition}年版" for edition in editions)]
    en = [table_en, f"unit: {english}" if unit else "unit: as printed", f"form of {' and '.join(editions)}"]
    return "；".join([*zh, *([cell.law] if cell.law else [])]), "; ".join(en)


def about_field(field: Field) -> dict[str, str]:
    """Wording, unit, editions and article of a column, as far as it has them."""
    about = {"zh": field.zh, "en": field.en}
    if field.cell:
        cell = field.cell
        about |= {"unit": cell.column.unit or "", "editions": " ".join(cell.editions), "article": cell.law or ""}
    return {name: text for name, text in about.items() if text}


def _flagged(figures: Iterable[Field]) -> Iterator[Field]:
    words, short = load_dictionary()["flag"], load_dictionary()["stata"]["flag"]
    for figure in figures:
        yield figure
        yield replace(
            figure,
            name=figure.name + words["suffix"],
            stata=figure.stata + short,
            type="string",
            codes="flag",
            zh=f"{figure.zh} · {words['zh']}",
            en=f"{figure.en} · {words['en']}",
        )


def _field(item: str | Mapping[str, Any]) -> Field:
    """A column as the dictionary writes it: its name where several tables have it, else all about it."""
    written = {"name": item, **load_dictionary()["shared"][item]} if isinstance(item, str) else item
    return Field(**{"stata": written["name"], **written})


def _stata_name(cell: FormCell) -> str:
    short = load_dictionary()["stata"]
    column = short["columns"].get(cell.column.key, cell.column.key)
    words = (short["words"].get(word, word) for word in f"{cell.row.key}_{column}".rstrip("_").split("_"))
    return "_".join((short["tables"][cell.table], *words))
