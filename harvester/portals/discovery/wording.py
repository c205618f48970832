"""What the words of a link, an address or a heading say about the column that they name."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

import yaml

from harvester.parsers.script import canonical

NameKind: TypeAlias = Literal["whole", "short"]

_LONGEST = 40
"""Characters; what is longer is a sentence, not the name of a column."""
_LONGEST_MENU = 14
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)年?度?")
_MARKS = re.compile(r"[\W_]+")
_FOLDER_YEAR = re.compile(r"(?<!\d)(20[0-3]\d|199\d)(?!\d)")


@cache
def words() -> dict[str, Any]:
    text = files("harvester.portals.discovery").joinpath("words.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def plain(text: str) -> str:
    """The text as it is compared: Simplified, one width, no spaces, no marks, no count of articles behind it."""
    return re.sub(r"(?<!\d)\d{1,3}$", "", _MARKS.sub("", canonical(text))) if text else ""


def name_kind(text: str) -> NameKind | None:
    """How sure a text is the column's name, years aside; None for other things that come once a year.

    >>> name_kind("政 府 信 息 公 开 年 报"), name_kind("年度报告"), name_kind("政府网站工作年度报表")
    ('whole', 'short', None)
    """
    name = without_year(plain(text))
    if len(name) > _LONGEST or any(word in name for word in words()["never"]):
        return None
    if any(word in name for word in words()["column"]):
        return "whole"
    bare = re.sub("|".join(words()["filler"]), "", name)
    return "short" if bare in words()["short"] else None


def is_other(text: str) -> bool:
    """True for the name of something else that comes once a year: 政府网站工作年度报表, 住房公积金年度报告."""
    name = plain(text)
    return name_kind(text) is None and any(word in name for word in (*words()["never"], *words()["others"]))


def year_of(text: str) -> int | None:
    """The year in the text of a link: ``2024年度``, ``2024``."""
    found = _YEAR.search(canonical(text))
    return int(found.group(1)) if found else None


def without_year(text: str) -> str:
    return _YEAR.sub("", text)


def menu_rank(text: str) -> int:
    """How near to the column a link leads, 0 for a link that does not."""
    name = plain(text)
    if len(name) > _LONGEST_MENU:
        return 0
    return max((int(rank) for rank, pattern in words()["menus"].items() if re.search(pattern, name)), default=0)


def is_meta_name(text: str) -> bool:
    """True for a ColumnName or ColumnType of the column, alone or in a list of several."""
    parts = re.split(r"[,，;；、|]", text)
    return any(name_kind(part) == "whole" or plain(part) in words()["meta"] for part in parts)


def address_says(url: str, what: Literal["column", "others"]) -> bool:
    parts = urlsplit(url)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return re.search(words()["address"][what], address.lower()) is not None


def address_year(url: str) -> int | None:
    """The year of a column's folder: ``/zfxxgknb/2024nb/``; no more than a hint, as folders are reused."""
    found = _FOLDER_YEAR.findall(urlsplit(url).path)
    return int(found[-1]) if found else None
