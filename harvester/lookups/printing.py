"""What `harvester lookups …` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harvester.checks.rules import shown
from harvester.commands import open_existing
from harvester.errors import RegistryError
from harvester.items import Report
from harvester.located import DataFileError
from harvester.lookups.entries import Merge
from harvester.lookups.load import BUNDLED, load_lookups, named_folders, scan
from harvester.lookups.standing import STATES, Change, Standing, changes, concerned, standings
from harvester.output import print_json, print_line
from harvester.record import plain


def print_check(folders: Sequence[Path], database: str | None, *, as_json: bool) -> int:
    """The mistakes of the files, or how each entry stands in the database; the exit status."""
    found = scan(_all(folders))
    if found.errors:
        for error in found.errors:
            print_json(_mistake(error)) if as_json else print_line(str(error))
        if not as_json:
            print_line(f"mistakes: {len(found.errors)}")
        return RegistryError.exit_status
    if database is not None:
        with open_existing(database) as store, store.read() as session:
            for item in standings(session, found.lookups):
                print_json(_facts(item)) if as_json else print_line(_line(item))
    if not as_json:
        entries = len(found.lookups.entries) + len(found.lookups.merges) + len(found.lookups.apart)
        print_line(f"{entries} corrections in {found.files} files, mistakes: none")
    return 0


def print_diff(folders: Sequence[Path], database: str | None, *, as_json: bool) -> None:
    """Every correction by report: what was read, what it is made, and whether the database has it so."""
    lookups = load_lookups(_all(folders)[1:])
    count = 0
    with open_existing(database) as store, store.read() as session:
        for report in concerned(session, lookups):
            found = list(changes(report, lookups))
            count += len(found)
            for line in _json_lines(found) if as_json else _lines(report, found):
                print_line(line)
    if not as_json:
        print_line(f"{count} 处更正 corrections")


def _all(folders: Sequence[Path]) -> list[Path]:
    """The built-in folder, then those that are named, else the one of the environment."""
    return [BUNDLED, *(folders or map(Path, named_folders()))]


def _lines(report: Report, found: Sequence[Change]) -> Iterator[str]:
    if not found:
        return
    name = report.agency.name if report.agency else "机关不明"
    yield f"{name} {report.year or '年度不明'}  {report.source}"
    for item in found:
        said = item.said
        state = f"{STATES[item.state]}：{said.problem}" if said.problem else STATES[item.state]
        yield f"  {said.field}  {shown(said.before)} → {shown(said.after)}  [{said.entry}]  {state}"


def _json_lines(found: Sequence[Change]) -> Iterator[str]:
    for item in found:
        report = item.report
        about_report = {
            "agency": report.agency.name if report.agency else None,
            "year": report.year,
            "url": report.source,
        }
        yield json.dumps({**about_report, **plain(item.said), "state": item.state}, ensure_ascii=False)


def _line(item: Standing) -> str:
    basis = item.entry.basis
    detail = f"：{item.detail}" if item.detail else ""
    return f"{basis.id}  {STATES[item.state]}{detail}  {basis.where.path}:{basis.where.line}"


def _facts(item: Standing) -> dict[str, Any]:
    basis = item.entry.basis
    kind = "merge" if isinstance(item.entry, Merge) else "correction"
    place = {"file": str(basis.where.path), "line": basis.where.line}
    return {"id": basis.id, "kind": kind, "state": item.state, "detail": item.detail, **place}


def _mistake(error: DataFileError) -> dict[str, Any]:
    where = error.where
    place = {"file": str(where.path), "line": where.line, "correction": where.name, "field": where.field}
    return {**place, "problem": error.problem}
