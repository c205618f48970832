"""How the accuracy gate counts, and that it is never made laxer; test_cases.py holds the pages to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import gate


def test_every_group_is_pinned_and_nothing_silent_is_let_through() -> None:
    assert set(gate.floors()) == set(gate.GROUPS)
    assert all(set(pinned) == {*gate.GOOD, *gate.BAD} for pinned in gate.floors().values())
    assert all(pinned["cells_silent"] == 0 for pinned in gate.floors().values())


def test_update_refuses_to_lower_a_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text("recorded: {reports: 100000}\n", encoding="utf-8")
    monkeypatch.setattr(gate, "FLOORS", path)
    monkeypatch.setattr(gate, "GROUPS", {"recorded": (tmp_path, tmp_path)})
    assert gate.main(["--update"]) == 1
    assert path.read_text(encoding="utf-8") == "recorded: {reports: 100000}\n"


def test_a_wrong_figure_counts_as_silent_unless_it_is_flagged() -> None:
    gold = {"agency": ["甲局"], "year": 2023, "tables": {"requests": {"granted": {"total": 5, "org_other": None}}}}
    record = {
        "agency": {"name": "甲局", "division_code": None},
        "year": 2023,
        "editions": {},
        "sections": {},
        "findings": [],
        "tables": {"requests": {"granted": {"total": 6, "org_other": 1}}},
        "cells": [{"cell": "requests.granted.org_other", "state": "uncertain"}],
    }
    counts = gate.score(gold, record)
    assert (counts["cells_silent"], counts["cells_flagged"], counts["identities"]) == (1, 1, 1)
