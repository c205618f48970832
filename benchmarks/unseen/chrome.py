"""What every page of a random portal has around its own content: menus, other lists, friends, and its foot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from unseen.draw import Portal, classes, data, filled

FRONT = "首页"


def page(portal: Portal, middle: str, *, title: str, is_of_column: bool = True) -> str:
    """A page of the column, or one above it, whose bread crumbs do not name it."""
    body = filled(
        _BODY,
        middle=middle,
        title=title,
        column=portal.name if is_of_column else title,
        menu=_menu(portal) if title != FRONT else "",
        side="".join(_side(portal)),
        below=_hot(portal),
        nav=_nav(portal),
        friends=_friends(),
        county=portal.county,
        **classes(portal.random("chrome"), data("words")["classes"]),
    )
    charset = "" if "no_charset" in portal.quirks else f'<meta charset="{encoding(portal)}">'
    return f"<!DOCTYPE html>\n<html><head>{charset}<title>{title}-{portal.county}人民政府</title></head>{body}</html>"


def front_page(portal: Portal) -> str:
    """The home page: news, notices and links."""
    news = data("words")["news"]
    boxes = [
        _box(portal, name, f"/{folder}/", news) for folder, name in (("yw", "要闻"), ("tz", "通知"), ("gs", "公示"))
    ]
    return page(portal, "".join(boxes), title=FRONT, is_of_column=False)


def disclosure_page(portal: Portal) -> str:
    """What 政务公开 leads to: the menu that names the column, and news."""
    return page(portal, _box(portal, "公告公示", "/gg/", data("words")["news"]), title="政务公开", is_of_column=False)


def encoding(portal: Portal) -> str:
    return "gb18030" if "gbk" in portal.quirks else "utf-8"


_BODY = """<body><div class="head"><a href="/">$county人民政府</a>$nav</div>
<div class="$c1">您的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; $column</div>
<div class="$c2"><div class="left">$menu$side</div><div class="$c3"><h2>$title</h2>
$middle
$below</div></div>
$friends<div class="foot"><a href="/wzdt/">网站地图</a> <a href="/lxwm/">联系我们</a> 主办：$county人民政府办公室
<a href="https://beian.miit.gov.cn/">浙ICP备05000000号</a></div></body>"""


def _nav(portal: Portal) -> str:
    names = data("words")["nav"]
    links = (
        f'<li><a href="/n{number}/">{filled(name, county=portal.county)}</a></li>' for number, name in enumerate(names)
    )
    return f"<ul class='nav'>{''.join(links)}</ul>"


def _menu(portal: Portal) -> str:
    siblings = data("words")["siblings"]
    links = [f'<li><a href="/zfxxgk/s{number}/">{name}</a></li>' for number, name in enumerate(siblings)]
    links.insert(3, f'<li class="on"><a href="{portal.column}">{portal.name}</a></li>')
    tabs = '<p><a href="javascript:;">本级</a><a href="javascript:;">部门</a></p>' if "tabs" in portal.quirks else ""
    years = range(2024, 2018, -1) if "year_switch" in portal.quirks else ()
    sign = "&" if "?" in portal.column else "?"
    switch = "".join(f'<a href="{portal.column}{sign}year={year}">{year}年</a>' for year in years)
    return f"<ul>{''.join(links)}</ul>{tabs}{switch}"


def _side(portal: Portal) -> Iterator[str]:
    if "side_list" in portal.quirks:
        yield _box(portal, "最新公开", "/xwzx/", data("words")["news"][:6])
    if "other_reports" in portal.quirks:
        for number, name in enumerate(data("words")["others"]):
            titles = [f"{portal.county}$year年{name}" for _ in range(5)]
            yield _box(portal, name, f"/qt{number}/", titles)


def _hot(portal: Portal) -> str:
    if "hot_list" not in portal.quirks:
        return ""
    return _box(portal, "热点信息", "/rdxx/", data("words")["news"][3:])


def _box(portal: Portal, name: str, folder: str, titles: list[str]) -> str:
    """A short list of another column, as every page of the portal shows it."""
    newest = portal.articles[0].day
    days = [newest - timedelta(days=number) for number in range(len(titles))]
    rows = "".join(
        f'<li><a href="{folder}{day:%Y%m}/t{day:%Y%m%d}_{90 + number}.html">'
        f"{filled(title, county=portal.county, year=newest.year - number)}</a><span>{day}</span></li>"
        for number, (day, title) in enumerate(zip(days, titles, strict=True))
    )
    return f'<div class="box"><h3>{name}<a href="{folder}">更多</a></h3><ul>{rows}</ul></div>'


def _friends() -> str:
    names = data("words")["friends"]
    options = "".join(
        f'<option value="http://www.f{number}.gov.cn/">{name}</option>' for number, name in enumerate(names)
    )
    return f'<select onchange="window.open(this.value)">{options}</select>'
