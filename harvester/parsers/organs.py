"""The words of an agency's name behind its place: 人社局 -> 人力资源和社会保障局, and what kind of body it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from harvester.divisions import locate
from harvester.items import Scope
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.wording import load

_PLACE_END = re.compile(r"[省市县区镇乡州盟旗]$|街道?$|苏木$|地区$|第?[一二三四五六七八九十]+[师团]$")
_GOVERNMENT = re.compile(
    r"(?:^|(?<=[省市县区州盟旗镇乡]))(?:人民政府机关|人民政府办|政府(?:机关|办公?室?|办公厅)?|府办|行署(?:办公?室?)?|管委|委会)$"
)
_NOTE = re.compile(r"（[^）]*）$")


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load("organs.yaml")
    return rules


def is_agency_name(text: str) -> bool:
    """True where the text ends as agencies and places do: 濉溪县财政局, 山东省; the page's script does not matter."""
    plain = _NOTE.sub("", tidy(text))
    if plain.endswith(tuple(_rules()["no_endings"])):
        return False
    return plain.endswith(tuple(_rules()["endings"])) or _PLACE_END.search(plain) is not None


def is_credible(text: str) -> bool:
    """An agency's name that the head of a page may name alone; 下载中心 is an item of its menu."""
    plain = tidy(text)
    weak = plain.endswith(tuple(_rules()["weak_endings"])) and not plain.endswith("街道办事处")
    return is_agency_name(text) and (not weak or locate(plain) is not None or is_national(plain))


def is_place_name(text: str) -> bool:
    """True where the text ends as places do, 启东市; not 广州海关关区."""
    return _PLACE_END.search(text) is not None and not text.endswith(tuple(_rules()["no_places"]))


def is_zone_alone(text: str) -> bool:
    """True for 工业园区管理委员会, which says what it is and not which."""
    return re.fullmatch(_rules()["zone_words"], text) is not None


def is_school(text: str) -> bool:
    """True for a school or a hospital, which bear short names of places: 涡阳第三中学."""
    return text.endswith(tuple(_rules()["schools"]))


def is_foreign(text: str) -> bool:
    """True where a content farm put the words of a betting site: 中国体彩网洪泽区人民政府."""
    return any(word in text for word in _rules()["foreign"])


def tidy(text: str) -> str:
    """Simplified, without spaces, brackets in full width, nothing dropped yet."""
    return squeeze(simplify(text)).replace("(", "（").replace(")", "）")


def undecorated(name: str) -> str:
    """Without what only says which part reports: 重庆市市场监督管理局机关 -> 重庆市市场监督管理局."""
    for ending in _rules()["dropped"]:
        if name.endswith(ending) and is_agency_name(in_full(name.removesuffix(ending))):
            return name.removesuffix(ending)
    return name


def principal(name: str) -> str:
    """The agency whose part answers for it: 启东市教育局办公室 -> 启东市教育局, in the script of the name."""
    plain, rules = simplify(name), _rules()
    named = _before_section(plain)
    if named:
        return principal(name[: len(named)])
    parts = (words for words in rules["parts"] if plain.endswith(words) and is_agency_name(plain.removesuffix(words)))
    part = next(parts, "")
    if part:
        return name[: -len(part)]
    whole = plain.removesuffix("办公室").removesuffix("办公厅")
    is_part = len(whole) > 2 and whole.endswith(tuple(rules["with_office"]))
    return name[: len(whole)] if is_part else name


def _before_section(name: str) -> str | None:
    """启东市林业局 of 启东市林业局行政办公室; None of 启东市政府办公室, before which no agency is left.

    启东市人社局办公室 has none before 局: 启东市人社 ends like the name of a 供销社, and is none.
    """
    if not re.search(_rules()["sections"], name):
        return None
    befores = (
        name[:place]
        for place in range(3, len(name) - 1)
        if name[place] not in "局厅" or name[place - 1] == name[place]
    )
    whole = (before for before in befores if before.endswith((*_rules()["endings"], *_rules()["towns"])))
    return next((before for before in whole if re.match(_rules()["sections"], name[len(before) :])), None)


@lru_cache(maxsize=4096)
def in_full(organ: str) -> str:
    """An organ's name written out: 管委会 -> 管理委员会, 扶农办 -> 扶贫和农业开发办公室, 某区政府 -> 某区人民政府."""
    government = _GOVERNMENT.search(organ)
    if government and government.group() in _rules()["whole"]:
        return f"{organ[: government.start()]}{_rules()['whole'][government.group()]}"
    note = _NOTE.search(organ)
    if note and note.start():
        return f"{in_full(organ[: note.start()])}{note.group()}"
    alone: str | None = _rules()["alone"].get(organ)
    if alone:
        return alone
    head, of_government, body = organ.partition("政府")
    if of_government and len(head) < 2 and body in _rules()["of_government"]:
        return f"{head}人民政府{in_full(body)}"
    for short, full in _rules()["short"].items():
        if organ.endswith(short) and not organ.endswith(full):
            return f"{organ.removesuffix(short)}{full}"
    return organ


def of_province(organ: str) -> str | None:
    """What is short for one body in a province and for another elsewhere: 江苏省政府办 -> 江苏省人民政府办公厅."""
    name: str | None = _rules()["whole_in_province"].get(organ)
    return name


def superior(name: str) -> str:
    """What stands before the place: 国家税务总局 in 国家税务总局启东市税务局; an empty string where nothing does."""
    return next((words for words in _rules()["before_place"] if name.startswith(words) and name != words), "")


def branch_place(name: str) -> str:
    """What is left of the name of a superior's branch without the branch: 启东 of 启东调查队."""
    ending = max((words for words in _rules()["branches"] if name.endswith(words)), key=len, default="")
    return name.removesuffix(ending)


def is_national(name: str) -> bool:
    """True for 教育部 and 国家能源局, of which there is one, and for 水利部长江水利委员会."""
    national = _rules()["national"]
    return name.startswith((*national["begins"], *national["names"].split()))


def is_local(organ: str) -> bool:
    """True for a body that places of every level have, in short or in full: 教育局, 人社局, a province's 教育厅."""
    full = in_full(organ)
    return full in _local() or (full.endswith("厅") and f"{full[:-1]}局" in _local())


@cache
def _local() -> frozenset[str]:
    return frozenset(_rules()["local"].split())


def stands_for_place(name: str) -> str | None:
    """The first character where it stands for a place: 县 in 县教育局, but nothing in 市场监督管理局 and 区域中心."""
    if name[:1] not in set("省市县区州盟旗镇乡"):
        return None
    if is_local(name[1:]):
        return name[0]
    is_word = name.startswith(tuple(_rules()["not_a_place"]))
    return name[0] if is_agency_name(in_full(name[1:])) and not is_word else None


def scope_of(name: str) -> Scope:
    """The kind of body by the end of its normalised name."""
    plain = _NOTE.sub("", name)
    for rule in _rules()["scopes"]:
        if plain.endswith(tuple(rule["ends"])):
            scope: Scope = rule["scope"]
            return scope
    return "other"
