"""The word beside a figure."""

import csv

import pytest

from harvester.exports.dictionary import load_dictionary
from harvester.exports.flags import flags_of
from harvester.items import CellNote


def note(state):
    return CellNote(cell="a", raw="", state=state)


@pytest.mark.parametrize(
    ("notes", "findings", "expected"),
    [
        ([], [], None),
        ([note("number")], [], None),
        ([note("dash")], [], "dash"),
        ([note("uncertain")], [("r", "error", ["a"])], "uncertain"),
        ([note("blank")], [("r", "warning", ["a", "b"])], "warning"),
        ([], [("r", "warning", ["a"]), ("r", "error", ["a"])], "error"),
        ([], [("r", "info", ["a"])], None),
        ([], [("r", "error", ["b"])], None),
    ],
)
def test_the_most_serious_thing_that_is_said_of_a_cell(notes, findings, expected):
    assert flags_of(notes, findings, ("a",)) == [expected]


def test_every_state_but_a_plain_number_is_a_flag():
    codes = load_dictionary()["codes"]
    assert set(codes["state"]) - {"number"} <= set(codes["flag"])


def test_flags_stand_beside_the_figures_they_are_about(release):
    with (release(flags=True) / "reports.csv").open(encoding="utf-8-sig", newline="") as file:
        _, qidong, fees = csv.DictReader(file)
    assert qidong["requests_new_received_total_flag"] == "error"
    assert qidong["requests_new_received_org_business_flag"] == ""
    assert fees["proactive_disclosure_rules_repealed_flag"] == "dash"
    assert (fees["requests_granted_natural_person"], fees["requests_granted_natural_person_flag"]) == (
        "12",
        "uncertain",
    )
