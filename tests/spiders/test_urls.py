"""Addresses: where links lead, when two are one article, which column an article belongs to."""

from __future__ import annotations

import pytest

from harvester.spiders.families.links import link_of
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.urls import home_of, identity, in_column, is_article, resolve, same_site

COLUMN = "http://www.x.gov.cn/zwgk/zfxxgknb/index.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("./202009/t20200903_1.html", "http://www.x.gov.cn/zwgk/zfxxgknb/202009/t20200903_1.html"),
        ("../zn/t1.html", "http://www.x.gov.cn/zwgk/zn/t1.html"),
        ("//zfxxgk.x.gov.cn/a.html", "http://zfxxgk.x.gov.cn/a.html"),
        ("/../../a.html", "http://www.x.gov.cn/a.html"),
        ("view.do;jsessionid=0A1B?id=7", "http://www.x.gov.cn/zwgk/zfxxgknb/view.do?id=7"),
        ("/pdfjs/web/viewer.html?file=/nb/2023.pdf#page=1", "http://www.x.gov.cn/nb/2023.pdf"),
        ("/a.html?t=1706000000123", "http://www.x.gov.cn/a.html"),
        ("/show.jsp?id=7&_=0.5177265", "http://www.x.gov.cn/show.jsp?id=7"),
        ("/show.jsp?t=1706000001", "http://www.x.gov.cn/show.jsp?t=1706000001"),
        ("http://www.x.gov.cn./a.html", "http://www.x.gov.cn/a.html"),
        ("http://www.x.gov.cn.:80/a.html", "http://www.x.gov.cn:80/a.html"),
        (" /a.html#top\n", "http://www.x.gov.cn/a.html"),
        ("http://big5.www.gov.cn/gate/big5/www.x.gov.cn/a.html", "http://www.x.gov.cn/a.html"),
        ("/附件/年报.pdf", "http://www.x.gov.cn/%E9%99%84%E4%BB%B6/%E5%B9%B4%E6%8A%A5.pdf"),
    ],
)
def test_a_link_leads_to(href, url):
    assert resolve(href, COLUMN) == url


@pytest.mark.parametrize(
    "href",
    [
        "",
        None,
        "#",
        "javascript:;",
        "javacript:toPage()",
        "mailto:a@x.gov.cn",
        "file:///C:/1.doc",
        "data:text/html,1",
        "http://192.168.1.8/wcm/app/editor/spacer.gif",
        "http://10.0.0.1/",
        "http://localhost/a",
        "http://[bad/",
        "http://[::1/a.html",
        "http://www.x.gov.cn:99999/a.html",
        "http://www.x.gov.cn:0/a.html",
        "http://www.x.gov.cn:port/a.html",
    ],
)
def test_a_link_leads_nowhere(href):
    assert resolve(href, COLUMN) is None


def test_a_portal_on_loopback_may_link_to_itself():
    assert resolve("/a.html", "http://127.0.0.1:8921/") == "http://127.0.0.1:8921/a.html"


@pytest.mark.parametrize(
    "twin",
    [
        "https://www.x.gov.cn/a/t1.html",
        "http://x.gov.cn/a/t1.html",
        "http://www.x.gov.cn/a/t1.html?ddtab=true",
        "http://www.x.gov.cn/a/t1.html?uid=3&pageNum=2",
        "http://www.x.gov.cn/a/t1.html?from=singlemessage",
        "http://www.x.gov.cn/a/t1_wap.html",
        "http://www.x.gov.cn/a/t1.html#zoom",
    ],
)
def test_addresses_of_one_document(twin):
    assert identity(twin) == identity("http://www.x.gov.cn/a/t1.html")


def test_index_page_and_folder_are_one():
    assert identity("http://www.x.gov.cn/a/index.shtml") == identity("http://www.x.gov.cn/a/")


@pytest.mark.parametrize("name", ["id", "uid", "pageNum", "from"])
def test_a_query_that_names_the_document_counts(name):
    assert identity(f"http://www.x.gov.cn/show.aspx?{name}=1") != identity(f"http://www.x.gov.cn/show.aspx?{name}=2")


