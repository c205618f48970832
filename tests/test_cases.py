"""Every recorded page of fixtures/pages says what its expected record says, and accuracy over all pages never falls.

Both ask for the records of the same pages, which are read once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fixtures.cases.expected import differences
from fixtures.cases.registry import PAGES, Case, load
from harvester.documents.read import read_document
from harvester.items import Page
from tests import accuracy, gate

CASES = load()
LIMIT = 100_000
"""Bytes of a stored page."""


def _page(case: Case) -> Path:
    return PAGES / case.file_name


def _expected(case: Case) -> dict[str, Any]:
    path = _page(case).with_suffix(".json")
    assert path.exists(), f"{path.name} is missing: run python -m fixtures.cases, then read what it wrote"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_page_reads_as_expected(case: Case) -> None:
    expected = _expected(case)
    assert expected.get("reviewed", True), f"{case.name}: read the expected record, then take out its line 'reviewed'"
    assert differences(expected, gate.record_of(_page(case))) == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_stored_page_is_what_its_builder_writes(case: Case) -> None:
    stored, built = _page(case).read_bytes(), case.data()
    if case.is_file and stored != built:  # libraries that write archives put the time in
        old, new = (read_document(Page(url=None, body=body, filename=case.file_name)) for body in (stored, built))
        assert (old.blocks, old.flags) == (new.blocks, new.flags), f"remove {_page(case)}"
    else:
        assert stored == built, "run python -m fixtures.cases"
    assert len(stored) < LIMIT


def test_every_stored_page_has_a_case_that_says_what_it_shows() -> None:
    stored = {path.name for path in PAGES.iterdir() if path.suffix != ".json"}
    assert stored == {case.file_name for case in CASES.values()}
    assert {path.stem for path in PAGES.glob("*.json")} == {Path(name).stem for name in stored}
    assert all(case.about for case in CASES.values())


@pytest.mark.parametrize("group", gate.GROUPS)
def test_no_measure_falls(group: str) -> None:
    if group not in gate.available():
        pytest.skip(f"{gate.GROUPS[group][1]} is not here: the shared corpus is no part of the repository")
    assert gate.fallen(group, gate.measure(group)) == []


def test_the_documentation_states_what_is_measured_today() -> None:
    text = accuracy.tables(accuracy.by_kind())
    for path in accuracy.PAGES:
        page = path.read_text(encoding="utf-8")
        assert text in page, "run: python -m tests.accuracy"
        assert accuracy.filled(page, text) == page
