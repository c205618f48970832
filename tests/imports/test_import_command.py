"""`harvester import` as a user calls it."""

from __future__ import annotations

import json

import pytest
from foreign import Foreign, report
from typer.testing import CliRunner

from harvester.cli import app
from harvester.errors import RegistryError, UsageError

URL = "http://www.example.gov.cn/1.html"


@pytest.fixture
def command(tmp_path):
    """Standard output and standard error."""

    def _command(*arguments, status=0):
        places = ["--database", f"{tmp_path}/harvest.sqlite", "--archive", f"{tmp_path}/archive", "--processes", "1"]
        found = CliRunner().invoke(app, ["import", *map(str, arguments), *places])
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == status
        return found.stdout, found.stderr

    return _command


@pytest.fixture
def crawl(tmp_path):
    """A folder as a crawler leaves it."""
    folder = tmp_path / "crawl" / "warcs"
    folder.mkdir(parents=True)
    Foreign().response(URL, report()).response("http://www.copy.com/", report()).save(folder / "a.warc.gz")
    return folder.parent


def test_what_was_taken_and_what_was_left_out_is_printed(command, crawl):
    shown, _ = command(crawl)
    assert "new report" in shown
    assert "host outside .gov.cn" in shown
    printed, _ = command(crawl, "--json")
    assert json.loads(printed) == {"done": {}, "left_out": {"known": 1, "host": 1}, "problems": []}


def test_a_file_that_cannot_be_read_is_told_at_the_end(command, crawl, tmp_path):
    shown, told = command(tmp_path / "gone.warc.gz", crawl, status=3)
    assert "new report" in shown
    assert "gone.warc.gz': cannot be read: 'No such file or directory'" in told


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        (("{empty}",), UsageError, "no .warc or .warc.gz in it"),
        (("{empty}", "{empty}", "--urls", "a.csv"), UsageError, "--urls goes with one folder"),
        (("{crawl}", "--portal", "nowhere"), RegistryError, "not in the registry"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(command, crawl, tmp_path, arguments, error, told):
    (tmp_path / "empty").mkdir()
    with pytest.raises(error, match=told):
        command(*(item.format(empty=tmp_path / "empty", crawl=crawl) for item in arguments))
