"""manifest.json: what a release holds, from which part of the archive, by which parser, and the sum of each file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from harvester import __version__
from harvester.errors import ExportError
from harvester.exports.tables import Part
from harvester.exports.values import moment
from harvester.store.models import Capture
from harvester.store.selection import Selection

MANIFEST, PACKAGE = "manifest.json", "datapackage.json"


@dataclass(frozen=True, slots=True)
class Extent:
    """The archive that the database knew: pages, and when the first and the last of them was fetched."""

    captures: int = 0
    first_fetched: str | None = None
    last_fetched: str | None = None

    @classmethod
    def of(cls, session: Session) -> Self:
        query = select(func.count(), func.min(Capture.fetched_at), func.max(Capture.fetched_at))
        captures, first, last = session.execute(query).one()
        return cls(captures, moment(first), moment(last))


@dataclass(slots=True)
class Contents:
    """What was written, counted on the way."""

    rows: dict[str, int]
    reports: int = 0
    figures: int = 0
    unidentified: int = 0
    """Reports without agency or year."""
    parsers: Counter[str] = field(default_factory=Counter)
    """Reports by the version of the parser that read them."""
    cut: dict[str, int] = field(default_factory=dict)
    extent: Extent = field(default_factory=Extent)

    def note(self, part: Part) -> None:
        heads = part.chunk.heads
        self.reports += len(heads)
        self.figures += sum(value is not None for _, values in part.figures for value in values)
        self.unidentified += sum(head.agency_id is None or head.year is None for head in heads)
        self.parsers.update(head.parser_version for head in heads)


def write_manifest(folder: Path, files: Sequence[str], selection: Selection, contents: Contents) -> None:
    """``files`` are those of the folder that make the release."""
    manifest = {
        "made_at": moment(datetime.now(UTC)),
        "harvester": __version__,
        "parsers": dict(sorted(contents.parsers.items())),
        "filters": _filters(selection),
        "reports": contents.reports,
        "figures": contents.figures,
        "rows": contents.rows,
        "archive": asdict(contents.extent),
        "cut": contents.cut,
        "files": {name: _about(folder / name) for name in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _filters(selection: Selection) -> dict[str, Any]:
    """Those that were given."""
    asked = {name: value for name, value in asdict(selection).items() if value and value != "all"}
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asked.items()}


def _about(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "sha256": sum_of(path)}


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Mapping[str, Any] | None:
    """None where the folder holds no release. Raises ExportError where its manifest cannot be read."""
    path = folder / MANIFEST
    try:
        found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        complete = {"reports", "figures", "rows", "files"} <= found.keys()
    except FileNotFoundError:
        return None
    except (ValueError, AttributeError):
        complete = False
    if not complete:
        raise ExportError(f"export: {str(path)!r} is damaged (move the folder away, or give another one)")
    return found


def old_files(folder: Path) -> Iterator[str]:
    """The files of the release that the folder holds; never one of another folder."""
    manifest = read_manifest(folder)
    yield from (name for name in manifest["files"] if Path(name).name == name) if manifest else ()
