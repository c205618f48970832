"""Prose that looks like the portal's own words is kept; the portal's words around prose without headings go."""

from itertools import pairwise

import pytest

from harvester.parsers import main_text, sections
from tests.parsers.test_main_text import BODY, INTRODUCTION, OVERVIEW, PROBLEM, REPEATED, article, page, prose

CLAUSES = (
    "访问量突破12万人次，同比增长3%；",
    "打印查阅资料310份，均不收费；",
    "打印宣传册500份，发放到村",
    "长者专版上线运行，服务老年人80人次；",
    "浏览量较高的栏目为供水公告，全年2100次；",
    "联系我们栏目更新电话12个；",
    "相关解读材料24篇与文件同步发布；",
    "温馨提示牌更换30块，方便群众办事。",
    "智能问答机器人回答问题940个，准确率提升。",
    "下一个年度继续办理2件，均已答复",
    "政务新媒体矩阵建成，粉丝12万人",
    "扫码关注公众号的群众增加300人；",
)
PLAIN = (INTRODUCTION, REPEATED, PROBLEM)
SHARE = '分享到：<a href="#">微信</a><a href="#">微博</a>'
OTHERS = '<p>上一篇：<a href="a.html">青石县2022年政府信息公开工作年度报告</a></p>'
FOOT = "<p>主办：青石县人民政府办公室　网站标识码：1309990001</p>"


def read(content, **around):
    return prose(main_text.extract(page(content, **around)))


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_that_begins_like_chrome_is_prose(clause):
    lines = (*BODY[:3], clause, *BODY[3:12], clause, *BODY[12:])
    assert read(f'<div class="con">{article(lines=lines)}</div>').count(clause) == 2


@pytest.mark.parametrize("clause", ["（注：以上数据截至12月31日，共34条）", "本年度共制发文件36件：其中规范性文件2件"])
def test_a_clause_without_a_full_stop_below_a_table_is_kept(clause):
    found = sections.split((*BODY[:8], clause, *BODY[8:]))
    assert clause in found["other_matters"]


@pytest.mark.parametrize(
    "label", ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "2.部分公开"]
)
def test_what_is_left_of_a_table_is_no_prose(label):
    assert label not in (sections.split((*BODY[:9], label, *BODY[9:]))["other_matters"] or "")


def test_seventy_thousand_characters_of_clauses_without_a_figure_are_the_rest_of_a_table():
    found = sections.split((*BODY[:8], "申请人,收到:" * 10_000, *BODY[8:]))
    assert "申请人" not in (found["other_matters"] or "")


def test_a_table_of_one_cell_with_clauses_is_prose():
    cell = f"<table><tr><td><p>{CLAUSES[0]}{CLAUSES[1]}</p></td></tr></table>"
    lines = article(lines=BODY[:3]) + cell + article(lines=BODY[3:])
    assert "".join(CLAUSES[:2]) in read(f'<div class="con">{lines}</div>')


@pytest.mark.parametrize("name", ["share", "hidden", "ewm"])
def test_short_prose_without_headings_stays_whatever_its_element_is_called(name):
    content = f'<div class="{name}">{article(lines=PLAIN)}</div>'
    assert set(PLAIN) <= set(read(content))


def test_around_prose_without_headings_the_portals_words_go():
    content = f'<div class="x1">{article(lines=(OVERVIEW, *PLAIN))}</div>{OTHERS}<div>{SHARE}</div>{FOOT}'
    found = "".join(read(content, header=f"<h1>公开年报</h1>{OTHERS}", footer=""))
    assert all(line in found for line in (OVERVIEW, *PLAIN))
    assert not any(word in found for word in ("2022年政府", "微信", "网站标识码"))


