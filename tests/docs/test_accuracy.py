"""docs/accuracy.md says what the gate measures today."""

from __future__ import annotations

from tests import accuracy


def test_the_measures_are_up_to_date() -> None:
    text = accuracy.tables(accuracy.by_kind())
    for path in accuracy.PAGES:
        page = path.read_text(encoding="utf-8")
        assert text in page, "run: python -m tests.accuracy"
        assert accuracy.filled(page, text) == page
