"""The pages about coverage name every state, column and level."""

from pathlib import Path

import pytest

from harvester.coverage.files import HEADER
from harvester.coverage.states import states

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(params=["coverage.md", "coverage.zh-CN.md"])
def page(request):
    return (DOCS / request.param).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", states())
def test_every_state_has_its_row(page, name):
    state = states()[name]
    row = f"| {state.symbol} | `{name}` | {state.zh} {state.en} |"
    assert f"{row} {state.zh_more} |" in page or f"{row} {state.en_more} |" in page


def test_every_column_of_the_file_is_named(page):
    assert [name for name in HEADER if f"`{name}`" not in page] == []
