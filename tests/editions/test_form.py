"""The form has the cells that the two notices print."""

import pytest

from harvester.editions.form import load_form


@pytest.mark.parametrize(("edition", "disclosure", "rows", "outcomes"), [("2019", 22, 23, 19), ("2021", 10, 25, 21)])
def test_each_edition_has_its_cells(edition, disclosure, rows, outcomes):
    form = load_form()
    assert len(list(form.disclosure_cells(edition))) == disclosure
    assert len(form.request_rows(edition)) == rows
    assert len(form.outcome_rows(edition)) == outcomes


def test_request_columns_end_with_the_total():
    keys = [column.key for column in load_form().request_columns]
    assert keys[0] == "natural_person"
    assert keys[-1] == "total"
    assert len(keys) == 7


def test_keys_are_unique_within_a_table():
    form = load_form()
    keys = [row.key for row in form.all_request_rows]
    assert len(keys) == len(set(keys))


def test_every_group_of_a_row_exists():
    form = load_form()
    groups = {group.key for group in form.request_groups}
    assert {row.group for row in form.all_request_rows if row.group} <= groups
