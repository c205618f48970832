"""What shows that a script builds a page, and how its next page is reached."""

import pytest

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.presses import with_presses
from harvester.spiders.scripted import article_shell, list_shell

URL = "http://www.example.gov.cn/zwgk/nb/"


def page(body, head=""):
    return ListPage(URL, f"<html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    "body",
    [
        "<ul id='list'></ul><script>$.getJSON(where(), draw);</script>",
        "<div></div><script>fetch(base + name).then(draw)</script>",
        "<div id='app'></div><script src='/js/app.js'></script>",
        "<ul id='rows'> </ul><script>el.innerHTML = rows.join('');</script>",
        "<script>new Vue({el: '#app'})</script>",
        "<ul><li v-for='it in list'><a :href='it.url'></a></li></ul><script src='/js/nb.js'></script>",
        "<p>{{ row.title }}</p><script src='/js/nb.js'></script>",
        "<div class='list' data-node='5'></div><script src='/js/nb.js'></script>",
    ],
)
def test_a_list_that_a_script_builds(body):
    assert list_shell(page(body)).startswith("a script fills the page")


@pytest.mark.parametrize(
    "body",
    [
        "<p>暂无数据</p>",
        "<ul id='list'></ul>",
        "<p>暂无数据</p><script>var today = new Date();</script>",
        "<p>暂无数据</p><script>// fetch(where)\n/* $.ajax() */ var a = 1;</script>",
        "<ul id='list'><li>暂无数据</li></ul><script src='/js/top.js'></script>",
    ],
)
def test_a_list_that_is_simply_empty(body):
    assert list_shell(page(body)) is None


def test_an_answer_of_an_interface_is_no_shell():
    assert list_shell(ListPage(URL, b'{"rows": []}')) is None


SCRIPT = "<div id='text'></div><script src='/js/text.js'></script>"


def test_an_article_that_a_script_fills():
    assert article_shell(page(f"<h1>青石县2023年政府信息公开工作年度报告</h1>{SCRIPT}"))


@pytest.mark.parametrize(
    "kept",
    [
        "<script>var content='" + "<tr><td>1</td></tr>" * 30 + "';text.innerHTML=content</script>",
        "<textarea style='display:none'>"
        + "&lt;td&gt;1&lt;/td&gt;" * 90
        + "</textarea><script>text.innerHTML=1</script>",
    ],
)
def test_an_article_that_a_script_takes_out_of_the_page_itself(kept):
    assert article_shell(page(f"<h1>青石县2023年政府信息公开工作年度报告</h1><div id='text'></div>{kept}"))


@pytest.mark.parametrize(
    "body",
    [
        "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>",
        "<img src='./W020240118001.png'>",
        "<a href='./P020240118001.pdf'>年报</a>",
        "<iframe src='./view.html'></iframe>",
        "<table>" + "<tr><td>1</td><td>2</td></tr>" * 12 + "</table>",
        "<p>" + "本机关认真贯彻落实条例。" * 40 + "</p>",
    ],
)
def test_an_article_that_is_there(body):
    assert article_shell(page(body + SCRIPT)) is None


def test_a_file_is_no_shell():
    assert article_shell(ListPage(URL, b"%PDF-1.4 <div id='a'></div><script src='a'></script>")) is None


@pytest.mark.parametrize(
    "control",
    ["<span onclick='go()'>下一页</span>", "<a href='javascript:;'>&gt;</a>", "<input type='button' value='下页'>"],
)
def test_a_control_is_pressed_after_what_the_page_names_and_before_guesses(control):
    named, guessed, first = Step(f"{URL}2.html"), Step(f"{URL}index_1.html", probe=True), Step(URL)

    found = list(with_presses([guessed, named], page(control), first, 1))

    assert [(step.url, step.presses) for step in found] == [(named.url, 0), (URL, 1), (guessed.url, 0)]
    assert len({step.key for step in (*found, first)}) == 4


@pytest.mark.parametrize(
    "control",
    [
        "<span class='disabled'>下一页</span>",
        "<button disabled>下一页</button>",
        "<div><a class='nx disabled'>下一页</a></div>",
        "<p>下一页</p>",
    ],
)
def test_a_control_that_is_off_is_not_pressed(control):
    assert list(with_presses([], page(control), Step(URL), 1)) == []
