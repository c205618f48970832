"""What of a document was not read, or not read with certainty: said as findings instead of passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from harvester.items import STATISTICS, TABLES, Attachment, CellNote, Document, Finding, Report
from harvester.parsers.organs import is_foreign
from harvester.parsers.tables import Tables
from harvester.parsers.wording import load

_PICTURES = frozenset(("has_pictures", "picture_pages"))
_UNREAD = ("unread_", "missing_", "needs_ocr")
_FIRST_TEXTS = 40
RULE = "document.complete"
RECOGNISED = "recognised"
"""Flag of a document whose text a scanner's software recognised, and the reason in its cells."""


def find_flaws(document: Document, tables: Tables, attachments: Iterable[Attachment] = ()) -> Iterator[Finding]:
    """`document.complete` for each flag of the document, for tables that are pictures, and for rows left out."""
    notices = load("notices.yaml", "harvester.documents")
    flags = (*document.flags, *_of_copies(document), *_of_pictures(document, tables, attachments))
    for flag in dict.fromkeys(flags):
        if flag in notices:
            yield Finding(rule=RULE, severity="warning", cells=(), message=notices[flag], actual=flag)
    for label in tables.unknown:
        message = notices["row_left_out"].format(label=label)
        yield Finding(rule=RULE, severity="info", cells=(), message=message)


def _of_copies(document: Document) -> Iterator[str]:
    """A page whose title or first lines name a betting site is a content farm's copy."""
    if is_foreign("\n".join((document.title or "", *document.texts[:_FIRST_TEXTS]))):
        yield "altered_copy"


def _of_pictures(document: Document, tables: Tables, attachments: Iterable[Attachment]) -> Iterator[str]:
    """A report without one of its tables, but with pictures, has them as pictures."""
    has_pictures = _PICTURES & set(document.flags) or any(
        (item.media_type or "").startswith("image/") for item in attachments
    )
    has_all = all(tables.figures.get(name) for name in TABLES) or tables.figures.get(STATISTICS)
    if has_pictures and not has_all:
        yield "table_pictures"


def doubted(tables: Tables, document: Document) -> Tables:
    """The tables, every figure marked uncertain where a scanner's software recognised it."""
    if RECOGNISED not in document.flags:
        return tables
    known = {note.cell: note for note in tables.notes}
    notes = [
        replace(
            known.get(cell) or CellNote(cell=cell, raw=raw, state="uncertain"), state="uncertain", reason=RECOGNISED
        )
        for cell, raw in _figures(tables)
    ]
    marked = {note.cell for note in notes}
    return replace(tables, notes=(*(note for note in tables.notes if note.cell not in marked), *notes))


def _figures(tables: Tables) -> Iterator[tuple[str, str]]:
    for name, table in tables.figures.items():
        for row, columns in (table or {}).items():
            for column, value in columns.items():
                if value is not None:
                    yield f"{name}.{row}.{column}", str(value)


def unread(report: Report) -> str | None:
    """Why nothing was read of the document, as its flag: ``needs_ocr``, ``unread_encrypted``, ``missing_pdf_pdf``."""
    return None if report.kind == "report" else unread_flag(report)


def of_file(address: str, flag: str) -> Finding:
    """The same in the report whose tables the file at ``address`` should hold."""
    notices = load("notices.yaml", "harvester.documents")
    message = notices["file_unread"].format(notice=notices.get(flag, flag), address=address)
    return Finding(rule=RULE, severity="warning", cells=(), message=message, actual=flag)


def unread_flag(report: Report) -> str | None:
    """The same of a file that is taken for the report of its page, whose title it has."""
    flags = (str(item.actual) for item in report.findings if item.rule == RULE and item.actual)
    return next((flag for flag in flags if flag.startswith(_UNREAD)), None)
