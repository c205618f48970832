"""The form as objects: rows and columns of 表二, 表三 and 表四, with their keys, wording and known slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from harvester.items import Edition

EDITIONS: tuple[Edition, ...] = ("2019", "2021")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A row, column or group of the form: its key, the official wording, and other wordings seen for it."""

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.zh, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Label):
    """``kind`` count: whole and not negative; change: whole and signed; money: decimal."""

    unit: str | None = "件"
    kind: Literal["count", "change", "money"] = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBlock:
    """One block of 表二: the rows and columns under one item of article 20 (第二十条第（一）项)."""

    article: str
    columns: tuple[Column, ...]
    rows: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow(Label):
    """One row of 表三. ``edition`` is None where both editions have the row."""

    role: Literal["input", "outcome", "sum", "output"]
    group: str | None = None
    edition: Edition | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Label):
    """One row of 政府信息公开情况统计表; a heading has no unit. ``level``: how deep it stands, from 1."""

    unit: str | None
    level: int

    @property
    def wordings(self) -> tuple[str, ...]:
        """Also with 数量 for 数: 1.当面申请数量."""
        own = (self.zh, *self.aliases)
        return (*own, *(f"{wording}量" for wording in own if wording.endswith("数")))

    @property
    def column(self) -> Column:
        """Its only column: 统计数."""
        return Column(
            key="value", zh="统计数", en="number", unit=self.unit, kind="money" if self.unit == "万元" else "count"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Both editions of the form, and the table that was in use before them."""

    blocks: Mapping[Edition, tuple[ArticleBlock, ...]]
    disclosure_headers: tuple[str, ...]
    disclosure_in_sentences: Mapping[str, tuple[str, ...]]
    """Short wordings for a column, by its key, that tell it in a sentence alone."""
    request_columns: tuple[Column, ...]
    request_headers: tuple[str, ...]
    request_groups: tuple[Label, ...]
    all_request_rows: tuple[RequestRow, ...]
    litigation_groups: tuple[Label, ...]
    litigation_headers: tuple[str, ...]
    litigation_columns: tuple[Column, ...]
    statistics: tuple[Statistic, ...]
    statistic_headers: tuple[str, ...]
    statistic_units: frozenset[str]
    statistic_sums: Mapping[str, tuple[str, ...]]
    """The parts that add up to a total."""

    def request_rows(self, edition: Edition) -> tuple[RequestRow, ...]:
        """The rows of 表三 in the order of the form: 23 in the 2019 edition, 25 in the 2021 one."""
        return tuple(row for row in self.all_request_rows if row.edition in (None, edition))

    def outcome_rows(self, edition: Edition) -> tuple[RequestRow, ...]:
        """The leaf outcomes that add up to （七）总计: 19 in the 2019 edition, 21 in the 2021 one."""
        return tuple(row for row in self.request_rows(edition) if row.role == "outcome")

    def disclosure_cells(self, edition: Edition) -> Iterator[tuple[ArticleBlock, Label, Column]]:
        """The cells of 表二 in the order of the form: 22 in the 2019 edition, 10 in the 2021 one."""
        for block in self.blocks[edition]:
            for row in block.rows:
                for column in block.columns:
                    yield block, row, column


@cache
def request_width() -> int:
    """The cells of a whole row of 表三: one for each kind of applicant, and 总计."""
    return len(load_form().request_columns)


@cache
def load_form() -> Form:
    """The form from the YAML files beside this module."""
    disclosure = _load("proactive_disclosure.yaml")
    requests, litigation = _load("requests.yaml"), _load("review_and_litigation.yaml")
    statistics = _load("statistics_2014.yaml")
    return Form(
        blocks={edition: tuple(_block(item) for item in disclosure[edition]) for edition in EDITIONS},
        disclosure_headers=(*disclosure["headers"], *_articles(disclosure)),
        disclosure_in_sentences={key: tuple(words) for key, words in disclosure["in_sentences"].items()},
        request_columns=tuple(_column(item) for item in requests["columns"]),
        request_headers=tuple(requests["headers"]),
        request_groups=tuple(Label(**_tupled(item)) for item in requests["groups"]),
        all_request_rows=tuple(RequestRow(**_tupled(item)) for item in requests["rows"]),
        litigation_groups=tuple(Label(**_tupled(item)) for item in litigation["groups"]),
        litigation_headers=tuple(litigation["headers"]),
        litigation_columns=tuple(_column(item) for item in litigation["columns"]),
        statistics=tuple(Statistic(**_tupled(item)) for item in statistics["rows"]),
        statistic_headers=tuple(statistics["headers"]),
        statistic_units=frozenset(statistics["units"]),
        statistic_sums={total: tuple(parts) for total, parts in statistics["sums"].items()},
    )


def _load(name: str) -> Any:
    text = files("harvester.editions").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (safe loaders both)


def _articles(disclosure: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(block["article"] for edition in EDITIONS for block in disclosure[edition]))


def _tupled(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "aliases": tuple(item.get("aliases", ()))}


def _column(item: dict[str, Any]) -> Column:
    values = _tupled(item)
    if "type" in values:
        values["kind"] = values.pop("type")
    return Column(**values)


def _block(item: dict[str, Any]) -> ArticleBlock:
    return ArticleBlock(
        article=item["article"],
        columns=tuple(_column(column) for column in item["columns"]),
        rows=tuple(Label(**_tupled(row)) for row in item["rows"]),
    )
