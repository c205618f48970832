"""How a place begins an agency's name, and which organ is meant where only the place is named."""

from __future__ import annotations

from harvester.divisions import Division, ancestors, by_code, is_statistical
from harvester.divisions.names import bare
from harvester.divisions.table import words

_OF_PROVINCE = "90"
"""Third and fourth digit of counties directly below their province: 神农架林区 429021."""


def display(division: Division) -> str:
    """How a place begins an agency's name: 铁岭市银州区 (districts with their city), 启东市, 会昌县中村乡."""
    if division.level == "town":
        around = by_code(division.code[:6])
        upper = around if around is not None and around.code != division.code else _around(division)
        is_named_after = upper is not None and is_zone(division.name) and division.name.startswith(bare(upper.name))
        return f"{display(upper) if upper and not is_named_after else ''}{division.name}"
    if division.level == "zone" and division.whole:
        return division.name
    upper = by_code(division.code) if division.level == "zone" else _around(division)
    in_no_table = division.level == "zone" or is_statistical(division.code)
    is_district = division.level == "county" and division.name.endswith("区") and division.code[2:4] != _OF_PROVINCE
    if upper is None or not (in_no_table or is_district) or (in_no_table and begins_with(division.name, upper)):
        return division.name
    return f"{upper.name}{division.name}"


def _around(division: Division) -> Division | None:
    upper = ancestors(division.code)
    return upper[-1] if upper else None


def begins_with(name: str, upper: Division) -> bool:
    """True for 合肥高新技术产业开发区 in 合肥市, 安徽芜湖三山经济开发区 in 芜湖市."""
    parents = (upper, *ancestors(upper.code))
    return any(name.startswith(bare(parent.name)) for parent in parents)


def spelled(shown: str, name: str, written: str) -> str:
    """As it is shown; as written for 二酉苗族乡 where the table has 二酉乡, and for a regiment's 十六团新开岭镇."""
    if "团" in written and name.endswith("镇"):
        return written
    tail = written[max(written.rfind(name[:2]), 0) :]
    return f"{shown.removesuffix(name)}{tail}" if tail.endswith("族乡") and len(tail) > len(name) else shown


def own_organ(division: Division) -> str:
    """What a place's report is by when only the place is named."""
    if division.name.endswith(words("without_organ")):
        return ""
    if division.level == "zone" or is_statistical(division.code):
        return "人民政府" if division.name.endswith("市") else "管理委员会"
    if division.level == "prefecture" and division.name.endswith(words("administered")):
        return "行政公署"
    return town_organ(division.name) if division.level == "town" else "人民政府"


def town_organ(name: str) -> str:
    if name.endswith(("镇", "乡", "苏木")):
        return "人民政府"
    return "办事处" if name.endswith(("街道", "地区")) else "管理委员会"


def is_zone(name: str) -> bool:
    return name.endswith(words("zone_suffixes"))
