"""A portal of a few pages, written by the test and served by a real HTTP server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from harvester.demo.server import Answer, Site, serve

MENU = """<ul class="left"><li><a href="/zfxxgk/zn/">政府信息公开指南</a></li>
<li><a href="/zfxxgk/zd/">政府信息公开制度</a></li><li><a href="/zfxxgk/nr/">法定主动公开内容</a></li>
<li><a href="{nianbao}">{name}</a></li><li><a href="/zfxxgk/sq/">依申请公开</a></li></ul>"""
OTHERS = """<div class="links"><a href="/wznb/">政府网站工作年度报表</a><a href="/gjj/ndbg/">公积金年报</a>
<a href="/fzzf/">法治政府建设年度报告</a><a href="/czyjs/">2024年度部门决算</a><a href="/zfgzbg/">政府工作报告</a>
<a href="/tjj/nianbao/">统计年报</a><a href="/yjcg/ndbg.htm">科研年度报告</a></div>"""


def menu(nianbao, name="政府信息公开年报"):
    return MENU.format(nianbao=nianbao, name=name)


def document(body, title="某县人民政府", head=""):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def rows(*titles, folder="."):
    items = (
        f'<li><a href="{folder}/202{number}01/t202{number}0115_{100 + number}.html">{title}</a><span>202{number}-01-15'
        "</span></li>"
        for number, title in enumerate(titles, start=1)
    )
    return f'<ul class="list">{"".join(items)}</ul>'


def reports(*years):
    return rows(*(f"某县{year}年政府信息公开工作年度报告" for year in years))


@contextmanager
def small_site(folder, pages: Mapping[str, str | Answer], interface=None, faults=None) -> Iterator[Site]:
    """Serve ``pages`` by their paths, or what ``interface`` answers; anything else is 404."""
    (folder / "www").mkdir(parents=True, exist_ok=True)
    (folder / "www" / "404.html").write_text(document("<h1>404</h1>"), encoding="utf-8")
    (folder / "site.yaml").write_text(
        "content_type: text/html; charset=utf-8\nmodified: Fri, 28 Mar 2025 02:30:00 GMT\n", encoding="utf-8"
    )

    def answer(_facts, asked):
        path = asked.path + (
            "?" + "&".join(f"{key}={value}" for key, value in asked.query.items()) if asked.query else ""
        )
        found = pages.get(path)
        if found is None or isinstance(found, Answer):
            return found
        return Answer(found.encode(), "text/html; charset=utf-8")

    with serve(folder, port=0, interface=interface or answer, faults=faults) as site:
        yield site
