"""What docs/add-a-portal.md shows of a new family does what it says, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from harvester.spiders.families.generic import Generic
from harvester.spiders.families.json_rows import json_rows
from harvester.spiders.families.numbered import PLACE, with_parameter
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Totals
from harvester.spiders.families.rows import RowList

DOCS = Path(__file__).parents[2] / "docs"
COLUMN = "http://www.x.gov.cn/nb/list.htm"


def held(page):
    found = page.tree.xpath("//textarea")
    return json.loads(found[0].text_content()) if found else None


def family(name):
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)
    known = {"Generic": Generic, "ListPage": ListPage, "RowList": RowList, "Iterator": Iterator, "PLACE": PLACE}
    names = {**known, "json_rows": json_rows, "with_parameter": with_parameter, "_held": held}
    exec(code, names)
    return names["Huilan"]


@pytest.mark.parametrize("name", ["add-a-portal.md", "add-a-portal.zh-CN.md"])
def test_the_family_of_the_document_knows_reads_and_turns_its_pages(name):
    rows = [{"title": "甲县人民政府2023年政府信息公开工作年度报告", "url": "/nb/1.htm"}]
    page = ListPage(COLUMN, f"<textarea>{json.dumps(rows)}</textarea>共2页".encode())
    huilan = family(name)

    assert huilan.matches(page)
    assert not huilan.matches(ListPage(COLUMN, b"<p>\xe6\x97\xa0</p>"))
    assert [row.url for row in huilan(COLUMN).rows(page).rows] == ["http://www.x.gov.cn/nb/1.htm"]
    assert f"{COLUMN}?p=2" in [step.url for step in huilan(COLUMN).steps(page, 1, Totals(pages=2))]
