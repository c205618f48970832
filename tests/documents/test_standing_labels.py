"""Labels that stand upright in a text, one letter a line, beside the figures of their row."""

import pytest

from harvester.documents.lines import upright


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (("规", "章  2  1  12"), ("规章 2 1 12",)),
        (("信", "息", "内", "容  本", "年", "制", "发", "件", "数"), ("信息内容", "本年制发件数")),
        (("现", "行", "有", "效", "件", "数", "规", "章  2  1  12"), ("现行有效件数", "规章 2 1 12")),
        (("予", "以", "公", "开  0  0  无"), ("予以公开 0 0 无",)),
    ],
)
def test_the_last_letter_may_have_figures_or_the_next_label_behind_it(lines, read):
    assert tuple(upright(lines)) == read


def test_letters_that_make_no_label_stay_as_they_are():
    assert tuple(upright(("甲", "乙  2  1"))) == ("甲", "乙  2  1")
