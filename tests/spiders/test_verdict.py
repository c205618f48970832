"""What an answer is: pages stay pages whatever scripts they carry, and block pages are known whatever their status."""

from __future__ import annotations

import pytest
import yaml

from harvester.demo.bundled import FIXTURES
from harvester.spiders import verdict
from harvester.spiders.verdict import classify

HTML = {"content-type": "text/html"}
RUISHU = "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.cd='q'</script></head><body></body></html>"
JIASULE = "<script>document.cookie=('_')+('_')+('j')+('s');location.href=location.pathname</script>"
NAV = "".join(f"<a href='/{number}/'>栏目{number}</a>" for number in range(20))


def name(status, text, charset="utf-8", **headers):
    return classify(status, {**HTML, **headers}, text.encode(charset)).outcome


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (304, "not_modified"),
        (401, "forbidden"),
        (403, "forbidden"),
        (404, "gone"),
        (405, "forbidden"),
        (410, "gone"),
        (412, "blocked_js"),
        (418, "forbidden"),
        (429, "rate_limited"),
        (400, "client_error"),
        (451, "client_error"),
        (500, "server_error"),
        (503, "server_error"),
        (512, "blocked_js"),
        (521, "blocked_js"),
    ],
)
def test_a_status_without_a_body_has_its_name(status, outcome):
    assert name(status, "") == outcome


@pytest.mark.parametrize("status", [200, 202, 400, 403, 412, 503])
def test_the_challenge_of_ruishu_is_known_at_any_status(status):
    assert name(status, RUISHU) == "blocked_js"


