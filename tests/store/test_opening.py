"""Opening the store: made, migrated, or one clear line."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Numeric, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from harvester.errors import StoreError
from harvester.store import facts
from harvester.store.migrate import config, is_ours, versions
from harvester.store.models import Report
from harvester.store.runs import start_run
from harvester.store.session import default_url, open_store
from tests.databases import new_postgresql


def test_a_new_database_is_made_with_its_folder(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/new/folder/harvest.sqlite") as store:
        names = inspect(store.engine).get_table_names()
    assert {"reports", "requests", "review_and_litigation", "proactive_disclosure"} <= set(names)


def test_a_plain_file_name_is_a_sqlite_file(tmp_path):
    with open_store(f"{tmp_path}/panel.sqlite") as store:
        assert store.name == f"{tmp_path}/panel.sqlite"
    assert tmp_path.joinpath("panel.sqlite").is_file()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_sqlite_is_set_up_for_readers_beside_a_writer(store):
    with store.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30000}


def test_the_models_are_what_the_migrations_make(store):
    with store.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Report.metadata) == []


def test_the_versions_are_those_of_the_migrations_and_the_last_is_the_newest(store):
    with store.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(config(connection))
    known = [script.revision for script in scripts.walk_revisions("base", "head")]
    assert versions() == tuple(reversed(known))


def test_the_migrations_can_be_undone(store):
    with store.writer.begin() as connection:
        command.downgrade(config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_postgresql_gets_exact_numbers_and_the_wording_of_the_form():
    statement = str(CreateTable(facts.proactive_disclosure).compile(dialect=postgresql.dialect()))
    assert "administrative_fees_fee_amount NUMERIC" in statement
    fee = facts.proactive_disclosure.columns["administrative_fees_fee_amount"]
    assert fee.comment == "行政事业性收费 本年收费金额（单位：万元）（2021）"
    assert isinstance(fee.type.load_dialect_impl(postgresql.dialect()), Numeric)


def test_opening_again_keeps_what_is_there(url):
    with open_store(url) as store, store.write() as session:
        start_run(session, "330382_yueqing")
    with open_store(url, must_exist=True) as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar() == 1


def test_the_default_is_a_file_in_data_or_what_the_environment_says(monkeypatch):
    monkeypatch.delenv("HARVESTER_DATABASE_URL", raising=False)
    assert default_url() == "sqlite:///data/harvester.sqlite"
    monkeypatch.setenv("HARVESTER_DATABASE_URL", "postgresql://localhost/panel")
    assert default_url() == "postgresql://localhost/panel"


def _not_a_database(folder: Path) -> str:
    folder.joinpath("notes.txt").write_text("年度报告" * 200, encoding="utf-8")
    return f"sqlite:///{folder}/notes.txt"


def _newer(folder: Path) -> str:
    url = f"sqlite:///{folder}/newer.sqlite"
    with open_store(url) as store, store.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    return url


def _foreign(folder: Path) -> str:
    with sqlite3.connect(folder / "other.sqlite") as connection:
        connection.execute("CREATE TABLE moz_places (id)")
    connection.close()
    return f"sqlite:///{folder}/other.sqlite"


def _folder_is_a_file(folder: Path) -> str:
    folder.joinpath("file").write_text("", encoding="utf-8")
    return f"sqlite:///{folder}/file/harvest.sqlite"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (_not_a_database, "not a database"),
        (_newer, "of a newer version: '0999'"),
        (_foreign, "holds tables of another program: 'moz_places'"),
        (_folder_is_a_file, "folder cannot be made"),
        (lambda folder: f"sqlite:///{folder}", "cannot be opened"),
        (lambda _: "://harvest.sqlite", "not a database URL: '://harvest.sqlite'"),
        (lambda _: "oracel://x/y", "unknown kind: 'oracel'"),
        (lambda _: "mysql://x/y", "unknown kind: 'mysql' (known: sqlite, postgresql)"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_clear_line(tmp_path, make, problem):
    url = make(tmp_path)
    with pytest.raises(StoreError) as raised:
        open_store(url)
    assert problem in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_foreign_database_is_left_as_it_was(tmp_path):
    url = _foreign(tmp_path)
    before = tmp_path.joinpath("other.sqlite").read_bytes()
    with pytest.raises(StoreError):
        open_store(url)
    assert tmp_path.joinpath("other.sqlite").read_bytes() == before


def test_reading_needs_a_database_that_is_there(tmp_path):
    with pytest.raises(StoreError, match="no such file"):
        open_store(f"sqlite:///{tmp_path}/none.sqlite", must_exist=True)
    assert not tmp_path.joinpath("none.sqlite").exists()


def test_a_writer_waits_for_another_and_then_says_so(url):
    with open_store(url) as first, open_store(url, busy_seconds=0.1) as second:
        with first.write(), pytest.raises(StoreError, match="another process is writing to it"):
            _begin(second)
        _begin(second)


def test_a_full_disk_is_one_clear_line_and_nothing_is_half_written(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/harvest.sqlite") as store:
        with pytest.raises(StoreError, match=r"the disk is full \(make room, then start again\)"):
            _write_more_than_there_is_room_for(store)
        with store.read() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM runs").scalar() == 0


def _write_more_than_there_is_room_for(store):
    with store.write() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1")  # as many as there are
        for number in range(10_000):
            start_run(session, f"330382_{number:0100}")


def _begin(store):
    with store.write() as session:
        start_run(session, "330382_yueqing")


def test_a_server_that_does_not_answer_is_one_clear_line():
    with pytest.raises(StoreError) as raised:
        open_store("postgresql://reader:secret@127.0.0.1:1/panel")
    assert "127.0.0.1" in str(raised.value)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_reading_needs_a_server_database_that_holds_a_harvest():
    with new_postgresql(is_empty=True) as url, pytest.raises(StoreError, match="holds no harvest"):
        open_store(url, must_exist=True)


def test_nothing_of_a_failed_transaction_stays(store, rows):
    with pytest.raises(StoreError):
        _begin_and_fail(store)
    assert rows("SELECT * FROM runs") == []


def _begin_and_fail(store):
    with store.write() as session:
        start_run(session, "330382_yueqing")
        raise StoreError("the disk is full")
