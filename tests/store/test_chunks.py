"""Reading the store out in chunks: which reports, in which order, as they were read, with flat memory."""

import gc
import tracemalloc
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import update

from harvester.exports.cells import figures_of
from harvester.items import SECTIONS, Agency, CellNote
from harvester.store.chunks import in_chunks
from harvester.store.facts import sections
from harvester.store.selection import Selection, selected_ids

PLACES = {
    "000000-财政部": (None, "财政部", "department"),
    "330000-人民政府": ("330000", "浙江省人民政府", "government"),
    "330300-人民政府": ("330300", "温州市人民政府", "government"),
    "330382-人民政府": ("330382", "乐清市人民政府", "government"),
    "330382125-人民政府": ("330382125", "乐清市磐石镇人民政府", "township"),
    "440100-人民政府": ("440100", "广州市人民政府", "government"),
}


def chunks(session, **wanted):
    return list(in_chunks(session, selected_ids(session, Selection(**wanted))))


@pytest.fixture
def chosen(store):
    """Agency and year of the reports that a selection takes."""

    def _chosen(**wanted):
        with store.read() as session:
            return [(head.agency_id, head.year) for chunk in chunks(session, **wanted) for head in chunk.heads]

    return _chosen


@pytest.fixture
def country(see, report):
    """A report of each place on 2023, without findings."""
    for number, (key, (code, name, scope)) in enumerate(PLACES.items()):
        agency = Agency(name=name, as_written=name, division_code=code, scope=scope, id=key)
        see(report(agency=agency, findings=(), cells=()), f"http://x/{number}", b"%d" % number)


def test_reports_come_in_the_order_of_place_agency_and_year_and_those_without_last(see, report, chosen):
    other = replace(report().agency, name="苍南县人民政府", division_code="330327")
    see(report(agency=None), "http://x/0", b"0")
    see(report(year=2023), "http://x/1", b"1")
    see(report(year=2022), "http://x/2", b"2")
    see(report(year=None), "http://x/3", b"3")
    see(report(agency=other), "http://x/4", b"4")
    assert chosen() == [
        ("330327-人民政府", 2023),
        ("330382-人民政府", 2022),
        ("330382-人民政府", 2023),
        ("330382-人民政府", None),
        (None, 2023),
    ]


def test_figures_come_back_as_they_were_read(store, see, report, tables):
    filled = tables()
    filled["proactive_disclosure"]["administrative_fees"]["fee_amount"] = Decimal("14241119.2")
    filled["requests"]["granted"] |= {"total": 10**12, "org_other": None, "org_business": Decimal("2.5")}
    see(report(tables=filled))
    with store.read() as session:
        (chunk,) = chunks(session)
        ((layout, values),) = figures_of(chunk)
    found = {}
    for cell, value in zip(layout.cells, values, strict=True):
        found.setdefault(cell.table, {}).setdefault(cell.row.key, {})[cell.column.key] = value
    assert found == filled


def test_a_figure_of_the_other_edition_is_not_lost(store, see, report, tables):
    filled = tables() | {"proactive_disclosure": {"rules": {"issued": 1, "made_this_year": 7}}}
    see(report(tables=filled))
    with store.read() as session:
        ((layout, values),) = figures_of(chunks(session)[0])
    assert values[layout.place["proactive_disclosure.rules.made_this_year"]] == 7


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, PLACES),
        ({"province": "33"}, [key for key in PLACES if key.startswith("33")]),
        ({"province": "000000"}, ["000000-财政部"]),
        ({"levels": frozenset(["national", "town"])}, ["000000-财政部", "330382125-人民政府"]),
        ({"levels": frozenset(["province"])}, ["330000-人民政府"]),
        ({"levels": frozenset(["prefecture"])}, ["330300-人民政府", "440100-人民政府"]),
        ({"province": "33", "levels": frozenset(["county"])}, ["330382-人民政府"]),
        ({"years": frozenset([2022])}, []),
        ({"editions": frozenset(["2021"])}, PLACES),
        ({"editions": frozenset(["2014", "2019"])}, []),
        ({"portals": frozenset(["330382_yueqing"])}, PLACES),
        ({"portals": frozenset(["another"])}, []),
    ],
)
def test_a_selection_takes_what_it_names(country, chosen, wanted, expected):
    assert [agency for agency, _ in chosen(**wanted)] == list(expected)


def test_clean_reports_are_those_that_nothing_serious_is_said_of(see, report, chosen):
    doubt = CellNote(cell="requests.granted.total", raw="1l", state="uncertain")
    minor = replace(report().findings[0], severity="info")
    see(report(year=2019, findings=(), cells=()), "http://x/1", b"1")
    see(report(year=2020, findings=(minor,)), "http://x/2", b"2")
    see(report(year=2021), "http://x/3", b"3")
    see(report(year=2022, findings=(), cells=(doubt,)), "http://x/4", b"4")
    see(report(agency=None, findings=(), cells=()), "http://x/5", b"5")
    assert [year for _, year in chosen(only="clean")] == [2019, 2020]
    assert [year for _, year in chosen(only="flagged")] == [2021, 2022, 2023]


def test_reading_out_holds_one_chunk_at_a_time(store, see, report):
    for year in range(1900, 1960):
        see(report(year=year), f"http://x/{year}", b"%d" % year)
    with store.read() as session:
        ids = selected_ids(session, Selection())
        _peak(session, ids, 5)
        assert _peak(session, ids, 5) < _peak(session, ids, 60) / 3


def _peak(session, ids, size):
    gc.collect()  # what is left of earlier work would be collected within, at a time of its own
    tracemalloc.start()
    for chunk in in_chunks(session, ids, size=size):
        assert chunk.requests
        assert chunk.sections
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_sections_come_in_the_order_of_the_form_whatever_the_database_gives_first(store, see, report):
    see(report(sections=dict.fromkeys(SECTIONS, "无。")))
    with store.write() as session:
        session.execute(update(sections).where(sections.c.section == "preamble").values(id=99))
    with store.read() as session:
        (chunk,) = chunks(session)
        assert [row.section for row in chunk.sections[chunk.report_ids[0]]] == list(SECTIONS)
