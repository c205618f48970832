import time

import pytest
from lxml import etree

from harvester.documents.html import read_html
from harvester.items import Document, Text
from harvester.parsers import main_text

INTRODUCTION = "根据《中华人民共和国政府信息公开条例》，青石县人民政府办公室编制本报告。数据统计期限为2023年全年。"
OVERVIEW = "2023年，青石县坚持以公开为常态、不公开为例外，全年主动公开政府信息1208条，其中政策文件36件。"
REPEATED = "全年未发生因政府信息公开引发的负面舆情，各乡镇均按时报送了工作情况，做到了应公开尽公开。"
PROBLEM = "一是部分乡镇栏目更新不够及时；二是政策解读形式较为单一。下一步，我县将加强培训，丰富解读形式。"
BODY = (
    INTRODUCTION,
    "一、总体情况",
    OVERVIEW,
    "（一）主动公开",
    REPEATED,
    "（二）依申请公开",
    REPEATED,
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    PROBLEM,
    "六、其他需要报告的事项",
    "无。",
)
TITLE = "青石县人民政府2023年政府信息公开工作年度报告"
TABLES = {
    "二、主动公开政府信息情况": [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "36", "2", "140"],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "5120"],
    ],
    "三、收到和处理政府信息公开申请情况": [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        ["一、本年新收政府信息公开申请数量", "17", "2", "19"],
        ["三、本年度办理结果", "（一）予以公开", "17", "2", "19"],
        ["四、结转下年度继续办理", "0", "0", "0"],
    ],
    "四、政府信息公开行政复议、行政诉讼情况": [
        ["行政复议", "行政诉讼"],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        ["1", "0", "0", "0", "1"],
    ],
}
HEADER = """<div class="top"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>
<p>长者专版 无障碍</p></div><div class="bread">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
<h1>{title}</h1><p>来源：青石县人民政府　发布时间：2024-01-18　浏览次数：　字体：[大 中 小] 【打印】【关闭】</p>"""
FOOTER = """<div class="next"><p>上一篇：<a href="a.html">青石县2022年政府信息公开工作年度报告</a></p>
<p>下一篇：没有了</p></div>
<div><p>相关链接</p><ul><li><a href="b.html">关于印发青石县政务公开要点的通知</a></li></ul></div>
<div class="foot"><p>主办单位：青石县人民政府办公室 网站标识码：1309990001</p>
<p>冀ICP备00000000号-1 冀公网安备 13099902000001号</p></div>"""
CHROME = ("首页", "当前位置", "字体", "浏览次数", "打印", "长者专版", "上一篇", "相关链接", "ICP备", "标识码", "通知")


def table_of(rows):
    cells = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
    return "<table border=1><tbody>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</tbody></table>"


def article(paragraph="<p>{}</p>", lines=BODY, between=""):
    return between.join(paragraph.format(line) + (table_of(TABLES[line]) if line in TABLES else "") for line in lines)


