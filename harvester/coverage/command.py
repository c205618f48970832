"""`harvester coverage`: what is asked for, and where it goes: lines of JSON, CSV, a page, or the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from harvester.console import progress_bar
from harvester.coverage import register
from harvester.coverage.files import records, write_csv
from harvester.coverage.page import write_page
from harvester.coverage.printing import print_table
from harvester.coverage.register import LEVELS, STATUTORY, Level
from harvester.coverage.survey import Row, Wish, survey
from harvester.coverage.tally import Tally
from harvester.divisions import province_named
from harvester.divisions.table import current, level_of
from harvester.errors import UsageError
from harvester.output import print_json, print_line
from harvester.portals.registry import load
from harvester.store.session import Store
from harvester.years import wanted_years

_WRITERS: Mapping[str, Callable[[Iterable[Row], Path, Wish], int]] = {
    ".csv": lambda rows, to, _: write_csv(rows, to),
    ".html": write_page,
}


def read_wish(province: str | None, years: str | None, levels: Sequence[str], today: date) -> Wish:
    """What the options ask for: by default every government and year up to the last one. Raises UsageError."""
    return Wish(
        years=tuple(sorted(wanted_years(years or ""))) or tuple(range(register.first_year(), today.year)),
        levels=_levels(levels),
        today=today,
        prefix=_prefix(province) if province else None,
    )


def show_coverage(store: Store, wish: Wish, *, to: Path | None, portals: Path | None, as_json: bool) -> None:
    """Writes or prints the coverage that is asked for. Raises UsageError, ExportError."""
    if to and to.suffix not in _WRITERS:
        raise UsageError(f"coverage: --to {str(to)!r}: not a kind of file that is known (end it in .csv or .html)")
    registry = tuple(load((portals,) if portals else (), strict=False))
    with store.read() as session, progress_bar("覆盖 coverage") as done:
        rows = _followed(survey(session, registry, wish), done)
        if as_json:
            for record in records(rows):
                print_json(record)
            return
        if to:
            number = _WRITERS[to.suffix](rows, to, wish)
        else:
            tally = Tally.of(rows)
    if to:
        print_line(f"{to}: {number} rows")
    else:
        print_table(tally, wish)


def _followed(rows: Iterable[Row], done: Callable[[int, int], None]) -> Iterator[Row]:
    """The same rows; each province that begins is told to the bar."""
    provinces = sum(level_of(code) == "province" for code in current())
    seen: set[str] = set()
    for row in rows:
        if row.region not in seen:
            done(len(seen), provinces)
            seen.add(row.region)
        yield row


def _levels(names: Sequence[str]) -> frozenset[Level]:
    if "all" in names:
        return frozenset(LEVELS)
    strange = [name for name in names if name not in LEVELS]
    if strange:
        raise UsageError(f"coverage: --level {strange[0]!r}: not a level (give {', '.join(LEVELS)} or all)")
    return frozenset(level for level in LEVELS if level in names) or frozenset(STATUTORY)


def _prefix(name: str) -> str:
    """The first two digits of 浙江, 浙江省, 33 or 330000."""
    province = province_named(name)
    if province is None:
        raise UsageError(f"coverage: --province {name!r}: no such province (write 浙江, 浙江省 or 33)")
    return province.code[:2]
