"""Pages of articles that hold no text, and the request that brings it."""

from __future__ import annotations

import pytest

from harvester.spiders.article_shell import article_step
from harvester.spiders.families.page import ListPage

HOME = "http://www.x.gov.cn"
NUMBER = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
API = f"{HOME}/interface-cms/proxy/api?apiUrl=manuscript%2FgetManuscriptById&manuscriptId={NUMBER}"
ASKING = "$.get('/interface-cms/proxy/api',{apiUrl:'manuscript/getManuscriptById',manuscriptId:id},show)"


def step(path, body="", script=ASKING, head=""):
    page = f"<html><head>{head}</head><body>{body}<script>{script}</script></body></html>"
    return article_step(ListPage(HOME + path, page.encode()))


@pytest.mark.parametrize(
    ("path", "more"),
    [
        (f"/zwgk/c100186/202501/{NUMBER}.shtml", {}),
        (f"/zwgk/detail.shtml?manuscriptId={NUMBER}", {}),
        ("/zwgk/detail.shtml", {"script": f"var manuscriptId = '{NUMBER}';{ASKING}"}),
        ("/zwgk/detail.shtml", {"head": f'<meta name="contentId" content="{NUMBER}">'}),
        (f"/zwgk/detail.shtml?id={NUMBER}", {"body": "<ucapcontent> </ucapcontent><div id='zoom'></div>"}),
    ],
)
def test_wherever_the_number_stands(path, more):
    found = step(path, **more)

    assert found.url == API
    assert dict(found.headers) == {"X-Requested-With": "XMLHttpRequest"}


def test_the_interface_below_a_path_of_its_own():
    script = ASKING.replace("'/interface-cms", "'/site7/interface-cms")

    assert step(f"/a/{NUMBER}.shtml", script=script).url == API.replace("/interface-cms", "/site7/interface-cms")


@pytest.mark.parametrize(
    "body",
    [
        "<UCAPCONTENT><p>2024年，我局主动公开信息120条。</p></UCAPCONTENT>",
        "<div id='zoom'><a href='files/1.pdf'></a></div>",
        "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>",
    ],
)
def test_a_page_with_its_text_asks_for_nothing(body):
    assert step(f"/zwgk/c100186/202501/{NUMBER}.shtml", body) is None


def test_a_page_without_number_or_interface_asks_for_nothing():
    assert step("/zwgk/detail.shtml") is None
    assert step(f"/zwgk/c100186/202501/{NUMBER}.shtml", script="show(1)") is None
