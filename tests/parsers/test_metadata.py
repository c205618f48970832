import pytest

from harvester.documents.html import read_html
from harvester.documents.plain_text import read_text
from harvester.items import Document, Text
from harvester.parsers import metadata


def text_of(*lines):
    return Document(blocks=tuple(map(Text, lines)))


def page(markup, head=""):
    body = f"<div class='nav'>首页</div>{markup}<div><p>一、总体情况</p><p>全年公开信息36条。</p></div>"
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode())


FULL = {
    "index_number": "000014348/2024-35147",
    "category": "政府信息公开年报",
    "issuer": "青石县人民政府办公室",
    "issued_on": "2024-01-17",
    "published_on": "2024-01-18",
}

SHAPES = {
    "table of pairs": """<table class="bd1"><tr><td>索 引 号：</td><td>000014348/2024-35147</td><td>组配分类：</td>
        <td>政府信息公开年报</td></tr><tr><td>发布机构：</td><td>青石县人民政府办公室</td><td>文号：</td>
        <td>无文号</td></tr>
        <tr><td>成文日期：</td><td>2024年01月17日</td><td>发布日期：</td><td>2024-01-18 09:30</td></tr></table>""",
    "labels in brackets, with gaps": """<table><tr><td>[ 索 引 号 ]</td><td>000014348/2024-35147</td>
        <td>[ 组配分类 ]</td><td>政府信息公开年报</td></tr><tr><td>[ 发布机构 ]</td><td>青石县人民政府办公室</td>
        <td>[ 文 号 ]</td><td></td></tr>
        <tr><td>[ 成文日期 ]</td><td>2024-01-17</td><td>[ 公开日期 ]</td><td>2024-01-18</td></tr></table>""",
    "th and td": """<table><tr><th>索引号</th><td>000014348/2024-35147</td><th>组配分类</th>
        <td>政府信息公开年报</td></tr>
        <tr><th>发布机构</th><td>青石县人民政府办公室</td><th>主题词</th><td></td></tr>
        <tr><th>成文日期</th><td>2024/1/17</td><th>公开日期</th><td>2024.01.18</td></tr></table>""",
    "label and value in one cell": """<table><tr><td><b>索 引 号：</b>000014348/2024-35147</td>
        <td><b>组配分类：</b>政府信息公开年报</td></tr><tr><td><b>发布机构：</b>青石县人民政府办公室</td>
        <td><b>文　　号：</b></td></tr>
        <tr><td><b>生成日期：</b>20240117</td><td><b>公开日期：</b>二〇二四年元月十八日</td></tr></table>""",
    "div, p and strong": """<div class="top"><div class="l"><p><strong>索引号</strong>：000014348/2024-35147</p>
        <p><strong>发布机构</strong>：青石县人民政府办公室</p><p><strong>文号</strong>：无</p></div>
        <div class="r"><p><strong>组配分类</strong>：政府信息公开年报</p>
        <p><strong>成文日期</strong>：2024年01月17日</p>
        <p><strong>发布日期</strong>：2024年01月18日</p></div></div>""",
    "ul and li": """<ul class="nr_topcon"><li><b>索引号：</b>000014348/2024-35147</li>
        <li><b>组配分类：</b>政府信息公开年报</li>
        <li><b>发文机关：</b>青石县人民政府办公室</li><li><b>成文日期：</b>2024-01-17</li>
        <li><b>发布日期：</b>2024-01-18</li>
        <li><b>有效性：</b></li></ul>""",
    "dl": """<dl class="referencebox"><dt>索引号</dt><dd>000014348/2024-35147</dd><dt>文号</dt><dd></dd>
        <dt>组配分类</dt><dd>政府信息公开年报</dd><dt>发布机构</dt><dd>青石县人民政府办公室</dd>
        <dt>成文日期</dt><dd>2024-01-17</dd><dt>公开日期</dt><dd>2024-01-18</dd></dl>""",
    "grid of divs": """<div class="table"><div>索引号</div><div>000014348/2024-35147</div><div>组配分类</div>
        <div>政府信息公开年报</div><div>发布机构</div><div>青石县人民政府办公室</div><div>成文日期</div><div>2024-01-17</div>
        <div>公开日期</div><div>2024-01-18</div></div>""",
    "fonts": """<div><p class="a1"><font>索引号：</font><font>000014348/2024-35147</font></p>
        <p class="a1"><font>组配分类：</font><font>政府信息公开年报</font></p>
        <p class="a1"><font>发布机构：</font><font>青石县人民政府办公室</font></p>
        <p class="a1"><font>成文日期：</font><font>2024-01-17</font></p>
        <p><font>发布日期：</font><font>2024-01-18</font></p></div>""",
    "paragraphs with the strokes of a lost table": """<p>| 索 引 号 | 000014348/2024-35147 |</p>
        <p>| 组配分类 | 政府信息公开年报 |</p>
        <p>| 发布机构 | 青石县人民政府办公室 | 文 号 | ||</p>
        <p>| 成文日期 | 2024-01-17 | 发布日期 | 2024-01-18 09:30 |</p>""",
    "flat list with empty values": """<ul><li>发文字号</li><li>索引号</li><li>000014348/2024-35147</li>
        <li>组配分类</li>
        <li>政府信息公开年报</li><li>服务对象</li><li>发布机构</li><li>青石县人民政府办公室</li><li>成文日期</li>
        <li>2024-01-17</li><li>发布日期</li><li>2024-01-18</li></ul>""",
    "one line": """<div>
        <p>【索引号】000014348/2024-35147 【组配分类】 政府信息公开年报 发布机构：青石县人民政府办公室
        成文日期：2024-01-17 发布日期：2024-01-18</p></div>""",
    "a row of labels over a row of values": """<table><thead><tr><th>索引号</th><th>组配分类</th><th>发布机构</th>
        <th>成文日期</th><th>发布日期</th><th>文号</th></tr></thead><tbody><tr><td>000014348/2024-35147</td>
        <td>政府信息公开年报</td><td>青石县人民政府办公室</td><td>2024-01-17</td><td>2024-01-18</td><td></td></tr>
        </tbody></table>""",
    "semicolons": """<p>索引号：000014348/2024-35147；组配分类：政府信息公开年报；发布机构：青石县人民政府办公室；
        成文日期：2024-01-17；发布日期：2024-01-18；</p>""",
    "lines parted by br": """<div>索引号：000014348/2024-35147<br>组配分类：政府信息公开年报<br>
        发布机构：青石县人民政府办公室<br>成文日期：2024-01-17<br>发布日期：2024-01-18</div>""",
    "spans without a colon": """<ul><li><span>索引号</span> <span>000014348/2024-35147</span></li>
        <li><span>组配分类</span> <span>政府信息公开年报</span></li>
        <li><span>发布机构</span> <span>青石县人民政府办公室</span></li>
        <li><span>成文日期</span> <span>2024-01-17</span></li>
        <li><span>发布日期</span> <span>2024-01-18</span></li></ul>""",
}


