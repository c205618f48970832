"""A harvest moves from one kind of database to the other, whole or not at all."""

from decimal import Decimal

import pytest
from sqlalchemy import insert, select

from harvester.errors import StoreError
from harvester.items import Page
from harvester.store.copying import Extent, copy, tables
from harvester.store.health import problems
from harvester.store.locks import acquire
from harvester.store.models import Lock, Outcome, Run
from harvester.store.process import this_process
from harvester.store.runs import start_run
from harvester.store.session import open_store
from tests.databases import KINDS, new_postgresql, new_sqlite


@pytest.fixture(params=KINDS)
def target(request, tmp_path):
    """A database without rows, of each kind."""
    if request.param == "sqlite":
        with new_sqlite(tmp_path / "copy.sqlite") as store:
            yield store
        return
    with new_postgresql() as url, open_store(url) as store:
        yield store


def _content(store):
    content = {}
    for table in tables():
        with store.read() as session:
            extent = Extent()
            extent.add(session.execute(select(table)).all())
            content[table.name] = extent
    return content


def _odd(tables):
    """Figures that a database may round, text that it may not hold."""
    figures = tables()
    figures["proactive_disclosure"]["administrative_fees"]["fee_amount"] = Decimal("14241119.20")
    figures["requests"]["granted"]["total"] = 10**12
    figures["requests"]["granted"]["org_other"] = None
    return figures


def test_every_row_arrives_as_it_was(see, report, tables, store, target):
    see(report(tables=_odd(tables)))
    see(report(tables=tables(figure=2)), body=b"2")
    copied = copy(store, target)
    assert _content(target) == _content(store)
    assert {item.table: item.rows for item in copied}["revisions"] == 2
    assert list(problems(target)) == []


def test_a_harvest_goes_on_in_its_copy(see, report, store, target):
    see(report())
    copy(store, target)
    with target.write() as session:
        assert start_run(session, "110000_beijing") > max(
            session.scalars(select(Run.id).where(Run.portal != "110000_beijing"))
        )


def test_who_crawls_now_stays_behind(see, report, store, target):
    see(report())
    acquire(store, "330382_yueqing", this_process())
    copy(store, target)
    with target.read() as session:
        assert session.scalars(select(Lock)).all() == []


def test_a_database_with_a_harvest_is_not_written_over(see, report, store, target):
    see(report())
    with target.write() as session:
        start_run(session, "110000_beijing")
    before = _content(target)
    with pytest.raises(StoreError, match="holds a harvest already: 'runs'"):
        copy(store, target)
    assert _content(target) == before


def test_a_copy_that_reads_back_otherwise_is_undone(see, report, store, target):
    see(report())
    with target.writer.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "CREATE TRIGGER strange AFTER INSERT ON agencies BEGIN UPDATE agencies SET name = '别的'; END"
            )
        else:
            connection.exec_driver_sql("CREATE RULE strange AS ON INSERT TO agency_names DO INSTEAD NOTHING")
    with pytest.raises(StoreError, match=r"agenc.*does not read back as it was written"):
        copy(store, target)
    assert all(extent.rows == 0 for extent in _content(target).values())


def test_a_character_that_postgresql_cannot_hold_is_left_out(store):
    page = Page(url="http://www.example.gov.cn/", body=b"")
    with store.write() as session:
        run_id = start_run(session, "330382_yueqing")
        answer = {"portal": "p", "url": page.url, "column_url": "", "role": "report", "outcome": "gone"}
        session.execute(
            insert(Outcome).values(
                run_id=run_id, detail="a\x00b", seen_at=session.get_one(Run, run_id).started_at, **answer
            )
        )
        detail = session.scalars(select(Outcome.detail)).one()
    assert detail.replace("\x00", "") == "ab"


def test_every_table_of_the_models_is_copied_but_the_locks():
    assert {table.name for table in Lock.metadata.sorted_tables} - {table.name for table in tables()} == {"locks"}
