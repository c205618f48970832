"""Random portals: an address dialect, a shape of rows, a pager, and what stands around the list, drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

HERE = Path(__file__).resolve().parent
_HEX = "0123456789abcdef"


@cache
def data(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Article:
    path: str
    title: str
    agency: str
    year: int
    day: date
    is_report: bool
    is_dead: bool = False
    """True where the server has no such page."""


@dataclass(frozen=True, slots=True)
class Portal:
    """What a seed gives; ``parts`` are the values of its address templates."""

    seed: int
    vendor: dict[str, Any]
    column: str
    name: str
    county: str
    articles: tuple[Article, ...]
    size: int
    next_template: str
    parts: dict[str, Any]
    row: dict[str, Any]
    pager: str
    quirks: frozenset[str] = field(default_factory=frozenset)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.articles) // self.size))

    @property
    def addresses(self) -> dict[str, int]:
        """Of every list page; page 1 has two where the server reads its number from the query."""
        found = {self.address(number): number for number in range(1, self.pages + 1)}
        return found | ({self._numbered(1): 1} if "?" in self.next_template else {})

    @property
    def delivery(self) -> str:
        return str(self.vendor.get("delivery", "static"))

    def on(self, number: int) -> tuple[Article, ...]:
        return self.articles[(number - 1) * self.size : number * self.size]

    def address(self, number: int) -> str:
        """Of list page ``number``, from 1."""
        return self._numbered(number) if number > 1 else self.column

    def _numbered(self, number: int) -> str:
        values = {"k": number, "z": number - 1, "r": self.pages - number + 1, "o": (number - 1) * self.size}
        return self.next_template.format(**self.parts, **values)

    def random(self, what: str) -> random.Random:
        """The same draws for the same part of the portal, whoever asks first."""
        return random.Random(f"{self.seed} {what}")  # noqa: S311  (repeatable on purpose)


def draw(seed: int) -> Portal:
    chance = random.Random(seed)  # noqa: S311  (repeatable on purpose)
    words = data("words")
    vendor = chance.choice(data("vendors"))
    size, count = chance.choice((5, 6, 8, 10, 15)), chance.randint(1, 48)
    parts: dict[str, Any] = dict(_numbers(chance)) | {"size": size, "records": count, "T": max(1, -(-count // size))}
    column = chance.choice(vendor["columns"]).format(**parts)
    parts |= _of_address(column)
    county = chance.choice(words["counties"])
    articles = tuple(_articles(chance, words, county, count, chance.choice(vendor["article"]), parts))
    return Portal(
        seed=seed,
        vendor=vendor,
        column=column,
        name=chance.choice(words["columns"]),
        county=county,
        articles=articles,
        size=size,
        next_template=chance.choice(vendor["next"]),
        parts=parts,
        row=chance.choice(data("rows")),
        pager=chance.choice(vendor.get("pagers", ["links"])),
        quirks=frozenset(name for name, share in data("quirks").items() if chance.random() < share),
    )


def _numbers(chance: random.Random) -> Iterator[tuple[str, str]]:
    for length in range(2, 8):
        yield f"n{length}", str(chance.randint(10 ** (length - 1), 10**length - 1))
    yield "hex24", _hex(chance, 24)
    yield "hex32", _hex(chance, 32)
    yield "uuid", _uuid(chance)
    yield "word", "".join(chance.choice("bcdfghjklmnpqrstwxyz") for _ in range(chance.randint(3, 6)))


def _hex(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_HEX) for _ in range(length))


def _uuid(chance: random.Random) -> str:
    return "-".join(_hex(chance, length) for length in (8, 4, 4, 4, 12))


def _of_address(column: str) -> dict[str, str]:
    """The column's folder, its address without the ending, and both parts of its file name."""
    path = urlsplit(column).path
    name = path.rpartition("/")[2]
    first, _, ending = name.rpartition(".") if "." in name else ("index", ".", "html")
    same = f"{column}&" if "?" in column else f"{column}?"
    values = {"dir": urljoin(column, "."), "stem": urljoin(column, first), "ext": f".{ending}"}
    return values | {"name": first, "ending": ending, "column": column, "same": same}


def _articles(  # noqa: PLR0913, PLR0917  (what an article is drawn from)
    chance: random.Random, words: dict[str, Any], county: str, count: int, template: str, parts: dict[str, Any]
) -> Iterator[Article]:
    """Reports of agencies and years, newest first, with other articles between them."""
    who = [(year, organ) for year in range(2024, 2018, -1) for organ in words["organs"]]
    kept = sorted(chance.sample(range(len(who)), count))
    day = date(2025, 3, 31)
    for number, (year, organ) in enumerate(who[place] for place in kept):
        day = min(day, date(year + 1, 3, 30)) - timedelta(days=chance.randint(0, 3))
        is_report = number == 0 or chance.random() > 0.2
        title = chance.choice(words["titles"] if is_report else words["noise"])
        said = filled(title, agency=county + organ, year=year, county=county)
        path = template.format(**parts, **_own_numbers(chance, day, number))
        yield Article(path, said, county + organ, year, day, is_report, is_report and chance.random() < 0.02)


def _own_numbers(chance: random.Random, day: date, number: int) -> dict[str, str]:
    return {
        "ym": f"{day:%Y%m}",
        "ymd": f"{day:%Y%m%d}",
        "y": f"{day:%Y}",
        "d": f"{day:%d}",
        "md": f"{day:%m%d}",
        "md2": f"{day:%m-%d}",
        "m1": str(day.month),
        "d1": str(day.day),
        "id": str(chance.randint(1000, 9999) * 1000 + number),
        "id19": str(2017052662977646594 - number * 10**9 - chance.randint(0, 10**8)),
        "newhex24": _hex(chance, 24),
        "newhex32": _hex(chance, 32),
        "newuuid": _uuid(chance),
    }


def filled(template: str, **values: object) -> str:
    """``$name`` replaced; longer names first, as no name has an end of its own: ``$yearmonth``."""
    for name in sorted(values, key=len, reverse=True):
        template = template.replace(f"${name}", str(values[name]))
    return template.replace("$$", "$")


def classes(chance: random.Random, words: Sequence[str]) -> dict[str, str]:
    return {f"c{number}": "".join(chance.sample(words, 2)) + str(chance.choice(("", 1, 2))) for number in (1, 2, 3)}
