"""What a re-parse changed, or would change: counted, with examples, and as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harvester.exports.csv_files import csv_writer
from harvester.exports.in_place import in_place
from harvester.parsers.wording import load
from harvester.reparse.changes import Change
from harvester.reparse.guard import Loss
from harvester.reparse.reading import Job, Reading

COLUMNS = (
    *("portal", "url", "agency", "year", "kind", "where", "before", "after"),
    *("parser_before", "parser_after"),
)
WORDS: dict[str, dict[str, dict[str, str]]] = load("words.yaml", "harvester.reparse")
_EXAMPLES = 3
_NAMED = 10
"""Pages that could not be read, and are named one by one."""


@dataclass(slots=True)
class Summary:
    """``row`` hears every change as a row of `COLUMNS`."""

    row: Callable[[tuple[Any, ...]], None] = field(default=lambda _row: None)
    pages: int = 0
    done: Counter[str] = field(default_factory=Counter)
    """Pages by what became of them."""
    kinds: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    """Findings that are new, and gone, by rule."""
    examples: dict[str, list[tuple[str, Change]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    lost: int = 0
    """Pages whose bytes the archive does not give."""
    damaged: int = 0
    """Places of the files given by name that hold no whole record."""
    taken_back: int = 0
    """Reports that have no correction any more."""
    held: list[Loss] = field(default_factory=list)

    def take(self, job: Job, reading: Reading, done: str | None = None) -> None:
        """One page, and what became of it; without that, what would become of it."""
        self.pages += 1
        self.done[done or _fate(job, reading)] += 1
        self.lost += reading.is_lost
        if reading.problem and len(self.problems) < _NAMED:
            self.problems.append(f"{job.file} at {job.offset}: {reading.problem}")
        for change in _changes(job, reading):
            self._note(job, reading, change)

    def _note(self, job: Job, reading: Reading, change: Change) -> None:
        assert reading.page is not None
        report = reading.report or reading.further[0]
        self.kinds[change.kind] += 1
        self.taken_back += change.kind == "correction" and change.after == "[]"
        if change.kind in {"finding_new", "finding_gone"}:
            self.rules.setdefault(change.where, Counter())[change.kind] += 1
        examples = self.examples.setdefault(change.kind, [])
        if len(examples) < _EXAMPLES:
            examples.append((reading.page.url or "", change))
        agency, before = report.agency, job.before
        page = (job.portal, reading.page.url, agency.name if agency else None, report.year)
        parsers = (before.parser_version if before else None, report.parser_version)
        self.row((*page, change.kind, change.where, change.before, change.after, *parsers))

    def to_dict(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "done": dict(self.done),
            "changes": {kind: self.kinds[kind] for kind in WORDS["changes"] if kind in self.kinds},
            "findings": {rule: dict(counts) for rule, counts in sorted(self.rules.items())},
            "examples": {
                kind: [
                    {"url": url, "where": item.where, "before": item.before, "after": item.after}
                    for url, item in found
                ]
                for kind, found in self.examples.items()
            },
            "unreadable": self.problems,
            "damaged": self.damaged,
            "held": [
                {"portal": loss.portal, "reports": loss.reports, "losing": loss.losing, "example": loss.example}
                for loss in self.held
            ],
        }


def _fate(job: Job, reading: Reading) -> str:
    if reading.problem:
        return "unreadable"
    if reading.report is None:
        return "unchanged"
    if job.before is not None:
        return "changed" if reading.changes else "confirmed"
    return "new" if reading.report.kind == "report" else "rejected"


def _changes(job: Job, reading: Reading) -> Iterator[Change]:
    yield from reading.changes
    if job.before is None and reading.report is not None and reading.report.kind == "report":
        yield Change("report_found", "kind", None, "report")
    for report in reading.further[job.reports - 1 :]:
        if report.kind == "report":
            yield Change("report_found", "kind", None, report.title or "report")


@contextmanager
def csv_of_changes(path: Path | None) -> Iterator[Callable[[tuple[Any, ...]], None]]:
    """Writes the rows under another name, and gives the file its own when it is whole. Raises ExportError."""
    if path is None:
        yield lambda _row: None
        return
    with in_place(path, "reparse") as part, csv_writer(part, COLUMNS) as writer:
        yield writer.write
