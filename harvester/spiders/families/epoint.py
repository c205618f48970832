"""Epoint EWB: a shell; ``siteGuid`` stands in a script file, rows come from a POST to ``getgovinfolist``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from harvester.parsers.kind import judge_title
from harvester.spiders.families.interface import Call, Interface
from harvester.spiders.families.json_rows import json_rows
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.rows import RowList, read_rows
from harvester.spiders.families.urls import resolve

_MARK = re.compile(r"EWB-FRONT|webBuilderCommon|lightfrontaction|getgovinfolist", re.IGNORECASE)
_CATEGORY = re.compile(r"\b(?:categorynum|catenum)[\"']?\s*[:=,]\s*[\"'](\w+)[\"']", re.IGNORECASE)
_INPUT = "//input[translate(@id, 'N', 'n')='categorynum' or translate(@name, 'N', 'n')='categorynum']/@value"
_SITE = re.compile(r"\bsiteGuid[\"']?\s*[:=]\s*[\"']([\w-]+)[\"']", re.IGNORECASE)
_PROJECT = re.compile(r"\bprojectName[\"']?\s*[:=]\s*[\"'](/?[\w-]+)[\"']", re.IGNORECASE)
_ACTION = re.compile(r"[\"']([^\"'\s]*/?rest/[^\"'\s]*list[^\"'\s]*)[\"']", re.IGNORECASE)
_SIZE = re.compile(r"\bpageSize[\"']?\s*[:=]\s*[\"']?(\d{1,3})", re.IGNORECASE)
_USUAL_SCRIPT = "/js/webBuilderCommon.js"
_USUAL_ACTION = "/rest/lightfrontaction/getgovinfolist"
_LIKELY_SCRIPT = re.compile(r"webbuilder|ewb|govinfo|common|config|site", re.IGNORECASE)


class Epoint(Interface):
    """Asks as JSON, then as a form; from page 0, which a server that counts from 1 answers with page 1 or nothing."""

    name = "epoint"

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.category = ""
        self.known: dict[re.Pattern[str], str] = {}

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return bool(_MARK.search(page.text))

    # List page

    def rows(self, page: ListPage) -> RowList:
        """Rows of the answer, whose addresses start at the site; static rows only where they are reports."""
        if page.data is not None:
            return json_rows(page.data, urljoin(self.column_url, "/"))
        found = read_rows(page, self.column_url, self.layout) if "<" in page.text[:200] else RowList()
        is_list = not self._category(page) or any(judge_title(row.title) == "report" for row in found.rows)
        return found if is_list else RowList()

    def openings(self, page: ListPage) -> Iterator[Step]:
        """The calls, as soon as a page or a script has told the site's number; before that, the scripts."""
        self.category = self.category or self._category(page)
        for pattern in (_SITE, _PROJECT, _ACTION, _SIZE):
            found = pattern.search(page.script or page.text)
            if found:
                self.known.setdefault(pattern, found.group(1))
        if self.category and _SITE in self.known:
            yield from self._calls()
        elif self.category:
            yield from self._scripts(page)

    def _category(self, page: ListPage) -> str:
        query = {name.lower(): value for name, value in parse_qsl(urlsplit(self.column_url).query)}
        found = _CATEGORY.search(page.script)
        return str(query.get("categorynum") or (found and found.group(1)) or next(iter(page.tree.xpath(_INPUT)), ""))

    def _scripts(self, page: ListPage) -> Iterator[Step]:
        sources = [url for node in page.tree.iter("script") if (url := resolve(node.get("src"), page.base))]
        likely = sorted((url for url in sources if _LIKELY_SCRIPT.search(url)), key=_by_name)
        for url in (*likely, urljoin(page.url, _USUAL_SCRIPT)):
            yield Step(url, probe=True)

    def _calls(self) -> Iterator[Step]:
        action = self.known.get(_ACTION, _USUAL_ACTION)
        if action.startswith(("/rest/", "rest/")):
            action = f"/{self.known.get(_PROJECT, 'EWB-FRONT').strip('/')}/{action.lstrip('/')}"
        url = urljoin(self.column_url, action)
        query = {name.lower(): value for name, value in parse_qsl(urlsplit(self.column_url).query)}
        for place in ("{zero}", "{one}"):
            fields = {
                "deptcode": query.get("deptcode", ""),
                "categorynum": self.category,
                "pageIndex": place,
                "pageSize": self.known.get(_SIZE, "15"),
                "siteGuid": self.known[_SITE],
            }
            numbers = {"pageIndex": place, "pageSize": fields["pageSize"]}
            body = json.dumps({**fields, **numbers})
            yield self.open(Call(url, json=body.replace(f'"{place}"', place)), probe=True)
            yield self.open(Call(url, form=tuple(fields.items())), probe=True)

    # Paging

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:  # noqa: ARG002  (no links in it)
        """From page 0 on; where page 1 repeats it, the server counts from 1."""
        if self.call is None or totals.records is None:
            return
        yield self.call.step(number + 1, probe=number == 1)
        if number == 1:
            yield self.open(self.call.rebased, 2)


def _by_name(url: str) -> bool:
    """The file that the system itself brings comes first."""
    return "webbuilder" not in url.lower()
