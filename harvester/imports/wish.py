"""From the options of `harvester import` to an import, and what is said after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from harvester import settings
from harvester.commands import database_url
from harvester.console import console, plain_table, progress_bar
from harvester.errors import INTERRUPTED_STATUS, InputError, UsageError
from harvester.imports.folder import Left, read_folder
from harvester.imports.run import Means, Tally, import_pages, warc_pages
from harvester.imports.screen import DATA, Screen
from harvester.items import Page
from harvester.lookups.load import load_lookups, named_folders
from harvester.output import print_json, print_line, say
from harvester.portals.portal import Portal
from harvester.portals.registry import Registry, load
from harvester.reparse.summary import WORDS
from harvester.store.session import open_store

_WARC = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a user asked for, as options say it."""

    sources: tuple[Path, ...]
    urls: Path | None = None
    portal: str | None = None
    any_host: bool = False
    processes: int | None = None
    database: str | None = None
    archive: Path | None = None
    portals_dir: Path | None = None
    lookups: Path | None = None
    as_json: bool = False


def run(wish: Wish) -> int:
    """Imports, says on stderr what needs a person and on stdout what was taken; the exit status."""
    registry = load((wish.portals_dir,) if wish.portals_dir else (), strict=False)
    portal = registry.get(wish.portal) if wish.portal else None
    folders = named_folders(wish.lookups)
    load_lookups(folders)
    tally = Tally()
    with progress_bar("导入 importing") as told:
        pages = _pages(wish, tally, told)
        with open_store(database_url(wish.database)) as store:
            means = Means(
                store=store,
                archive=wish.archive or Path(settings.HARVESTER_ARCHIVE),
                processes=wish.processes or settings.HARVESTER_PARSE_PROCESSES or 1,
                seconds=settings.HARVESTER_PARSE_SECONDS,
                screen=Screen(any_host=wish.any_host, hosts=frozenset(_hosts(portal)) if portal else frozenset()),
                lookups=folders,
                portal=portal,
                portals=_by_host(registry),
            )
            try:
                import_pages(means, pages, tally)
            except KeyboardInterrupt:
                say("import: interrupted; what was taken is kept (start it again: it takes the rest)")
                return INTERRUPTED_STATUS
    _print(tally, as_json=wish.as_json)
    return InputError.exit_status if tally.problems else 0


def _pages(wish: Wish, tally: Tally, told: Callable[[int, int], None]) -> Iterator[Page | Left]:
    if wish.urls is None:
        return warc_pages(_files(wish.sources), tally, told)
    if len(wish.sources) != 1 or not wish.sources[0].is_dir():
        raise UsageError("import: --urls goes with one folder of saved pages")
    return read_folder(wish.sources[0], wish.urls)


def _files(sources: tuple[Path, ...]) -> list[Path]:
    """The files, and those of the folders; raises UsageError where a folder holds none."""
    found: list[Path] = []
    for source in sources:
        inside = [path for path in sorted(source.rglob("*")) if path.name.endswith(_WARC)] if source.is_dir() else []
        if source.is_dir() and not inside:
            raise UsageError(
                f"import: {str(source)!r}: no .warc or .warc.gz in it (a folder of saved pages needs --urls FILE.csv)"
            )
        found += inside or [source]
    return list(dict.fromkeys(found))


def _hosts(portal: Portal) -> Iterator[str]:
    yield urlsplit(portal.url).netloc
    yield from portal.hosts
    yield from (urlsplit(column.url).netloc for column in portal.columns)


def _by_host(registry: Registry) -> Mapping[str, Portal]:
    """The portal of each host that belongs to one only."""
    found: dict[str, list[Portal]] = {}
    for portal in registry:
        for host in dict.fromkeys(_hosts(portal)):
            found.setdefault(host, []).append(portal)
    return {host: portals[0] for host, portals in found.items() if len(portals) == 1}


def _print(tally: Tally, *, as_json: bool) -> None:
    if as_json:
        print_json({"done": tally.done, "left_out": +tally.left, "problems": tally.problems})
    elif not (tally.done or +tally.left):
        print_line("没有读到网页 no page was found")
    else:
        table = plain_table("导入 imported", ("结果 result", "", "数目 number"), texts=2)
        _rows(table.add_row, WORDS["done"], tally.done)
        _rows(table.add_row, DATA["reasons"], tally.left)
        console().print(table, highlight=False)
    for problem in tally.problems:
        say(problem)


def _rows(add: Callable[..., None], words: Mapping[str, Mapping[str, str]], counts: Counter[str]) -> None:
    for name, word in words.items():
        if counts[name]:
            add(word["zh"], word["en"], str(counts[name]))
