import pytest
from six_sections import ALL, OFFICIAL, replaced

from harvester.items import SECTIONS
from harvester.parsers import headings, sections
from harvester.parsers.script import spellings


def test_the_form_as_issued():
    found = sections.split(("青石县2023年政府信息公开工作年度报告", "本报告根据条例编制。", *OFFICIAL))
    assert found == {
        "preamble": "本报告根据条例编制。",
        "overview": "2023年，青石县全年主动公开政府信息1208条。",
        "problems_and_improvements": "一是解读形式较为单一。\n二是栏目更新不够及时。",
        "other_matters": "无。",
    }
    assert found.headings == ALL


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        (
            "五、存在主要问题及下一步工作打算　一是解读形式较为单一，栏目更新不够及时。",
            "一是解读形式较为单一，栏目更新不够及时。",
        ),
        ("五、存在主要问题 及下一步打算。一是解读形式单一。", "一是解读形式单一。"),
        ("五、存在主要问题 及下一步打算", ""),
        ("五、存在的问题 及下一步打算。一是解读形式单一。", "一是解读形式单一。"),
        ("五、存在的问题 及下一步打算", ""),
    ],
)
def test_a_gap_ends_a_heading_that_reads_on(line, rest):
    found = headings.find(line)
    assert (found.key, found.rest) == ("problems_and_improvements", rest)


@pytest.mark.parametrize(
    ("official", "variant"),
    [
        ("一、总体情况", "一、总体情况概述"),
        ("一、总体情况", "一、政府信息公开工作的基本情况"),
        ("一、总体情况", "一、基本工作情况"),
        ("一、总体情况", "一、2023年工作要点落实情况"),
        ("一、总体情况", "一、概述"),
        ("一、总体情况", "总体情况"),
        ("一、总体情况", "一 、 总 体 情 况"),
        ("一、总体情况", "一．总体情况"),
        ("一、总体情况", "第一部分 总体情况"),
        ("一、总体情况", "第一章 总体情况"),
        ("一、总体情况", "【总体情况】"),
        ("二、主动公开政府信息情况", "一、主动公开政府信息情况"),
        ("二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况"),
        ("三、收到和处理政府信息公开申请情况", "三、收到的处理政府信息公开申请情况"),
        ("三、收到和处理政府信息公开申请情况", "三、行政机关收到和处理政府信息公开申请的情况"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四、政府信息公开行政复议和行政诉讼情况"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("四、政府信息公开行政复议、行政诉讼情况", "因政府信息公开工作被申请行政复议提起行政诉讼情况"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进措施"),
        ("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("五、存在的主要问题及改进情况", "五、当前存在的主要问题及下一步改进措施"),
        ("五、存在的主要问题及改进情况", "五、现存问题与改进举措"),
        ("五、存在的主要问题及改进情况", "五、下一步工作安排"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况（文字描述）"),
        ("六、其他需要报告的事项", "六、其它需要报告事项"),
        ("六、其他需要报告的事项", "六、其他需要报告的情况"),
        ("六、其他需要报告的事项", "其他需要报告的事项："),
    ],
)
def test_headings_as_they_are_met(official, variant):
    found = sections.split(replaced(official, variant))
    assert found == sections.split(OFFICIAL)
    assert found.headings == ALL


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("六、其他需要报告的事项:无", "无"),
        ("六、其他需要报告的事项无", "无"),
        ("六、其他需要报告的事项。无。", "无。"),
        ("六、其他需要报告的事项 本年度未收取信息处理费。", "本年度未收取信息处理费。"),
        ("六、其他需要报告的事项本年度未收取信息处理费。", "本年度未收取信息处理费。"),
        ("六、其他需要报告的事项（无）", "（无）"),
    ],
)
def test_a_heading_run_into_its_paragraph(heading, text):
    assert sections.split((*OFFICIAL[:-2], heading))["other_matters"] == text


def test_several_headings_in_one_paragraph():
    text = "本报告根据条例编制。一、总体情况 （一）主动公开情况。全年公开36条。二、主动公开政府信息情况"
    found = sections.split((text,))
    assert found["preamble"] == "本报告根据条例编制。"
    assert found["overview"] == "（一）主动公开情况。全年公开36条。"
    assert found.headings == {"overview", "proactive_disclosure"}


