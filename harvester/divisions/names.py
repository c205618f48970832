"""The short forms of a place's name."""

from __future__ import annotations

import re
from functools import cache

from harvester.divisions.table import contracted, words


@cache
def _ethnic() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{'|'.join(words('ethnic_names'))})*自治(?=[区州县旗]$)")


@cache
def _nations() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{'|'.join(words('ethnic_names'))})+(?=自治[区州县旗]$)")


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{'|'.join(words('level_suffixes'))})$")


def bare(name: str) -> str:
    """A name without its level: 乐清市 -> 乐清, 恩施土家族苗族自治州 -> 恩施; one character keeps it (沙县)."""
    plain = _ethnic().sub("", name) if "自治" in name else name
    return _level().sub("", plain)


def short_forms(name: str) -> set[str]:
    """What else a name is written as: 恩施土家族苗族自治州 -> 恩施自治州, 恩施州, 恩施; 科尔沁右翼中旗 -> 科右中旗."""
    plain = _ethnic().sub("", name) if "自治" in name else name
    autonomous = _nations().sub("", name) if "自治" in name else name
    return {plain, autonomous, _level().sub("", plain), contracted().get(name, plain)} - {name}


def is_town_name(written: str, official: str) -> bool:
    """True where ``written`` names the town ``official``: 佳荣里街 for 佳荣里街道, 磐石 for 磐石镇."""
    written = written.removesuffix("办事处")
    return written == official or (
        official.startswith(written) and len(written) > 1 and official[len(written) :] in words("town_suffixes")
    )
