"""Words of links that are no article's title: controls of a pager, years, and 查看 or PDF beside the title."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from harvester.parsers.file_names import says_nothing
from harvester.parsers.kind import judge_title
from harvester.parsers.organs import is_agency_name
from harvester.parsers.script import fold, simplify, squeeze

_CONTROL = re.compile(
    r"^\W*(\d{1,3}|1[0-8]\d\d|第?[\d一二三四五六七八九十]*[页頁]|(上|下|前|后|後)一?[页頁]|首[页頁]|[尾末][页頁]|最后一页"
    r"|更多.*|more.*|返回.*|go|转到|跳转|确定)?\W*$",
    re.IGNORECASE,
)
_YEAR_COLUMN = re.compile(
    r"^(?:19|20)\d{2}(?:年度?)?(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告|报告)?(?:专栏|栏目|汇总|列表)?$"
)
_COLUMN_HEAD = re.compile(r"((?:19|20)\d{2})(?:年度?)?(?:年报|年度报告|报告)?$")
_REPORT_OF_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:年?度)?(?:年报|报告)?")
_OF_AGENCY = re.compile(r"(\D+)\d{4}年度报告")
_GROUP = re.compile(
    r"(?:部门|单位|机构|县区|区县|县市|市县|县市区|市县区|区市县|乡镇|镇乡|街镇|镇街|街道|园区|政府|国有企业|公共企事业)$"
)
_ITEMS = ("li", "tr", "dd", "dl", "p")
_LONGEST_TITLE = 80
_LARGEST_ROW = 200
"""Elements; what has more is the list."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_SAID = 6
"""Characters of what is more than 公开 or 日期 beside a link."""


def is_control(title: str) -> bool:
    """True for the labels of a pager: 下一页, 尾 页, 3, >>, [12], 第2页, and for 更多 and 返回."""
    return bool(_CONTROL.match(squeeze(title)))


def is_year_label(title: str) -> bool:
    """True for 2024, 2024年, 2024年度 and 2024年政府信息公开工作年度报告, which name a year and no agency."""
    return bool(_YEAR_COLUMN.match(simplify(squeeze(title))))


def is_group(title: str) -> bool:
    """True for what says whose reports there are: 县直部门, 乡镇（街道）, 县（市、区）, 县政府."""
    return bool(_GROUP.search(re.sub(r"\W", "", simplify(squeeze(title)))))


def title_beside(anchor: Any, label: str, row: Any) -> str:
    """The report's title in the row of a link that says 查看, [网页版] or PDF only; empty where there is none.

    ``row`` holds this link and no other; a row of two formats holds more. What says anything else is the whole row.
    A link around a table is empty for the parser, which moves the table out of it: then any title counts.

    ``<td>某局2023年政府信息公开年度报告</td><td>2024-01-20</td><td><a>查看</a></td>``
    """
    if not says_nothing(label):
        return ""
    if named := title_by_headings(anchor):
        return named
    around = (row, *anchor.iterancestors(*_ITEMS))
    for item in (item for item in around if not _is_large(item)):
        texts = [text for text in _texts(item) if len(text) <= _LONGEST_TITLE]
        title = min((text for text in texts if judge_title(text) == "report"), key=len, default="")
        said = max(_outside_links(item), key=len, default="") if not label and item is row else ""
        if title or any(len(_HAN.findall(text)) >= _LEAST_SAID for text in texts):
            return title or said
    return ""


def title_by_agency(anchor: Any, label: str) -> str:
    """``<tr><td>某县水务局</td><td><a>2024</a> <a>2023</a></td></tr>``: rows named 某县水务局2024年度报告."""
    year = _REPORT_OF_YEAR.fullmatch(squeeze(label))
    item = next(anchor.iterancestors(*_ITEMS), None) if year else None
    texts = _outside_links(item) if item is not None and not _is_large(item) else ()
    agency = next(filter(is_agency_name, texts), "")
    return f"{agency}{year[1]}年度报告" if year and agency else ""


def is_by_agency(title: str) -> bool:
    """True for such a title, which does not say what the agency's report is about."""
    named = _OF_AGENCY.fullmatch(title)
    return named is not None and is_agency_name(named[1])


def title_by_headings(anchor: Any) -> str:
    """What a link of a table of agencies and years is about, by the heads of its row and of its column.

    ``<tr><th>单位</th><th>2024年</th><th>2023年</th></tr><tr><td>某县水务局</td><td><a>查看</a></td>…</tr>``
    """
    cell = next(anchor.iterancestors("td"), None)
    row = None if cell is None else cell.getparent()
    first = None if row is None else next(next(row.iterancestors("table"), row).iter("tr"), None)
    if row is None or first is None or first is row:
        return ""
    place = list(row).index(cell)
    heads = [fold(node.text_content() or "") for node in first]
    year = _COLUMN_HEAD.match(heads[place]) if 0 < place < len(heads) == len(row) else None
    agency = fold(row[0].text_content() or "")
    return f"{agency}{year[1]}年政府信息公开年度报告" if year and is_agency_name(agency) else ""


def _is_large(item: Any) -> bool:
    return next(islice(item.iter(), _LARGEST_ROW, None), None) is not None


def _texts(item: Any) -> list[str]:
    """What the elements of a row say that hold no link, or its texts outside of links where none does."""
    nodes = (node for node in item.iter() if isinstance(node.tag, str) and not _has_link(node))
    found = [text for node in nodes if (text := fold(node.text_content() or ""))]
    return found if any(judge_title(text) == "report" for text in found) else [*found, *_outside_links(item)]


def _outside_links(item: Any) -> list[str]:
    return [text for part in item.xpath(".//text()[not(ancestor::a)]") if (text := fold(part))]


def _has_link(node: Any) -> bool:
    return node.tag == "a" or node.find(".//a") is not None
