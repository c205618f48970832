"""Files of corrections written for a test, and a page read with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harvester.items import Page
from harvester.lookups.load import load_lookups
from harvester.reader import read_report
from tests.lookups.samples import BASIS, PAGE, URL


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """A file of corrections; BASIS stands for who, when, why and source."""

    def _write(text: str) -> Path:
        path = tmp_path / "corrections.yaml"
        path.write_text(text.replace("BASIS", BASIS.strip()), encoding="utf-8")
        return path

    return _write


@pytest.fixture
def read(write):
    """The report of 启东市 as it is read with a file of corrections."""

    def _read(text: str = "corrections: []", url: str = URL, body: bytes | None = None):
        path = write(text)
        return read_report(Page(url=url, body=body or PAGE.read_bytes()), load_lookups([path.parent]))

    return _read