@pytest.mark.parametrize("markup", SHAPES.values(), ids=SHAPES)
def test_the_block_in_every_shape(markup):
    assert metadata.read(page(markup)) == FULL


def test_the_block_in_traditional_characters():
    block = "<div><p>索引號：001/2024-1</p><p>發布機構：青石縣人民政府</p><p>發布日期：2024年1月18日</p></div>"
    assert metadata.read(page(block)) == {
        "index_number": "001/2024-1",
        "issuer": "青石縣人民政府",
        "published_on": "2024-01-18",
    }


def test_rows_that_the_template_commented_out_are_not_read():
    block = "<div><p>索引号：001</p><!--<p>主题词：旧</p>--><p>发布机构：县府办</p></div>"
    assert metadata.read(page(block)) == {"index_number": "001", "issuer": "县府办"}


def test_labels_with_the_value_on_the_next_bulleted_line():
    lines = (
        "• 索引号:",
        "• 001008/2021-184427",
        "• 组配分类:",
        "• 信息公开年报",
        "• 发布机构:",
        "• 磐石镇",
        "• 公开方式:",
        "磐石镇年报",
    )
    assert metadata.read(text_of(*lines)) == {
        "index_number": "001008/2021-184427",
        "category": "信息公开年报",
        "issuer": "磐石镇",
    }


