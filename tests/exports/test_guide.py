"""The data guide names every column of the files and of the database, and its tables are up to date."""

from pathlib import Path

import pytest

from harvester.checks.rules import load_rules
from harvester.exports import guide
from harvester.exports.dictionary import load_dictionary, load_resources

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ["data-guide.md", "data-guide.zh-CN.md"]


@pytest.fixture(params=PAGES)
def page(request):
    return (DOCS / request.param).read_text(encoding="utf-8")


def test_the_tables_of_the_guide_are_up_to_date(page):
    assert guide.filled(page) == page, (
        "run: python -m harvester.exports.guide docs/data-guide.md docs/data-guide.zh-CN.md"
    )


def test_the_guide_has_every_table(page):
    assert all(f"<!-- table: {name} -->" in page for name in guide.TABLES)


def test_the_guide_names_every_column_of_the_files(page):
    assert [f.name for r in load_resources().values() for f in r.fields if f"`{f.name}`" not in page] == []


def test_the_guide_names_every_state_and_every_rule(page):
    assert [name for name in (*load_rules(), *load_dictionary()["codes"]["state"]) if f"`{name}`" not in page] == []


def test_the_guide_names_every_table_and_column_of_the_database(page):
    tables = guide.database_tables()
    assert set(load_dictionary()["database"]["tables"]) == set(tables)
    assert [column for table in tables.values() for column in table.columns.keys() if f"`{column}`" not in page] == []  # noqa: SIM118  (names, not columns)


def test_every_column_of_the_database_is_explained():
    bare = [str(c) for table in guide.database_tables().values() for c in table.columns if not guide.about_column(c)]
    assert bare == []


def test_the_command_rewrites_the_tables_and_nothing_else(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# 甲\n\n<!-- table: states -->\nold\n<!-- end -->\n\n乙\n", encoding="utf-8")
    guide.main([str(page)])
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# 甲\n\n<!-- table: states -->\n\n| state |")
    assert text.endswith("<!-- end -->\n\n乙\n")
    assert "old" not in text