@pytest.mark.parametrize(
    "tip",
    [
        "温馨提示：如您在浏览中遇到问题，请拨打12345热线咨询。",
        "您访问的链接即将离开本网站，是否继续？",
        "AI智能朗读 00:00 / 05:12",
        "您对本页面的内容是否满意？ 非常满意 满意 不满意",
        "为确保最佳浏览效果，请使用新版浏览器",
        "党政机关 政府网站找错",
        "回到顶部",
        "猜你喜欢",
        "网页纠错 意见反馈 举报",
        "下载word版 下载PDF版",
        "此信息对您有帮助吗？ 有 没有",
        "2023年 2022年 2021年",
        "设为首页 加入收藏",
        "本文地址：http://www.example.gov.cn/1.html",
        "【稿源：办公室】",
        "（此件公开发布）",
        "抄送：县司法局。",
        "首页 1 2 下一页 尾页 共2页",
        "历年年报",
        "本文已阅读 56 次",
        "您需要登录后才可以发表评论",
        "小青机器人",
        "标签：政府信息公开",
        "本文附件",
        "为您推荐",
        "返回列表",
        "上一个：没有了",
        "扫码浏览",
        "【END】",
        "读屏专用",
        "供稿单位：某镇党政办",
        "原文链接：http://www.example.gov.cn/1.html",
    ],
)
def test_what_a_portal_tells_its_readers_below_the_report(tip):
    content = f'<div class="con">{article()}<div><p>{tip}</p></div></div>'
    assert tip not in read(content)


def test_a_portals_greeting_above_the_report_is_none():
    greeting = "欢迎访问启东市人民政府门户网站！今天是2024年3月5日 星期二"
    assert greeting not in read(f"<h2>{greeting}</h2>{article()}", header="")


@pytest.mark.parametrize("mark", ["[page]", "第 2 页 共 5 页", "您的浏览器不支持播放语音，请升级浏览器", "智能摘要"])
def test_marks_between_the_paragraphs_are_none(mark):
    lines = (*BODY[:4], mark, *BODY[4:])
    assert mark not in read(f'<div class="con">{article(lines=lines)}</div>')


SHORT = tuple("全年没有收到申请。" if line is REPEATED else line for line in BODY)
"""A report with paragraphs that are no longer than the labels of a table."""


@pytest.mark.parametrize(
    "content",
    [
        "".join(f"<tr><td>{line}</td></tr>" for line in SHORT),
        f"<tr><td>{SHORT[0]}</td></tr>"
        + "".join(f"<tr><td>{head}</td><td>{text}</td></tr>" for head, text in pairwise(SHORT[1:])),
    ],
    ids=["a row for each paragraph", "a column of headings"],
)
def test_a_table_that_lays_out_the_report_is_prose(content):
    assert set(SHORT) <= set(read(f'<div class="con"><table border="1">{content}</table></div>'))


def test_headings_that_lost_their_numbers_to_a_list_are_found_around_numbered_parts():
    inside = "<p>（一）存在的主要问题</p><p>更新不够及时。</p><p>（二）改进情况</p><p>加强培训。</p>"
    items = (f"<li>{line.partition('、')[2]}<p>{OVERVIEW}</p>{inside}</li>" for line in BODY if line[1:2] == "、")
    found = read(f"<div><div><p>{INTRODUCTION}</p><ol>{''.join(items)}</ol></div></div>")
    assert found.count(OVERVIEW) == 6
    assert INTRODUCTION in found


def test_a_button_that_opens_a_section_is_its_heading():
    lines = (f"<button>{line}</button>" if line in BODY and line[1:2] == "、" else f"<p>{line}</p>" for line in BODY)
    assert read(f'<div class="con">{"".join(lines)}<button>打印本页</button></div>') == read(
        f'<div class="con">{article(lines=BODY)}</div>'
    )


@pytest.mark.parametrize(
    "around", ["<div>{}</div>", "<blockquote>{}</blockquote>", "<table><tr><td>{}</td></tr></table>"]
)
def test_an_introduction_apart_from_the_sections_belongs_to_the_report(around):
    content = f'<div class="x1">{around.format(INTRODUCTION)}<div class="x2">{article(lines=BODY[1:])}</div></div>'
    found = read(f"<div>{content}</div>")
    assert set(BODY) <= set(found)


def test_the_signature_stands_above_who_edited_the_page():
    tail = "<p>青石县人民政府</p><p>稿件来源：办公室 审核：李某 编辑：王某</p>"
    assert "青石县人民政府" not in read(f'<div class="con">{article()}{tail}</div>')
