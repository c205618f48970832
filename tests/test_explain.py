"""`harvester explain`: what was read, from where in the page, and why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import harvester.parsers
from harvester.errors import UsageError
from harvester.explain import Explanation, explain, lines, reasons
from harvester.items import Page

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
PARSERS = Path(harvester.parsers.__path__[0])
CORRECTING = PARSERS.parent / "lookups" / "apply.py"
ITEMS = PARSERS.parent / "items.py"


def _page(name: str) -> Page:
    return Page(url=None, body=(PAGES / name).read_bytes(), filename=name)


def _figure(name: str, cell: str) -> Explanation:
    return explain(_page(name), cell)[0].figures[0]


def test_a_plain_figure_is_told_with_its_place_in_the_page() -> None:
    figure = _figure("official_2021.html", "requests.granted.total")
    assert (figure.value, figure.raw, figure.state, figure.is_plain) == (58, "58", "number", True)
    assert (figure.table, figure.row, figure.place) == (2, 6, 9)
    assert (figure.label, figure.label_is) == ("（一）予以公开", "与格式一致")


def test_a_known_slip_a_cut_label_and_a_likeness_are_told_apart() -> None:
    assert _figure("known_slips.html", "requests.denied_enforcement_file").label_is == "已知的其他写法"
    cut = _figure("labels_around_numbers.txt", "requests.unprocessed_reissue")
    assert (cut.label, cut.label_is) == ("5.要求行政机关确认或重新", "名称不全，按开头认定")
    alike = _figure("unknown_slips.html", "requests.carried_forward")
    assert (alike.label_is, alike.reason) == ("按位置认定，字面相近 0.89", "label_alike")


def test_a_figure_of_a_flowing_text_has_a_place_too() -> None:
    figure = _figure("pipes.txt", "review_and_litigation.suit_after_review.total")
    assert (figure.value, figure.table, figure.place) == (28, 3, 15)


def test_a_cell_that_the_page_lacks_has_no_place() -> None:
    figure = _figure("table_cut_in_the_middle.html", "requests.carried_forward.total")
    assert (figure.value, figure.state, figure.table) == (None, "absent", None)


def test_findings_about_the_cell_are_told() -> None:
    findings = _figure("sums_that_fail.html", "review_and_litigation.review.total").findings
    assert findings == ("表四“行政复议”：各项结果之和为52，与总计0不符（各数均照原文读出，应是原表自身不一致）",)


def test_a_row_is_all_its_cells_and_a_report_all_of_them() -> None:
    assert len(explain(_page("official_2021.html"), "requests.granted")[0].figures) == 7
    assert len(explain(_page("official_2021.html"))[0].figures) == 200


def test_of_a_whole_report_only_what_is_not_plain_is_listed() -> None:
    shown = list(lines(explain(_page("footnote_marks.html")), every=False))
    assert shown[0].startswith("青溪县水务局 2023")
    assert [line for line in shown if line.startswith("requests.granted.")] == [
        "requests.granted.natural_person  （一）予以公开 · 自然人 = 58",
        "requests.granted.org_other  （一）予以公开 · 其他 = 0",
        "requests.granted.total  （一）予以公开 · 总计 = 58",
    ]
    assert shown[-1] == "共 200 格，其中 197 格是单纯的数字，未列出"


def test_a_cell_that_the_form_does_not_have_is_an_error_that_names_one_that_it_has() -> None:
    with pytest.raises(UsageError, match=r"cell 'requests.x': the form has none \(for example: requests.granted"):
        explain(_page("official_2021.html"), "requests.x")


def test_every_reason_of_the_code_is_explained() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*PARSERS.glob("*.py"), CORRECTING, ITEMS))
    given = set(re.findall(r'(?:reason="|doubted\([^"\n]*")([a-z_]+)"', code))
    assert given <= set(reasons())
    assert [reason for reason in reasons() if f'"{reason}"' not in code] == []
