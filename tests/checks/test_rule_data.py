"""rules.yaml says what the code reports, and what the published specification asks for."""

from pathlib import Path

import pytest
import yaml

from harvester import checks
from harvester.checks.rules import load_rules, shown

SPECIFICATION = Path(__file__).parents[3] / "shared" / "spec" / "report_schema.yaml"
OURS = {
    "agency.stated",
    "agency.title",
    "year.stated",
    "attachment.matches_page",
    "correction.not_applied",
    "sources.agree",
    "statistics_2014.parts",
    "proactive_disclosure.non_negative",
}
"""Rules beyond the specification."""


def test_every_rule_of_the_data_is_used_by_the_code():
    room = Path(checks.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    code = code.replace('f"{TABLE}.', '"proactive_disclosure.')
    assert {rule for rule in load_rules() if f'"{rule}"' not in code} == set()


def test_every_rule_has_a_known_severity_and_wording():
    for rule in load_rules().values():
        assert rule.severity in {"error", "warning", "info"}
        assert rule.zh
        assert rule.en


def test_a_number_is_shown_as_it_is_written():
    from decimal import Decimal

    assert [shown(value) for value in (None, 0, Decimal("7.50"), Decimal("1E+3"), "2019")] == [
        "空白", "0", "7.5", "1000", "2019",
    ]  # fmt: skip


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the specification is not beside this repository")
def test_the_rules_are_those_of_the_specification():
    specified = {rule["id"]: rule for rule in yaml.safe_load(SPECIFICATION.read_text(encoding="utf-8"))["rules"]}
    assert set(load_rules()) == set(specified) | OURS
    assert {key: rule.severity for key, rule in load_rules().items() if key not in OURS} == {
        key: {"warn": "warning"}.get(specified[key]["severity"], specified[key]["severity"]) for key in specified
    }
