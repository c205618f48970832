"""The data dictionary knows every column, once, in both languages."""

from typing import get_args

from harvester.exports.dictionary import about_cell, figure_fields, load_dictionary, load_resources
from harvester.items import CellState, Scope, Severity


def test_column_names_are_unique_within_a_table():
    for resource in load_resources().values():
        assert len(resource.header) == len(set(resource.header))


def test_figure_columns_are_named_by_table_row_and_column():
    names = {field.name: field for field in figure_fields()}
    assert len(names) == 226 + 58
    assert names["requests_denied_state_secret_total"].zh == "（三）不予公开 1.属于国家秘密 · 总计"
    assert names["requests_denied_state_secret_total"].en == "not disclosed: state secret · total"


def test_a_figure_tells_its_table_unit_editions_and_article():
    cell = next(f.cell for f in figure_fields() if f.name == "proactive_disclosure_administrative_fees_fee_amount")
    assert about_cell(cell) == (
        "表二 主动公开政府信息情况；单位：万元；2021年版；第二十条第（八）项",
        "proactive disclosure; unit: 10,000 yuan; form of 2021",
    )


def test_the_values_of_a_column_are_those_that_reports_can_have():
    values = {(name, f.name): f.values for name, r in load_resources().items() for f in r.fields if f.values}
    assert set(values["reports", "scope"]) == set(get_args(Scope))
    assert set(values["cells", "state"]) == set(get_args(CellState)) == set(load_dictionary()["states"])
    assert set(values["findings", "severity"]) == set(get_args(Severity))


def test_every_unit_of_the_form_has_an_english_word():
    units = {field.cell.column.unit for field in figure_fields()} - {None}
    assert units <= set(load_dictionary()["units"])