def test_empty_labels_take_nothing_from_the_next_line():
    lines = (
        "- 索引号:",
        "- 发文日期:",
        "- 名称:2024年青石县年度报告",
        "- 主 题 词:",
        "- 时效:",
        "2024年青石县年度报告",
    )
    assert metadata.read(text_of(*lines)) == {"title": "2024年青石县年度报告"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布日期: 2021- 01- 27 15 : 11 浏览次数: 字体:[ ]", {"published_on": "2021-01-27"}),
        (
            "来源:青石县人民政府 发布时间:2021-02-19 字体:[ ]",
            {"source": "青石县人民政府", "published_on": "2021-02-19"},
        ),
        ("青石县年报 来源：县府办　发布时间：2021年2月9日", {"source": "县府办", "published_on": "2021-02-09"}),
        ("发布时间：2024/04/30 09:30", {"published_on": "2024-04-30"}),
        ("发布时间：20240430", {"published_on": "2024-04-30"}),
        ("发布时间：2024年13月45日", {"published_on": "2024年13月45日"}),
        ("发布时间：", {}),
    ],
)
def test_the_line_under_the_title(line, expected):
    assert metadata.read(text_of(line, "一、总体情况")) == expected


def test_a_block_of_a_text_that_keeps_its_cells_apart_by_strokes():
    rows = ("索引号 | 001/2026-1 | 分类 | 信息公开年报", "发布机构 | 沿江街道 | 发文日期 | 2026-01-16", "文号 | 时效")
    assert metadata.read(read_text("\n".join(rows).encode())) == {
        "index_number": "001/2026-1",
        "category": "信息公开年报",
        "issuer": "沿江街道",
        "issued_on": "2026-01-16",
    }


def test_of_two_labels_side_by_side_the_first_is_empty():
    assert metadata.read(text_of("成文日期 | 发布日期 | 2022-04-06 |")) == {"published_on": "2022-04-06"}


def test_prose_below_the_first_heading_is_no_metadata():
    assert metadata.read(text_of("一、总体情况", "来源：县府办", "公开方式：网站。")) == {}


def test_national_meta_tags():
    tags = {
        "SiteName": "青石县人民政府",
        "SiteDomain": "www.example.gov.cn",
        "SiteIDCode": "1309990001",
        "ColumnName": "政府信息公开年报",
        "ColumnType": "信息公开年报",
        "ArticleTitle": "青石县2023年政府信息公开工作年度报告",
        "PubDate": "2024-01-18 09:30",
        "contentSource": "县府办",
        "viewport": "width=device-width",
    }
    head = "".join(f'<meta name="{name}" content="{content}">' for name, content in tags.items())
    assert metadata.read(page("", head)) == {
        "site_name": "青石县人民政府",
        "site_domain": "www.example.gov.cn",
        "site_id_code": "1309990001",
        "column_name": "政府信息公开年报",
        "column_type": "信息公开年报",
        "article_title": "青石县2023年政府信息公开工作年度报告",
        "published_at": "2024-01-18 09:30",
        "source": "县府办",
    }


@pytest.mark.parametrize(
    "meta",
    [
        {"sitename": "网站名称", "siteidcode": "政府网站标识码", "columnname": "栏目名称"},
        {"siteidcode": "28"},
        {"pubdate": "{{pubDate}}", "articletitle": "<$[DOC.TITLE]>", "contentsource": "无"},
        {"contentsource": "-", "columntype": "null"},
    ],
)
def test_what_nobody_filled_in_is_left_out(meta):
    assert metadata.read(Document(blocks=(), meta=meta)) == {}


def test_the_page_is_believed_before_its_meta_tags():
    head = '<meta name="ContentSource" content="抄自别站">'
    assert metadata.read(page("<p>来源：县府办</p>", head)) == {"source": "县府办"}


@pytest.mark.parametrize(
    "line", ["网站标识码：1304000009", "政府网站标识码 1304000009 冀ICP备1号", "網站標識碼1304000009"]
)
def test_the_code_of_the_site_in_the_footer(line):
    assert metadata.read(text_of("一、总体情况", line)) == {"site_id_code": "1304000009"}


def test_a_ministry_has_a_code_of_letters():
    assert metadata.read(Document(blocks=(), meta={"siteidcode": "bm17000009"})) == {"site_id_code": "bm17000009"}


def test_the_fields_of_one_line_without_a_space_between_them():
    line = "发布时间：2024-01-18 10:22来源：青石县水务局浏览次数：318次字体：[大 中 小]"
    assert metadata.read(text_of(line)) == {"published_on": "2024-01-18", "source": "青石县水务局"}


def test_a_date_with_spaces_around_its_strokes():
    block = "<table><tr><td>索引号：</td><td>01/2024-2</td><td>发布日期：</td><td>2024 - 01 - 20</td></tr></table>"
    assert metadata.read(page(block))["published_on"] == "2024-01-20"
