"""What the columns of annual reports hold besides them, by title alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from harvester.parsers.kind import judge_title

KINDS = yaml.safe_load(Path(__file__).with_name("kinds_more.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, titles in KINDS.items() for title in titles])
def test_kind_by_title(kind: str, title: str) -> None:
    assert judge_title(title) == kind
