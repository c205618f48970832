"""Pagers: what a list page itself says about its next page. The number of page 2 is learnt, never assumed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from harvester.parsers.script import squeeze
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import identity, is_day, resolve

STUB_BYTES = 600
"""Pages beyond the last real one are stubs of 300 to 400 bytes."""

_NEXT = ("下一页", "下页", "后一页", "下一頁", "下頁", "next", "nextpage", "›", ">")
_NUMBER = r"\s*[=:]\s*[\"']?"
_NAME = r"[A-Za-z_$][\w$]*"
"""A variable that the script has set to a number: ``pageCount: total``."""
_TYPED = r"\b_{0,2}(?:m_)?[ns]?"
"""What a script may put before the name: ``m_nPageCount``, ``_PAGE_COUNT``."""
_PAGES = re.compile(
    rf"{_TYPED}(?:countPage|page_?Count|total_?Pages?|page_?Total|max_?Page){_NUMBER}(\d{{1,5}}\b|{_NAME})",
    re.IGNORECASE,
)
_RECORDS = re.compile(
    rf"{_TYPED}(?:total_?Records?|record_?Count|record_?Total|countnum){_NUMBER}(\d{{1,7}}\b|{_NAME})", re.IGNORECASE
)
_PAGES_HELD = re.compile(
    r"^(?:(?:total|count|max|all)_?pages?(?:_?(?:num|count))?|page_?(?:count|total|sum)|pages)$", re.IGNORECASE
)
_PAGER_NAME = re.compile(r"pag(?:e|er|ing|ination|es)?(?:$|[\s_-])|fan_?ye|fenye", re.IGNORECASE)
_RECORDS_HELD = re.compile(r"^(?:total|all)_?(?:records?|rows?|count|num)$|^record_?(?:count|total)$", re.IGNORECASE)
_SHOWN_PAGES = re.compile(r"共计?\s*(\d{1,5})\s*[页頁]")
_SHOWN_RECORDS = re.compile(r"共计?\s*(\d{1,7})\s*[条條]")
_CALL = re.compile(
    r"\b(?:create|\w{0,30}?pag(?:e|ing|ination))\w*\s*\(([^()]*|(?:[^(){}]|\([^(){}]*\))*+)\)", re.IGNORECASE
)
"""What makes a pager, by its name."""
_FIRST_NUMBER = re.compile(r"^(?P<name>(?:.*\D)?)(?P<number>0*[01])$")
_ENDINGS = "s?html?|jsp|aspx|php"
_SUFFIX = re.compile(rf"\.({_ENDINGS})$")
_WIDGET = re.compile(r"(?:\blaypage(?:\.render)?|\.pagination|\.jqPaginator|\.Paging|\bnew\s+Page)\s*\(\s*(\d+)?")
_TOLD = re.compile(r"\b(\w+)[\"']?\s*:\s*[\"']?(\d{1,7})\b")
_COUNTS = ("count", "total", "items", "totalcounts", "totaldata", "dataamount", "totalnumber")
_SIZES = ("limit", "pagesize", "itemsonpage", "items_per_page", "showdata", "size")
_COUNTS_DATA = {"total", "count"}
_SIZES_DATA = {"size", "pagesize", "page_size", "limit", "rows"}
"""Beside one of them ``data-total`` counts rows; alone it may count pages."""
_ARGUMENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|(\d+)")
_CURRENT = re.compile(r"\b(?:currentPage|m_nCurrPage)\s*=\s*[\"']?(\d{1,5})\b")
_SECOND = re.compile(r"^(\s*\d+\s*,\s*)'(\d+)'")
_ASSIGNED = re.compile(rf"(?<![\w.$])({_NAME})\s*=\s*[\"']?(\d{{1,7}})\b(?!\s*[-+*/.])")
_GIVEN = re.compile(rf"\"[^\"]*\"|'[^']*'|{_NAME}")
_ENDING = re.compile(rf"^\.?(?:{_ENDINGS})$")
_WRITTEN = re.compile(rf"href=([\w./-]*?[_-]?)(nextPage|\(?countPage-1\)?|countPage)(\.(?:{_ENDINGS}))")


@dataclass(frozen=True, slots=True)
class Totals:
    """What a list declares of itself; the two may contradict each other, so neither is derived from the other."""

    records: int | None = None
    pages: int | None = None

    def larger(self, other: Totals) -> Totals:
        """Later pages may declare what page 1 did not; a list that grew meanwhile declares more."""
        return Totals(_maximum(self.records, other.records), _maximum(self.pages, other.pages))


@dataclass(frozen=True, slots=True)
class Step:
    """A page to try next. ``template`` makes the page after it; ``probe`` marks an address nobody named."""

    url: str
    template: str | None = None
    form: tuple[tuple[str, str], ...] = ()
    probe: bool = False
    json: str = ""
    """Body of a POST of ``application/json``."""
    headers: tuple[tuple[str, str], ...] = ()
    presses: int = 0
    """How often a browser is to press 下一页 once it has built the page at ``url``."""
    opening: bool = False
    """True for a step from a shell page towards its page 1: an interface, or a script that names one."""
    behind: int = 0
    """How many pages before it could not be had."""

    @property
    def key(self) -> str:
        """What makes two requests the same: pages of an interface may share one address."""
        return f"{self.url}#{self.form}{self.json}{self.presses or ''}"

    @property
    def is_scripted(self) -> bool:
        """True for what only a script asks for; its answer is shown within the column's page."""
        return self.opening or bool(self.form or self.json or self.headers)


