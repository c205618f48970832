"""What the command, the demo and the exports are told."""

from dataclasses import replace
from datetime import UTC, datetime

from harvester.store.outcomes import Answer, set_outcome
from harvester.store.queries import harvest, iter_findings, last_runs, outcomes
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


def test_every_finding_names_its_report(store, see, report):
    see(report())
    with store.read() as session:
        (row,) = iter_findings(session)
    assert (row.agency, row.year, row.rule) == ("乐清市人民政府", 2023, "requests.row_total")
    assert (row.cells, row.expected, row.actual) == (("requests.granted.total",), 6, 1)


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
