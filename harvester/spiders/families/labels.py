"""Words of links that are no article's title: controls of a pager, years, and 查看 or PDF beside the title."""

from __future__ import annotations

import re
from typing import Any

from harvester.parsers.file_names import says_nothing
from harvester.parsers.kind import judge_title
from harvester.parsers.script import fold, simplify, squeeze

_CONTROL = re.compile(
    r"^\W*(\d{1,3}|1[0-8]\d\d|第?\d*[页頁]|(上|下|前|后|後)一?[页頁]|首[页頁]|[尾末][页頁]|最后一页"
    r"|更多.*|more.*|返回.*|go|转到|跳转|确定)?\W*$",
    re.IGNORECASE,
)
_YEAR_COLUMN = re.compile(
    r"^(?:19|20)\d{2}(?:年度?)?(?:政府)?(?:信息公开)?(?:工作)?(?:年报|年度报告|报告)?(?:专栏|栏目|汇总|列表)?$"
)
_ITEMS = ("li", "tr", "dd", "dl", "p")
_LONGEST_TITLE = 80


def is_control(title: str) -> bool:
    """True for the labels of a pager: 下一页, 尾页, 3, >>, [12], 第2页, and for 更多 and 返回."""
    return bool(_CONTROL.match(title))


def is_year_label(title: str) -> bool:
    """True for 2024, 2024年, 2024年度 and 2024年政府信息公开工作年度报告, which name a year and no agency."""
    return bool(_YEAR_COLUMN.match(simplify(squeeze(title))))


def title_beside(anchor: Any, label: str, row: Any) -> str:
    """The report's title in the row of a link that says 查看, [网页版] or PDF only; empty where there is none.

    ``row`` holds this link and no other; a row of two formats holds more.

    ``<td>某局2023年政府信息公开年度报告</td><td>2024-01-20</td><td><a>查看</a></td>``
    """
    items = (row, *anchor.iterancestors(*_ITEMS)) if says_nothing(label) else ()
    return next((title for item in items if (title := _report_title(item))), "")


def _report_title(item: Any) -> str:
    parts = (
        fold(node.text_content() or "") for node in item.iter() if isinstance(node.tag, str) and not _has_link(node)
    )
    texts = (*parts, *(fold(text) for text in item.xpath(".//text()[not(ancestor::a)]")))
    return next((text for text in texts if len(text) <= _LONGEST_TITLE and judge_title(text) == "report"), "")


def _has_link(node: Any) -> bool:
    return node.tag == "a" or node.find(".//a") is not None