def _maximum(one: int | None, other: int | None) -> int | None:
    return max((value for value in (one, other) if value is not None), default=None)


def read_totals(page: ListPage) -> Totals:
    widget = _of_widget(page.script)
    records = _first(_RECORDS, page.script) or _create_records(page) or _first(_SHOWN_RECORDS, page.visible)
    pages = _first(_PAGES, page.script) or widget.pages or _create_total(page) or _first(_SHOWN_PAGES, page.visible)
    held = _held(page)
    return Totals(records or held.records or widget.records, pages or held.pages)


def _held(page: ListPage) -> Totals:
    """``<input type="hidden" id="totalPage" value="5">``, from which a script draws the pager.

    ``<div class="pagination" data-total="26" data-size="8" data-current="1"></div>`` as well, and
    ``<el-pagination :total="26" :page-size="8">``.
    """
    found: dict[str, int] = {}
    for name, value in _pairs_held(page):
        for kind, pattern in (("pages", _PAGES_HELD), ("records", _RECORDS_HELD)):
            if value.isdecimal() and pattern.match(name):
                found.setdefault(kind, int(value))
    return Totals(found.get("records") or None, found.get("pages") or None)


def _pairs_held(page: ListPage) -> Iterator[tuple[str, str]]:
    for node in page.tree.iter("input"):
        yield from ((node.get(name) or "", (node.get("value") or "").strip()) for name in ("id", "name"))
    for node in page.tree.xpath("//*[contains(name(), 'pagination')]"):
        yield from _counted({name.lstrip(":").replace("-", "_"): value.strip() for name, value in node.attrib.items()})
    for node in page.tree.iter("div", "ul", "nav", "p", "span"):
        if len(node.attrib) > 1 and _PAGER_NAME.search(f"{node.get('id') or ''} {node.get('class') or ''}"):
            data = {
                name[5:].replace("-", "_"): value.strip()
                for name, value in node.attrib.items()
                if name.startswith("data-")
            }
            yield from _counted(data)


