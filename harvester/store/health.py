"""What may be wrong with a database and with the archive beside it, each a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, func, select, text

from harvester.archive.read import read_capture
from harvester.errors import ArchiveError
from harvester.store import facts  # noqa: F401  (its tables belong to the metadata)
from harvester.store.captures import is_held
from harvester.store.core import AT_A_TIME
from harvester.store.migrate import is_ours
from harvester.store.models import Capture
from harvester.store.session import Store

_RULES = {
    "reports without a current version": """
        SELECT r.id FROM reports r
        WHERE (SELECT count(*) FROM revisions v WHERE v.report_id = r.id AND v.is_current) <> 1""",
    "reports that no address leads to": """
        SELECT r.id FROM reports r WHERE NOT EXISTS (SELECT 1 FROM report_sources s WHERE s.report_id = r.id)""",
    "reports whose current version was read from other bytes": """
        SELECT r.id FROM reports r JOIN revisions v ON v.report_id = r.id AND v.is_current
        WHERE v.capture_id <> r.capture_id""",
}
"""What no report may be, and how to find those that are."""


def problems(store: Store) -> Iterator[str]:
    """Damage of the file, tables that are not this version's, rows that contradict each other."""
    with store.read() as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            yield from _damage(connection)
        yield from _strange_tables(connection)
        for name, query in _RULES.items():
            found = [str(row[0]) for row in connection.execute(text(query))]
            if found:
                yield f"{name}: {len(found)}, the first is report {found[0]}"


def lost(
    store: Store, archive: Path, *, every_byte: bool, done: Callable[[int, int], None] = lambda _number, _total: None
) -> Iterator[str]:
    """Pages that the archive does not hold; with ``every_byte`` each is read and compared with its checksum."""
    with store.read() as session:
        total = session.scalar(select(func.count()).select_from(Capture)) or 0
        pages = session.scalars(select(Capture).order_by(Capture.id).execution_options(yield_per=AT_A_TIME))
        for number, page in enumerate(pages, 1):
            problem = _problem(page, archive, every_byte=every_byte)
            if problem:
                yield f"page {page.url!r}: {problem}"
            session.expunge(page)
            done(number, total)


def _damage(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"table {table!r}: row {row} refers to a row of {parent!r} that is not there"


def _strange_tables(connection: Connection) -> Iterator[str]:
    options = {"compare_type": True, "include_name": is_ours}
    context = MigrationContext.configure(connection, opts=options)
    for difference in compare_metadata(context, Capture.metadata):
        yield f"tables are not as this version makes them: {difference}"


def _problem(page: Capture, archive: Path, *, every_byte: bool) -> str | None:
    place = f"{page.file!r} at {page.offset}"
    if not is_held(page, archive):
        return f"the archive has lost it: {place}"
    if not every_byte:
        return None
    try:
        sha256 = read_capture(archive / page.file, page.offset).sha256
    except ArchiveError as error:
        return str(error)
    return None if sha256 == page.sha256 else f"its bytes have changed: {place}"