def test_the_first_heading_behind_the_words_that_announce_it():
    said = "按照条例的要求，结合本镇的实际，现将本年度政府信息公开工作情况报告如下:"
    found = sections.split((f"{said} 一、总体情况 1.加强领导。", "全年公开36条。"))
    assert found["preamble"] == said
    assert found["overview"] == "1.加强领导。\n全年公开36条。"


def test_a_report_in_one_paragraph_whose_headings_are_worded_otherwise():
    text = (
        "现将我镇2013年政府信息公开工作报告如下: 一、政府信息主动公开情况 全年公开123件。"
        " 二、政府依申请公开和不予公开信息情况 没有收到。 三、公开收费和减免情况 未收费。"
        " 四、行政复议、诉讼的情况 未发生。 五、工作存在的主要问题和改进的措施 一是更新慢; 二是人手少。"
    )
    found = sections.split((text,))
    assert found["preamble"] == "现将我镇2013年政府信息公开工作报告如下:"
    assert found["problems_and_improvements"] == "一是更新慢; 二是人手少。"


def test_a_count_within_a_paragraph_cuts_nothing():
    told = "二是加强监督。一、主动公开常态化，二、解读更及时；三、存在问题逐条整改，四、机制更健全。"
    found = sections.split(replaced("无。", told))
    assert found["other_matters"] == told


@pytest.mark.parametrize("words", ["存在的不足及2011年工作打算", "主要问题及2011年工作重点", "下一步工作计划"])
def test_what_is_planned_is_an_improvement(words):
    found = sections.split(
        ("一、工作开展情况", "成立领导小组。", "二、主动公开情况", "公开96条。", f"三、{words}", "更新慢。")
    )
    assert found["problems_and_improvements"] == "更新慢。"


def test_a_number_whose_words_the_page_lost_heads_its_section():
    found = sections.split(
        ("本报告由甘泉路街道编制。", "一、", "街道设受理点一个。", "二、主动公开政府信息情况", "公开12条。")
    )
    assert found["preamble"] == "本报告由甘泉路街道编制。"
    assert found["overview"] == "街道设受理点一个。"


def test_numbers_on_lines_of_their_own_above_their_words():
    numbered = replaced("一、总体情况", "一、", "总体情况")
    assert sections.split(numbered) == sections.split(OFFICIAL)


def test_traditional_headings_keep_their_text():
    found = sections.split(
        ("一、總體情況", "縣政府辦公室共公開信息62件。", "五、存在的主要問題及改進情況", "更新不夠及時。")
    )
    assert found["overview"] == "縣政府辦公室共公開信息62件。"
    assert found["problems_and_improvements"] == "更新不夠及時。"


def test_rows_of_the_requests_table_are_no_headings():
    rows = ("一、本年新收政府信息公开申请数量", "三、本年度办理结果", "（七）总计", "四、结转下年度继续办理")
    found = sections.split(replaced("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情况", *rows))
    assert found == sections.split(OFFICIAL)


def test_sub_headings_are_text():
    inner = ("（一）主动公开情况", "全年公开36条。", "（二）依申请公开", "一是总体情况良好。")
    found = sections.split(replaced("2023年，青石县全年主动公开政府信息1208条。", *inner))
    assert found["overview"] == "\n".join(inner)


def test_ordinals_inside_a_section_are_text():
    inner = ("一、加强组织领导。落实专人负责。", "五、加强监督考核。", "全年公开36条。")
    found = sections.split(replaced("2023年，青石县全年主动公开政府信息1208条。", *inner))
    assert found["overview"] == "\n".join(inner)
    assert found["problems_and_improvements"] == "一是解读形式较为单一。\n二是栏目更新不够及时。"


def test_the_first_number_begins_the_overview_whatever_it_says():
    found = sections.split(("本报告根据条例编制。", *replaced("一、总体情况", "一、主动公开情况")))
    assert found == sections.split(("本报告根据条例编制。", *OFFICIAL))


