"""What the controls of a pager say: 下一页, 尾页, ``>``, ``»``, ``第2页``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harvester.parsers.script import squeeze

_NEXT = re.compile(
    r"^(?:下一?[页頁]|[后後]一?[页頁]|[向往]?[下后後]翻[页頁]?|翻下一?[页頁]|(?:点击)?加载更多|next(?:page)?|loadmore)"
    r"(?:pgdn|pagedown|next|第?\d+(?:[页頁]?共?\d*[页頁])?)?$",
    re.IGNORECASE,
)
"""Whatever stands between brackets behind it: ``下一页(PgDn)``, ``下一页 [2/3页]``."""
_LAST = re.compile(r"^(?:[尾末][页頁]|最[后後]一?[页頁]|last)$", re.IGNORECASE)
_NEXT_SIGN = re.compile(r"^[>›＞→]$")
_LAST_SIGN = re.compile(r"^(?:>{1,2}|»|›{1,2}|≫|→)[|｜]$")
_SIGN = re.compile(r"^(?:>>|»|››|≫|＞＞)$")
_NEXT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:next|(?:arrow|chevron|angle)-?right|right-?arrow)(?:$|[\s_-])", re.IGNORECASE
)
_SHOWN_NUMBER = re.compile(r"^第?(\d{1,4})(?:[页頁](?:[(（]?共\d{1,4}[页頁][)）]?)?)?$")
_SPELT_NUMBER = re.compile(r"^第([一二三四五六七八九十])[页頁]$")
_SPELT = "零一二三四五六七八九十"
_PAGER = re.compile(r"pag(?:e|er|ing|ination|es)?(?![a-z])|fen_?ye|fan_?ye", re.IGNORECASE)
_OPTION = re.compile(r"^第?(\d{1,4})[页頁]?(?:/[共]?\d{1,4}[页頁]?)?$")
"""A select box of pages may say of how many: ``<option value="pg2.jsp">2/3</option>``."""


def controls_of(tree: Any, *tags: str) -> Iterator[Any]:
    """The elements of these tags, then whatever else a script listens to: ``<font onclick="go(2)">下一页</font>``."""
    yield from tree.iter(*tags)
    yield from (node for node in tree.xpath("//*[@onclick]") if node.tag not in tags)


def shown_number(node: Any) -> int | None:
    """The number that a control shows: ``2``, ``第2页``, ``第2页（共3页）``, ``第二页``."""
    label = squeeze(said_by(node)) if len(node) < 3 else ""
    shown, spelt = (_OPTION if node.tag == "option" else _SHOWN_NUMBER).match(label), _SPELT_NUMBER.match(label)
    return int(shown[1]) if shown else _SPELT.index(spelt[1]) if spelt else None


def chosen_number(option: Any) -> int | None:
    """The page of an option whose box calls a function: ``第<select onchange="go()"><option>2</option></select>页``.

    ``<select name="ye" onchange="this.form.submit()"><option>第2页</option></select>`` sends its form.

    Months and sizes have boxes of numbers as well.
    """
    box = next(option.iterancestors("select"), None) if option.tag == "option" else None
    if box is None or not box.get("onchange"):
        return None
    beside = f"{option.text} {box.tail or ''} {box.xpath('string(preceding-sibling::node()[1][self::text()])')}"
    names = " ".join(box.get(name) or "" for name in ("id", "name", "class", "onchange"))
    return shown_number(option) if re.search("[页頁]", beside) or _PAGER.search(names) else None


def is_last(node: Any) -> bool:
    """True for 尾页, 末 页 >>, 最后一页 and ``>|``."""
    return bool(_LAST.match(words_of(node)) or _LAST_SIGN.match(squeeze(said_by(node))))


def is_sign(node: Any) -> bool:
    """True for ``>>`` and ``»``: the next page of one portal, the last one of another, or 更多."""
    return any(map(_SIGN.match, _said(node)))


def said_by(node: Any) -> str:
    """The words of a control: ``<a>尾页</a>``, ``<input type="button" value="尾页">``."""
    return str(node.text_content() or (node.get("value") if node.tag == "input" else "") or "")


def words_of(node: Any) -> str:
    """The same without signs and spaces: ``末 页 >>`` is 末页."""
    return re.sub(r"\W", "", said_by(node))


def _said(node: Any) -> Iterator[str]:
    """What a control says by its words, its title, its value and its picture."""
    yield squeeze(node.text_content() or "")
    yield from (squeeze(node.get(name) or "") for name in ("title", "aria-label", "value", "alt"))
    yield from map(squeeze, node.xpath(".//img/@alt"))


def is_next(node: Any) -> bool:
    """True for a control that says 下一页 by its words, its title, its picture, its sign or its class."""
    if len(node) > 3 or not (len(node) or node.text or node.attrib):
        return False
    shown = (re.sub(r"\W", "", text) for text in _said(node))
    words = next((text for text in shown if text), "")
    if words:
        return bool(_NEXT.match(words))
    is_pressed = node.tag in ("a", "button") or node.get("onclick")
    is_named = is_pressed and _NEXT_CLASS.search(node.get("class") or "")
    return bool(is_named) or any(map(_NEXT_SIGN.match, _said(node)))