def page(content, header=HEADER, footer=FOOTER):
    body = header.format(title=TITLE) + content + footer
    return document(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>")


def document(markup):
    return read_html(markup.encode())


def prose(paragraphs):
    return tuple(line for line in paragraphs if line != TITLE)


CONTAINERS = {
    "TRS": '<div class="view TRS_UEDITOR trs_paper_default">{}</div>',
    "TRS with editor style": '<div id="zoom"><div class="TRS_Editor"><p class="Custom_UnionStyle"></p>{}</div></div>',
    "JCMS": '<div class="main-txt">{}</div>',
    "UCAP": "<UCAPCONTENT>{}</UCAPCONTENT>",
    "VSB inside a form": '<form name="_newscontent"><div id="vsb_content_501"><div>{}</div></div></form>',
    "Lonsun": '<div class="j-fontContent wzcon">{}</div>',
    "Shanghai": '<div id="ivs_content" class="Article_content">{}</div>',
    "no class known": '<div class="a1"><div class="b2">{}</div></div>',
    "no container at all": "{}",
    "layout table": '<table width="960"><tr><td class="x"><table><tr><td>{}</td></tr></table></td></tr></table>',
    "class that trafilatura takes for a side bar": '<div class="sidebar-share"><div class="TRS_Editor">{}</div></div>',
}


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_every_paragraph_of_the_report_and_nothing_else(container):
    assert prose(main_text.extract(page(container.format(article())))) == BODY


PARAGRAPHS = {
    "p with Word's classes": '<p class="MsoNormal" style="text-indent:2em"><span><font>{}</font></span></p>',
    "div": "<div>{}</div>",
    "headings": "<h3>{}</h3>",
    "bold": "<p><strong>{}</strong></p>",
    "spans that split it": "<p><span></span>{}<span> </span></p>",
    "section": "<section><p>{}</p></section>",
    "class that trafilatura discards": '<p class="meta hidden-bar">{}</p>',
}


@pytest.mark.parametrize("paragraph", PARAGRAPHS.values(), ids=PARAGRAPHS)
@pytest.mark.parametrize("container", ['<div class="TRS_Editor">{}</div>', '<div class="unknown">{}</div>'])
def test_however_its_paragraphs_are_marked_up(paragraph, container):
    assert prose(main_text.extract(page(container.format(article(paragraph))))) == BODY


@pytest.mark.parametrize("container", ['<div class="TRS_Editor">{}</div>', "<div>{}</div>"])
def test_lines_parted_by_br_only(container):
    assert prose(main_text.extract(page(container.format(article("{}", between="<br>"))))) == BODY


def test_prose_in_the_rows_of_a_statutory_table():
    rows = [["一、总体情况"], [OVERVIEW], ["二、主动公开政府信息情况"]]
    rows += TABLES["二、主动公开政府信息情况"] + [["五、存在的主要问题及改进情况"], [PROBLEM]]
    found = main_text.extract(page(f'<div class="TRS_Editor"><p>{INTRODUCTION}</p>{table_of(rows)}</div>'))
    assert prose(found) == (INTRODUCTION, rows[0][0], OVERVIEW, rows[2][0], "五、存在的主要问题及改进情况", PROBLEM)


def test_a_number_that_spans_cut_stays_whole():
    cut = OVERVIEW.replace("1208", "12<span>0</span><font>8</font>")
    lines = tuple(cut if line == OVERVIEW else line for line in BODY)
    assert OVERVIEW in main_text.extract(page(f'<div id="zoom">{article(lines=lines)}</div>'))


def test_a_link_inside_a_sentence_is_prose():
    linked = OVERVIEW.replace("政策文件", '<a href="/zcwj/">政策文件</a>')
    lines = tuple(linked if line == OVERVIEW else line for line in BODY)
    assert OVERVIEW in main_text.extract(page(f'<div id="zoom">{article(lines=lines)}</div>'))


def test_signature_attachment_and_qr_code_inside_the_container():
    tail = """<p>青石县人民政府办公室</p><p>2024年1月8日</p>
    <p>附件：<a href="P020240118.pdf">青石县2023年年报.pdf</a></p>
    <p>扫一扫在手机打开当前页</p>"""
    read = main_text.read(page(f'<div class="TRS_Editor">{article()}{tail}</div>'))
    assert prose(read.paragraphs) == BODY
    assert read.signature == ("青石县人民政府办公室", "2024年1月8日")


@pytest.mark.parametrize("date", ["2024-01-08 10:23", "2024.1.8", "2024/1/8", "二〇二四年元月八日"])
@pytest.mark.parametrize("name", ["青石县人民政府办公室", "（青石县人民政府办公室）", "青石县人民政府办公室（盖章）"])
def test_a_signature_in_every_shape(name, date):
    tail = f"<p>{name}</p><p>{date}</p><p>【声明】本网站内容仅供参考，以正式文件为准。</p>"
    read = main_text.read(page(f'<div class="TRS_Editor">{article()}{tail}</div>'))
    assert prose(read.paragraphs) == BODY
    assert read.signature == (name, date)


def test_hidden_parts_and_toolbars_inside_the_container():
    noise = '<div style="display:none">本提示仅供编辑人员审核稿件时使用。</div>'
    share = (
        '<div class="bdsharebuttonbox">请把本文转给您的亲友。</div><select><option>请选择部门网站。</option></select>'
    )
    found = main_text.extract(page(f'<div id="zoom">{noise}<p>字号：【大 中 小】</p>{share}{article()}</div>'))
    assert prose(found) == BODY


def test_a_last_heading_that_reads_on():
    lines = (*BODY[:-2], "六、其他需要报告的事项：无")
    assert prose(main_text.extract(page(article("<h3>{}</h3>", lines)))) == lines


def test_traditional_page_stays_traditional():
    lines = (
        "一、總體情況",
        "2023年，青石縣全年主動公開政府信息1208條，內容涵蓋財政、規劃等領域。",
        "六、其他需要報告的事項",
        "無。",
    )
    tail = "<p>青石縣人民政府辦公室</p><p>2024年1月18日</p><p>掃一掃在手機上查看當前頁面</p><p>青石政務</p>"
    assert prose(main_text.extract(page(f"<div>{article(lines=lines)}{tail}</div>"))) == lines


def test_a_page_without_headings_gives_what_trafilatura_takes():
    news = "".join(f"<p>{line}</p>" for line in (OVERVIEW, REPEATED, PROBLEM))
    found = main_text.extract(page(f'<div class="article-content">{news}</div>'))
    assert [line for line in (OVERVIEW, REPEATED, PROBLEM) if line in found] == [OVERVIEW, REPEATED, PROBLEM]
    assert not [word for word in CHROME if any(word in line for line in found)]


def test_menus_of_a_page_without_a_known_container_stay_out():
    menu = "".join(f'<div><a href="{n}.html">青石县第{n}号栏目。</a></div>' for n in range(30))
    found = main_text.extract(page(f"<div>{menu}</div>{article()}"))
    assert not [line for line in found if "号栏目" in line]


def test_a_list_page_has_no_main_text():
    rows = "".join(
        f'<li><a href="{n}.html">青石县第{n}号通知</a><span>2024-01-{n:02}</span></li>' for n in range(1, 21)
    )
    assert main_text.extract(page(f"<ul>{rows}</ul>")) == ()


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body></body></html>", "<body><table></table></body>", "<p>"]
)
def test_a_page_with_nothing_on_it(markup):
    assert main_text.extract(document(markup)) == ()