@pytest.mark.parametrize("status", [200, 403, 521])
def test_so_is_that_of_jiasule(status):
    assert name(status, JIASULE) == "blocked_js"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("<p>请拖动滑块完成验证</p>", "captcha"),
        ("<title>403</title><p>当前访问疑似黑客攻击，已被创宇盾拦截</p>", "forbidden"),
        ("<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>", "forbidden"),
        ("不合法的参数", "forbidden"),
        ('{"code":-1,"msg":"不合法的参数"}', "forbidden"),
        ("<div class=online-desc-con>网站暂时无法访问</div>", "forbidden"),
        ("<p>访问过于频繁，请稍后再试</p>", "rate_limited"),
        ("<p>网站升级维护中，请稍后访问</p>", "server_error"),
        (f"<title>用户登录</title>{NAV}<input type=password><p>{'统一身份认证平台' * 40}</p>", "forbidden"),
        ("<script>document.cookie='a=1';location.reload()</script>", "cookie_challenge"),
        ("<p>对不起，您访问的页面不存在</p>", "soft_404"),
        ("<script>alert('该信息不存在');history.back();</script>", "soft_404"),
        (f"<title>404_某某县人民政府</title>{NAV}<p>请从首页进入</p>", "soft_404"),
        (f"<title>某某县人民政府</title>{NAV}<h1>页面未找到</h1>", "soft_404"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_success_that_is_none_is_known_by_its_words(text, outcome, charset):
    assert name(200, text, charset) == outcome


@pytest.mark.parametrize(
    "text",
    [
        f"<script>$_ts={{}}</script><h1>政务公开</h1>{NAV}",
        "<script>$_ts={}</script><h1>2024年报</h1><a href='P020250120.pdf'>全文下载</a>",
        "<script>$_ts={}</script><img src='W020250120.jpg'>",
        "<script>$_ts={}</script><p>2024年县财政局政府信息公开工作年度报告</p>",
        "<script src='geetest.js'></script><script>document.cookie='n=1';location.hash</script><p>" + "公开" * 300,
        f"<p>我局网站防火墙、安全狗和滑动验证已升级，访问被拦截的情形减少。</p>{NAV}",
        "<title>政府信息不存在告知书</title><h1>关于政府信息不存在的答复</h1><p>经检索，您申请的信息不存在。</p>",
        f"<h1>关于网站升级维护的公告</h1><p>本网站于今晚升级维护。</p>{NAV}",
        "<title>404号提案的答复</title><h1>关于第404号提案</h1>",
        "<title>错误</title><table>" + "<tr><td>1</td><td>2</td></tr>" * 10 + "</table>",
        '{"total":1,"data":[{"title":"2024年报","url":"/a.html","memo":"' + "访问验证" * 80 + '"}]}',
        "",
    ],
)
def test_a_page_stays_a_page(text):
    assert name(200, text) == "ok"


def test_every_bundled_page_stays_a_page():
    pages = [path for site in ("trs", "jcms") for path in (FIXTURES / site / "www").rglob("*.html")]
    pages = [path for path in pages if path.name != "404.html"]

    assert len(pages) > 20
    assert {classify(200, HTML, path.read_bytes(), title="某年度报告").outcome for path in pages} == {"ok"}


def test_documents_are_not_searched_for_words():
    assert classify(200, {}, b"%PDF-1.7 $_ts Access Denied").outcome == "ok"


def test_a_busy_server_says_when_to_come_back():
    assert name(503, "", **{"retry-after": "30"}) == "rate_limited"


def test_400_from_a_host_that_had_answered_is_a_refusal():
    assert classify(400, HTML, b"", visited=True).outcome == "rate_limited"


def test_404_is_gone_even_where_every_page_carries_the_challenge():
    assert name(404, RUISHU) == "gone"


def test_the_front_page_instead_of_an_article_is_a_soft_404():
    front = f"<title>某某县人民政府</title><body>{NAV}<a href='/t1.html'>2024年政府信息公开工作年度报告</a></body>"
    address, title = "http://x.gov.cn/202501/t20250120_10018.html", "2024年政府信息公开工作年度报告"

    def answer(text, url=address):
        return classify(200, HTML, text.encode(), url, title=title).outcome

    assert answer(front) == "soft_404"
    assert answer(front, "http://x.gov.cn/nb/") == "ok"
    assert answer(front + f"<h1>{title}</h1>") == "ok"
    assert answer(front + "<a href='P020250120.pdf'>下载</a>") == "ok"


def test_dates_beside_its_links_make_a_front_page_no_article_and_what_stands_below_a_title_does():
    news = "".join(f"<li><a href='/t{n}.html'>一条新闻{n}</a><span>2025-01-{n}</span></li>" for n in range(10, 31))
    address = "http://x.gov.cn/202501/t20250120_10018.html"

    def answer(text):
        return classify(200, HTML, f"<body>{news}{text}</body>".encode(), address, title="2024年度报告").outcome

    assert answer("<h1>首页</h1>") == "soft_404"
    assert answer("<h1>公开年报</h1>发布时间：2025-01-20 字号：大 中 小<img src='1.png'>") == "ok"


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [
        ("<div><img src='/W1.jpg'><img src='/W2.jpg'></div>", "ok"),
        ("<p><img src='/W1.png'></p>", "ok"),
        ("<div class='TRS_Editor'><span><img src='/a.gif'></span></div>", "ok"),
        (
            "<div><img src='/logo1.png'><img src='/banner2.png'></div><a href='/t1'><p><img src='/W1.jpg'></p></a>",
            "soft_404",
        ),
    ],
)
def test_a_report_of_pictures_amid_links_is_told_from_the_front_page(shown, outcome):
    page = f"<title>某县人民政府</title><body>{NAV}{shown}</body>"
    address, title = "http://x.gov.cn/202501/t20250120_10018.html", "某县2024年政府信息公开工作年度报告"

    assert classify(200, HTML, page.encode(), address, title=title).outcome == outcome


def test_the_agency_at_the_foot_of_a_page_is_no_title():
    agency = "岭东区人民政府办公室"
    front = f"<title>首页</title><body>{NAV}<p>主办：{agency} 备案号</p></body>"
    address, title = "http://x.gov.cn/202501/t20250120_10018.html", f"{agency}2024年政府信息公开工作年度报告"

    assert classify(200, HTML, front.encode(), address, title=title).outcome == "soft_404"
    assert classify(200, HTML, front.replace("备案号", title).encode(), address, title=title).outcome == "ok"


def test_the_evidence_names_the_sign():
    assert classify(412, HTML, RUISHU.encode()).evidence == "HTTP 412, 瑞数 ($_ts)"
    assert classify(200, HTML, "不合法的参数".encode("gbk")).evidence == "不合法的参数 (不合法的参数)"


def test_every_sign_has_an_outcome_that_exists():
    rows = yaml.safe_load((FIXTURES.parent.parent / "harvester/spiders/block_pages.yaml").read_text(encoding="utf-8"))

    assert {row["outcome"] for row in rows} <= set(verdict.MEANINGS)
    assert all("title" in row or row["any"] for row in rows)
