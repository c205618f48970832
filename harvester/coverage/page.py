"""Coverage as one page that opens offline: shares by region as HTML, the rows as data that its script unfolds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from os.path import commonprefix
from pathlib import Path
from string import Template, ascii_letters, digits
from typing import Any, TypeAlias

from harvester.coverage.register import LEVELS, Level
from harvester.coverage.states import StateName, reasons, states
from harvester.coverage.survey import Row, Wish
from harvester.coverage.tally import Tally, percent, share
from harvester.exports.in_place import in_place
from harvester.spiders.outcomes import MEANINGS

Kind: TypeAlias = tuple[StateName, str | None]
"""A state and the reason for it: one character of a row."""

SIGNS = ascii_letters + digits + "!#$%()*+,-./:;=?@[]^_{|}~"


def write_page(rows: Iterable[Row], to: Path, wish: Wish) -> int:
    """The number of agencies; what was there before stays until the new page is whole. Raises ExportError."""
    page = _Page(wish)
    for row in rows:
        page.add(row)
    with in_place(to, "coverage") as path, path.open("w", encoding="utf-8") as file:
        file.write(page.html())
    return page.tally.agencies.total()


class _Page:
    """Rows as they are written, and what the page says about all of them."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.tally = Tally()
        self.kinds: dict[Kind, str] = {}
        self.rows: dict[str, list[str]] = {}

    def add(self, row: Row) -> None:
        self.tally.add(row)
        record = [row.agency.code or "", row.agency.name, LEVELS.index(row.agency.level), self._signs(row)]
        links = _links(row)
        self.rows.setdefault(row.region, []).append(_json([*record, links] if links else record))

    def _signs(self, row: Row) -> str:
        return "".join(self._sign((cell.state, cell.reason)) if cell else " " for cell in row.cells)

    def _sign(self, kind: Kind) -> str:
        return self.kinds.setdefault(kind, SIGNS[len(self.kinds)])

    def html(self) -> str:
        total = self.tally.total()
        found = share(sum(total.values(), Counter()))
        return Template(_file("page.html")).substitute(
            style=_file("page.css"),
            colours=_file("states.css"),
            script=_file("page.js"),
            agencies=f"{self.tally.agencies.total():,}",
            first=self.wish.years[0],
            last=self.wish.years[-1],
            today=self.wish.today.isoformat(),
            share="–" if found is None else escape(f"{percent(found, 1)}%"),
            bar="".join(self._bar()),
            bar_label=escape("; ".join(f"{states()[name].zh} {number}" for name, number in self._counts())),
            legend="\n".join(self._legend()),
            levels="".join(self._levels()),
            years="".join(f'<th scope="col">{year}</th>' for year in self.wish.years),
            regions="\n".join(self._regions()),
            meta=_json(self._meta()),
            data="\n".join(self._data()),
        )

    def _counts(self) -> Iterator[tuple[StateName, int]]:
        return ((name, self.tally.by_state[name]) for name in states() if self.tally.by_state[name])

    def _bar(self) -> Iterator[str]:
        for name, number in self._counts():
            yield f'<i class="{name}" style="flex-grow:{number}"></i>'

    def _legend(self) -> Iterator[str]:
        for name, number in self._counts():
            state = states()[name]
            yield (
                f'<li><button type="button" data-state="{name}" aria-pressed="false" disabled'
                f' title="{escape(state.zh_more)} · {escape(state.en_more)}">'
                f'<span class="mark {name}" aria-hidden="true">{state.symbol}</span>'
                f'<span><span lang="zh">{state.zh}</span> <span lang="en">{state.en}</span></span> <b>{number:,}</b>'
                "</button></li>"
            )

    def _levels(self) -> Iterator[str]:
        for level in filter(self.wish.levels.__contains__, LEVELS):
            zh, en = level_words(level)
            yield f'<option value="{level}">{zh} {en}</option>'

    def _regions(self) -> Iterator[str]:
        for number, region in enumerate(self.rows):
            counts = self.tally.by_region[region]
            cells = "".join(f"<td>{_share(counts.get(year, Counter()))}</td>" for year in self.wish.years)
            yield (
                f'<tbody data-region="{number}"><tr class="region"><th scope="rowgroup">'
                f'<button type="button" aria-expanded="false">{escape(region)}</button>'
                f" <small>{self.tally.agencies[region]}</small></th>{cells}</tr></tbody>"
            )

    def _data(self) -> Iterator[str]:
        for number, rows in enumerate(self.rows.values()):
            yield f'<script type="application/json" id="data-{number}">[{",".join(rows)}]</script>'

    def _meta(self) -> dict[str, Any]:
        return {
            "years": self.wish.years,
            "signs": "".join(self.kinds.values()),
            "kinds": [{"state": state, "reason": _reason(reason)} for state, reason in self.kinds],
            "states": {name: {"zh": it.zh, "en": it.en, "symbol": it.symbol} for name, it in states().items()},
            "levels": [dict(zip(("name", "zh", "en"), (level, *level_words(level)), strict=True)) for level in LEVELS],
            "counts": dict(self._counts()),
        }


def level_words(level: Level) -> tuple[str, str]:
    """What a level is called: 省级, provinces."""
    return reasons()[f"level_{level}"]


def _reason(name: str | None) -> dict[str, str] | None:
    if name is None:
        return None
    zh, en = reasons()[name] if name in reasons() else _outcome(name)
    return {"zh": zh, "en": en}


def _outcome(name: str) -> tuple[str, str]:
    meaning = next((words for outcome, words in MEANINGS.items() if outcome == name), None)
    return (meaning.zh if meaning else name), name.replace("_", " ")


def _share(counts: Counter[StateName]) -> str:
    found = share(counts)
    if found is None or counts.total() == counts["not_crawled"]:
        state = states()[next(iter(counts), "not_due")]
        return f'<span class="none" title="{state.zh} {state.en}">{state.symbol}</span>'
    return f'<span style="--share:{found:.2f}">{escape(percent(found))}</span>'


def _links(row: Row) -> list[Any] | None:
    """What the addresses of a row have in common, and by the place of the year the rest and the date of the page."""
    cells = {index: cell for index, cell in enumerate(row.cells) if cell and _is_web(cell.url)}
    if not cells:
        return None
    start = commonprefix([str(cell.url) for cell in cells.values()])  # noqa: RUF071  (character by character is meant)
    rest = {
        index: [str(cell.url)[len(start) :], *([cell.published_on.isoformat()] if cell.published_on else [])]
        for index, cell in cells.items()
    }
    return [start, rest]


def _is_web(url: str | None) -> bool:
    return url is not None and url.lower().startswith(("http://", "https://"))


def _json(value: Any) -> str:
    """JSON that cannot end the script element that it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _file(name: str) -> str:
    return files("harvester.coverage").joinpath(name).read_text(encoding="utf-8")
