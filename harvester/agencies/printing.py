"""What `harvester agencies …` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from harvester.agencies.candidates import Candidate, candidates
from harvester.commands import open_existing
from harvester.errors import UsageError
from harvester.lookups.load import chosen_lookups
from harvester.output import print_json, print_line
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.wording import load
from harvester.store.agencies import iter_agencies
from harvester.store.rows import AgencyRow

_NEXT = "{} 对待确认 pairs to confirm (harvester agencies merges --yaml; harvester/lookups/README.md says how)"
_PLACE = re.compile(r"^\d{2}(\d{2}(\d{2}(\d{3})?)?)?$")


def print_agencies(database: str | None, *, division: str | None, as_json: bool) -> None:
    if division is not None and not _PLACE.match(division):
        raise UsageError(f"--division {division!r}: two, four, six or nine digits are expected (33, 330382)")
    inside = division.removesuffix("00").removesuffix("00") if division and len(division) == 6 else division
    with open_existing(database) as store, store.read() as session:
        count = _print_each(iter_agencies(session, division=inside), as_json=as_json)
    if not as_json:
        print_line(f"{count} 个机关 agencies")


def print_found(database: str | None, word: str, *, as_json: bool) -> None:
    """Agencies by a word in any script, with their names."""
    with open_existing(database) as store, store.read() as session:
        found = iter_agencies(session, word=squeeze(simplify(word)))
        count = _print_each(found, as_json=as_json, with_names=True)
    if not as_json:
        print_line(f"{count} 个机关的名称含 agencies whose names contain “{word}”")


def _print_each(agencies: Iterable[AgencyRow], *, as_json: bool, with_names: bool = False) -> int:
    count = 0
    for agency in agencies:
        count += 1
        if as_json:
            print_json(_facts(agency))
            continue
        for line in (_line(agency), *(_names(agency) if with_names else ())):
            print_line(line)
    return count


def print_merges(database: str | None, lookups: Path | None, *, as_json: bool, as_yaml: bool) -> None:
    settled = chosen_lookups(lookups).settled
    with open_existing(database) as store, store.read() as session:
        found = list(candidates(iter_agencies(session), settled))
    if as_json:
        for item in found:
            print_json({"rule": item.rule, "leaving": _facts(item.leaving), "staying": _facts(item.staying)})
        return
    if as_yaml:
        print_line("agencies:" if found else "agencies: []")
    for item in found:
        for line in _entry(item) if as_yaml else _pair(item):
            print_line(line)
    if not as_yaml:
        print_line(_NEXT.format(len(found)))


def _pair(item: Candidate) -> Iterator[str]:
    words = load("organs.yaml", "harvester.agencies")["rules"][item.rule]
    yield f"{words['zh']} {words['en']}"
    yield f"  {_line(item.leaving)}"
    yield f"  {_line(item.staying)}"


def _entry(item: Candidate) -> Iterator[str]:
    """An entry that `harvester lookups check` takes once its empty fields are filled in."""
    words = load("organs.yaml", "harvester.agencies")["rules"][item.rule]
    for agency in (item.leaving, item.staying):
        yield f"  # {_line(agency)}"
    yield '  - id: ""'
    yield f"    merge: [{json.dumps(item.leaving.key, ensure_ascii=False)}]"
    yield f"    into: {json.dumps(item.staying.key, ensure_ascii=False)}"
    yield from (f'    {field}: ""' for field in ("who", "when", "source"))
    yield f"    why: {json.dumps(words['zh'], ensure_ascii=False)}"


def _line(agency: AgencyRow) -> str:
    names = len({name.name for name in agency.names})
    former = f"  曾用名 names: {names}" if names > 1 else ""
    return f"{agency.key}  {agency.name}  {_years(agency.years)}{former}"


def _names(agency: AgencyRow) -> Iterator[str]:
    for name in agency.names:
        written = f"（{name.as_written}）" if name.as_written != name.name else ""
        years = _years([year for year in (name.first_year, name.last_year) if year is not None])
        yield f"    {name.name}{written}  {years}  {name.last_url}"


def _years(years: Iterable[int]) -> str:
    """2014, 2014—2023; a dash where no year is known."""
    ends = sorted(years)
    if not ends:
        return "—"
    return str(ends[0]) if ends[0] == ends[-1] else f"{ends[0]}—{ends[-1]}"


def _facts(agency: AgencyRow) -> dict[str, Any]:
    """The row's own number is of this database only and is left out."""
    facts = asdict(agency)
    del facts["agency_id"]
    return facts