def _counted(data: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from data.items()
    if _COUNTS_DATA & data.keys() and _SIZES_DATA & data.keys():
        yield "total_rows", next(data[name] for name in data if name in _COUNTS_DATA)


def _of_widget(script: str) -> Totals:
    """``laypage.render({count: 132, limit: 15, …})``, ``laypage({pages: 9})``, ``$("#p").pagination(132, {…})``."""
    for call in _WIDGET.finditer(script):
        told = {name.lower(): int(number) for name, number in _TOLD.findall(script[call.end() : call.end() + 400])}
        records = int(call[1]) if call[1] else _named(told, _COUNTS)
        size = _named(told, _SIZES)
        pages = -(-records // size) if records and size else told.get("pages")
        if records or pages:
            return Totals(records, pages)
    return Totals()


def _named(told: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((told[name] for name in names if name in told), None)


def linked_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The pages behind 下一页 and the next number; script handlers and links to the page itself lead nowhere."""
    for node in page.tree.iter("a"):
        label = squeeze(node.text_content() or "") or squeeze(node.get("title") or "")
        is_number = label == str(number + 1)
        url = resolve(node.get("href"), page.base) if is_number or label.lower() in _NEXT else None
        if url and identity(url) != identity(page.url) and not (is_number and is_day(url)):
            yield Step(url, probe=is_number)


def script_steps(page: ListPage, number: int) -> Iterator[Step]:
    """The page that the pager's script would write a link to."""
    for name, suffix, is_zero_based in (*_created(page, number), *_written(page, number)):
        place = "{zero}" if is_zero_based else "{one}"
        yield fill(urljoin(page.base, f"{name}{place}{suffix}"), number + 1)


def guessed_steps(page: ListPage, number: int, first_url: str) -> Iterator[Step]:
    """Where a list declares more pages and names none: the templates met in the field, each to be validated."""
    folder, _, name = first_url.partition("?")[0].rpartition("/")
    stem, dot, suffix = (name or f"index.{_usual_suffix(page)}").rpartition(".")
    names = (
        *_counted_names(stem),
        f"{stem}_{{zero}}",
        f"{stem}_{{one}}",
        "index_{zero}",
        "index_{one}",
        f"{stem}/{{one}}",
        f"{stem}{{one}}",
        f"{stem}-{{zero}}",
        f"{stem}-{{one}}",
        f"{stem}_{{one:2}}",
    )
    usual = [f"index_{place}.{ending}" for ending in ("html", "shtml") for place in ("{zero}", "{one}")]
    for file in dict.fromkeys((*(f"{middle}{dot}{suffix}" for middle in names), *(() if name else usual))):
        step = fill(f"{folder}/{file}", number + 1)
        if identity(step.url) != identity(page.url):
            yield Step(step.url, step.template, probe=True)


def _counted_names(stem: str) -> Iterator[str]:
    """The names after ``index1``, ``1`` and ``nb_00000001``, which are first pages with a number of their own."""
    found = _FIRST_NUMBER.match(stem)
    if found:
        size = f":{len(found['number'])}" if len(found["number"]) > 1 else ""
        yield f"{found['name']}{{{'one' if int(found['number']) else 'zero'}{size}}}"


def _usual_suffix(page: ListPage) -> str:
    """``shtml`` where most links of the page end so: a folder does not say how its pages do."""
    paths = (urlsplit(url).path for node in page.tree.iter("a") if (url := resolve(node.get("href"), page.base)))
    found = Counter(suffix.group(1) for path in paths if (suffix := _SUFFIX.search(path)))
    return max(("html", *found), key=lambda name: found[name])


def fill(template: str, number: int, *, form: tuple[tuple[str, str], ...] = ()) -> Step:
    """The step to page ``number`` of a template."""
    return Step(written(template, number), template, form)


def written(template: str, number: int) -> str:
    """Page 2: ``{zero}`` is 1, ``{one}`` 2, ``{one:4}`` 0002; ``{skip:10}`` 10, ``{start:10}`` 11, ``{end:10}`` 20."""
    text = template.replace("{zero}", str(number - 1)).replace("{one}", str(number))
    text = re.sub(r"\{zero:(\d+)\}", lambda size: str(number - 1).zfill(int(size.group(1))), text)
    text = re.sub(r"\{one:(\d+)\}", lambda size: str(number).zfill(int(size.group(1))), text)
    text = re.sub(r"\{skip:(\d+)\}", lambda size: str((number - 1) * int(size.group(1))), text)
    text = re.sub(r"\{start:(\d+)\}", lambda size: str((number - 1) * int(size.group(1)) + 1), text)
    return re.sub(r"\{end:(\d+)\}", lambda size: str(number * int(size.group(1))), text)


def current_page(page: ListPage) -> int | None:
    """The number that the pager's script has for this page, counted from 0 or from 1."""
    return _first(_CURRENT, page.script)


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    """The first number, or what a variable in its place was set to: ``var total = 3; …{pageCount: total}``."""
    values = (found[1] for found in pattern.finditer(text))
    numbers = (int(value) if value.isdecimal() else _assigned(text).get(value) for value in values)
    return next((number for number in numbers if number is not None), None)


@lru_cache(maxsize=4)  # the totals and the steps of one page ask for it
def _assigned(script: str) -> Mapping[str, int]:
    """The first number that each variable is set to."""
    return {name: int(value) for name, value in reversed(_ASSIGNED.findall(script))}


@lru_cache(maxsize=4)
def _arguments(script: str) -> tuple[tuple[list[int], list[str]], ...]:
    """Numbers and words of ``createPageHTML(50, 0, "index", "html")`` and
    ``createPageHTML('page_div', 50, 1, 'index', 'html', 742)``.

    Of older pages: ``new CTRSPageNav(3, m_nCurrPage, "index", "html")`` with ``m_nCurrPage = "0"``, or ``'0'`` itself.
    """  # noqa: D205  (two samples)
    calls = (_parted(given, script) for given in _CALL.findall(script))
    return tuple(
        (numbers, words[-2:])
        for numbers, words in calls
        if len(numbers) >= 2 and len(words) >= 2 and _ENDING.match(words[-1])
    )


def _parted(given: str, script: str) -> tuple[list[int], list[str]]:
    """The numbers of a call and its words."""
    parts = _ARGUMENT.findall(_SECOND.sub(r"\1\2", _GIVEN.sub(lambda part: _told(part[0], script), given)))
    return [int(part[2]) for part in parts if part[2]], [part[0] or part[1] for part in parts if not part[2]]


def _told(argument: str, script: str) -> str:
    """A string as it is, and the number that a variable stands for."""
    return argument if argument[0] in "\"'" else str(_assigned(script).get(argument, argument))


def _create_total(page: ListPage) -> int | None:
    return next((numbers[0] for numbers, _ in _arguments(page.script)), None)


def _create_records(page: ListPage) -> int | None:
    """The 742 of ``createPageHTML('page_div', 50, 1, 'index', 'html', 742)``; on a single page it may be its size."""
    longest = (numbers for numbers, _ in _arguments(page.script) if len(numbers) > 2)
    return next((numbers[2] for numbers in longest if numbers[0] > 1), None)


def _created(page: ListPage, number: int) -> Iterator[tuple[str, str, bool]]:
    for numbers, (name, suffix) in _arguments(page.script):
        yield f"{name}_", f".{suffix.lstrip('.')}", numbers[1] == number - 1


def _written(page: ListPage, number: int) -> Iterator[tuple[str, str, bool]]:
    """The link in ``"<a href=index"+"_" + nextPage + "."+"html>"``, once quotes, plus signs and spaces are out."""
    plain = re.sub(r"[\"'\\+\s]", "", page.script)
    current = current_page(page)
    for prefix, variable, suffix in dict.fromkeys(_WRITTEN.findall(plain)):
        yield prefix, suffix, current == number - 1 if variable == "nextPage" else "-1" in variable
