"""The one data dictionary: every column of an export, in Chinese and English, from the form and dictionary.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import yaml

from harvester.editions.cells import TABLE_NAMES, FormCell, all_cells

FieldType: TypeAlias = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. ``cell`` is set where it holds a figure of the form."""

    name: str
    type: FieldType
    zh: str
    en: str
    values: tuple[str, ...] = ()
    required: bool = False
    cell: FormCell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One table of an export."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


@cache
def load_dictionary() -> Mapping[str, Any]:
    """dictionary.yaml as it stands: the dataset's own words, units, states."""
    text = files("harvester.exports").joinpath("dictionary.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@cache
def load_resources() -> Mapping[str, Resource]:
    """The tables of an export by name: reports, cells, findings."""
    resources = {}
    for name, item in load_dictionary()["resources"].items():
        own = tuple(_field(column) for column in item["columns"])
        figures = figure_fields() if name == "reports" else ()
        resources[name] = Resource(name=name, zh=item["zh"], en=item["en"], fields=(*own, *figures))
    return resources


@cache
def figure_fields() -> tuple[Field, ...]:
    """A column for every figure of both editions: requests_granted_total （一）予以公开 · 总计."""
    return tuple(
        Field(
            name=cell.id.replace(".", "_"),
            type="number",
            zh=f"{cell.row_zh} · {cell.column.zh}",
            en=f"{cell.row_en} · {cell.column.en}",
            cell=cell,
        )
        for cell in all_cells().values()
    )


def about_cell(cell: FormCell) -> tuple[str, str]:
    """What to know about a figure, in Chinese and in English: its table, unit, editions and article."""
    table_zh, table_en = TABLE_NAMES[cell.table]
    unit, editions = cell.column.unit, cell.editions
    english = load_dictionary()["units"].get(unit)
    zh = [table_zh, f"单位：{unit}" if unit else "单位：见原文", "、".join(f"{edition}年版" for edition in editions)]
    en = [table_en, f"unit: {english}" if unit else "unit: as printed", f"form of {' and '.join(editions)}"]
    return "；".join([*zh, *([cell.law] if cell.law else [])]), "; ".join(en)


def _field(item: Mapping[str, Any]) -> Field:
    return Field(**{**item, "values": tuple(item.get("values", ()))})
