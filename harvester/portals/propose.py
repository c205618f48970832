"""What one page of a portal says about it, as the entry that a person then reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from harvester.divisions import by_code, locate
from harvester.portals.discovery import find_columns
from harvester.portals.discovery.candidates import holds_reports, page_name
from harvester.portals.portal import Column, Portal
from harvester.portals.schema import NO_DIVISION
from harvester.spiders.families import detect
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.page import ListPage

_SITE_CODE = re.compile(
    r"""(?:网站标识码\s*[:：]?\s*|sitecode=["'])\s*((?:bm\d{2}|\d{2})\d{4})\d{4}""",
    re.IGNORECASE,
)
"""``网站标识码：1304000009``, ``<script sitecode="…">``."""
_CODE = re.compile(r"((?:bm\d{2}|\d{2})\d{4})\d{4}$", re.IGNORECASE)
_HOSTED_BY = re.compile(r"主办单位?\s*[:：]\s*([一-鿿（）()]{3,30})")
_COMMON_LABELS = {"www", "gov", "cn", "zwgk", "xxgk", "zfxxgk", "com", "org"}
_MINISTRIES = "部委"
_UNFILLED = "网站名称"
"""The name of a site whose template was left as it came."""
_SHORT_NAMES = {"15": "内蒙古", "23": "黑龙江", "66": "兵团"}
"""Provinces that are not the first two characters of their name."""


def propose(page: ListPage, today: date) -> Portal:
    """The portal of a column page, or of a home page whose menu names its columns."""
    name, code = _site_name(page), _division(page)
    parts = urlsplit(page.url)
    own = holds_reports(page)
    return Portal(
        id=f"{(code or NO_DIVISION)[:6]}_{_slug(parts.hostname or '', parts.port)}",
        name=name,
        url=f"{parts.scheme}://{parts.netloc}/",
        family=_family(page) if own else "",
        columns=(_own_column(page),) if own else tuple(_named_columns(page)),
        province=province_of(code) if code else _MINISTRIES,
        division_code=code,
        source="harvester portals add",
        seen=today.isoformat(),
    )


def _family(page: ListPage) -> str:
    """Empty where no system is known again: the pages of a later day, or below a hub, may show it."""
    name = detect(page).name
    return "" if name == Generic.name else name


def province_of(code: str) -> str:
    """The name that the province's file has: 330382 -> 浙江, 152200 -> 内蒙古."""
    found = by_code(f"{code[:2]}0000")
    return _SHORT_NAMES.get(code[:2]) or (found.name[:2] if found else "")


def _own_column(page: ListPage) -> Column:
    years = [item for item in find_columns(page, inside=True) if item.kind == "year"]
    return Column(page.url, page_name(page) or None, "hub" if years else "list")


def _named_columns(page: ListPage) -> Iterator[Column]:
    for item in find_columns(page, inside=False):
        if item.is_sure:
            yield Column(item.url, item.name or None)


def _site_name(page: ListPage) -> str:
    found = _meta(page, "SiteName").replace(_UNFILLED, "") or next(iter(_HOSTED_BY.findall(page.visible)), "").strip()
    if found:
        return found
    title = page.tree.findtext(".//title") or ""
    return re.split(r"[_|\-—–]", title.strip())[-1].strip() or (urlsplit(page.url).hostname or "")


def _division(page: ListPage) -> str | None:
    """By the code that the state gave the site, else by its name; abolished places are what they became.

    Copied templates carry another portal's code: one of another city than the site's name says is not taken.
    """
    code = _CODE.match(_meta(page, "SiteIDCode")) or _SITE_CODE.search(page.text) or _SITE_CODE.search(page.visible)
    if code and code.group(1).lower().startswith("bm"):
        return None
    coded, named = by_code(code.group(1)) if code else None, locate(_site_name(page))
    codes = [place.current_code for place in (coded, named) if place and place.current_code]
    return codes[-1] if len(codes) > 1 and _contradict(*codes) else next(iter(codes), None)


def _contradict(coded: str, named: str) -> bool:
    """``500107`` and 齐齐哈尔; the code of 邯郸 is right for 丛台区, and that of 石家庄 for a department of 河北."""
    is_province = "0000" in (coded[2:6], named[2:6])
    return coded[:2] != named[:2] if is_province else coded[:4] != named[:4]


def _meta(page: ListPage, name: str) -> str:
    nodes = (node for node in page.tree.iter("meta") if (node.get("name") or "").lower() == name.lower())
    return next(((node.get("content") or "").strip() for node in nodes), "")


def _slug(host: str, port: int | None) -> str:
    """``fgw.suqian.gov.cn`` -> ``suqian_fgw``; hosts in numbers -> ``local_8031``."""
    labels = [label for label in reversed(host.split(".")) if label not in _COMMON_LABELS]
    words = [re.sub(r"[^a-z0-9]+", "", label.lower()) for label in labels]
    if not any(re.search(r"[a-z]", word) for word in words):
        words = ["local", str(port or 80)]
    return "_".join(word for word in words if word)
