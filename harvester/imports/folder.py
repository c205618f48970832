"""A folder of saved pages, and the CSV that says where each came from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from harvester.errors import InputError
from harvester.imports.screen import DATA
from harvester.items import Page
from harvester.net.addresses import is_web_address
from harvester.parsers.file_names import media_type

_PAGES = frozenset({".html", ".htm", ".shtml", ".jhtml"})
"""Files whose names tell nothing: they were given by whoever saved them."""

_FORMS = ("%Y/%m/%d", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S")


@dataclass(frozen=True, slots=True)
class Left:
    """What is left out: the reason, and what it is about."""

    reason: str
    about: str


def read_folder(folder: Path, listing: Path) -> Iterator[Page | Left]:
    """The pages that the listing names, and what is on one side only. Raises InputError where it cannot be used."""
    rows = list(_rows(listing))
    named = {_path(folder, row["file"]).resolve() for row in rows}
    for row in rows:
        yield _page(folder, row)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.resolve() not in named and path.resolve() != listing.resolve():
            yield Left("unlisted", str(path))


def _path(folder: Path, name: str) -> Path:
    """A list made on Windows parts folders by backslashes."""
    path = folder / name
    return folder / name.replace("\\", "/") if "\\" in name and not path.exists() else path


def _page(folder: Path, row: Mapping[str, str]) -> Page | Left:
    path = _path(folder, row["file"])
    try:
        body = path.read_bytes()
        saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return Left("missing", row["file"])
    return Page(
        url=row["url"],
        body=body,
        content_type=media_type(path.name, None, None),
        filename=None if path.suffix.lower() in _PAGES else path.name,
        anchor_text=row.get("title") or None,
        fetched_at=_moment(row["fetched_at"]) if row.get("fetched_at") else saved_at,
    )


def _rows(listing: Path) -> Iterator[dict[str, str]]:
    """Rows with our names of columns, whatever order and language the file has them in."""
    reader = csv.reader(StringIO(_text(listing), newline=""))
    header = [name.strip() for name in next(reader, [])]
    given = [name.lower() for name in header]
    columns = {
        column: given.index(name) for column, names in DATA["columns"].items() for name in names if name in given
    }
    if not {"file", "url"} <= columns.keys():
        expected = " and ".join("/".join(DATA["columns"][name]) for name in ("file", "url"))
        raise InputError(f"{str(listing)!r}: its first line is {header!r} (columns {expected} are expected)")
    for number, cells in enumerate(reader, 2):
        row = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
        if any(row.values()):
            problem = _problem(row)
            if problem:
                raise InputError(f"{str(listing)!r}: line {number}: {problem}: {cells!r}")
            yield row


def _problem(row: Mapping[str, str]) -> str | None:
    """What is wrong with a row of the list."""
    if not (row.get("file") and row.get("url")):
        return "file or url is empty"
    if not is_web_address(row["url"]):
        return f"url {row['url']!r} does not begin with http:// or https:// and the name of a host"
    if row.get("fetched_at") and _moment(row["fetched_at"]) is None:
        return f"fetched_at {row['fetched_at']!r} is no time (write 2024-03-01 or 2024-03-01T08:00:00Z)"
    return None


def _text(listing: Path) -> str:
    """UTF-8, or GB18030 as Excel writes it where the system is Chinese."""
    try:
        data = listing.read_bytes()
    except OSError as error:
        raise InputError(f"{str(listing)!r}: cannot be read: {error.strerror}") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{str(listing)!r}: neither UTF-8 nor GB18030 (save it as CSV UTF-8)")


def _moment(text: str) -> datetime | None:
    """``2024-03-01T08:00:00Z``, and as a spreadsheet writes it: ``2024/3/1 8:00``."""
    for form in (None, *_FORMS):
        try:
            moment = datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007  (below)
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
