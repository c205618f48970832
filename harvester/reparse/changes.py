"""What two readings of a page tell differently."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "report_lost",
    "report_found",
    "agency",
    "year",
    "edition",
    "figure_lost",
    "figure_found",
    "figure_changed",
    "note",
    "finding_gone",
    "finding_new",
    "date",
    "title",
    "prose",
    "files",
    "correction",
    "other",
]
Record: TypeAlias = Mapping[str, Any]
LOSSES: frozenset[Kind] = frozenset({"figure_lost", "report_lost"})

_FIELDS: dict[str, Kind] = {"year": "year", "published_on": "date", "title": "title"}
_LISTS: dict[str, Kind] = {"attachments": "files", "corrections": "correction"}
_OTHERS = ("metadata", "evidence", "source", "url", "sha256")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is told otherwise; ``where`` is a cell, a rule, or a field of the record."""

    kind: Kind
    where: str
    before: str | None
    after: str | None


def differences(before: Record, after: Record, *, whole: bool) -> Iterator[Change]:
    """Every difference but the parser's version, the most important first.

    Without ``whole`` only what makes two addresses the same report is compared: identity, figures and prose.
    """
    if before["kind"] != after["kind"]:
        kind: Kind = "report_found" if after["kind"] == "report" else "report_lost"
        yield Change(kind, "kind", before["kind"], after["kind"])
        return
    yield from _agency(before, after, whole=whole)
    yield from _field("year", "year", before, after)
    yield from _figures(before, after)
    yield from _mapping("prose", "sections", before, after)
    if whole:
        yield from _mapping("edition", "editions", before, after)
        yield from _notes(before, after)
        yield from _findings(before, after)
        yield from _rest(before, after)


def _agency(before: Record, after: Record, *, whole: bool) -> Iterator[Change]:
    names = ("name", "division_code", "as_written", "scope", "id") if whole else ("name", "division_code")
    had, has = ([(item["agency"] or {}).get(name) for name in names] for item in (before, after))
    if had != has:
        by = "division_code" if _who(before, "division_code") != _who(after, "division_code") else "id"
        yield Change("agency", "agency", _who(before, by), _who(after, by))


def _who(record: Record, by: str) -> str | None:
    """``启东市人民政府 (320681)``; the id of agencies that only a merge tells apart."""
    agency = record["agency"]
    return f"{agency['name']} ({agency.get(by) or '-'})" if agency else None


def _field(kind: Kind, name: str, before: Record, after: Record) -> Iterator[Change]:
    had, has = before.get(name) or None, after.get(name) or None
    if had != has:
        yield Change(kind, name, _text(had), _text(has))


def _figures(before: Record, after: Record) -> Iterator[Change]:
    had, has = _cells(before), _cells(after)
    for cell in dict.fromkeys((*had, *has)):
        old, new = had.get(cell), has.get(cell)
        if old != new:
            kind: Kind = "figure_lost" if new is None else "figure_found" if old is None else "figure_changed"
            yield Change(kind, cell, _text(old), _text(new))


def _cells(record: Record) -> dict[str, Any]:
    return {
        f"{table}.{row}.{column}": value
        for table, rows in record["tables"].items()
        for row, columns in (rows or {}).items()
        for column, value in columns.items()
    }


def _mapping(kind: Kind, name: str, before: Record, after: Record) -> Iterator[Change]:
    had, has = before.get(name) or {}, after.get(name) or {}
    for key in dict.fromkeys((*had, *has)):
        if had.get(key) != has.get(key):
            yield Change(kind, f"{name}.{key}", _text(had.get(key)), _text(has.get(key)))


def _notes(before: Record, after: Record) -> Iterator[Change]:
    had, has = ({note["cell"]: note for note in item["cells"]} for item in (before, after))
    for cell in dict.fromkeys((*had, *has)):
        if had.get(cell) != has.get(cell):
            yield Change("note", cell, _note(had.get(cell)), _note(has.get(cell)))


def _note(note: Record | None) -> str | None:
    """``uncertain “1O”, damaged``."""
    if note is None:
        return None
    reason = f", {note['reason']}" if note.get("reason") else ""
    return f"{note['state']} “{note['raw']}”{note.get('unit') or ''}{reason}"


def _findings(before: Record, after: Record) -> Iterator[Change]:
    had, has = ({_key(item): item for item in record["findings"]} for record in (before, after))
    for key, item in had.items():
        if key not in has:
            yield Change("finding_gone", item["rule"], item["message"], None)
    for key, item in has.items():
        if key not in had:
            yield Change("finding_new", item["rule"], None, item["message"])


def _key(finding: Record) -> str:
    return json.dumps(finding, ensure_ascii=False, sort_keys=True)


def _rest(before: Record, after: Record) -> Iterator[Change]:
    for name, kind in _FIELDS.items():
        if name != "year":
            yield from _field(kind, name, before, after)
    for name, kind in _LISTS.items():
        if list(before.get(name) or ()) != list(after.get(name) or ()):
            yield Change(kind, name, _text(before.get(name)), _text(after.get(name)))
    for name in _OTHERS:
        yield from _field("other", name, before, after)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
