"""List interfaces: how a script asks for page N, and the families whose rows come from one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from harvester.spiders.families.base import Family
from harvester.spiders.families.json_rows import json_rows, json_totals
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals, written
from harvester.spiders.families.places import SIZE_PARAMETER
from harvester.spiders.families.rows import RowList

AJAX = (("X-Requested-With", "XMLHttpRequest"),)
"""Header of a script's request."""
NO_AJAX = (("X-Requested-With", ""),)
"""No such header: of what a form sends by itself."""
_SPAN = re.compile(r"\{(skip|start|end):(\d+)\}")
"""Places that count rows (see `written`)."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request with places for the page (see `written`): in its address, its form or its JSON."""

    url: str
    form: tuple[tuple[str, str], ...] = ()
    json: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def step(self, number: int, *, probe: bool = False) -> Step:
        form = tuple((name, written(value, number)) for name, value in self.form)
        url, json = written(self.url, number), written(self.json, number)
        return Step(url, self.key, form, probe, json, self.headers)

    @property
    def key(self) -> str:
        """Stands for the call in ``Step.template``."""
        return Step(self.url, form=self.form, json=self.json).key

    @property
    def rebased(self) -> Call:
        """The same call that counts from 1 instead of 0, or from 0 instead of 1."""
        place, other = ("{one}", "{zero}") if "{one}" in self.key else ("{zero}", "{one}")
        form = tuple((name, value.replace(place, other)) for name, value in self.form)
        return Call(self.url.replace(place, other), form, self.json.replace(place, other), self.headers)

    def fitted(self, rows: int) -> Call:
        """The call for a server that gave fewer rows than it was asked for: the next begins behind those it gave."""

        def fit(text: str) -> str:
            return _SPAN.sub(lambda span: f"{{{span[1]}:{min(rows, int(span[2]))}}}", text)

        form = tuple((name, fit(value)) for name, value in self.form)
        return Call(fit(self.url), form, fit(self.json), self.headers)

    def otherwise(self, number: int) -> Step:
        """What a server that counts from the other base calls the page after ``number``, or the first one."""
        step = self.rebased.step(number + 1 if "{zero}" in self.key else 1)
        return replace(step, template=None, probe=True)


def fills_its_size(step: Step, rows: int, totals: Totals) -> bool:
    """True where as many rows came as were asked for and as are counted: ``pageSize=10``, ``"count": 10``."""
    fields = (*step.form, *parse_qsl(urlsplit(step.url).query), *json.loads(step.json or "{}").items())
    is_full = any(SIZE_PARAMETER.match(str(name)) and str(value) == str(rows) for name, value in fields)
    return is_full and totals.records == rows and totals.pages is None


class Interface(Family):
    """A family that opens calls from its shell page and walks the one that answered with rows."""

    smallest_page = 0  # a last page of one article is a short answer

    def __init__(self, column_url: str) -> None:
        super().__init__(column_url)
        self.calls: dict[str, Call] = {}

    def rows(self, page: ListPage) -> RowList:
        """None of a shell page's own links: they are menus and news."""
        return RowList() if page.data is None else json_rows(page.data, self.column_url)

    def totals(self, page: ListPage) -> Totals:
        return json_totals(page.data)

    def open(self, call: Call, number: int = 1, *, probe: bool = False) -> Step:
        """The step that asks the call for a page, and that makes the answering call known."""
        self.calls[call.key] = call
        return call.step(number, probe=probe)

    @property
    def call(self) -> Call | None:
        return self.calls.get(self.template or "")
