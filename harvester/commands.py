"""What the sub-commands do once their options are read: call one function of a room and print."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harvester.errors import InputError, UsageError
from harvester.output import print_json, print_line, say

if TYPE_CHECKING:
    from harvester.store.session import Store


def database_url(value: str | None) -> str | None:
    """A plain path is an SQLite file; anything with :// is a SQLAlchemy URL already."""
    return f"sqlite:///{value}" if value and "://" not in value else value


def open_existing(database: str | None) -> Store:
    """The store to read from; a missing one is an error that says how to make it."""
    from harvester.store.session import open_store

    return open_store(database_url(database), must_exist=True)


def print_records(files: Sequence[str], *, url: str | None, lookups: Path | None = None) -> int:
    """Print each file's records, one a report; a file that cannot be opened is one line on stderr, status 3 later."""
    status = 0
    for name in files:
        try:
            records = _records(name, url, lookups)
        except InputError as error:
            say(str(error))
            status = error.exit_status
            continue
        for record in records:
            print_json(record)
            if record["kind"] == "not_a_report":
                say(f"{name!r}: {_why_not(record)}")
    return status


def _records(name: str, url: str | None, lookups: Path | None) -> list[dict[str, Any]]:
    import harvester

    if name == "-":
        reports = harvester.parse_all(sys.stdin.buffer.read(), url=url, lookups=lookups)
        return [{**report.to_dict(), "source": url or "-"} for report in reports]
    reports = harvester.parse_all(_read(Path(name)), url=url, filename=_shown(name), lookups=lookups)
    return [report.to_dict() for report in reports]


def print_explanation(name: str, cell: str | None, *, lookups: Path | None = None, as_json: bool) -> None:
    """What was read of a file, from where and why: of one cell or row, or of everything that is not plain."""
    from harvester import explain
    from harvester.items import Page
    from harvester.lookups.load import chosen_lookups

    body = sys.stdin.buffer.read() if name == "-" else _read(Path(name))
    found = explain.explain(
        Page(url=None, body=body, filename=None if name == "-" else _shown(name)), cell, chosen_lookups(lookups)
    )
    if as_json:
        for item in found:
            for figure in item.figures:
                print_json({"source": item.report.source, **figure.to_dict()})
        return
    for line in explain.lines(found, every=cell is not None):
        print_line(line)


def _shown(name: str) -> str:
    """The name of a file in characters: on Linux it is bytes, which files from Windows have in GBK."""
    try:
        return os.fsencode(name).decode()
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def _why_not(record: dict[str, Any]) -> str:
    reasons = [finding["message"] for finding in record["findings"] if finding["severity"] != "info"]
    return f"not read as a report: {'；'.join(reasons)}" if reasons else "no annual report by its title and content"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{str(path)!r}: no such file (give the path of a saved report page)") from None
    except IsADirectoryError:
        raise InputError(f"{str(path)!r}: is a directory (give its files: {path}/*)") from None
    except OSError as error:
        raise InputError(f"{str(path)!r}: cannot be read: {error.strerror}") from None


def scrapy_settings(
    assignments: Iterable[str], *, database: str | None, archive: Path | None, **named: Any
) -> dict[str, Any]:
    """Scrapy's settings as options give them; those of ``named`` that were given."""
    given: dict[str, Any] = dict(_assignment(text) for text in assignments)
    if database:
        given["HARVESTER_DATABASE_URL"] = database_url(database)
    if archive:
        given["HARVESTER_ARCHIVE"] = str(archive)
    named = {name: str(value) if isinstance(value, Path) else value for name, value in named.items() if value}
    return given | {f"HARVESTER_{name.upper()}": value for name, value in named.items()}


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise UsageError(f"-s {text!r}: not NAME=VALUE (for example: -s DOWNLOAD_DELAY=2)")
    _require_kind(name, value)
    return name, value


def _require_kind(name: str, value: str) -> None:
    """A number for a setting whose default is one, 0 or 1 for one that is on or off; ours have to be known."""
    from scrapy.settings import BaseSettings, default_settings

    from harvester import settings

    if name.startswith("HARVESTER_") and not hasattr(settings, name):
        raise UsageError(f"-s {name}: not known (harvester/settings.py lists the settings)")
    given, usual = BaseSettings({name: value}), getattr(settings, name, getattr(default_settings, name, None))
    try:
        if isinstance(usual, bool):
            given.getbool(name)
        elif isinstance(usual, int | float):
            given.getfloat(name)
    except ValueError:
        raise UsageError(f"-s {name}: cannot be {value!r} (it is usually {usual!r})") from None


def print_status(portal: str | None, *, database: str | None, as_json: bool) -> None:
    """The last run of each portal, or all about one."""
    from harvester import status

    with open_existing(database) as store, store.read() as session:
        status.print_status(session, portal, as_json=as_json)
