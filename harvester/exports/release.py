"""One pass over the store into every file of an export, renamed into place when all of it is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy.orm import Session

from harvester.errors import ExportError
from harvester.exports.agencies import Agencies
from harvester.exports.datapackage import write_datapackage
from harvester.exports.dictionary import Resource, load_resources
from harvester.exports.formats import FORMATS, Writer, file_name, load_format
from harvester.exports.loss import refuse_loss
from harvester.exports.manifest import MANIFEST, PACKAGE, Contents, Extent, old_files, write_manifest
from harvester.exports.tables import Part, batch_of
from harvester.store.chunks import in_chunks
from harvester.store.selection import Selection, selected_ids
from harvester.store.session import Store

Done = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be written, and whether it may replace a release that had more."""

    formats: tuple[str, ...] = ("csv",)
    tables: tuple[str, ...] = ()
    """Empty for all."""
    selection: Selection = field(default_factory=Selection)
    flags: bool = False
    force: bool = False

    @property
    def resources(self) -> tuple[Resource, ...]:
        known = load_resources(flags=self.flags)
        return tuple(resource for name, resource in known.items() if not self.tables or name in self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many rows each table of an export has, where its files are, and texts that a format had to cut."""

    rows: dict[str, int]
    files: tuple[Path, ...]
    cut: dict[str, int]


def export(store: Store, to: Path, wish: Wish | None = None, *, done: Done = lambda *_: None) -> Summary:
    """Write what is asked for, as one consistent state of the store, into the folder ``to``, made where it lacks.

    One chunk of reports is held in memory at a time. What was there before stays until the new files are whole.
    Raises UsageError: a package is not installed; ExportError: the folder or a file cannot be written;
    LossError: the release that is there has more.
    """
    wish = wish or Wish()
    formats = {name: load_format(name) for name in FORMATS if name in wish.formats}
    with _translated(to), _workshop(to) as folder, store.read() as session:
        with ExitStack() as stack:
            writers = {
                name: stack.enter_context(closing(make(folder, wish.resources))) for name, make in formats.items()
            }
            contents = _write(session, wish, writers, done)
        contents.extent = Extent.of(session)
        contents.cut = {name: writer.cut for name, writer in writers.items() if writer.cut}
        files = _names(wish)
        if write_datapackage(folder, wish.resources, contents):
            files.append(PACKAGE)
        write_manifest(folder, files, wish.selection, contents)
        if not wish.force:
            refuse_loss(to, folder)
        _put_in_place(folder, to, [*files, MANIFEST])
    return Summary(rows=contents.rows, files=tuple(to / name for name in (*files, MANIFEST)), cut=contents.cut)


def _write(session: Session, wish: Wish, writers: Mapping[str, Writer], done: Done) -> Contents:
    """Every table in every format; what was written, in numbers."""
    contents, agencies = Contents(rows=dict.fromkeys((r.name for r in wish.resources), 0)), Agencies(session)
    ids = selected_ids(session, wish.selection)
    for chunk in in_chunks(session, ids):
        part = Part(chunk)
        contents.note(part)
        for resource in wish.resources:
            batch = agencies.batch_of(part, resource) if resource.name == "agencies" else batch_of(part, resource)
            contents.rows[resource.name] += len(batch[0])
            for writer in writers.values():
                writer.write(resource.name, batch)
        done(contents.reports, len(ids))
    return contents


def _names(wish: Wish) -> list[str]:
    """The files of the release, format by format."""
    names = (file_name(format_, r.name) for format_ in FORMATS if format_ in wish.formats for r in wish.resources)
    return list(dict.fromkeys(names))


@contextmanager
def _workshop(to: Path) -> Iterator[Path]:
    """A folder beside the files to come, on the same disk; nothing of it stays."""
    to.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".export-", dir=to))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, to: Path, names: Sequence[str]) -> None:
    """The manifest last; files of the release before that this one lacks are taken away."""
    gone = set(old_files(to)) - set(names)
    for name in names:
        (folder / name).replace(to / name)
    for name in gone:
        (to / name).unlink(missing_ok=True)


@contextmanager
def _translated(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or str(to)
        raise ExportError(
            f"export: cannot write {place!r}: {error.strerror or error} (give another folder with --to)"
        ) from error
