"""What `harvester portals …` and `harvester discover` print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harvester.errors import HarvesterError, RegistryError, UsageError
from harvester.output import print_json, print_line, say
from harvester.portals.check import check
from harvester.portals.dump import lines_of, to_yaml
from harvester.portals.fetch import Fetch, polite
from harvester.portals.portal import Column, Portal
from harvester.portals.registry import BUNDLED, load, portal_files

_REVIEW = "Proposed by `harvester portals add`: review every line, then `harvester portals check`."


_MOST_JUMPS = 5
"""Pages that only send the browser on, as one goes from an old address to the new one."""


class FetchError(HarvesterError):
    """Raised when the page that a command needs cannot be had."""


def print_list(province: str | None, folder: Path | None, *, as_json: bool) -> None:
    portals = _choose((), province, folder)
    if as_json:
        print_json([_facts(portal) for portal in portals])
        return
    for portal in portals:
        columns = f"{len(portal.columns)} 栏目" if portal.columns else "栏目未知"
        seen = "已核实" if portal.verified else "未核实"
        print_line(f"{portal.id:<30} {portal.family or '—':<10} {columns}  {seen}  {portal.name}")
    print_line(f"{len(portals)} portals, {sum(len(portal.columns) for portal in portals)} columns")


def print_portal(portal_id: str, folder: Path | None, *, as_json: bool) -> None:
    portal = _registry(folder).get(portal_id)
    if as_json:
        print_json(_facts(portal))
        return
    for line in lines_of(portal):
        print_line(line)


def print_check(paths: Sequence[Path], *, as_json: bool) -> int:
    """The mistakes of the bundled files and of ``paths``; the exit status."""
    result = check(_files(paths))
    if as_json:
        print_json(
            [
                {
                    "file": str(where.path),
                    "line": where.line,
                    "portal": where.name,
                    "field": where.field,
                    "problem": text,
                }
                for where, text in ((error.where, error.problem) for error in result.mistakes)
            ]
        )
    else:
        for error in result.mistakes:
            print_line(str(error))
        print_line(f"{result.portals} portals in {result.files} files, mistakes: {len(result.mistakes) or 'none'}")
    return RegistryError.exit_status if result.mistakes else 0


def add_portal(url: str, to: Path, *, allow_private: bool) -> None:
    """Write what a page says about its portal, and the columns that it leads to, to a new file in ``to``."""
    from harvester.portals.propose import propose  # noqa: PLC0415  (needs lxml, the other commands do not)

    fetch = polite(allow_private=allow_private, targets=(url,))
    answer = fetch(url)
    for _ in range(_MOST_JUMPS):
        if answer.outcome != "ok" or not answer.page.jump:
            break
        answer = fetch(answer.page.jump)
    if answer.outcome != "ok":
        raise FetchError(f"portals add: {url}: {answer.outcome}: {answer.detail}; look at the page in a browser")
    portal = propose(answer.page, datetime.now(UTC).date())
    if not portal.columns:
        portal = replace(portal, columns=_discovered(answer.page.url, fetch))
    path = to / f"{portal.id}.yaml"
    _write(path, to_yaml([portal], portal.province, _REVIEW))
    print_line(f"{path}: written")
    for line in lines_of(portal):
        print_line(f"  {line}")
    for mistake in check(_files([path])).mistakes:
        print_line(f"to do: {mistake}")
    if not portal.columns:
        print_line(f"to do: no column was found from here; write its address under columns: in {path}")
    private = " --allow-private" if allow_private else ""
    print_line(f"next: harvester portals check {to} && harvester crawl {portal.id} --portals {to}{private}")


def _discovered(url: str, fetch: Fetch) -> tuple[Column, ...]:
    """The columns that the page's menu leads to, without those that a column leads to itself."""
    from harvester.portals.discovery import discover  # noqa: PLC0415  (needs lxml)

    found = discover(url, fetch).columns
    return tuple(Column(item.url, item.name or None, item.kind) for item in found if not item.below)


def print_probes(
    ids: Sequence[str], province: str | None, folder: Path | None, *, allow_private: bool, as_json: bool
) -> None:
    from harvester.portals.probe import probe  # noqa: PLC0415  (needs lxml)

    portals = _choose(ids, province, folder)
    fetch = polite(allow_private=allow_private, targets=tuple(portal.entries[0].url for portal in portals))
    for found in probe(portals, fetch):
        if as_json:
            print_json(asdict(found))
            continue
        pages = f", {found.pages} pages" if found.pages else ""
        declared = f" of {found.declared}" if found.declared else ""
        reads = f"{found.family}: {found.rows} rows{declared}{pages}" if found.family else ""
        print_line(
            f"{found.portal:<30} {found.outcome:<18} {'; '.join(part for part in (reads, found.detail) if part)}"
        )


def print_discovery(url: str, *, allow_private: bool, as_json: bool) -> int:
    """The columns that were found; exit status 1 where there are none."""
    from harvester.portals.discovery import discover  # noqa: PLC0415  (needs lxml)
    from harvester.portals.discovery.walk import in_order  # noqa: PLC0415

    found = discover(url, polite(allow_private=allow_private, targets=(url,)))
    if as_json:
        print_json({"home": found.home, "columns": [asdict(item) for item in found.columns], "visited": found.visited})
        return 0 if found.columns else HarvesterError.exit_status
    for item in in_order(found.columns):
        reports = f"{item.reports} reports" if item.kind == "list" else "hub"
        print_line(f"{item.kind:<5} {item.family:<10} {reports:<12} {item.url}  {item.name}  ({', '.join(item.why)})")
    if found.columns:
        print_line(
            f"{len(found.columns)} columns, {len(found.visited)} pages looked at; to register: harvester portals add"
        )
        return 0
    if found.unread:
        raise FetchError(f"discover: {url}: {found.unread}; look at the page in a browser")
    for address, result in found.visited:
        print_line(f"looked at {address}: {result}")
    say(f"discover: {url}: no 年报 column found; give a page whose menu names it")
    return HarvesterError.exit_status


def _choose(ids: Sequence[str], province: str | None, folder: Path | None) -> tuple[Portal, ...]:
    registry = _registry(folder)
    if ids and province:
        raise UsageError(f"portals: ids {list(ids)!r} and --province {province!r}: give one of the two")
    if ids:
        return tuple(registry.get(name) for name in dict.fromkeys(ids))
    return registry.of_province(province) if province else tuple(registry)


def _registry(folder: Path | None) -> Any:
    return load([folder] if folder else [], strict=False)


def _files(paths: Iterable[Path]) -> tuple[Path, ...]:
    given = list(paths)
    files = [path.resolve() for path in given if path.is_file()]
    folders = [path for path in given if not path.is_file()]
    return tuple(dict.fromkeys((*portal_files([BUNDLED, *folders]), *files)))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(
            f"portals add: {str(path)!r} is there already; nothing was written, edit it or move it"
        ) from None
    except OSError as error:
        raise UsageError(
            f"portals add: {str(path)!r} cannot be written: {error.strerror}; give another --to"
        ) from error


def _facts(portal: Portal) -> dict[str, Any]:
    return {name: value for name, value in asdict(portal).items() if value not in (None, (), "")}
