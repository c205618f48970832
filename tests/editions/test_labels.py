"""Labels of the form are known in every way they are written, and not in others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.editions.form import load_form
from harvester.editions.labels import (
    core,
    is_exact,
    is_fragment,
    is_numbered,
    is_tail,
    look_up,
    look_up_cut,
    meaning,
    segment,
)
from harvester.parsers.script import canonical


@pytest.mark.parametrize("row", load_form().all_request_rows, ids=lambda row: row.key)
def test_every_wording_of_a_row_names_it(row) -> None:
    for wording in row.wordings:
        assert row.key in {known.key for known in look_up(wording)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("（一）予以公开", "granted"),
        ("(一) 予以 公开", "granted"),
        ("1、属于国家秘密", "denied_state_secret"),
        ("1．属于国家秘密", "denied_state_secret"),
        ("属于国家秘密", "denied_state_secret"),
        ('3.危及"三安全一稳定"', "denied_safety_stability"),
        ("3.危及三安全一稳定", "denied_safety_stability"),
        ("7.属于行政执法案类", "denied_enforcement_file"),
        ("（三）不予公开1.属于国家秘密", "denied_state_secret"),
        ("（五）不予处理-2）重复申请", "unprocessed_repeat"),
        ("三、本年度办理结果（六）其他处理3.其他", "other_remaining"),
        ("三、本年度办理结果（七）总计", "outcome_total"),
        ("2.其他法律行政止公开", "denied_other_law"),
        ("A05 1.属于国家秘密", "denied_state_secret"),
        ("051.属于国家秘密", "denied_state_secret"),
        ("1.1 一、本年新收政府信息公开申请数量", "new_received"),
        ("（03）（一）予以公开", "granted"),
        ("03.（一）予以公开", "granted"),
        ("【22】3.其他", "other_remaining"),
        ("（二）部分公开", "partially_granted"),
        ("1.逾期不补正", "other_no_correction"),
        ("一、本年新收政府資訊公開申請數量", "new_received"),
        ("二、上年結轉政府信息公開申請數量", "carried_over"),
        ("（七）總計", "outcome_total"),
    ],
)
def test_a_row_is_known_whatever_its_numbering_script_or_slip(text: str, key: str) -> None:
    assert meaning(text, "requests", "row") == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("本年（2023）制发件数", "issued"),
        ("现行有效件", "in_force"),
        ("本年处理绝对数量", "decisions"),
        ("本年收费金额(单位:万元)", "fee_amount"),
    ],
)
def test_a_column_is_known_with_years_units_and_slips(text: str, key: str) -> None:
    assert meaning(text, "proactive_disclosure", "column") == key


@pytest.mark.parametrize("text", ["其他主动公开文件", "6.涉及商业秘密的内容", "2023年", "", "政府信息公开"])
def test_what_the_form_does_not_have_is_not_known(text: str) -> None:
    assert look_up(text) == ()


def test_a_label_cut_at_its_end_is_known_by_its_beginning() -> None:
    assert [known.key for known in look_up_cut("5.要求行政机关确认或重新出")] == ["unprocessed_reissue"]
    assert look_up_cut("属于") == ()


def test_the_rest_of_a_wrapped_label_is_a_fragment() -> None:
    assert is_fragment("具已获取信息")
    assert not is_fragment("见附件")
    assert not is_fragment("12")


def test_labels_run_together_are_cut_apart() -> None:
    assert segment("信息内容本年制发件数本年废止件数现行有效件数") == (
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
    )
    assert segment("三、本年度办理结果（一）予以公开") == ("三、本年度办理结果", "(一)予以公开")
    assert segment("规章以外的文件") == ()


def test_exact_wording_is_told_from_other_text() -> None:
    assert is_exact("（一）予以公开")
    assert not is_exact("我局予以公开的信息")


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    assert isinstance(core(text), str)
    assert "".join(segment(text)) in ("", canonical(text))
    assert isinstance(look_up(text), tuple)
    assert isinstance(look_up_cut(text), tuple)


def test_a_row_stands_behind_no_other_group_than_its_own() -> None:
    assert look_up("（四）无法提供1.属于国家秘密") == ()


def test_the_end_of_a_longer_label_is_no_label_by_itself() -> None:
    assert is_tail("公开")
    assert not any(is_tail(text) for text in ("予以公开", "（一）公开", "规章", "3.其他"))


@pytest.mark.parametrize(
    "text",
    [
        "（一）予以公开 Granted",
        "Disclosed items\n（一）予以公开",
        "སྲིད་གཞུང་གི་ཆ་འཕྲིན། （一）予以公开",
        "（一）予以公开 ھۆكۈمەت ئۇچۇرلىرى",
        "（一）予以公开 ᠵᠠᠰᠠᠭ ᠤᠨ",
        "（一）予以公开 정부정보공개",
    ],
)
def test_a_label_with_its_translation_is_known(text: str) -> None:
    assert meaning(text, "requests", "row") == "granted"


@pytest.mark.parametrize("text", ["Granted", "PDF"])
def test_words_of_another_language_alone_are_not_known(text: str) -> None:
    assert look_up(text) == ()


@pytest.mark.parametrize("label", ["ھۆكۈمەت\n3.其他", "གསར་\n（七）总计", "3.其他 Other"])
def test_the_number_of_a_label_stands_behind_its_translation_too(label: str) -> None:
    assert is_numbered(label)


@pytest.mark.parametrize("label", ["2.重复申请①", "2.重复申请[1]", "2.重复申请*", "2.重复申请 〔2〕"])
def test_a_label_bears_the_mark_of_a_note(label: str) -> None:
    assert [known.key for known in look_up(label)] == ["unprocessed_repeat"]
