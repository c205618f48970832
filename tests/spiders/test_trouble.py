"""A portal that fails: every failure has a name, nothing is silently short, and the crawl goes on."""

from __future__ import annotations

import gzip

import pytest
from crawling import crawl

from harvester.demo.bundled import bundled
from harvester.demo.server import Answer, serve

TRS = "/zwgk/zfxxgk/zfxxgknb"
JCMS = "/art/2021/1/27/art_60101_3012.html"


def crawl_with(tmp_path, faults, **options):
    with bundled(free_ports=True, faults=faults) as portals:
        crawled = crawl(tmp_path, portal_ids=portals.portal_ids, portals_dir=portals.portals_dir, **options)
        return crawled, {name: site.url for name, site in portals.sites.items()}


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("500", "server_error"), ("hang", "unreachable"), ("close", "unreachable"), ("cut", "unreachable")],
)
def test_a_report_page_that_fails_has_an_outcome_and_the_others_are_read(tmp_path, fault, outcome):
    crawled, homes = crawl_with(tmp_path, {"trs": {f"{TRS}/202301/t20230130_10012.html": fault}})

    failed = [item for item in crawled.outcomes if item["url"].endswith("t20230130_10012.html")]
    assert [(item["outcome"], item["role"]) for item in failed] == [(outcome, "report")]
    assert failed[0]["anchor_text"] == "大同市人民政府辦公室2022年政府信息公開工作年度報告"
    assert len(crawled.urls("report")) == 6
    assert f"{homes['trs']}{TRS}/202101/t20210128_10007.html" in crawled.urls("report")


def test_a_list_page_that_fails_makes_its_column_incomplete(tmp_path):
    crawled, homes = crawl_with(tmp_path, {"trs": {f"{TRS}/index_1.html": "500"}})

    column = next(item for item in crawled.outcomes if item["role"] == "column" and TRS in item["url"])
    assert column["outcome"] == "incomplete"
    assert column["detail"] == (
        f"3 list pages declared, 2 read; not read: {homes['trs']}{TRS}/index_1.html (HTTP 500)"
    )
    assert crawled.by_outcome(role="list") == {"server_error": [f"{homes['trs']}{TRS}/index_1.html"]}


def test_a_portal_that_answers_nothing_is_reported_and_the_next_one_is_harvested(tmp_path):
    crawled, homes = crawl_with(tmp_path, {"trs": {f"{TRS}/": "hang"}})

    assert crawled.by_outcome(role="list") == {"unreachable": [f"{homes['trs']}{TRS}/"]}
    assert {item["url"].removeprefix(homes["jcms"]): item["outcome"] for item in crawled.columns} == {
        f"{homes['trs']}{TRS}/": "incomplete",
        "/col/col60101/index.html": "ok",
        "/col/col60102/index.html": "ok",
    }
    assert len(crawled.urls("report")) == 3


def test_when_the_first_column_fails_the_second_one_fetches_the_article(tmp_path):
    crawled, homes = crawl_with(tmp_path, {"jcms": {"/col/col60101/index.html": "500"}})

    page = next(page for page in crawled.pages if page["url"] == homes["jcms"] + JCMS)
    assert page["column_url"] == f"{homes['jcms']}/col/col60102/index.html"
    assert "duplicate" not in crawled.by_outcome()


def test_a_dataproxy_that_fails_is_named_with_the_articles_that_are_missing(tmp_path):
    crawled, _ = crawl_with(tmp_path, {"jcms": {"/module/web/jpage/dataproxy.jsp": "500"}})

    incomplete = [item for item in crawled.outcomes if item["role"] == "column" and "/col/" in item["url"]]
    assert [item["outcome"] for item in incomplete] == ["incomplete", "incomplete"]
    assert incomplete[0]["detail"].startswith("13 articles declared, 10 listed; not read: ")


