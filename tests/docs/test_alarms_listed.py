"""Every alarm has its row in the runbook."""

from pathlib import Path

import pytest

from harvester.alarms.judge import rules

RUNBOOK = (Path(__file__).resolve().parents[2] / "docs" / "runbook.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", rules())
def test_every_alarm_is_in_the_runbook(name):
    assert f"| `{name}` | {rules()[name]['zh']} |" in RUNBOOK
