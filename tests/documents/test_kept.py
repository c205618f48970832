"""Articles in a hidden text field, a template or a script's text are read as if they stood in the page."""

from __future__ import annotations

import json
import time
from html import escape

import pytest

from harvester.documents.html import read_html
from harvester.documents.kept import revealed

ARTICLE = (
    '<p class="a">一、总体情况</p>\n<p>2023年，青石县主动公开信息1208条，“三审三校”落实到位。</p>'
    "<p>二、主动公开政府信息情况</p><table><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table>"
    "<p>五、存在的主要问题及改进情况</p><p>一是解读形式较为单一；二是栏目更新不够及时，下一步将加强培训。</p>"
    "<p>六、其他需要报告的事项</p><p>无。</p>" + "<p>&nbsp;</p>" * 20
)


def _page(kept: str, shown: str = "") -> str:
    return f"<html><head><title>年报</title></head><body><h1>年报</h1>{shown}{kept}<p>网站地图</p></body></html>"


def _script(text: str) -> str:
    return f"<script>\nvar n = 'x';\nvar content = {text};\ndocument.write(content);</script>"


def _quoted(quote: str) -> str:
    return _script(quote + ARTICLE.replace("\n", "\\n").replace(quote, f"\\{quote}").replace("</", "<\\/") + quote)


def _in_pieces() -> str:
    pieces = [ARTICLE[start : start + 50] for start in range(0, len(ARTICLE), 50)]
    return _script(" +\n".join(map(json.dumps, pieces)))


KEPT = {
    "for browsers without scripts": f"<script>render()</script><noscript>{ARTICLE}</noscript>",
    "text field": f'<textarea style="display:none">{escape(ARTICLE)}</textarea>',
    "template": f"<template>{ARTICLE}</template>",
    "script of another type": f'<script type="text/html" id="t">{ARTICLE}</script>',
    "text of a script": _quoted('"'),
    "text in single quotes": _quoted("'"),
    "text over several lines": _script(f"`{ARTICLE}`"),
    "text in pieces": _in_pieces(),
    "state of the page": f"<script>window.__INITIAL_STATE__={json.dumps({'article': {'content': ARTICLE}})}</script>",
    "state, escaped twice": f"<script>var s={json.dumps({'content': escape(ARTICLE)}, ensure_ascii=False)}</script>",
}


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT)
def test_an_article_that_only_a_script_shows(kept: str) -> None:
    document = read_html(_page(kept).encode())
    assert "2023年，青石县主动公开信息1208条，“三审三校”落实到位。" in document.texts
    assert [cell.text for cell in document.grids[0].rows[0]] == ["规章", "0", "0", "0"]
    assert document.texts[-1] == "网站地图"


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT)
def test_an_article_that_stands_in_the_page_as_well_is_read_once(kept: str) -> None:
    page = _page(kept, ARTICLE)
    assert revealed(page) == page


def test_other_scripts_stay_out() -> None:
    script = f"<script>var help = {json.dumps('<p>信息公开指南：主动公开的范围。</p>' * 30)}</script>"
    assert revealed(_page(script)) == _page(script)


def test_an_article_kept_above_the_body_is_shown_in_it() -> None:
    page = _page("").replace("</head>", KEPT["text of a script"] + "</head>")
    assert read_html(page.encode()).texts[0] == "年报"


@pytest.mark.parametrize(
    "markup",
    [
        "<textarea>" * 100_000,
        "<script>公开" + '\\"' * 300_000 + "</script>",
        "<script>公开" + "'`\"" * 200_000 + "</script>",
    ],
)
def test_a_hostile_page_takes_no_long_time(markup: str) -> None:
    start = time.perf_counter()
    assert revealed(markup) == markup
    assert time.perf_counter() - start < 5