def test_a_section_out_of_the_forms_order_begins_where_its_number_goes_on():
    lines = (
        "一、概述",
        "全年公开36条。",
        "二、存在的主要问题",
        "更新不够及时。",
        "三、行政复议和诉讼情况",
        "没有发生复议。",
    )
    found = sections.split(lines)
    assert (found["problems_and_improvements"], found["other_matters"]) == ("更新不够及时。", "没有发生复议。")


def test_sections_in_another_order_are_those_that_their_headings_say():
    found = sections.split((*OFFICIAL[:2], *OFFICIAL[5:], *OFFICIAL[2:5]))
    assert found == sections.split(OFFICIAL)
    assert found.headings == ALL


@pytest.mark.parametrize("heading", ["主要问题和改进措施", "主要问题及下一步工作打算"])
def test_the_last_heading_may_lack_its_number(heading):
    found = sections.split(replaced("五、存在的主要问题及改进情况", heading))
    assert found == sections.split(OFFICIAL)


@pytest.mark.parametrize("heading", ["七、说明与附表", "七、附表", "八、附件：", "七、政府信息公开情况统计表"])
def test_notes_and_tables_of_the_early_years_are_other_matters(heading):
    found = sections.split(replaced("六、其他需要报告的事项", heading))
    assert found["other_matters"] == "无。"


def test_a_heading_said_twice_begins_the_section_once():
    found = sections.split(replaced("一是解读形式较为单一。", "一、存在的问题", "一是解读形式较为单一。"))
    assert found["problems_and_improvements"].startswith("一、存在的问题\n一是")


def test_a_table_of_contents_is_left_out():
    contents = tuple(line for line in OFFICIAL if headings.find(line))
    assert sections.split((*contents, *OFFICIAL)) == sections.split(OFFICIAL)
    assert sections.split((*contents, *OFFICIAL[:-2])) == sections.split(OFFICIAL[:-2])


def test_an_introduction_that_names_the_chapters_is_no_heading():
    introduction = "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况及其他需要报告的事项。"
    assert sections.split((introduction, *OFFICIAL))["preamble"] == introduction


def test_prose_under_the_table_headings_goes_to_other_matters():
    heading = "三、收到和处理政府信息公开申请情况"
    prose = "2023年共收到申请19件，均已按时答复。"
    found = sections.split(replaced(heading, heading, "该部分以表格形式报告。表格如下：", "自然人", "19", prose))
    assert found["other_matters"] == f"无。\n{prose}"
    assert found["overview"] == "2023年，青石县全年主动公开政府信息1208条。"


def test_a_chapter_of_its_own_stays_with_the_last_section():
    found = sections.split((*OFFICIAL, "七、2024年工作思路", "持续提升公开质量。"))
    assert found["other_matters"] == "无。\n七、2024年工作思路\n持续提升公开质量。"


@pytest.mark.parametrize(
    "above",
    [
        ("青石县2023年政府信息公开工作年度报告", "青石县人民政府办公室", "（2023年度）"),
        ("青石县2023年政府信息公开工作年度报告 来源:青石县人民政府 发布时间:2024-01-18 字体:[ ]",),
        ("青政办公开〔2024〕1号",),
        (),
    ],
)
def test_titles_are_no_preamble(above):
    assert sections.split((*above, *OFFICIAL))["preamble"] is None


def test_sections_that_the_page_lacks():
    found = sections.split(OFFICIAL[:2])
    assert found["other_matters"] is None
    assert found.headings == {"overview"}


def test_without_headings_all_prose_is_preamble():
    found = sections.split(("青石县召开工作会议", "会议指出，要做好公开工作。", "会议要求，抓好落实。"))
    assert found["preamble"] == "会议指出，要做好公开工作。\n会议要求，抓好落实。"
    assert found.headings == frozenset()


def test_nothing_gives_every_key():
    assert sections.split(()) == dict.fromkeys(SECTIONS)


@pytest.mark.parametrize("wording", sorted(headings._rules().keys))
def test_every_wording_heads_a_section_in_every_writing(wording):
    assert all(headings.find(f"一、{written}") for written in spellings(wording))
    assert all(headings._may_begin(written) for written in spellings(wording))
