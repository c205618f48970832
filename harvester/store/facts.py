"""The tables that look like the form, their columns made from it, and the rows a report fills them with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, delete
from sqlalchemy.orm import Session

from harvester.checks.rules import shown
from harvester.editions.form import EDITIONS, Form, load_form
from harvester.editions.form import Column as FormColumn
from harvester.items import SECTIONS, STATISTICS, Number, Report
from harvester.record import plain
from harvester.store.core import add_later, write_waiting
from harvester.store.models import Revision
from harvester.store.types import Count, Money

Row: TypeAlias = dict[str, Any]


def _report() -> Column[int]:
    return Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


def _figure(name: str, column: FormColumn, comment: str) -> Column[Number]:
    return Column(name, Money() if column.kind == "money" else Count(), comment=comment)


def _disclosure_columns(form: Form) -> list[Column[Number]]:
    """Both editions side by side: ``rules_issued`` 规章 本年制发件数（2021）."""
    columns: dict[str, Column[Number]] = {}
    for edition in EDITIONS:
        for _, row, column in form.disclosure_cells(edition):
            name = f"{row.key}_{column.key}"
            columns.setdefault(name, _figure(name, column, f"{row.zh} {column.zh}（{edition}）"))
    return list(columns.values())


def _labelled(form_columns: tuple[FormColumn, ...]) -> list[Column[Any]]:
    return [
        Column("row", String(64), primary_key=True),
        Column("position", Integer, nullable=False, comment="place in the form, from 1"),
        Column("group_label", Text, comment="the form's wording above the row"),
        Column("label", Text, nullable=False, comment="the form's wording of the row"),
        *(_figure(column.key, column, column.zh) for column in form_columns),
    ]


_FORM = load_form()

sections = Table(
    "sections",
    Revision.metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("section", String(32), nullable=False, comment="总体情况, 存在的主要问题及改进情况 …"),
    Column("text", Text, nullable=False),
    UniqueConstraint("report_id", "section"),
)
proactive_disclosure = Table(
    "proactive_disclosure",
    Revision.metadata,
    _report(),
    Column("edition", String(4), comment="form of 2019 or 2021"),
    *_disclosure_columns(_FORM),
    comment="表二 主动公开政府信息情况",
)
requests = Table(
    "requests",
    Revision.metadata,
    _report(),
    *_labelled(_FORM.request_columns),
    comment="表三 收到和处理政府信息公开申请情况",
)
review_and_litigation = Table(
    "review_and_litigation",
    Revision.metadata,
    _report(),
    *_labelled(_FORM.litigation_columns),
    comment="表四 政府信息公开行政复议、行政诉讼情况",
)
statistics_2014 = Table(
    STATISTICS,
    Revision.metadata,
    _report(),
    Column("row", String(64), primary_key=True),
    Column("position", Integer, nullable=False, comment="place in the form, from 1"),
    Column("label", Text, nullable=False, comment="the form's wording of the row"),
    Column("value", Money(), comment="统计数"),
    Column("unit", String(8), nullable=False, comment="the form's own"),
    comment="政府信息公开情况统计表（2014—2018）",
)
cells = Table(
    "cells",
    Revision.metadata,
    _report(),
    _position(),
    Column("cell", Text, nullable=False, comment="table.row.column"),
    Column("raw", Text, nullable=False, comment="the text that is printed there"),
    Column("state", String(16), nullable=False),
    Column("unit", Text),
    Column("reason", String(32), comment="why it is not plain, or in doubt"),
    comment="cells that are not a plain number, and doubtful ones",
)
findings = Table(
    "findings",
    Revision.metadata,
    _report(),
    _position(),
    Column("rule", String(64), nullable=False, index=True),
    Column("severity", String(16), nullable=False),
    Column("cells", JSON, nullable=False),
    Column("expected", JSON(none_as_null=True)),
    Column("actual", JSON(none_as_null=True)),
    Column("message", Text, nullable=False),
    comment="rules that do not hold 勾稽关系",
)
panel_findings = Table(
    "panel_findings",
    Revision.metadata,
    _report(),
    _position(),
    Column(
        "other_report_id",
        ForeignKey("reports.id", ondelete="CASCADE"),
        index=True,
        comment="the report of the year before; null where several were summed up, or one is elsewhere",
    ),
    Column("rule", String(64), nullable=False, index=True),
    Column("severity", String(16), nullable=False),
    Column("cells", JSON, nullable=False),
    Column("other_cells", JSON, nullable=False, comment="the cells of the other report"),
    Column("expected", JSON(none_as_null=True)),
    Column("actual", JSON(none_as_null=True)),
    Column("message", Text, nullable=False),
    comment="rules between reports that do not hold 跨年核对",
)
"""Written by `harvester.store.panel`, which compares the reports of an agency with one another."""

corrections = Table(
    "corrections",
    Revision.metadata,
    _report(),
    _position(),
    Column(
        "entry", Text, nullable=False, index=True, comment="id of the correction in the files of harvester/lookups"
    ),
    Column("field", Text, nullable=False, comment="agency, division_code, agency_id, year, kind, or table.row.column"),
    Column("before", Text, comment="what was read"),
    Column("after", Text, comment="what the correction says"),
    Column("who", Text, nullable=False, comment="who says so"),
    Column("dated", String(10), nullable=False, comment="since when: `when` of the entry"),
    Column("why", Text, nullable=False, comment="the reason"),
    Column("source", Text, nullable=False, comment="where it can be checked"),
    Column("problem", String(32), comment="why it was not applied; null where it was"),
    comment="what people corrected",
)

_DISCLOSURE = tuple(column.name for column in proactive_disclosure.columns if column.name != "report_id")
FACTS = (
    sections,
    proactive_disclosure,
    requests,
    review_and_litigation,
    statistics_2014,
    cells,
    findings,
    corrections,
)


def fact_rows(report_id: int, report: Report) -> dict[Table, list[Row]]:
    """The rows of every fact table for one report."""
    key = {"report_id": report_id}
    return {
        sections: [
            {**key, "section": name, "text": text}
            for name in SECTIONS
            if (text := report.sections.get(name)) is not None
        ],
        proactive_disclosure: [{**key, **row} for row in _disclosure_rows(report)],
        requests: [{**key, **row} for row in _request_rows(report)],
        review_and_litigation: [{**key, **row} for row in _litigation_rows(report)],
        statistics_2014: [{**key, **row} for row in _statistic_rows(report)],
        cells: [{**key, "position": place, **note} for place, note in enumerate(plain(report.cells), 1)],
        findings: [{**key, "position": place, **item} for place, item in enumerate(plain(report.findings), 1)],
        corrections: [{**key, **row} for row in _correction_rows(report)],
    }


def write_facts(session: Session, report_id: int, report: Report, *, is_new: bool = False) -> None:
    """The rows of every fact table as this reading has them, in place of those before."""
    if not is_new:
        write_waiting(session)
        for table in FACTS:
            session.connection().execute(delete(table).where(table.columns["report_id"] == report_id))
    for table, rows in fact_rows(report_id, report).items():
        if rows:
            add_later(session, table, rows)


def _correction_rows(report: Report) -> Iterator[Row]:
    for place, said in enumerate(report.corrections, 1):
        row = asdict(said) | {"before": _text(said.before), "after": _text(said.after)}
        yield {"position": place, "dated": row.pop("when"), **row}


def _text(value: Number | str | None) -> str | None:
    return None if value is None else shown(value)


def _disclosure_rows(report: Report) -> Iterator[Row]:
    table = report.tables.get("proactive_disclosure")
    if table is None:
        return
    figures = {f"{row}_{column}": value for row, columns in table.items() for column, value in columns.items()}
    yield {name: figures.get(name) for name in _DISCLOSURE} | {"edition": report.editions.get("proactive_disclosure")}


def _request_rows(report: Report) -> Iterator[Row]:
    groups = {group.key: group.zh for group in _FORM.request_groups}
    for place, row in enumerate(_FORM.all_request_rows, 1):
        figures = (report.tables.get("requests") or {}).get(row.key)
        if figures is not None:
            named = {"row": row.key, "position": place, "group_label": groups.get(row.group or ""), "label": row.zh}
            yield named | _figures(_FORM.request_columns, figures)


def _litigation_rows(report: Report) -> Iterator[Row]:
    for place, group in enumerate(_FORM.litigation_groups, 1):
        figures = (report.tables.get("review_and_litigation") or {}).get(group.key)
        if figures is not None:
            header = None if group.key == "review" else _FORM.litigation_headers[0]
            named = {"row": group.key, "position": place, "group_label": header, "label": group.zh}
            yield named | _figures(_FORM.litigation_columns, figures)


def _statistic_rows(report: Report) -> Iterator[Row]:
    table = report.tables.get(STATISTICS)
    if not table:
        return
    for place, row in enumerate(_FORM.statistics, 1):
        figures = table.get(row.key)
        if figures is not None:
            yield {"row": row.key, "position": place, "label": row.zh, "unit": row.unit, "value": figures["value"]}


def _figures(columns: tuple[FormColumn, ...], figures: Mapping[str, Number | None]) -> Row:
    return {column.key: figures.get(column.key) for column in columns}
