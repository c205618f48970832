"""How the commands fetch: politely, one host at a time, nowhere they should not, never more than fits."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time

import pytest
from small_site import document, small_site

from harvester.demo.server import Answer
from harvester.errors import UsageError
from harvester.portals.fetch import Fetcher, Manners, polite

HTML = "text/html; charset=utf-8"


def fetcher(**manners):
    return Fetcher(Manners(**{"user_agent": "test", "allow_private": True, "delay": 0, "timeout": 5, **manners}))


def fetched(tmp_path, answer, *, path="/", **manners):
    with small_site(
        tmp_path, {"/": answer, "/robots.txt": Answer(b"User-agent: *\nDisallow: /closed/", "text/plain")}
    ) as site:
        return fetcher(**manners)(site.url + path)


def test_a_page_comes_with_its_address_and_type(tmp_path):
    answer = fetched(tmp_path, document("<h1>政府信息公开</h1>"))

    assert (answer.outcome, answer.content_type) == ("ok", HTML)
    assert "政府信息公开" in answer.page.visible


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "gone"), (403, "forbidden"), (429, "rate_limited"), (412, "blocked_js"), (500, "server_error")],
)
def test_an_answer_that_is_no_page_has_its_name(tmp_path, status, outcome):
    answer = fetched(tmp_path, Answer(b"<h1>no</h1>", HTML, status))

    assert answer.outcome == outcome
    assert answer.detail.startswith(f"HTTP {status}")


def test_robots_txt_is_asked_for_once_and_obeyed(tmp_path):
    pages = {
        "/": document("a"),
        "/b/": document("b"),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /b/", "text/plain"),
    }
    with small_site(tmp_path, pages) as site:
        fetch = fetcher()
        outcomes = [fetch(site.url + path).outcome for path in ("/", "/b/", "/")]

    assert outcomes == ["ok", "robots_disallowed", "ok"]
    assert site.asked == ["/robots.txt", "/", "/"]


def test_a_host_whose_rules_cannot_be_read_is_left_alone(tmp_path):
    with small_site(tmp_path, {"/": document("a"), "/robots.txt": Answer(b"", "text/plain", 503)}) as site:
        answer = fetcher()(f"{site.url}/")

    assert answer.outcome == "server_error"
    assert site.asked == ["/robots.txt"]


def test_robots_txt_may_begin_with_a_mark_of_its_encoding(tmp_path):
    rules = Answer("\ufeffUser-agent: *\nDisallow: /b/".encode(), "text/plain")
    with small_site(tmp_path, {"/b/": document("b"), "/robots.txt": rules}) as site:
        assert fetcher()(f"{site.url}/b/").outcome == "robots_disallowed"


def test_a_host_that_challenges_visitors_to_robots_txt_is_left_alone(tmp_path):
    challenge = Answer(b"<script>document.cookie=('_')+('_')</script>", HTML, 521)
    with small_site(tmp_path, {"/": document("a"), "/robots.txt": challenge}) as site:
        answer = fetcher()(f"{site.url}/")

    assert answer.outcome == "blocked_js"
    assert site.asked == ["/robots.txt"]


def test_a_packed_page_that_breaks_off_is_no_page(tmp_path):
    packed = gzip.compress(document("a" * 5000).encode())[:-12]
    answer = fetched(tmp_path, Answer(packed, HTML, headers={"Content-Encoding": "gzip"}))

    assert (answer.outcome, answer.detail) == ("unreachable", "the connection ended before the page did")


def test_who_asks_is_said(tmp_path):
    said = []

    def remember(_facts, asked):
        said.append(asked.headers["user-agent"])

    with small_site(tmp_path, {}, remember) as site:
        fetcher(user_agent="harvester/0.1 (Somebody, somebody@example.org)")(f"{site.url}/")

    assert said == ["harvester/0.1 (Somebody, somebody@example.org)"] * 2


def test_two_requests_to_a_host_wait_for_each_other(tmp_path):
    with small_site(tmp_path, {"/": document("a")}) as site:
        fetch = fetcher(delay=0.2)
        begun = time.monotonic()
        fetch(f"{site.url}/")

    assert time.monotonic() - begun >= 0.2


def test_redirects_are_followed_on_the_site_and_not_away_from_it(tmp_path):
    pages = {
        "/": Answer(b"", HTML, 302, {"Location": "/nb/"}),
        "/nb/": document("年报"),
        "/away/": Answer(b"", HTML, 302, {"Location": "http://www.other.example/"}),
        "/file/": Answer(b"", HTML, 302, {"Location": "file:///etc/hostname"}),
        "/round/": Answer(b"", HTML, 302, {"Location": "/round/"}),
    }
    with small_site(tmp_path, pages) as site:
        fetch = fetcher()
        answers = {path: fetch(site.url + path) for path in ("/", "/away/", "/file/", "/round/")}

    assert answers["/"].url == f"{site.url}/nb/"
    assert (answers["/away/"].outcome, answers["/away/"].detail) == (
        "off_host",
        "redirected to http://www.other.example/",
    )
    assert answers["/file/"].outcome in {"off_host", "redirect_loop"}
    assert not answers["/file/"].body
    assert answers["/round/"].outcome == "redirect_loop"


def test_pages_over_the_limit_are_cut_off(tmp_path):
    assert fetched(tmp_path, document("年" * 9000), longest=5000).outcome == "too_large"


def test_packed_pages_are_unpacked_and_bombs_are_not(tmp_path):
    packed = Answer(gzip.compress(document("年报").encode()), HTML, 200, {"Content-Encoding": "gzip"})
    bomb = Answer(gzip.compress(b" " * 4_000_000), HTML, 200, {"Content-Encoding": "gzip"})

    assert "年报" in fetched(tmp_path / "a", packed).page.text
    assert fetched(tmp_path / "b", bomb, longest=1_000_000).outcome == "too_large"


@pytest.mark.parametrize(
    ("fault", "detail"), [("hang", "no whole answer in 0.3 s"), ("cut", "ended before"), ("close", "")]
)
def test_a_host_that_hangs_or_closes_early_is_unreachable(tmp_path, fault, detail):
    with small_site(tmp_path, {}, faults={"/": fault}) as site:
        answer = fetcher(timeout=0.3)(f"{site.url}/")

    assert answer.outcome == "unreachable"
    assert detail in answer.detail


def test_what_speaks_no_http_or_packs_nothing_is_said_in_one_line(tmp_path):
    class Speaker(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.recv(4096)
            self.request.sendall(b"\x00\x01 no\nHTTP\r\n\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Speaker) as server:
        thread = threading.Thread(target=server.handle_request, daemon=True)
        thread.start()
        answer = fetcher()(f"http://127.0.0.1:{server.server_address[1]}/")
        thread.join()
    assert answer.outcome == "unreachable"
    assert "no proper HTTP answer: '\\x00\\x01 no'" in answer.detail

    unpacked = fetched(tmp_path, Answer(b"<html>", HTML, 200, {"Content-Encoding": "gzip"}))
    assert unpacked.outcome == "unreadable"
    assert unpacked.detail.startswith("cannot be unpacked: ")


def test_a_host_that_is_not_there_is_unreachable():
    assert fetcher()("http://127.0.0.1:9/").outcome == "unreachable"


def test_private_addresses_are_refused_before_connecting(tmp_path):
    with small_site(tmp_path, {"/": document("a")}) as site:
        answer = fetcher(allow_private=False)(f"{site.url}/")

    assert answer.outcome == "private_address"
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://www.example.gov.cn/",
        "www.example.gov.cn",
        "file:///etc/hostname",
        "http:///nb/",
        "http://[::1/",
        "http://www.example.gov.cn:99999/",
    ],
)
def test_only_web_addresses_are_fetched(url):
    with pytest.raises(UsageError, match="an http or https address is expected"):
        fetcher()(url)


def test_nobody_is_asked_anonymously_but_this_machine(monkeypatch):
    monkeypatch.setattr("harvester.settings.HARVESTER_CONTACT", "")

    with pytest.raises(UsageError, match="HARVESTER_CONTACT: not set"):
        polite(allow_private=False, targets=("http://www.example.gov.cn/",))
    with pytest.raises(UsageError, match="inside a private network; give --allow-private"):
        polite(allow_private=False, targets=("http://127.0.0.1:8031/",))
    assert polite(allow_private=True, targets=("http://127.0.0.1:8031/",)).manners.delay == 0


def test_others_are_asked_with_name_contact_and_a_delay(monkeypatch):
    monkeypatch.setattr("harvester.settings.HARVESTER_CONTACT", "Somebody, somebody@example.org")

    manners = polite(allow_private=False, targets=("http://www.example.gov.cn/",)).manners

    assert manners.user_agent.startswith("harvester/")
    assert "Somebody, somebody@example.org" in manners.user_agent
    assert manners.delay >= 1
