"""The cells of the form as one catalogue: every figure's id, wording, unit, editions and legal basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from harvester.editions.form import EDITIONS, Column, Form, Label, load_form
from harvester.items import STATISTICS, Edition

TABLE_NAMES: Mapping[str, tuple[str, str]] = {
    "proactive_disclosure": ("表二 主动公开政府信息情况", "proactive disclosure"),
    "requests": ("表三 收到和处理政府信息公开申请情况", "requests received and handled"),
    "review_and_litigation": ("表四 政府信息公开行政复议、行政诉讼情况", "administrative review and litigation"),
    STATISTICS: ("政府信息公开情况统计表", "statistics of open government information, form of 2014"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """One cell of the form; ``law`` is its article: 第二十条第（一）项, 条例36(1)(2)."""

    table: str
    row: Label
    column: Column
    group: Label | None = None
    law: str | None = None
    editions: tuple[str, ...] = EDITIONS

    @property
    def id(self) -> str:
        """``requests.granted.total``, as findings and doubtful cells name it."""
        return f"{self.table}.{self.row.key}.{self.column.key}"

    @property
    def row_zh(self) -> str:
        """``（三）不予公开 1.属于国家秘密``: the row with the group that it stands in."""
        return f"{self.group.zh} {self.row.zh}" if self.group else self.row.zh

    @property
    def row_en(self) -> str:
        return f"{self.group.en}: {self.row.en}" if self.group else self.row.en


@cache
def edition_cells(edition: Edition) -> Mapping[str, FormCell]:
    """The cells of one edition by id, in the order of the form: 198 in 2019, 200 in 2021."""
    form = load_form()
    cells = (*_disclosure(form, edition), *_requests(form, edition), *_litigation(form))
    return {cell.id: cell for cell in cells}


@cache
def all_cells() -> Mapping[str, FormCell]:
    """The cells of both editions and of 2014 by id; a shared one stands once, in the wording of the later edition."""
    merged: dict[str, FormCell] = {}
    for edition in EDITIONS:
        for key, cell in edition_cells(edition).items():
            shared = (*merged[key].editions, edition) if key in merged else (edition,)
            merged[key] = replace(cell, editions=shared)
    merged.update({cell.id: cell for cell in _statistics(load_form())})
    order = _row_order(merged)
    return dict(sorted(merged.items(), key=lambda item: order[item[1].table, item[1].row.key]))


def _row_order(cells: Mapping[str, FormCell]) -> Mapping[tuple[str, str], tuple[int, int]]:
    tables, rows = list(TABLE_NAMES), [row.key for row in load_form().all_request_rows]
    order: dict[tuple[str, str], tuple[int, int]] = {}
    for cell in cells.values():
        key = (cell.table, cell.row.key)
        place = rows.index(cell.row.key) if cell.table == "requests" else len(order)
        order.setdefault(key, (tables.index(cell.table), place))
    return order


def _disclosure(form: Form, edition: Edition) -> Iterator[FormCell]:
    for block, row, column in form.disclosure_cells(edition):
        yield FormCell(table="proactive_disclosure", row=row, column=column, law=block.article)


def _requests(form: Form, edition: Edition) -> Iterator[FormCell]:
    groups = {group.key: group for group in form.request_groups}
    for row in form.request_rows(edition):
        for column in form.request_columns:
            group = groups.get(row.group or "")
            yield FormCell(table="requests", row=row, column=column, group=group, law=row.law)


def _litigation(form: Form) -> Iterator[FormCell]:
    for group in form.litigation_groups:
        for column in form.litigation_columns:
            yield FormCell(table="review_and_litigation", row=group, column=column)


def _statistics(form: Form) -> Iterator[FormCell]:
    for row in form.statistics:
        if row.unit:
            yield FormCell(table=STATISTICS, row=row, column=row.column, editions=("2014",))
