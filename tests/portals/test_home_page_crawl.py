"""The crawl of a home page, and of a portal whose column nobody has noted: it finds the column itself."""

from __future__ import annotations

import os
import time

import pytest
from small_site import document, menu, reports, rows, small_site

from harvester.demo.server import Answer
from tests.forks import run

NEWS = rows("全县经济工作会议召开", "县领导调研重点项目", "关于招聘工作人员的公告")
SECTIONS = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
REPORT = document("<h1>某县{year}年政府信息公开工作年度报告</h1>" + SECTIONS)
YEARS = {2021: 1, 2022: 2, 2023: 3}
PAGES = {
    "/": document(f'<a href="/zwgk/">政务公开</a><a href="/wznb/">政府网站工作年度报表</a>{NEWS}'),
    "/zwgk/": document(f'<a href="/zfxxgk/">政府信息公开</a><a href="/ysq/">依申请公开</a>{NEWS}', title="政务公开"),
    "/zfxxgk/": document(menu("/a7/b1/", "年报"), title="政府信息公开"),
    "/a7/b1/": document(reports(*YEARS), title="年报_某县人民政府"),
    **{
        f"/a7/b1/202{number}01/t202{number}0115_{100 + number}.html": REPORT.format(year=year)
        for year, number in YEARS.items()
    },
}
ARTICLES = sorted(path for path in PAGES if path.startswith("/a7/b1/2"))


def crawled(folder, *, throttle=0, **arguments):
    """Run the spider as a plain Scrapy project does, politeness off."""
    settings = {
        "HARVESTER_ALLOW_PRIVATE": 1,
        "HARVESTER_DATABASE_URL": f"sqlite:///{folder / 'h.sqlite'}",
        "HARVESTER_ARCHIVE": folder / "archive",
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": throttle,
    }
    command = ["scrapy", "crawl", "annual_reports"]
    command += [part for name, value in arguments.items() for part in ("-a", f"{name}={value}")]
    command += [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "harvester.settings"}
    done = run(*command, env=environment, cwd=folder)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_home_page_leads_to_every_report_and_to_nothing_else(tmp_path):
    with small_site(tmp_path / "site", PAGES) as site:
        crawled(tmp_path, url=f"{site.url}/")

    assert sorted(path for path in site.asked if path.startswith("/a7/b1/2")) == ARTICLES
    assert not {"/wznb/", "/ysq/"} & set(site.asked)
    assert not [path for path in site.asked if path.startswith(("/20", "/zwgk/2"))]


def test_a_portal_is_asked_at_its_own_pace(tmp_path):
    asked = []

    def slow(_facts, request):
        asked.append(time.monotonic())
        found = PAGES.get(request.path)
        return found if found is None else Answer(found.encode(), "text/html; charset=utf-8")

    mine = tmp_path / "mine"
    mine.mkdir()
    with small_site(tmp_path / "site", {}, slow) as site:
        facts = f"id: 000000_mine, name: 某县, pace: 0.3, url: '{site.url}/', columns: ['{site.url}/a7/b1/']"
        (mine / "mine.yaml").write_text(f"portals:\n  - {{{facts}}}\n", encoding="utf-8")
        crawled(tmp_path, throttle=1, portal="000000_mine", portals=mine)

    gaps = len(asked) - 1
    assert gaps >= 4
    assert asked[-1] - asked[0] >= gaps * 0.25


def test_a_portal_without_columns_is_crawled_from_its_home_page(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    with small_site(tmp_path / "site", PAGES) as site:
        text = f"portals:\n  - id: 000000_mine\n    name: 某县\n    url: {site.url}/\n"
        (mine / "mine.yaml").write_text(text, encoding="utf-8")
        crawled(tmp_path, portal="000000_mine", portals=mine)

    assert sorted(path for path in site.asked if path.startswith("/a7/b1/2")) == ARTICLES


@pytest.mark.parametrize(
    "beside", ["", menu("/zfxxgk/zd/", "政府信息公开制度"), "<ul><li><a href='/xw/'>新闻中心</a></li></ul>"]
)
def test_a_column_that_names_agencies_leads_to_their_columns(tmp_path, beside):
    """``<a href="/zfxxgk/bm1/nb/">县教育局</a>``: each has a column of its own; the menu is every page's."""
    agencies = ("县教育局", "县财政局", "清溪镇")
    links = "".join(f'<li><a href="/zfxxgk/bm{n}/nb/">{name}</a></li>' for n, name in enumerate(agencies))
    path = "/zfxxgk/bm{n}/nb/202401/t20240115_{n}.html"
    pages = {"/zfxxgk/nb/": document(f"{beside}<ul>{links}</ul>", title="部门年报")}
    for n, name in enumerate(agencies):
        row = f'<li><a href="{path.format(n=n)}">{name}2023年政府信息公开工作年度报告</a><span>2024-01-15</span></li>'
        pages[f"/zfxxgk/bm{n}/nb/"] = document(f"<ul>{row}</ul>", title="年报")
        pages[path.format(n=n)] = REPORT.format(year=2023)
    with small_site(tmp_path / "site", pages) as site:
        crawled(tmp_path, url=f"{site.url}/zfxxgk/nb/")

    assert {path.format(n=n) for n in range(3)} <= set(site.asked)
    assert not {"/zfxxgk/zn/", "/xw/"} & set(site.asked)


def test_the_list_in_the_frame_is_not_read_again_where_the_menu_leads_to_it(tmp_path):
    left = "".join(
        f'<li><a href="{href}" target="list">{name}</a></li>' for href, name in (("zn/", "指南"), ("nb/", "年度报告"))
    )
    pages = {
        "/xxgk/": document(f'<ul>{left}</ul><iframe name="list" src="nb/"></iframe>', title="政府信息公开"),
        "/xxgk/nb/": document(reports(2023, 2024)),
    }
    with small_site(tmp_path / "site", pages) as site:
        crawled(tmp_path, url=f"{site.url}/xxgk/")

    assert site.asked.count("/xxgk/nb/") == 1
