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


@cache
def _nature() -> re.Pattern[str]:
    return re.compile(rf"[湖山河江岛湾](?:区|省级|国家|生态|旅游|风景|{'|'.join(words('zone_suffixes'))})")


def is_of_nature(rest: str) -> bool:
    """True where a name goes on to one of nature: 湖管理区 behind 大同, 湾新区 behind 杭州."""
    return _nature().match(rest) is not None


def short_forms(name: str) -> set[str]:
    """What else a name is written as: 恩施土家族苗族自治州 -> 恩施自治州, 恩施州, 恩施; 科尔沁右翼中旗 -> 科右中旗."""
    plain = _ethnic().sub("", name) if "自治" in name else name
    autonomous = _nations().sub("", name) if "自治" in name else name
    return {plain, autonomous, _level().sub("", plain), contracted().get(name, plain)} - {name}


def is_town_name(written: str, official: str) -> bool:
    """True where both name one town: 佳荣里街 for 佳荣里街道, 磐石 for 磐石镇, 木座乡 for 木座藏族乡."""
    written = written.removesuffix("办事处")
    is_short = official.startswith(written) and len(written) > 1 and official[len(written) :] in words("town_suffixes")
    return written == official or is_short or _is_of_a_nation(written, official)


def _is_of_a_nation(written: str, official: str) -> bool:
    """True for 木座乡 and 木座藏族乡, 新安镇 and 新安朝鲜族镇, whichever of both is the official one."""
    ends = written[-1:], official[-1:]
    if ends not in {("乡", "乡"), ("镇", "镇")} or written[:1] != official[:1] or "族" not in f"{written}{official}":
        return False
    return _township().sub("", written) == _township().sub("", official)


@cache
def _township() -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{'|'.join(words('ethnic_names'))}|民族)*[乡镇]$")
