"""Blocks nested in one another are no cells: their text would be put together anew at each depth."""

import pytest
from lxml import html

from harvester.documents.drawn import drawn

ROWS = (("规章", "1"), ("行政规范性文件", "2"), ("行政许可", "3"), ("行政处罚", "4"))


def block(inside):
    rows = "".join(f"<div><div>{label}{inside}</div><div>{figure}</div></div>" for label, figure in ROWS)
    return html.fromstring(f"<div>{rows}</div>")


@pytest.mark.parametrize(("spans", "is_table"), [(3, True), (200, False)])
def test_a_cell_holds_few_elements(spans, is_table):
    assert (drawn(block("<span></span>" * spans)) is not None) is is_table