def test_robots_rules_are_obeyed_and_reported(tmp_path):
    with bundled(free_ports=True) as portals:
        crawled = crawl(tmp_path, url=f"{portals.sites['trs'].url}/admin/list.html")
        asked = portals.sites["trs"].asked

    assert asked == ["/robots.txt"]
    assert crawled.by_outcome() == {"robots_disallowed": [f"{portals.sites['trs'].url}/admin/list.html"]}


def test_a_column_without_rows_is_an_empty_shell_not_a_column_of_no_reports(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "nb.html").write_text("<html><body><p>栏目建设中</p></body></html>", encoding="utf-8")
    (tmp_path / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    (tmp_path / "site.yaml").write_text("{content_type: text/html, modified: ''}", encoding="utf-8")
    with serve(tmp_path, port=0) as site:
        crawled = crawl(tmp_path, url=f"{site.url}/nb.html")

    assert [column["outcome"] for column in crawled.columns] == ["empty_shell"]


def test_a_home_page_that_is_given_as_a_column_leads_to_the_column(tmp_path):
    with bundled(free_ports=True) as portals:
        crawled = crawl(tmp_path, url=f"{portals.sites['trs'].url}/index.html")

    assert [column["outcome"] for column in crawled.columns] == ["ok", "ok"]
    assert len(crawled.urls("report")) == 4


def test_nobody_listening(tmp_path):
    with bundled(free_ports=True) as portals:
        home = portals.sites["trs"].url
    crawled = crawl(tmp_path, url=f"{home}/zfxxgknb/")

    assert crawled.by_outcome() == {"unreachable": [f"{home}/zfxxgknb/"]}


def test_an_answer_over_the_limit_is_too_large(tmp_path):
    crawled, _ = crawl_with(tmp_path, {}, settings={"DOWNLOAD_MAXSIZE": 20_000})

    assert len(crawled.by_outcome()["too_large"]) == 6
    assert [url.rpartition("/")[2] for url in crawled.urls("report")] == ["t20210115_10006.html"]


ODD = """\
name: 某县人民政府
port: 0
content_type: text/html; charset=utf-8
modified: Mon, 31 Mar 2025 08:00:00 GMT
redirects:
  /nb/202401/t20240101_1.html: /nb/202401/t20240101_1.html
  /nb/202401/t20240101_2.html: http://www.example.gov.cn/nb/t20240101_2.html
  /nb/202401/t20240101_3.html: /
  /nb/202401/t20240101_4.html: /nb/202401/t20240101_5.html
columns: []
"""


def test_every_odd_answer_has_its_name(tmp_path):
    rows = "".join(
        f'<li><a href="202401/t20240101_{n}.html">{n}局2023年政府信息公开年度报告</a>2024-01-01</li>'
        for n in range(1, 8)
    )
    folder = tmp_path / "www" / "nb" / "202401"
    folder.mkdir(parents=True)
    (tmp_path / "site.yaml").write_text(ODD, encoding="utf-8")
    (tmp_path / "www" / "404.html").write_text("404", encoding="utf-8")
    (tmp_path / "www" / "index.html").write_text("<h1>首页</h1>", encoding="utf-8")
    (folder.parent / "index.html").write_text(f"<ul>{rows}</ul>", encoding="utf-8")
    (folder / "t20240101_5.html").write_text("<h1>年报</h1>", encoding="utf-8")
    (folder / "t20240101_6.html").write_text("", encoding="utf-8")

    with serve(tmp_path) as site:
        crawled = crawl(tmp_path, url=f"{site.url}/nb/")

    names = {name: sorted(url.rpartition("_")[2] for url in urls) for name, urls in crawled.by_outcome().items()}
    assert names == {
        "redirect_loop": ["1.html"],
        "off_host": ["2.html"],
        "redirected": ["3.html", "4.html"],
        "soft_404": ["3.html"],
        "duplicate": ["4.html"],
        "unreadable": ["6.html"],
        "gone": ["7.html"],
    }
    assert [url.rpartition("_")[2] for url in crawled.urls("report")] == ["5.html"]


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "soon"}])
def test_a_host_that_wants_a_rest_and_says_not_how_long_is_asked_again(tmp_path, headers):
    (tmp_path / "www").mkdir()
    (tmp_path / "site.yaml").write_text("{content_type: text/html; charset=utf-8, modified: ''}", encoding="utf-8")
    (tmp_path / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    row = '<li><a href="t20240115_1.html">某县2023年政府信息公开工作年度报告</a>2024-01-15</li>'
    answers = [
        Answer(b"<h1>busy</h1>", "text/html", 429, headers),
        Answer(f"<ul>{row}</ul>".encode(), "text/html; charset=utf-8"),
    ]

    def answer(_, asked):
        return answers.pop(0) if asked.path == "/nb/" else None

    with serve(tmp_path, port=0, interface=answer) as site:
        crawled = crawl(tmp_path, url=f"{site.url}/nb/", settings={"HARVESTER_COOL_DOWN": 1, "RETRY_TIMES": 1})

    assert [(column["outcome"], column["harvested"]) for column in crawled.columns] == [("ok", 1)]


def test_a_packed_page_is_read_where_it_is_whole_or_was_not_packed_after_all(tmp_path):
    """One that breaks off has the length of what was left, so nobody else notices; the last does not say it is one."""
    (tmp_path / "www").mkdir()
    (tmp_path / "site.yaml").write_text("{content_type: text/html; charset=utf-8, modified: ''}", encoding="utf-8")
    (tmp_path / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    titles = [f"{name}局2023年政府信息公开工作年度报告" for name in ("甲", "乙", "丙", "丁", "戊")]
    rows = "".join(
        f'<li><a href="t20240115_{n}.html">{title}</a>2024-01-15</li>' for n, title in enumerate(titles, start=1)
    )
    plain = f"<html><body><h1>{titles[0]}</h1><p>一、总体情况</p></body></html>".encode()
    packed = gzip.compress(plain)
    bodies = {"1": packed, "2": packed[:-12], "3": packed[:3] + plain, "4": plain, "5": packed}

    def answer(_, asked):
        if asked.path == "/nb/":
            return Answer(f"<ul>{rows}</ul>".encode(), "text/html; charset=utf-8")
        body = bodies.get(asked.path[-6:-5])
        told = {} if asked.path.endswith("5.html") else {"Content-Encoding": "gzip"}
        return body and Answer(body, "text/html; charset=utf-8", headers=told)

    with serve(tmp_path, port=0, interface=answer) as site:
        crawled = crawl(tmp_path, url=f"{site.url}/nb/")

    found = {name: [url[-6:-5] for url in urls] for name, urls in crawled.by_outcome().items()}
    assert found == {"unreachable": ["2"], "unreadable": ["3"]}
    assert [url[-6:-5] for url in crawled.urls("report")] == ["1", "4", "5"]


@pytest.mark.parametrize(
    "head", ['<base href="http://[bad/">', '<meta http-equiv="refresh" content="0;url=http://[bad/">']
)
def test_a_page_whose_base_or_refresh_is_no_address_is_read_from_its_own(tmp_path, head):
    """Scrapy's refreshing joins every page's base, which raised there."""
    (tmp_path / "www").mkdir()
    (tmp_path / "site.yaml").write_text("{content_type: text/html; charset=utf-8, modified: ''}", encoding="utf-8")
    report = "<html><body><h1>某县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p></body></html>"
    row = '<li><a href="202401/t20240115_1.html">某县2023年政府信息公开工作年度报告</a><b>2024-01-15</b></li>'
    page = f"<html><head>{head}</head><body><ul>{row}</ul>{'<p>政府信息公开</p>' * 60}</body></html>"
    (tmp_path / "www" / "nb.html").write_text(page, encoding="utf-8")
    (tmp_path / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    (tmp_path / "www" / "202401").mkdir()
    (tmp_path / "www" / "202401" / "t20240115_1.html").write_text(report, encoding="utf-8")
    with serve(tmp_path, port=0) as site:
        crawled = crawl(tmp_path, url=f"{site.url}/nb.html")

        assert crawled.urls("report") == [f"{site.url}/202401/t20240115_1.html"]
