"""Pages that send on in a circle, and servers that speak no HTTP: each is named in plain words."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager

import pytest
from crawling import crawl
from served import HTML, closing_of, crawl_of

from harvester.demo.server import Answer

ROW = '<li><a href="t20240115_1.html">某县2023年政府信息公开工作年度报告</a>2024-01-15</li>'
NAMES = {
    "/a/": '<script>location.href="/a/b/"</script>',
    "/a/b/": '<script>window.location.replace("/a/")</script>',
    "/c/": '<script>location.href="/c/index.shtml"</script>',
    "/c/index.shtml": f"<ul>{ROW}</ul>",
}


def test_scripts_that_send_on_in_a_circle_are_named_and_an_index_is_no_circle(tmp_path):
    crawled, site = crawl_of(tmp_path, lambda asked: NAMES.get(asked.path), "/a/", "/c/")
    circle, index = closing_of(crawled, "/a/"), closing_of(crawled, "/c/")

    assert (circle["outcome"], circle["detail"]) == ("incomplete", f"{site.url}/a/b/ (leads on to {site.url}/a/)")
    assert crawled.by_outcome(role="list")["redirect_loop"] == [f"{site.url}/a/b/"]
    assert (index["outcome"], index["harvested"]) == ("ok", 1)


def test_years_that_show_one_list_are_left_alone_and_a_header_may_send_on(tmp_path):
    years = "".join(f'<a href="/nb/list.aspx?cid=5&year={year}">{year}年</a>' for year in range(2024, 2016, -1))

    def answer(asked):
        if asked.path == "/nb/":
            return Answer(b"<html></html>", HTML, headers={"Refresh": "0; url=list.aspx?cid=5"})
        if asked.path == "/nb/list.aspx":
            return f"<ul>{ROW}</ul>{years}"
        return None

    crawled, site = crawl_of(tmp_path, answer, "/nb/")

    assert [path for path in site.asked if "aspx" in path] == [
        "/nb/list.aspx?cid=5", "/nb/list.aspx?cid=5&year=2024", "/nb/list.aspx?cid=5&year=2023"
    ]  # fmt: skip
    assert crawled.by_outcome(role="list")["redirected"] == [f"{site.url}/nb/"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<html>", "no proper HTTP answer: Value contains non-decimal"),
        (b"\x00\x01 no HTTP at all\r\n\r\n", "no proper HTTP answer: "),
        (b"", "the connection closed early"),
    ],
)
def test_what_is_no_http_is_said_in_words(tmp_path, sent, said):
    with speaking(sent) as url:
        crawled = crawl(tmp_path, url=f"{url}/nb/")

    (detail,) = [item["detail"] for item in crawled.outcomes if item["role"] == "list"]
    assert said in detail
    assert "Failure" not in detail


class Speaker(socketserver.BaseRequestHandler):
    """Says the server's own words to whoever asks, but that there is no robots.txt."""

    def handle(self):
        is_robots = b"robots.txt" in self.request.recv(4096)
        self.request.sendall(b"HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n" if is_robots else self.server.sent)


@contextmanager
def speaking(sent):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Speaker) as server:
        server.sent = sent
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
