"""Who is told after a run with alarms: a program, a webhook, or nobody; and a hook never breaks a run."""

import json
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from test_alarm_rules import RUN
from tiny_portal import build, finish, register, rows, start, write_lists

from harvester.alarms import Alarm, Hooks
from harvester.demo.server import serve

ALARM = Alarm(RUN.portal, "fewer_reports", "15 reports, 16 in the run before")


@contextmanager
def listening(status=200):
    """A webhook on this machine: its address, and what was posted to it."""
    posted = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args):
            """Nothing: `posted` is the log."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", posted
    server.shutdown()
    server.server_close()
    thread.join()


def saving(path):
    """A command that keeps what it reads."""
    return f"{sys.executable} -c \"import sys; open(r'{path}', 'wb').write(sys.stdin.buffer.read())\""


def test_a_webhook_gets_runs_and_alarms_as_json():
    with listening() as (url, posted):
        assert list(Hooks(url=url).call([RUN], [ALARM])) == []
    (told,) = posted
    assert told["alarms"] == [
        {"portal": RUN.portal, "rule": "fewer_reports", "message": "15 reports, 16 in the run before"}
    ]
    assert (told["runs"][0]["reports"], told["runs"][0]["started_at"]) == (16, "2026-02-01T00:00:00+00:00")


def test_a_command_reads_the_same_from_its_standard_input(tmp_path):
    assert list(Hooks(command=saving(tmp_path / "told.json")).call([RUN], [ALARM])) == []
    assert json.loads((tmp_path / "told.json").read_bytes())["alarms"][0]["rule"] == "fewer_reports"


def test_without_alarms_nobody_is_told_unless_always():
    with listening() as (url, posted):
        assert list(Hooks(url=url).call([RUN], [])) == []
        assert posted == []
        assert list(Hooks(url=url, always=True).call([RUN], [])) == []
    assert [told["alarms"] for told in posted] == [[]]


@pytest.mark.parametrize(
    ("hooks", "problem"),
    [
        (Hooks(command="/no/such/program"), "No such file"),
        (Hooks(command=f"{sys.executable} -c 'raise SystemExit(3)'"), "exit status 3"),
        (Hooks(command="unclosed 'quote"), "No closing quotation"),
        (Hooks(url="http://127.0.0.1:9/"), "refused"),
        (Hooks(url="file:///etc/passwd"), "an http or https address is expected"),
    ],
)
def test_a_hook_that_fails_is_one_line(hooks, problem):
    (line,) = hooks.call([RUN], [ALARM])
    assert problem in line
    assert "\n" not in line


def test_a_webhook_that_refuses_is_one_line():
    with listening(status=500) as (url, _):
        (line,) = Hooks(url=url).call([RUN], [ALARM])
    assert "HTTP Error 500" in line


def test_a_crawl_that_finds_less_than_before_tells_and_says_so(tmp_path):
    with listening() as (url, posted), serve(build(tmp_path / "site"), port=0) as site:
        portals = register(tmp_path / "portals", site.url, expect="{reports: 3}")
        finish(start(tmp_path, portals, HARVESTER_HOOK_URL=url))
        assert posted == []
        write_lists(tmp_path / "site", [1, 2])
        said = finish(start(tmp_path, portals, HARVESTER_HOOK_URL=url, HARVESTER_HOOK_COMMAND="/no/such/program"))

    assert [alarm["rule"] for alarm in posted[0]["alarms"]] == ["fewer_reports", "below_expectation"]
    stored = rows(tmp_path, "SELECT alarms FROM runs ORDER BY id DESC")[0]["alarms"]
    assert [alarm["rule"] for alarm in json.loads(stored)] == ["fewer_reports", "below_expectation"]
    assert said.count("hook failed error=hook command '/no/such/program'") == 1
    assert said.count("alarm portal=000000_tiny rule=fewer_reports message=2 reports, 8 in the run before") == 1
