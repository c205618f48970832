"""Prose without one heading of the form: where it begins and ends."""

from harvester.parsers import main_text
from tests.parsers.test_main_text import INTRODUCTION, OVERVIEW, PROBLEM, REPEATED, article, page, prose

SENTENCES = (INTRODUCTION, OVERVIEW, "具体情况", *(REPEATED, PROBLEM) * 5, "（一）下一步", OVERVIEW)


def test_prose_without_a_heading_is_the_element_that_holds_every_sentence():
    content = f'<div class="a1"><div class="b2 hidden-bar">{article(lines=SENTENCES)}</div></div>'
    assert prose(main_text.extract(page(content))) == SENTENCES


def test_sentences_in_the_margin_are_no_part_of_prose_without_headings():
    tip = '<div class="tips"><p>建议使用新版浏览器访问本网站，以获得更好的浏览体验。</p></div>'
    content = f'<div class="a1"><div class="b2">{article(lines=SENTENCES)}</div></div>{tip}'
    assert prose(main_text.extract(page(content)))[: len(SENTENCES)] == SENTENCES


def test_sentences_right_in_the_body_are_prose_as_well():
    content = f'{OVERVIEW}<div class="a1">{article(lines=SENTENCES)}</div>'
    assert prose(main_text.extract(page(content, header="", footer=""))) == (OVERVIEW, *SENTENCES)
