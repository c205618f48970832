"""A portal whose list and one article are built by scripts: with a real browser, without one, and forbidden."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
import yaml
from browsers import needs_browser
from crawling import crawl

from fixtures.interfaces.shell_js import answer
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve

FOLDER = FIXTURES / "shell_js"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))


@contextmanager
def crawled(folder, *, render="auto", changes=None, **settings):
    """The crawl, the portal's server, and another server that its script calls."""
    facts = yaml.safe_load((FOLDER / "site.yaml").read_text(encoding="utf-8")) | (changes or {})
    with serve(FOLDER, port=0) as other:
        own = folder / "site"
        own.mkdir()
        (own / "site.yaml").write_text(yaml.safe_dump(facts | {"elsewhere": other.url}), encoding="utf-8")
        (own / "www").symlink_to(FOLDER / "www")
        with serve(own, port=0, interface=answer) as site:
            entry = {"id": "000000_yishan", "name": facts["name"], "url": f"{site.url}/", "render": render}
            entry["columns"] = [site.url + facts["column"]]
            (folder / "registry").mkdir()
            (folder / "registry" / "portals.yaml").write_text(
                yaml.safe_dump({"portals": [entry]}, allow_unicode=True), encoding="utf-8"
            )
            chosen = {"DOWNLOAD_TIMEOUT": 15, **settings}
            yield (
                crawl(folder, portal_ids=[entry["id"]], portals_dir=folder / "registry", settings=chosen),
                site,
                other,
            )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    with crawled(tmp_path_factory.mktemp("built")) as found:
        yield found


def columns(found, site):
    return [{**column, "url": column["url"].removeprefix(site.url)} for column in found.columns]


@needs_browser
def test_the_list_is_read_as_the_browser_built_it_page_by_page(built):
    found, site, _ = built
    shown = [
        [page["url"].removeprefix(site.url), page["rendered_by"] is not None, page["presses"]]
        for page in found.pages
        if page["role"] == "list"
    ]

    assert shown == EXPECTED["list_pages"], found.log
    assert columns(found, site) == EXPECTED["columns"]
    assert "Traceback" not in found.log


@needs_browser
def test_only_the_article_that_a_script_fills_is_built_by_the_browser(built):
    found, site, _ = built
    shown = [
        [page["url"].removeprefix(site.url), page["rendered_by"] is not None]
        for page in found.pages
        if page["role"] == "report"
    ]

    assert sorted(shown) == EXPECTED["report_pages"]
    assert {
        name: [url.removeprefix(site.url) for url in urls] for name, urls in found.by_outcome().items()
    } == EXPECTED["outcomes"]


@needs_browser
def test_pages_of_the_browser_are_counted(built):
    found, _, _ = built
    assert found.stats["harvester/rendered"] == 4


@needs_browser
def test_pictures_and_other_sites_are_not_asked_for(built):
    _, site, other = built
    assert "/img/banner.png" not in site.asked
    assert other.asked == []


@needs_browser
def test_the_browser_introduces_itself_as_the_crawler_does(built):
    found, _, _ = built
    assert all(page["rendered_by"].startswith("Chromium/") for page in found.pages if page["rendered_by"])


def test_without_a_browser_the_run_says_what_it_left_out_and_the_way_out(tmp_path):
    with crawled(tmp_path, HARVESTER_CHROMIUM="/opt/none/chromium") as (found, site, _):
        assert columns(found, site) == EXPECTED["without_a_browser"]["columns"]
        (closing,) = [item for item in found.outcomes if item["role"] == "column"]
        assert "a script fills the page" in closing["detail"]
        assert "HARVESTER_CHROMIUM: no such program: '/opt/none/chromium'" in closing["detail"]


def test_a_portal_may_forbid_the_browser(tmp_path):
    with crawled(tmp_path, render="never") as (found, site, _):
        assert columns(found, site) == EXPECTED["render_never"]["columns"]


RELOADS = (
    "if (!document.cookie) { document.cookie = 'seen=1'; location.reload(); } else { location.href = '/zwgk/nb/2/'; }"
)


@needs_browser
def test_a_page_that_tests_browsers_is_not_played_along_with(tmp_path):
    changes = {"scripts": {"/js/app.js": RELOADS}}
    with crawled(tmp_path, render="always", changes=changes) as (found, site, _):
        asked = [path for path in site.asked if path.startswith("/zwgk/nb/")]
        assert asked == ["/zwgk/nb/", "/zwgk/nb/"]
        assert list(found.by_outcome()) == ["cookie_challenge"]


