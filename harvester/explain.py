"""What was read of a page, from where in it, and why: for a person who doubts a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from harvester.checks.rules import shown
from harvester.documents.read import read_document
from harvester.editions.cells import FormCell, all_cells, edition_cells
from harvester.editions.labels import look_up, look_up_cut
from harvester.errors import UsageError
from harvester.items import CellNote, Document, Number, Page, Report
from harvester.lookups.entries import Lookups
from harvester.parsers import several
from harvester.parsers.flaws import doubted
from harvester.parsers.naming import similarity
from harvester.parsers.script import canonical
from harvester.parsers.table_reading import Origin
from harvester.parsers.tables import read_tables
from harvester.reader import read_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One figure: what it is, what the page says, where, and why it was read so.

    ``table``, ``row`` and ``place`` count from 1: the page's tables, the rows of that table, the cells of that row.
    """

    cell: str
    wording: str
    value: Number | None
    state: str
    raw: str
    unit: str | None = None
    table: int | None = None
    row: int | None = None
    place: int | None = None
    label: str | None = None
    label_is: str | None = None
    reason: str | None = None
    why: str | None = None
    findings: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """True where the page prints just the number, and no finding is about it."""
        return self.state == "number" and self.raw == shown(self.value) and not self.reason and not self.findings

    def to_dict(self) -> dict[str, Any]:
        plain = asdict(self)
        plain["value"] = None if self.value is None else float(self.value)
        if self.value is not None and self.value == int(self.value):
            plain["value"] = int(self.value)
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One report of the page with its figures."""

    report: Report
    figures: tuple[Explanation, ...]


def explain(page: Page, cell: str | None = None, lookups: Lookups | None = None) -> tuple[Explained, ...]:
    """Every report of the page, with all figures, or those whose id is or begins with ``cell``.

    Raises UsageError where the form has no such cell.
    """
    if cell is not None and not any(_is_asked(known, cell) for known in all_cells()):
        raise UsageError(
            f"cell {cell!r}: the form has none (for example: requests.granted.total, or requests.granted)"
        )
    parts = several.split(read_document(page))
    reports = read_reports(page, lookups)
    return tuple(
        Explained(report=report, figures=tuple(_figures(report, part, cell)))
        for report, part in zip(reports, parts, strict=True)
    )


def _is_asked(known: str, cell: str) -> bool:
    return known == cell or known.startswith(f"{cell}.")


def _figures(report: Report, document: Document, cell: str | None) -> Iterator[Explanation]:
    tables = doubted(read_tables(document), document)
    notes = {note.cell: note for note in report.cells or tables.notes}
    for table, rows in (report.tables or tables.figures).items():
        for row, columns in (rows or {}).items():
            for column, value in columns.items():
                name = f"{table}.{row}.{column}"
                if cell is None or _is_asked(name, cell):
                    yield _figure(name, value, notes.get(name), tables.origins.get(name), (report, document))


def _figure(
    name: str, value: Number | None, note: CellNote | None, origin: Origin | None, of: tuple[Report, Document]
) -> Explanation:
    report, document = of
    form = _form(name, report)
    source = origin.cell if origin else None
    reason = note.reason if note else None
    return Explanation(
        cell=name,
        wording=f"{form.row_zh} · {form.column.zh}",
        value=value,
        state=note.state if note else "number",
        raw=note.raw if note else (source.text if source else shown(value)),
        unit=note.unit if note else None,
        table=origin.table + 1 if origin else None,
        row=source.row + 1 if source else None,
        place=_place(document, origin) if origin else None,
        label=origin.label if origin else None,
        label_is=_label_is(origin.label, form) if origin and origin.label else None,
        reason=reason,
        why=reasons()[reason]["zh"] if reason else None,
        findings=tuple(finding.message for finding in report.findings if name in finding.cells),
    )


def _form(name: str, report: Report) -> FormCell:
    edition = report.editions.get(name.partition(".")[0])
    return (edition_cells(edition).get(name) if edition else None) or all_cells()[name]


def _place(document: Document, origin: Origin) -> int | None:
    """Which cell of its row it is, from 1."""
    if origin.cell is None:
        return None
    row = document.grids[origin.table].rows[origin.cell.row]
    places = [index for index, cell in enumerate(row, 1) if cell.column == origin.cell.column]
    return places[0] if places else None


def _label_is(label: str, form: FormCell) -> str:
    """How the label on the page was known for the form's."""
    if canonical(label) == canonical(form.row.zh):
        return "与格式一致"
    if look_up(label):
        return "已知的其他写法"
    if look_up_cut(label):
        return "名称不全，按开头认定"
    return f"按位置认定，字面相近 {similarity(label, form.row):.2f}"


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """Why a reading is not plain, by code, in Chinese and English."""
    text = files("harvester.parsers").joinpath("reasons.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def lines(explained: Sequence[Explained], *, every: bool) -> Iterator[str]:
    """The explanation for a person; of a whole report only what is not plain, unless ``every`` figure is asked for."""
    for item in explained:
        yield from _identity(item.report)
        chosen = [figure for figure in item.figures if every or not figure.is_plain]
        for figure in chosen:
            yield from _lines(figure)
        if not every:
            yield f"共 {len(item.figures)} 格，其中 {len(item.figures) - len(chosen)} 格是单纯的数字，未列出"


def _identity(report: Report) -> Iterator[str]:
    name = report.agency.name if report.agency else "机关不明"
    yield f"{name} {report.year or '年度不明'}（{report.source}）"
    yield from (f"  {what}：{where}" for what, where in report.evidence.items())


def _lines(figure: Explanation) -> Iterator[str]:
    yield f"{figure.cell}  {figure.wording} = {shown(figure.value)}{figure.unit or ''}"
    yield f"  原文 “{figure.raw}”，{_where(figure)}"
    if figure.label:
        yield f"  行名 “{figure.label}”，{figure.label_is}"
    if figure.state != "number" or figure.reason:
        yield f"  {figure.state}{f'：{figure.why}（{figure.reason}）' if figure.reason else ''}"
    yield from (f"  核对：{message}" for message in figure.findings)


def _where(figure: Explanation) -> str:
    if figure.table is None:
        return "页面上没有这一格"
    parts = ((figure.table, "张表"), (figure.row, "行"), (figure.place, "格"))
    return "".join(f"第 {number} {what}" for number, what in parts if number is not None)