def test_the_tree_is_left_as_it_was():
    given = page(f'<div class="TRS_Editor">{article()}</div>')
    before = etree.tostring(given.tree)
    main_text.extract(given)
    assert etree.tostring(given.tree) == before


def test_flattened_text_is_filtered_by_the_same_wording():
    above = (
        "• 索引号:",
        "• 001/2024-1",
        "• 组配分类:",
        "• 信息公开年报",
        TITLE,
        "发布日期: 2024- 01- 18 15 : 11 浏览次数: 字体:[ ]",
    )
    below = (
        "青石县人民政府办公室",
        "2024年1月18日",
        "掃一掃在手機上查看當前頁面",
        "青石发布",
        "冀公网安备13099902000001号",
    )
    read = main_text.read(Document(blocks=tuple(map(Text, above + BODY + below))))
    assert prose(read.paragraphs) == BODY
    assert read.signature == below[:2]


@pytest.mark.parametrize("ending", [("青石县2023年年报(1).pdf", "0"), ("上一篇：没有了", "政务微信"), ("- 4 -",)])
def test_flattened_text_ends_where_the_report_ends(ending):
    assert main_text.extract(Document(blocks=tuple(map(Text, BODY + ending)))) == BODY


def test_sentences_that_begin_like_chrome_are_prose():
    lines = (
        "一、总体情况",
        "审核网站发布信息37337条，回应公众关注热点117次。",
        "打印店、复印店等经营者可以到政务大厅查询。",
    )
    assert main_text.extract(Document(blocks=tuple(map(Text, lines)))) == lines


def test_a_large_page_stays_quick():
    sections = "".join(f"<p>{OVERVIEW}{number}</p>" for number in range(5_000))
    given = page(f'<div class="TRS_Editor"><p>一、总体情况</p>{sections}</div>')
    start = time.process_time()
    assert len(main_text.extract(given)) > 5_000
    assert time.process_time() - start < 10


def bracketed(markup):
    for number in "一二三四五六":
        markup = markup.replace(f"<p>{number}、", f"<p>（{number}）")
    return markup


def extracted(content):
    return prose(main_text.extract(page(content)))


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_sections_numbered_in_brackets_are_found_like_others(container):
    lines = extracted(container.format(bracketed(article())))
    assert lines[0] == INTRODUCTION
    assert lines[-2:] == ("（六）其他需要报告的事项", "无。")


def test_a_label_broken_within_its_cell_is_no_heading_of_the_article():
    row = "<tr><td><p>一、本</p><p>年新收政府信息公开申请数量</p></td>" + "<td>1</td>" * 7 + "</tr>"
    markup = bracketed(article()).replace("</table>", f"{row}</table>", 1)
    assert INTRODUCTION in extracted(CONTAINERS["no class known"].format(markup))


def test_what_announces_the_report_is_part_of_it():
    announced = "现将青石县人民政府2023年度政府信息公开工作情况报告如下："
    lines = (announced, *BODY[1:])
    assert extracted(CONTAINERS["TRS"].format(article(lines=lines)))[0] == announced


def test_a_short_heading_at_the_top_of_a_container_stays():
    lines = ("基本情况", *(line[2:] if line[1] == "、" else line for line in BODY[2:]))
    assert extracted(CONTAINERS["TRS"].format(article(lines=lines)))[0] == "基本情况"
