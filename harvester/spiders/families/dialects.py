"""Small families that differ in the addresses of their pages only; `dialects.yaml` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import yaml

from harvester.spiders.families.base import Family
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.interface import Call
from harvester.spiders.families.numbered import PLACE, with_parameter
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.pager import handler_steps
from harvester.spiders.families.paging import Step, Totals

_MODULE = re.compile(r"\bmoduleId[\"']?\s*[:=]\s*[\"']?([\w-]{8,})")


class Dialect(Generic):
    """One entry of the file."""

    entry: ClassVar[Mapping[str, Any]]

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        rows = cls.entry.get("rows")
        return bool(cls._column(page.url)) and (not rows or bool(re.search(rows, page.text)))

    @classmethod
    def _column(cls, url: str) -> re.Match[str] | None:
        parts = urlsplit(url)
        place = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return re.search(cls.entry["column"], place, re.IGNORECASE)

    def totals(self, page: ListPage) -> Totals:
        shown = super().totals(page)
        found = re.search(self.entry["records"], page.script) if "records" in self.entry else None
        if not found:
            return shown
        count = int(found.group(1))
        is_pages = count < len(self.rows(page).rows)  # some templates hand over the pages in its place
        return Totals(shown.records, count) if is_pages else Totals(count, shown.pages)

    # Paging

    def dialect(self, page: ListPage) -> Iterator[str]:
        """``{page}`` is the place of the number."""
        parts, found = urlsplit(self.column_url), self._column(self.column_url)
        for pages in self.entry.get("pages", ()) if found else ():
            assert found is not None
            yield f"{parts.scheme}://{parts.netloc}{parts.path[: found.start()]}{found.expand(pages)}"
        if "parameter" in self.entry and not self.entry.get("post"):
            yield with_parameter(self._with_module(page), self.entry["parameter"], PLACE)

    def steps(self, page: ListPage, number: int, totals: Totals) -> Iterator[Step]:
        if not self.entry.get("post"):
            yield from super().steps(page, number, totals)
        elif (totals.pages or 0) > number:
            yield from handler_steps(page, number)
            yield Call(self.column_url, form=((self.entry["parameter"], "{one}"),)).step(number + 1)

    def _with_module(self, page: ListPage) -> str:
        """The system eportal asks for the module of the page as well: ``&currentPage=2&moduleId=…``."""
        found = _MODULE.search(page.script)
        return with_parameter(self.column_url, "moduleId", found.group(1)) if found else self.column_url


def _families() -> Iterator[type[Family]]:
    entries = yaml.safe_load((Path(__file__).parent / "dialects.yaml").read_text(encoding="utf-8"))["dialects"]
    for entry in entries:
        yield type(entry["name"].title().replace("_", ""), (Dialect,), {"name": entry["name"], "entry": entry})


DIALECTS: tuple[type[Family], ...] = tuple(_families())
