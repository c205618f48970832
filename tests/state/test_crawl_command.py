"""`harvester crawl` and `harvester status` as a user or cron meets them."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_portal import LIST, PORTAL, build, register, rows, write_lists

from harvester.demo.server import serve
from tests.forks import run

HARVESTER = Path(sys.executable).with_name("harvester")
IN_PROCESS = ("-s", "HARVESTER_PARSE_PROCESSES=0")
FAST = ("--allow-private", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", *IN_PROCESS)


@pytest.fixture
def site(tmp_path):
    with serve(build(tmp_path / "site"), port=0) as served:
        yield served


@pytest.fixture
def places(site, tmp_path):
    portals = register(tmp_path / "portals", site.url, division_code='"330382"')
    text = (portals / "portals.yaml").read_text(encoding="utf-8").replace("000000_tiny", "330382_tiny")
    (portals / "portals.yaml").write_text(text.replace("示例", "测试省"), encoding="utf-8")
    return ("--database", tmp_path / "harvester.sqlite", "--archive", tmp_path / "archive", "--portals", portals)


def harvester(*args, **options):
    done = run("harvester", *args, **options)
    assert "Traceback" not in done.stderr
    return done


def test_a_crawl_says_nothing_on_stderr_and_shows_its_run(places):
    done = harvester("crawl", "330382_tiny", *places, *FAST)
    assert (done.returncode, done.stderr) == (0, "")
    assert "330382_tiny" in done.stdout
    assert "finished" in done.stdout


def test_json_for_scripts_has_columns_outcomes_and_the_run_before(places):
    harvester("crawl", "330382_tiny", *places, *FAST)
    (run,) = json.loads(harvester("crawl", "330382_tiny", *places, *FAST, "--json").stdout)
    assert (run["new_reports"], run["unchanged_reports"], run["not_asked"]) == (0, 8, 9)
    assert run["before"]["new_reports"] == 8
    assert run["outcomes"] == {"gone": 1, "not_a_report": 1, "ok": 10, "redirected": 1}
    (column,) = run["columns"]
    assert {name: column[name] for name in ("outcome", "harvested", "pages", "declared_pages")} == {
        "outcome": "ok",
        "harvested": 10,
        "pages": 2,
        "declared_pages": 2,
    }


def test_status_of_one_portal_shows_what_is_missing_and_the_alarm(places, tmp_path):
    harvester("crawl", "330382_tiny", *places, *FAST)
    write_lists(tmp_path / "site", [1, 2, 3, 4, 5, 6, 7])
    done = harvester("crawl", "330382_tiny", *places, *FAST)
    assert done.returncode == 11
    assert done.stderr == (
        "harvester: alarm fewer_reports: portal '330382_tiny': 7 reports, 8 in the run before"
        " (harvester status 330382_tiny names what is missing)\n"
    )
    shown = harvester("status", "330382_tiny", *places[:2]).stdout
    assert "7 (-1)" in shown
    assert "t20240101_8.html" in shown
    assert "fewer_reports: 7 reports, 8 in the run before" in shown


def test_a_province_takes_its_portals_and_due_only_what_is_due(places, site):
    harvester("crawl", "--province", "测试省", *places, *FAST)
    asked = len(site.asked)
    assert asked > 2
    done = harvester("crawl", "--due", "--province", "测试省", *places, *FAST)
    assert (done.returncode, done.stderr) == (
        0,
        "harvester: crawl: nothing is due today (harvester status shows the last runs)\n",
    )
    assert len(site.asked) == asked


def test_a_home_page_leads_to_its_column(places, site, tmp_path):
    home = f'<html><body><a href="{LIST}">政府信息公开年报</a><a href="/zn/">政府信息公开指南</a></body></html>'
    (tmp_path / "site" / "www" / "index.html").write_text(home, encoding="utf-8")
    done = harvester("crawl", "--url", f"{site.url}/", *places[:4], *FAST, "--json")
    assert f"harvester: column found: {site.url}{LIST}" in done.stderr
    (run,) = json.loads(done.stdout)
    assert (run["reports"], len(run["columns"])) == (8, 1)


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["--all", "--due"], 2, "--all and --due given"),
        (["330382_tiny", "--province", "测试省"], 2, "ids and --province given"),
        (["--province", "火星"], 4, "province '火星': no portal"),
        (["330382_tiny", "--years", "zwanzig"], 2, "'zwanzig' is no year of a report"),
        (["330382_tiny", "--years", "2024-2021"], 2, "'2024-2021' is no year of a report"),
        (["--url", "http://[::1/"], 2, "url 'http://[::1/': an http or https address of a column is expected"),
        (["--url", "http://127.0.0.1:99999/"], 2, "an http or https address of a column is expected"),
    ],
)
def test_what_cannot_be_done_is_one_line(places, args, status, words):
    done = harvester("crawl", *args, *places, *FAST)
    assert done.returncode == status
    (line,) = done.stderr.splitlines()
    assert words in line


def test_a_wrong_address_is_one_line_and_a_status(places, site):
    done = harvester("crawl", "--url", f"{site.url}/nothing/", *places[:4], *FAST)

    (line,) = [line for line in done.stderr.splitlines() if line.startswith("harvester: ")]
    assert line.startswith(
        f"harvester: alarm no_list: portal '{site.url.removeprefix('http://')}': no list could be read:"
    )
    assert "/nothing/: incomplete: " in line
    assert "HTTP 404" in line
    assert done.returncode == 11


def test_a_column_that_was_not_read_whole_is_one_line_and_a_status(places, tmp_path):
    (tmp_path / "site" / "www" / LIST.strip("/") / "index_1.html").unlink()
    done = harvester("crawl", "330382_tiny", *places, *FAST)

    (line,) = done.stderr.splitlines()
    assert line.startswith("harvester: alarm incomplete: portal '330382_tiny': http://127.0.0.1:")
    assert "2 list pages declared, 1 read; not read: " in line
    assert done.returncode == 11


@pytest.mark.parametrize("more", [(), ("--due",)])
def test_a_mistake_in_a_portal_file_is_one_line_a_status_and_no_end_for_the_others(places, more):
    harvester("crawl", "330382_tiny", *places, *FAST) if more else None
    broken = places[-1] / "broken.yaml"
    broken.write_text("province: 测试省\nportals:\n  - id: mine\n   name: [x\n", encoding="utf-8")
    done = harvester("crawl", "--province", "测试省", *more, *places, *FAST)

    first, *others = done.stderr.splitlines()
    assert first.startswith(f"harvester: {broken}:4: not YAML: ")
    assert [line for line in others if "nothing is due" not in line] == []
    assert done.returncode == 4
    assert ("330382_tiny" in done.stdout) is not bool(more)


def test_a_portal_whose_file_cannot_be_read_is_not_simply_unknown(places):
    (places[-1] / "broken.yaml").write_text("portals:\n  - id: mine\n   name: [x\n", encoding="utf-8")
    done = harvester("crawl", "mine", *places, *FAST)

    (line,) = done.stderr.splitlines()
    assert "portal 'mine': not in the registry of " in line
    assert "broken.yaml:3: not YAML: " in line
    assert done.returncode == 4


def test_verbose_logs_what_is_going_on(places):
    assert "Spider opened" in harvester("crawl", "330382_tiny", *places, *FAST, "--verbose").stderr


def test_a_terminal_shows_how_far_the_crawl_is(tmp_path):
    slow = {f"{LIST}202401/t20240101_7.html": "hang"}
    with serve(build(tmp_path / "site"), port=0, faults=slow) as site:
        portals = register(tmp_path / "portals", site.url)
        places = ("--database", tmp_path / "harvester.sqlite", "--archive", tmp_path / "archive", "--portals", portals)
        ours, theirs = pty.openpty()
        args = (HARVESTER, "crawl", PORTAL, *places, *FAST, "-s", "DOWNLOAD_TIMEOUT=4", "-s", "RETRY_TIMES=0")
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
        with subprocess.Popen([*map(str, args)], stdout=subprocess.DEVNULL, stderr=theirs, env=environment) as running:
            os.close(theirs)
            shown = b"".join(iter(lambda: read(ours), b"")).decode()
        assert running.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "年报 reports" in plain
    assert re.search(r"\d/1 +\d+ +\d+ +\d+\.\d/s", plain)


def read(terminal):
    """What the terminal shows; empty at its end, which Linux calls an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


