"""The portals that ship: where they come from, and that none of the known addresses is forgotten."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from harvester.portals.registry import BUNDLED, load, portal_files, scan

KNOWN_ADDRESSES = Path(__file__).parents[3] / "shared" / "corpus" / "portal_columns.csv"
SCANS = [scan(path) for path in portal_files([BUNDLED])]


def test_every_province_the_ministries_and_the_corps_have_a_file():
    assert len(SCANS) == 33
    assert all(found.entries for found in SCANS)


def test_each_says_where_its_address_was_found_and_when():
    assert all(portal.source and portal.seen for portal in load())


def test_nothing_is_called_verified_before_a_crawl_has_seen_it():
    assert not [portal.id for portal in load() if portal.verified]


def test_files_stand_in_the_order_of_their_ids():
    for found in SCANS:
        ids = [entry.portal.id for entry in found.entries]
        assert ids == sorted(ids), found.path.name


@pytest.mark.skipif(not KNOWN_ADDRESSES.is_file(), reason="the list of known addresses is not beside the repository")
def test_every_known_address_is_a_column_an_example_or_left_out_for_a_reason():
    ours = {column.url for portal in load() for column in portal.columns}
    ours |= {url for portal in load() for url in portal.examples}
    ours |= {item.url for found in SCANS for item in found.left_out}
    with KNOWN_ADDRESSES.open(encoding="utf-8", newline="") as lines:
        known = [
            row["url"] for row in csv.DictReader(lines) if row["url_kind"] not in {"year_template", "column_html"}
        ]

    assert len(known) == 294
    assert [url for url in known if url not in ours] == []


@pytest.mark.skipif(not KNOWN_ADDRESSES.is_file(), reason="the list of known addresses is not beside the repository")
def test_addresses_with_a_year_in_them_are_columns_or_a_note_of_what_they_answered():
    notes = " ".join(portal.note or "" for portal in load())
    columns = {column.url for portal in load() for column in portal.columns}
    with KNOWN_ADDRESSES.open(encoding="utf-8", newline="") as lines:
        templates = [row["url"] for row in csv.DictReader(lines) if row["url_kind"] == "year_template"]

    for template in templates:
        path = template.split("/", 3)[3].replace("{YYYY}", "年份")
        assert template.replace("{YYYY}", "2018") in columns or path in notes, template
