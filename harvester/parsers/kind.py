"""Whether a list row or a page is an annual report on open government information."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any, Literal, TypeAlias

from harvester.items import Kind
from harvester.parsers.agencies import names_a_place
from harvester.parsers.organs import is_agency_name
from harvester.parsers.script import simplify, squeeze
from harvester.parsers.titles import Title, parse_title
from harvester.parsers.wording import load

TitleKind: TypeAlias = Literal["report", "maybe", "not_a_report"]

PARTS_OF_A_REPORT = 3
"""How many of the form's six sections a page without its tables must show; one of an enterprise all of them."""
_ALL_PARTS = 6
_LONGEST_AGENCY = 20
_LONGEST_OPENING = 600
_COLUMN = re.compile(r"[-_|｜—–]+")
_INTRODUCTION = re.compile(
    r"(?<=[告报報])[》”]?\s*[，,]?\s*[是系为為]?(?:严格|嚴格)?(?:根[据據]|按照|依[据據照]|由[^，,。]{2,40}?[编編][制製写寫]).*[，,。；;]"
)
"""What a sentence that begins with the title goes on with: ……年度报告，根据《条例》和《……年度报告格式》编制。"""


@lru_cache(maxsize=1024)  # a row's title is asked for wherever it is looked at
def judge_title(title: str) -> TitleKind:
    """What the row of a list leads to; ``maybe`` wherever only the page can tell.

    >>> judge_title("2024年岭东区人民政府信息公开工作年度报告"), judge_title("政府信息公开指南")
    ('report', 'not_a_report')
    """
    plain = simplify(squeeze(title))
    parsed = parse_title(title)
    if parsed.is_report:
        return _of_report_words(plain, parsed)
    if _is_bare_agency(plain):
        return "maybe"
    without = re.sub(_rules()["regulation"], "", plain)
    hopeful = any(pattern.search(words) for pattern in _hopeful() for words in {plain, without})
    return "maybe" if hopeful and not _names_another(plain, parsed) else "not_a_report"


def judge(
    title: str | None,
    *,
    has_statutory_table: bool,
    headings: Collection[str] = (),
    is_shell: bool = False,
    is_blank: bool = False,
) -> Kind:
    """What a page is: a table of the form outweighs its title, unless that is one about the form or a report.

    ``headings`` are the form's sections that the page shows, for reports that lack the tables; ``is_shell`` where it
    shows nothing behind its title: neither prose nor table, picture or file; ``is_blank`` where its tables hold no
    figure, as those of a form sent round with a notice.
    """
    title = _article(_INTRODUCTION.split(title or "", maxsplit=1)[0])
    plain = simplify(squeeze(title))
    if any(word in plain for word in _rules()["never"]):
        return "not_a_report"
    if has_statutory_table:
        return "not_a_report" if is_blank and judge_title(title) != "report" else "report"
    parsed = parse_title(title)
    if judge_title(title) == "report" and parsed.year is not None and not is_shell and not _goes_on(plain, parsed):
        return "report"
    is_about_another = _about_reports(plain, parsed) if parsed.is_report else _names_another(plain, parsed)
    parts = _ALL_PARTS if _is_outside(parsed) else PARTS_OF_A_REPORT
    return "report" if len(headings) >= parts and not is_about_another else "not_a_report"


def is_of_a_school_year(title: str | None, opening: str) -> bool:
    """True where the introduction cites the universities' rules or a school year, and the title names no authority.

    Without the form's tables such a page is no report (高等学校信息公开办法).
    """
    rules = _rules()["school_year"]
    is_authority = simplify(parse_title(title or "").agency or "").endswith(tuple(rules["authorities"]))
    return not is_authority and re.search(rules["cites"], simplify(squeeze(opening[:_LONGEST_OPENING]))) is not None


