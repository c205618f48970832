"""The one place where corrections change a reading: crawl, command and re-parse call `correct` before the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from harvester.agencies.identity import agency_id
from harvester.checks.rules import shown
from harvester.editions.cells import edition_cells
from harvester.items import CellNote, Correction, Number, Report, Table
from harvester.lookups.entries import Basis, CellChange, Entry, Lookups
from harvester.parsers.agencies import resolve
from harvester.parsers.numbers import read_value
from harvester.parsers.script import narrow, squeeze

CORRECTED = "corrected"
"""The reason in ``cells`` of a figure that a person put there."""
_OF_AGENCY = {"agency": "name", "division_code": "division_code", "agency_id": "id"}


def correct(report: Report, lookups: Lookups) -> Report:
    """The reading as people corrected it: kind, identity and single figures, each noted in ``corrections``.

    Entries about an address or its bytes come first, then merges of agencies, then entries about an agency or a year.
    """
    for by_identity in (False, True):
        for entry in lookups.about(report, by_identity=by_identity):
            report = _apply(entry, report)
        report = _merged(report, lookups)
    return report


def _apply(entry: Entry, report: Report) -> Report:
    if entry.kind is not None:
        report = _noted(replace(report, kind=entry.kind), entry.basis, "kind", report.kind, entry.kind)
    if entry.agency or entry.division_code:
        report = _of_agency(report, entry)
    if entry.year is not None and entry.year != report.year:
        report = _noted(replace(report, year=entry.year), entry.basis, "year", report.year, entry.year)
    for change in entry.cells:
        report = _with_cell(report, entry, change)
    return report


def _noted(
    report: Report, basis: Basis, field: str, before: Number | str | None, after: Number | str | None
) -> Report:
    """The changed reading, naming the entry; an entry that says what the page says changes nothing."""
    if before == after:
        return report
    evidence = {**report.evidence, field: f"correction {basis.id}"} if field in {"agency", "year"} else report.evidence
    said = _correction(basis, field, before, after)
    return replace(report, evidence=evidence, corrections=(*report.corrections, said))


def _correction(
    basis: Basis,
    field: str,
    before: Number | str | None,
    after: Number | str | None,
    problem: str | None = None,
) -> Correction:
    return Correction(
        entry=basis.id,
        field=field,
        before=before,
        after=after,
        who=basis.who,
        when=basis.when,
        why=basis.why,
        source=basis.source,
        problem=problem,
    )


def _of_agency(report: Report, entry: Entry) -> Report:
    """The agency as the entry names it, in the wording of the page."""
    old = report.agency
    name = entry.agency or (old.name if old else None)
    if name is None:
        return report
    code = entry.division_code or (old.division_code if old else None)
    named = resolve(name, code)
    named = replace(
        named, as_written=old.as_written if old else name, division_code=entry.division_code or named.division_code
    )
    known = replace(named, id=agency_id(named, report.url))
    changed = replace(report, agency=known)
    changed = _noted(changed, entry.basis, "agency", old.name if old else None, known.name)
    return _noted(changed, entry.basis, "division_code", old.division_code if old else None, known.division_code)


def _merged(report: Report, lookups: Lookups) -> Report:
    """The id of the agency that this one is, where a person has said so."""
    agency = report.agency
    merge = lookups.merge_of(agency.id) if agency else None
    if agency is None or merge is None:
        return report
    into = lookups.same[str(agency.id)]
    return _noted(replace(report, agency=replace(agency, id=into)), merge.basis, "agency_id", agency.id, into)


def _with_cell(report: Report, entry: Entry, change: CellChange) -> Report:
    table, row, column = change.cell.split(".")
    report = _with_table(report, table, entry)
    columns = (report.tables.get(table) or {}).get(row, {})
    before = columns.get(column)
    note = next((note for note in report.cells if note.cell == change.cell), None)
    if before == change.value:
        return report
    problem = _why_not(report, change, before, note)
    if problem:
        said = _correction(entry.basis, change.cell, before, change.value, problem)
        return replace(report, corrections=(*report.corrections, said))
    changed = replace(
        report,
        tables=_with_figure(report.tables, (table, row, column), change.value),
        cells=(*(other for other in report.cells if other.cell != change.cell), _corrected(change, before, note)),
    )
    return _noted(changed, entry.basis, change.cell, before, change.value)


def _corrected(change: CellChange, before: Number | None, note: CellNote | None) -> CellNote:
    """What is known of the cell: what the page has there stays its raw text."""
    return CellNote(
        cell=change.cell,
        raw=note.raw if note else ("" if before is None else shown(before)),
        state="blank" if change.value is None else "number",
        unit=note.unit if note else None,
        reason=CORRECTED,
    )


def _with_table(report: Report, table: str, entry: Entry) -> Report:
    """An empty table of the edition that the entry names, where the page has it as a picture."""
    edition = entry.editions.get(table)
    if report.tables.get(table) is not None or edition is None:
        return report
    rows: Table = {}
    for cell in edition_cells(edition).values():
        if cell.table == table:
            rows.setdefault(cell.row.key, {})[cell.column.key] = None
    editions = {**report.editions, table: edition} if table in report.editions else report.editions
    return replace(report, tables={**report.tables, table: rows}, editions=editions)


def _why_not(report: Report, change: CellChange, before: Number | None, note: CellNote | None) -> str | None:
    """Why a figure cannot be corrected in this reading: a key of `problems` in harvester/checks/rules.yaml."""
    table, row, column = change.cell.split(".")
    found = report.tables.get(table)
    if found is None:
        return "no_table"
    if column not in found.get(row, {}):
        return "no_cell"
    if change.printed is None or _is_printed(change.printed, before, note):
        return None
    return "printed_differs"


def _is_printed(expected: str, value: Number | None, note: CellNote | None) -> bool:
    """Compared as texts; where the page prints a plain number, as numbers: 1,234 is 1234."""
    if note is not None:
        return squeeze(narrow(note.raw)) == squeeze(narrow(expected))
    return read_value(expected).value == value


def _with_figure(
    tables: Mapping[str, Table | None], cell: tuple[str, str, str], value: Number | None
) -> dict[str, Table | None]:
    table, row, column = cell
    rows = tables[table] or {}
    return {**tables, table: {**rows, row: {**rows[row], column: value}}}


def undone(report: Report) -> Report:
    """The reading as it was before people corrected it, as far as figures, kind and identity go."""
    for said in reversed([said for said in report.corrections if said.problem is None]):
        report = _without(report, said)
    return replace(report, corrections=())


def _without(report: Report, said: Correction) -> Report:
    before: Any = said.before
    agency = report.agency
    if said.field in {"year", "kind"}:
        return replace(report, **{said.field: before})
    if said.field in _OF_AGENCY and agency is not None:
        if said.field == "agency" and before is None:
            return replace(report, agency=None)
        changed = replace(agency, **{_OF_AGENCY[said.field]: before})
        changed = replace(changed, scope=resolve(changed.name, changed.division_code).scope)
        known = changed if said.field == "agency_id" else replace(changed, id=agency_id(changed, report.url))
        return replace(report, agency=known)
    table, row, column = said.field.split(".")
    notes = tuple(_printed(note, before) if note.cell == said.field else note for note in report.cells)
    cells = tuple(note for note in notes if note is not None)
    return replace(report, tables=_with_figure(report.tables, (table, row, column), before), cells=cells)


def _printed(note: CellNote, value: Number | None) -> CellNote | None:
    """What the page prints, without what a person made of it; None where it is the plain number."""
    is_plain = note.raw == ("" if value is None else shown(value))
    return None if is_plain else replace(note, state="uncertain", reason=None)
