"""What the command, the demo and the exports are told."""

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime

from harvester.store.outcomes import Answer, set_outcome
from harvester.store.queries import harvest, iter_cells, iter_findings, iter_reports, last_runs, outcomes
from harvester.store.runs import count, finish_run, start_run


def test_the_last_run_of_each_portal_with_its_counts(store):
    with store.write() as session:
        for portal in ("a", "b", "a"):
            run_id = start_run(session, portal)
            count(session, run_id, {"pages": run_id, "new_reports": 1})
            count(session, run_id, {"pages": 1})
        finish_run(session, run_id, "finished")
    with store.read() as session:
        found = last_runs(session)
        assert [(run.portal, run.id, run.pages, run.new_reports) for run in found] == [("a", 3, 4, 1), ("b", 2, 3, 1)]
        assert [run.status for run in found] == ["finished", "running"]
        assert last_runs(session, "b") == [found[1]]


def test_a_run_that_was_killed_is_called_interrupted_by_the_next(store, rows):
    with store.write() as session:
        start_run(session, "a")
        start_run(session, "a")
    assert [row["status"] for row in rows("SELECT status FROM runs ORDER BY id")] == ["interrupted", "running"]


def test_the_harvest_at_a_glance(store, see, report, tables):
    filled = tables()
    filled["requests"]["new_received"]["total"] = 309
    filled["requests"]["granted"]["total"] = None
    see(report(tables=filled))
    with store.read() as session:
        (row,) = harvest(session)
        assert harvest(session, "330382_yueqing") == [row]
        assert harvest(session, "another") == []
    assert (row.agency, row.year, row.new_received, row.granted) == ("乐清市人民政府", 2023, 309, None)
    assert (row.denied, row.findings) == (8, 1)


def test_a_blank_reason_does_not_count_as_a_denial(store, see, report, tables):
    filled = tables()
    for row in filled["requests"]:
        filled["requests"][row] = dict.fromkeys(filled["requests"][row])
    see(report(tables=filled))
    with store.read() as session:
        assert harvest(session)[0].denied is None


def test_reports_come_in_the_order_of_place_agency_and_year(store, see, report):
    other = replace(report().agency, name="苍南县人民政府", division_code="330327")
    see(report(agency=None), "http://x/0", b"0")
    see(report(year=2023), "http://x/1", b"1")
    see(report(year=2022), "http://x/2", b"2")
    see(report(agency=other), "http://x/3", b"3")
    with store.read() as session:
        found = [(row.agency, row.year) for row in iter_reports(session, chunk=3)]
    assert found == [("苍南县人民政府", 2023), ("乐清市人民政府", 2022), ("乐清市人民政府", 2023), (None, 2023)]


def test_a_report_comes_back_as_it_was_read(store, see, report):
    see(report())
    see(report(), "http://x/2", b"2")
    with store.read() as session:
        (row,) = iter_reports(session)
    whole = report()
    assert (row.tables, row.cells, row.findings) == (whole.tables, whole.cells, whole.findings)
    assert (row.title, row.published_on, row.scope) == (whole.title, whole.published_on, "government")
    assert row.sources == ("http://www.example.gov.cn/2023.html", "http://x/2")
    assert row.fetched_at == datetime(2024, 2, 1, tzinfo=UTC)


def test_every_cell_is_a_row_of_the_long_table(store, see, report):
    see(report())
    with store.read() as session:
        found = {f"{row.table}.{row.row}.{row.column}": row for row in iter_cells(session)}
    assert len(found) == 10 + 25 * 7 + 15
    noted, plain = found["requests.granted.total"], found["requests.granted.org_other"]
    assert (noted.value, noted.raw, noted.state, noted.unit) == (1, "1件", "number", "件")
    assert (plain.value, plain.raw, plain.state) == (1, None, "number")


def test_every_finding_names_its_report(store, see, report):
    see(report())
    with store.read() as session:
        (row,) = iter_findings(session)
    assert (row.agency, row.year, row.rule) == ("乐清市人民政府", 2023, "requests.row_total")
    assert (row.cells, row.expected, row.actual) == (("requests.granted.total",), 6, 1)


def test_reading_out_holds_one_chunk_at_a_time(store, see, report):
    for year in range(1900, 1960):
        see(report(year=year), f"http://x/{year}", b"%d" % year)
    with store.read() as session:
        _peak(session, 5)
        assert _peak(session, 5) < _peak(session, 60) / 3


def _peak(session, chunk):
    tracemalloc.start()
    for row in iter_reports(session, chunk=chunk):
        assert row.tables
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_the_same_answer_leaves_the_outcome_as_it_is(store):
    answer = Answer(portal="a", url="http://x/1", column_url="http://x/", role="report", outcome="gone", detail="404")
    monday, tuesday = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 2, tzinfo=UTC)
    with store.write() as session:
        first, second = start_run(session, "a"), start_run(session, "a")
        set_outcome(session, first, answer, monday)
        set_outcome(session, second, answer, tuesday)
    with store.read() as session:
        (found,) = outcomes(session, "gone", portal="a")
        assert (found.seen_at, found.detail) == (monday, "404")
    with store.write() as session:
        set_outcome(session, second, replace(answer, outcome="ok", detail=""), tuesday)
    with store.read() as session:
        assert [(row.outcome, row.seen_at) for row in outcomes(session)] == [("ok", tuesday)]
        assert outcomes(session, "gone") == []