CORRECTIONS = """\
corrections:
  - id: ours
    match: {{url: "{url}{list}202401/t20240101_1.html"}}
    set: {{agency: 乐清市教育局}}
    cells: {{proactive_disclosure.rules.issued: {{printed: "0", value: 4}}}}
    who: 张三
    when: 2024-06-30
    why: 试
    source: 试
  - id: nowhere
    match: {{url: "http://www.example.gov.cn/none.html"}}
    set: {{year: 2019}}
    who: 张三
    when: 2024-06-30
    why: 试
    source: 试
"""


def test_a_crawl_applies_corrections_and_says_which_match_nothing(places, site, tmp_path):
    lookups = tmp_path / "lookups"
    lookups.mkdir()
    text = CORRECTIONS.format(url=site.url, list=LIST)
    (lookups / "ours.yaml").write_text(text, encoding="utf-8")
    beside = ("-s", "HARVESTER_PARSE_PROCESSES=1")
    done = harvester("crawl", "330382_tiny", *places, *FAST, *beside, "--lookups", lookups)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"harvester: correction 'nowhere' ({lookups}/ours.yaml:10): 库中没有对应的年报 matches nothing here"
    ]
    query = (
        "SELECT a.key, p.rules_issued FROM corrections c JOIN reports r ON r.id = c.report_id"
        " JOIN agencies a ON a.id = r.agency_id JOIN proactive_disclosure p ON p.report_id = r.id"
        " WHERE c.field = 'agency'"
    )
    assert rows(tmp_path, query) == [{"key": "330382-教育局", "rules_issued": 4}]


def test_a_mistake_in_the_corrections_ends_the_crawl_before_it_begins(places, tmp_path):
    (tmp_path / "lookups").mkdir()
    (tmp_path / "lookups" / "a.yaml").write_text("corrections: [{id: a}]", encoding="utf-8")
    done = harvester("crawl", "330382_tiny", *places, *FAST, "--lookups", tmp_path / "lookups")
    assert (done.returncode, len(done.stderr.splitlines())) == (4, 1)
    assert "lookups/a.yaml:1: correction 'a': field 'who': is missing" in done.stderr
    assert not (tmp_path / "harvester.sqlite").exists()
