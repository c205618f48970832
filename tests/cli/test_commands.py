"""The command as a user meets it: exit statuses, one line for each thing that is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.forks import run

ROOT = Path(__file__).resolve().parents[2]
HARVESTER = Path(sys.executable).with_name("harvester")
REPORT = next((ROOT / "fixtures/portals/jcms/www").rglob("art_60101_3014.html"))
SCHEMA = json.loads((ROOT / "harvester/record.schema.json").read_text(encoding="utf-8"))


def harvester(*args, stdin=b"", cwd=ROOT):
    done = run("harvester", *args, stdin=stdin, cwd=cwd)
    assert "Traceback" not in done.stderr
    return done


def lines(done):
    return done.stderr.strip().splitlines()


def test_parse_prints_one_record_a_line_as_the_schema_says():
    done = harvester("parse", REPORT, REPORT)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert len(records) == 2
    for record in records:
        jsonschema.validate(record, SCHEMA)
        assert record["source"] == str(REPORT)
        assert record["agency"]["name"] == "启东市人民政府"
        assert record["tables"]["requests"]["new_received"]["total"] == 309


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are characters elsewhere")
def test_a_file_whose_name_is_in_gbk_is_named_in_characters(tmp_path):
    path = tmp_path / os.fsdecode("年报.html".encode("gb18030"))
    path.write_bytes(REPORT.read_bytes())
    record = json.loads(harvester("parse", path).stdout)
    assert Path(record["source"]).name == "年报.html"


def test_parse_reads_standard_input():
    done = harvester("parse", "-", "--url", "http://www.example.gov.cn/a.html", stdin=REPORT.read_bytes())
    record = json.loads(done.stdout)
    assert (record["source"], record["url"]) == ("http://www.example.gov.cn/a.html",) * 2
    assert record["kind"] == "report"


def test_a_missing_file_and_a_folder_are_one_line_each_and_the_rest_is_read(tmp_path):
    done = harvester("parse", tmp_path / "missing.html", tmp_path, REPORT)
    assert done.returncode == 3
    assert len(lines(done)) == 2
    assert "missing.html" in lines(done)[0]
    assert "directory" in lines(done)[1]
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(("body", "reason"), [(b"", "文件是空的"), (b"\x00\x01\x02" * 99, "不是网页或文本")])
def test_a_file_that_is_no_page_is_a_record_that_says_why(body, reason):
    done = harvester("parse", "-", stdin=body)
    record = json.loads(done.stdout)
    jsonschema.validate(record, SCHEMA)
    assert record["kind"] == "not_a_report"
    assert reason in record["findings"][0]["message"]
    assert reason in lines(done)[0]


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["crawl"], 2, "name portals or give --url"),
        (["crawl", "000000_nowhere"], 4, "not in the registry"),
        (["crawl", "--url", "http://127.0.0.1:9/", "-s", "NONSENSE"], 2, "NAME=VALUE"),
        (["crawl", "--url", "http://127.0.0.1:9/", "-s", "DOWNLOAD_DELAY=5s"], 2, "-s DOWNLOAD_DELAY: cannot be '5s'"),
        (["crawl", "--url", "http://127.0.0.1:9/", "-s", "ROBOTSTXT_OBEY=on"], 2, "(it is usually True)"),
        (["crawl", "--url", "http://127.0.0.1:9/", "-s", "HARVESTER_YEAR=2023"], 2, "-s HARVESTER_YEAR: not known"),
        (["export", "--to", "out", "--database", "missing.sqlite"], 5, "no such file"),
        (["status", "--database", "missing.sqlite"], 5, "no such file"),
        (["status", "--database", "oracle://nowhere"], 5, "oracle"),
        (["status", "--database", "postgresql://me:secret@host:port/x"], 5, "not a database URL: 'postgresql://***@"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_a_status(tmp_path, args, status, words):
    done = harvester(*args, cwd=tmp_path)
    assert done.returncode == status
    assert len(lines(done)) == 1
    assert words in lines(done)[0]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("not a database, but somebody's notes")
    done = harvester("status", "--database", path)
    assert done.returncode == 5
    assert len(lines(done)) == 1
    assert path.read_text() == "not a database, but somebody's notes"


def test_the_command_is_also_a_module():
    program, module = (
        subprocess.run([*words, "--version"], capture_output=True, check=True, text=True).stdout
        for words in ([HARVESTER], [sys.executable, "-m", "harvester"])
    )
    assert program == module


def test_the_command_starts_without_the_heavy_libraries():
    heavy = "scrapy", "lxml", "sqlalchemy", "trafilatura"
    code = f"import sys, harvester.cli; print(*(name for name in {heavy} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b""


def test_the_schema_is_the_published_one():
    published = ROOT.parent / "shared/spec/record.schema.json"
    if not published.exists():
        pytest.skip("the shared specification is not on this machine")
    assert json.loads(published.read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", [("parse", REPORT), ("portals", "list"), ("--version",)])
def test_output_that_the_disk_does_not_take_is_one_line(command):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [HARVESTER, *map(str, command)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert lines(done) == ["harvester: output: No space left on device (check disk and permissions)"]