TURNS = """
  var page = 1, where = ['d', 'q42', 'k.txt'];
  function turn(to) { fetch('/' + where.join('/')).then(answer => answer.json()).then(function (data) {
    page += 1;
    document.getElementById('list').innerHTML = data.k.slice((page - 1) * 3, page * 3).map(function (row) {
      return '<li><a href="' + row.h + '">' + row.t + '</a><span>' + row.d + '</span></li>';
    }).join('');
  }); }
"""


@needs_browser
def test_a_plain_first_page_whose_pager_only_a_script_can_turn_is_walked_on_by_the_browser(tmp_path):
    rows = yaml.safe_load((FOLDER / "site.yaml").read_text(encoding="utf-8"))["rows"]
    shown = "".join(
        f"<li><a href='{row['href']}'>{row['title']}</a><span>{row['date']}</span></li>" for row in rows[:3]
    )
    pager = "<a href='javascript:;' onclick='turn(2)'>下一页</a><a onclick='turn(3)'>尾页</a>"
    page = f"<ul id='list'>{shown}</ul>{pager}<p>{'政府信息公开平台。' * 30}</p><script src='/js/app.js'></script>"
    changes = {"pages": {"/zwgk/nb/": page}, "scripts": {"/js/app.js": TURNS}}
    with crawled(tmp_path, changes=changes) as (found, site, _):
        (column,) = columns(found, site)
        assert [column[key] for key in ("outcome", "harvested", "pages")] == ["ok", 7, 3]
        assert len(found.urls("report")) == 6


ADDS = """
  var shown = 3, where = ['d', 'q42', 'k.txt'], busy = false;
  function add() { if (busy) return; busy = true;
    fetch('/' + where.join('/')).then(a => a.json()).then(function (data) {
    document.getElementById('list').innerHTML += data.k.slice(shown, shown + 3).map(function (row) {
      return '<li><a href="' + row.h + '">' + row.t + '</a><span>' + row.d + '</span></li>';
    }).join('');
    shown += 3; busy = false;
  }); }
"""


@needs_browser
@pytest.mark.parametrize(
    ("control", "handler"),
    [
        ("<div id='more'>点击加载更多</div>", "document.getElementById('more').onclick = add;"),
        ("<div>下拉加载更多...</div>", "window.onscroll = add;"),
    ],
)
def test_a_list_that_grows_by_a_press_or_a_scroll_is_read_to_its_end(tmp_path, control, handler):
    rows = yaml.safe_load((FOLDER / "site.yaml").read_text(encoding="utf-8"))["rows"]
    shown = "".join(f"<li><a href='{row['href']}'>{row['title']}</a></li>" for row in rows[:3])
    script = "<script src='/js/app.js'></script>"
    page = f"<ul id='list'>{shown}</ul>{control}<p>{'政府信息公开平台。' * 30}</p>{script}"
    changes = {"pages": {"/zwgk/nb/": page}, "scripts": {"/js/app.js": ADDS + handler}}
    with crawled(tmp_path, changes=changes) as (found, site, _):
        (column,) = columns(found, site)
        assert [column[key] for key in ("outcome", "harvested")] == ["ok", 7]


@needs_browser
def test_a_list_that_a_script_builds_and_scrolling_extends_is_read_to_its_end(tmp_path):
    page = "<ul id='list' style='min-height: 3000px'></ul><script src='/js/app.js'></script>"
    script = f"{ADDS.replace('shown = 3', 'shown = 0', 1)} add(); window.addEventListener('scroll', add);"
    with crawled(tmp_path, changes={"pages": {"/zwgk/nb/": page}, "scripts": {"/js/app.js": script}}) as (
        found,
        site,
        _,
    ):
        (column,) = columns(found, site)
        assert [column[key] for key in ("outcome", "harvested")] == ["ok", 7]


def test_without_a_browser_a_list_that_grows_is_incomplete_and_the_way_out_is_said(tmp_path):
    rows = yaml.safe_load((FOLDER / "site.yaml").read_text(encoding="utf-8"))["rows"]
    shown = "".join(f"<li><a href='{row['href']}'>{row['title']}</a></li>" for row in rows[:3])
    page = f"<ul id='list'>{shown}</ul><a>加载更多</a><p>{'政府信息公开平台。' * 30}</p>"
    none = {"HARVESTER_CHROMIUM": "/opt/none/chromium"}
    with crawled(tmp_path, changes={"pages": {"/zwgk/nb/": page}}, **none) as (found, site, _):
        (column,) = columns(found, site)
        (closing,) = [item for item in found.outcomes if item["role"] == "column"]
        assert column["outcome"] == "incomplete"
        assert "加载更多" in closing["detail"]
        assert "HARVESTER_CHROMIUM" in closing["detail"]
