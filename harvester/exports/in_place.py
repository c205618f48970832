"""A file that takes its name when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from harvester.errors import ExportError


@contextmanager
def in_place(to: Path, command: str) -> Iterator[Path]:
    """A file beside ``to`` that takes its name at the end; an error leaves nothing behind. Raises ExportError."""
    path = to.with_name(f".{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        yield path
        path.replace(to)
    except OSError as error:
        raise ExportError(
            f"{command}: cannot write {str(to)!r}: {error.strerror or error} (give another file with --to)"
        ) from error
    finally:
        with suppress(OSError):  # a disk that takes nothing has nothing to be removed
            path.unlink()
