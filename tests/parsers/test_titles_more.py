"""Titles that the pages of portals carry, read with what the registry knows about the portal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify

TITLES = yaml.safe_load(Path(__file__).with_name("titles_more.yaml").read_text(encoding="utf-8"))["titles"]


@pytest.mark.parametrize("row", TITLES, ids=[row["title"] for row in TITLES])
def test_agency_place_and_year(row: dict[str, Any]) -> None:
    document = Document(blocks=(Text(row["title"]),), title=row["title"])
    page = Page(url=None, body=b"", publisher=row.get("publisher"), division_code=row.get("portal"))
    identity = identify(document, page, {}, None)
    assert identity.agency is not None
    found = (identity.agency.name, identity.agency.division_code, identity.agency.scope, identity.year)
    assert found == (row["agency"], row["code"], row["scope"], row["year"])