def _article(title: str) -> str:
    """The article's own name in a page's <title>: 2022年政府工作报告 of 2022年政府工作报告-政府信息公开年报-某县."""
    lead = _COLUMN.split(title, maxsplit=1)[0]
    plain = simplify(squeeze(lead))
    is_name = _names_another(plain, parse_title(lead)) or plain.endswith(tuple(_rules()["ends_of_names"]))
    return lead if is_name and not parse_title(lead).is_report else title


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load("kind.yaml")
    return rules


@cache
def _hopeful() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _rules()["hopeful"])


def _of_report_words(plain: str, parsed: Title) -> TitleKind:
    if _about_reports(plain, parsed):
        return "not_a_report"
    agency, rules = simplify(parsed.agency or ""), _rules()
    is_news = _is_news(plain, parsed, agency)
    is_announced = is_news or _behind(plain, parsed).startswith(tuple(rules["announced_by"]))
    is_group = re.search(rules["groups"], plain.removesuffix(_behind(plain, parsed))) is not None
    return "maybe" if is_announced or _is_outside(parsed) or is_group else "report"


def _is_outside(parsed: Title) -> bool:
    """True for an enterprise or an institution, 启东市供电公司, which reports by rules of its own."""
    return simplify(parsed.agency or "").endswith(tuple(_rules()["outside"]))


def _is_news(plain: str, parsed: Title, agency: str) -> bool:
    """True for 国家铁路局发布2014年政府信息公开工作报告 and 《国家旅游局2013年政府信息公开工作年度报告》发布."""
    announces = tuple(_rules()["announces"])
    who = (*([agency] if agency else []), *_rules()["of_the_news"])
    behind = plain.partition(simplify(squeeze(parsed.text)))[2]
    quoted = behind.startswith("》") and behind[1:].startswith(announces)
    return quoted or any(f"{name}{word}" in plain for name in who for word in announces)


def _about_reports(plain: str, parsed: Title) -> bool:
    """True for 关于某局2023年政府信息公开工作年度报告的解读."""
    rules, behind = _rules()["about_a_report"], _behind(plain, parsed)
    before = plain.removesuffix(behind)
    name = _placed_name(parsed)
    words = (word for word in rules["before"] if word not in rules["in_names"] or word not in name)
    is_behind = behind.startswith(tuple(rules["behind"])) and not behind.startswith(tuple(rules["not_behind"]))
    is_about = is_behind or any(word in before for word in words)
    return is_about or any(word in plain for word in rules["anywhere"])


def _placed_name(parsed: Title) -> str:
    """The agency's name where it begins with its place and ends as names do; what is said of one does neither."""
    agency = simplify(parsed.agency or "")
    return agency if names_a_place(agency) and is_agency_name(agency) else ""


def _behind(plain: str, parsed: Title) -> str:
    return plain.partition(simplify(squeeze(parsed.text)))[2].strip("》”\"' ").lstrip("（(【[")


def _goes_on(plain: str, parsed: Title) -> bool:
    """True for 某县2023年政府信息公开工作年度报告有奖问答, which goes on behind its words."""
    rest = plain.partition(simplify(squeeze(parsed.text)))[2].strip("》”\"' ")
    known = tuple(_rules()["may_follow"])
    words = re.match("[一-龥]+", rest)
    return words is not None and not rest.startswith(known) and not _is_of_a_site(words[0])


def _is_of_a_site(words: str) -> bool:
    return is_agency_name(words) or words.endswith(tuple(load("titles.yaml")["websites"]))


def _names_another(plain: str, parsed: Title) -> bool:
    """True for 某县2022年法治政府建设年度报告; the agency's own name does not count: 某市城市管理行政执法局."""
    plain = re.sub(_rules()["regulation"], "", plain.replace(simplify(squeeze(parsed.agency or "")), "", 1))
    return any(word in plain for rule in _rules()["others"] for word in rule["words"])


def _is_bare_agency(plain: str) -> bool:
    """True for 市教育局: hub pages link to a report by its agency's name alone, or cut its title off behind it."""
    plain = plain.rstrip("….")
    return len(plain) <= _LONGEST_AGENCY and is_agency_name(plain) and not re.search(r"[，。！？]", plain)
