"""List pages of a random portal: the rows, the pager, and the chrome around them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from unseen.chrome import page
from unseen.draw import Article, Portal, classes, data, filled

_FOREIGN = "http://www.example.gov.cn/zwgk/nb/t20230330_99.html"


def list_page(portal: Portal, number: int, home: str) -> str:
    """List page ``number`` as the server sends it, where the rows stand in it."""
    return page(portal, rows(portal, number, home) + pager(portal, number), title=portal.name)


def rows(portal: Portal, number: int, home: str) -> str:
    """The list; on page 1 with a report of elsewhere, on later ones with what is pinned."""
    shape, names = portal.row, _names(portal, "rows")
    shown = portal.on(number)
    if "pinned" in portal.quirks and number > 1:
        shown = (portal.articles[0], *shown)
    drawn = [row(portal, article, home, place) for place, article in enumerate(shown, start=1)]
    if has_foreign(portal) and number == 1:
        drawn.append(filled(shape["row"], **_foreign(portal), **names))
    text = filled(shape["list"], rows="\n".join(drawn), **names)
    old = f"<!-- {re.sub('<!--.*?-->', '', text)} -->" if "commented" in portal.quirks else ""
    phone = f'<div style="display:none">{text}</div>' if "twice" in portal.quirks else ""
    return old.replace(".html", "_old.html") + phone + text


def has_foreign(portal: Portal) -> bool:
    return "foreign" in portal.quirks and portal.delivery == "static"


def _foreign(portal: Portal) -> dict[str, Any]:
    article = Article(
        _FOREIGN, "邻县人民政府2022年政府信息公开工作年度报告", "邻县", 2022, portal.articles[0].day, True
    )
    return _values(article, _FOREIGN, 99)


def row(portal: Portal, article: Article, home: str, number: int) -> str:
    return filled(portal.row["row"], **_values(article, href(portal, article, home), number), **_names(portal, "rows"))


def _values(article: Article, link: str, number: int) -> dict[str, Any]:
    title, day = html.escape(article.title), article.day
    values = {"short": f"{title[:22]}…" if len(title) > 24 else title, "monthday": f"{day:%m-%d}"}
    values |= {"dayonly": f"{day:%d}", "yearmonth": f"{day:%Y-%m}", "number": number, "year": article.year}
    return values | {"href": html.escape(link), "title": title, "day": day, "agency": article.agency}


def href(portal: Portal, article: Article, home: str) -> str:
    """The article's link as the column writes it: relative to its folder, from the root, or whole."""
    folder = portal.parts["dir"]
    if "http_links" in portal.quirks:
        return home + article.path
    is_beside = portal.address(2).startswith(folder) and "/" not in portal.address(2).removeprefix(folder)
    if is_beside and article.path.startswith(folder) and portal.random("href").random() < 0.6:
        return f"./{article.path.removeprefix(folder)}"
    return article.path


def pager(portal: Portal, number: int) -> str:
    shapes = data("pagers")[portal.pager]
    if isinstance(shapes, str):
        return _script_pager(portal, number, shapes)
    return _controls(portal, number, portal.random("pager").choice(shapes))


def _script_pager(portal: Portal, number: int, shape: str) -> str:
    last = min(number + 1, portal.pages)
    values = {"address": script_address(portal), "first": portal.column, "name": portal.parts["name"]}
    values |= {"next": last, "prev": max(1, number - 1), "next_href": html.escape(portal.address(last))}
    return filled(shape, **values, ending=portal.parts["ending"], **_counts(portal, number))


def script_address(portal: Portal) -> str:
    """The address of page n as JavaScript: ``"/nb/index_" + (n-1) + ".html"``."""
    template = portal.next_template
    for name, code in (
        ("{k}", "n"),
        ("{z}", "(n-1)"),
        ("{r}", f"({portal.pages}-n+1)"),
        ("{o}", f"(n-1)*{portal.size}"),
    ):
        template = template.replace(name, f'" + {code} + "')
    return f'"{template.format(**portal.parts)}"'


def _counts(portal: Portal, number: int) -> dict[str, Any]:
    counts = {"T": portal.pages, "k": number, "z": number - 1, "size": portal.size}
    return counts | {"records": len(portal.articles)} | _names(portal, "pager")


def _controls(portal: Portal, number: int, shape: dict[str, Any]) -> str:
    drawn = "".join(
        _control(shape, role, word, target, portal) for role, word, target in _targets(portal, number, shape)
    )
    return filled(shape["wrap"], controls=drawn, **_counts(portal, number))


def _control(shape: dict[str, Any], role: str, word: str, target: int, portal: Portal) -> str:
    if not target:
        return filled(shape["idle"], word=word, role=role, **_names(portal, "pager"))
    template = shape.get("numbers", shape["control"]) if role == "no" else shape["control"]
    link = html.escape(portal.address(target))
    return filled(template, word=word, role=role, href=link, **_names(portal, "pager"))


def _targets(portal: Portal, number: int, shape: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Role, word and page of each control; page 0 where it cannot be pressed."""
    words, chance, last = data("words"), portal.random("words"), portal.pages
    said = {role: chance.choice(words[role]) for role in ("first", "previous", "next", "last")}
    for role in shape["shows"]:
        if role == "numbers":
            yield from (("no", str(page), 0 if page == number else page) for page in range(1, last + 1))
        elif role in {"first", "previous"}:
            yield role, said[role], 0 if number == 1 else (1 if role == "first" else number - 1)
        else:
            yield role, said[role], 0 if number == last else (last if role == "last" else number + 1)


def _names(portal: Portal, what: str) -> dict[str, str]:
    return classes(portal.random(f"classes {what}"), data("words")["classes"])