@pytest.mark.parametrize(
    "path",
    [
        "/zfxxgknb/202009/t20200903_2748784.html",
        "/2023n_1/t943249.shtml",
        "/art/2021/1/27/art_1229709995_71194.html",
        "/art/2024/art_0123456789abcdef0123456789abcdef.html",
        "/xx/c100186/202401/0123456789abcdef0123456789abcdef.shtml",
        "/xx/c111239/202301/c01_868731.shtml",
        "/info/1021/1234.htm",
        "/xxgknb/content/post_10385218.html",
        "/public/6595841/11146971.html",
        "/zfxxgknb/1766647421008232449.html",
        "/Item/75160.aspx",
        "/show.aspx?id=92116",
        "/files/2024年报.pdf",
    ],
)
def test_the_shape_of_an_article(path):
    assert is_article(f"http://www.x.gov.cn{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/zfxxgknb/",
        "/cmsd/1910492/a8907-2.html",
        "/zfxxgknb/index_1.html",
        "/col/col1229114055/index.html",
        "/xxgk_list_2.shtml",
        "/zfxxgknb/3.htm",
        "/list.aspx?page=2",
        "/zwgk/ysqgk.html",
    ],
)
def test_the_shape_of_a_column(path):
    assert not is_article(f"http://www.x.gov.cn{path}")


@pytest.mark.parametrize(
    ("article", "column", "own"),
    [
        ("/nb/202401/t20240101_1.html", "/nb/", True),
        ("/xw/202401/t20240101_1.html", "/nb/", False),
        ("/art/2024/1/1/art_601_9.html", "/col/col601/index.html", True),
        ("/art/2024/1/1/art_602_9.html", "/col/col601/index.html", False),
        ("/xx/c100186/202401/a.shtml", "/xx/c100186/list.shtml", True),
        ("/t1.html", "/index.html", False),
    ],
)
def test_an_article_belongs_to_its_column(article, column, own):
    assert in_column(f"http://www.x.gov.cn{article}", f"http://www.x.gov.cn{column}") is own


@pytest.mark.parametrize(
    ("url", "home", "own"),
    [
        ("http://zfxxgk.x.gov.cn/a", "https://www.x.gov.cn/", True),
        ("http://www.y.gov.cn/a", "https://www.x.gov.cn/", False),
        ("http://x.gov.cn.clone.com/a", "https://www.x.gov.cn/", False),
        ("http://127.0.0.1:8922/a", "http://127.0.0.1:8921/", False),
    ],
)
def test_a_site_is_its_host_and_what_stands_under_it(url, home, own):
    assert same_site(url, home) is own


def test_words_in_a_query_go_in_the_encoding_of_the_page():
    source = '<meta charset="gb2312"><a href="/show.asp?name=某局&id=1">某局</a><a href="/年报/1.html">年报</a>'
    page = ListPage("http://www.x.gov.cn/nb/", source.encode("gb18030"))

    assert [link_of(node, page.base) for node in page.tree.iter("a")] == [
        "http://www.x.gov.cn/show.asp?name=%C4%B3%BE%D6&id=1",
        "http://www.x.gov.cn/%E5%B9%B4%E6%8A%A5/1.html",
    ]


@pytest.mark.parametrize(
    ("one", "other", "home"),
    [
        ("/2024/0320/c1623a3199006/page.htm", "/2023/0105/c1623a88/page.htm", "1623"),
        ("/zydm/9352841/9889000/index.html", "/zydm/9352841/4902005/", "/zydm/9352841/"),
        ("/nb/202401/t20240101_1.html", "/nb/202301/t20230101_2.html", "/nb/"),
    ],
)
def test_articles_of_one_column_are_at_home_in_it(one, other, home):
    assert home_of(f"http://www.x.gov.cn{one}") == home_of(f"http://www.x.gov.cn{other}") == home
