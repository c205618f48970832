"""The data dictionary knows every column, once, in both languages."""

import re
from pathlib import Path
from typing import get_args

import pytest

from harvester.exports.dictionary import about_cell, figure_fields, load_dictionary, load_resources
from harvester.items import SECTIONS, STATISTICS, TABLES, CellState, Scope, Severity
from harvester.store.selection import LEVELS


def test_column_names_are_unique_within_a_table():
    for resource in load_resources().values():
        assert len(resource.header) == len(set(resource.header))


def test_figure_columns_are_named_by_table_row_and_column():
    names = {field.name: field for field in figure_fields(*TABLES)}
    assert len(names) == 226
    assert len(figure_fields(STATISTICS)) == 58
    assert names["requests_denied_state_secret_total"].zh == "（三）不予公开 1.属于国家秘密 · 总计"
    assert names["requests_denied_state_secret_total"].en == "not disclosed: state secret · total"


def test_a_figure_tells_its_table_unit_editions_and_article():
    cell = next(
        f.cell for f in figure_fields(*TABLES) if f.name == "proactive_disclosure_administrative_fees_fee_amount"
    )
    assert about_cell(cell) == (
        "表二 主动公开政府信息情况；单位：万元；2021年版；第二十条第（八）项",
        "proactive disclosure; unit: 10,000 yuan; form of 2021",
    )


def test_the_values_of_a_column_are_those_that_reports_can_have():
    words = {(name, f.name): set(f.words) for name, r in load_resources().items() for f in r.fields if f.codes}
    assert words["reports", "scope"] == set(get_args(Scope))
    assert words["reports", "level"] == set(LEVELS)
    assert words["cells", "state"] == set(get_args(CellState))
    assert words["cells", "table"] == {*TABLES, STATISTICS}
    assert words["findings", "severity"] == set(get_args(Severity))
    assert words["sections", "section"] == set(SECTIONS)


def test_every_word_is_in_both_languages():
    for words in load_dictionary()["codes"].values():
        for said in words.values():
            assert not said["zh"].isascii()
            assert said["en"].strip()


def test_every_unit_of_the_form_has_an_english_word():
    units = {field.cell.column.unit for field in figure_fields(*TABLES, STATISTICS)} - {None}
    assert units <= set(load_dictionary()["units"])


@pytest.mark.parametrize("resource", load_resources(flags=True).values(), ids=lambda resource: resource.name)
def test_stata_names_are_short_unique_and_well_formed(resource):
    names = [field.stata for field in resource.fields]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name)] == []


def test_stata_names_stay_what_they_were():
    """Do-files depend on them: a name that is listed here is never changed, only added."""
    listed = (Path(__file__).parent / "stata_names.txt").read_text(encoding="utf-8").split()
    names = [field.stata for resource in load_resources().values() for field in resource.fields if field.cell]
    assert names == listed


def test_a_flag_stands_beside_every_figure():
    fields = load_resources(flags=True)["reports"].fields
    place = next(place for place, field in enumerate(fields) if field.name == "requests_granted_total")
    flag = fields[place + 1]
    assert (flag.name, flag.stata) == ("requests_granted_total_flag", "r_granted_total_f")
    assert flag.zh == "（一）予以公开 · 总计 · 标记"
