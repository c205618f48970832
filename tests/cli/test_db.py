"""`harvester db` as a user calls it."""

from __future__ import annotations

from harvester.store.session import open_store
from tests.forks import run


def db(*arguments):
    return run("harvester", "db", *arguments)


def test_a_sound_database_has_nothing_wrong(tmp_path):
    open_store(f"sqlite:///{tmp_path}/harvest.sqlite").close()
    done = db("check", "--database", f"{tmp_path}/harvest.sqlite")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip().endswith("harvest.sqlite: nothing wrong")


def test_an_archive_that_is_not_there_is_no_loss_of_its_pages(tmp_path):
    open_store(f"sqlite:///{tmp_path}/harvest.sqlite").close()
    done = db("check", "--database", f"{tmp_path}/harvest.sqlite", "--archive", f"{tmp_path}/elsewhere")
    assert (done.returncode, done.stdout) == (6, "")
    assert "no such folder (--archive names the one of the crawls)" in done.stderr


def test_a_table_that_is_gone_is_named(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/harvest.sqlite") as store, store.writer.begin() as connection:
        connection.exec_driver_sql("DROP TABLE review_and_litigation")
    done = db("check", "--database", f"{tmp_path}/harvest.sqlite")
    assert done.returncode == 15
    assert "review_and_litigation" in done.stdout
