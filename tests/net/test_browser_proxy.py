"""The proxy that the browser goes through: whatever it is asked for, private addresses are not connected to."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager

import pytest

from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve
from harvester.net.proxy import Proxy


@pytest.fixture(scope="module")
def site():
    with serve(FIXTURES / "shell_js", port=0) as served:
        yield served


@contextmanager
def running(**options):
    """A proxy in a loop of its own."""
    proxy = Proxy(**({"allow_private": False, "most_bytes": 10**6} | options))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield proxy, asyncio.run_coroutine_threadsafe(proxy.start(), loop).result(5)
    finally:
        asyncio.run_coroutine_threadsafe(proxy.close(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def ask(address, request):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(request.encode())
        parts = []
        while data := connection.recv(65536):
            parts.append(data)
    return b"".join(parts).decode("utf-8", "replace")


def get(url, host="x"):
    return f"GET {url} HTTP/1.1\r\nHost: {host}\r\nProxy-Connection: keep-alive\r\n\r\n"


def test_an_allowed_address_is_asked_as_its_server_expects_it(site):
    with running(allow_private=True) as (_, address):
        answer = ask(address, get(f"{site.url}/robots.txt?a=1"))

    assert answer.startswith("HTTP/1.1 200")
    assert "User-agent" in answer
    assert site.asked[-1] == "/robots.txt?a=1"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0x7f000001:{port}/",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(site, url):
    before = list(site.asked)
    with running() as (proxy, address):
        answer = ask(address, get(url.format(port=site.url.rpartition(":")[2])))

    assert answer.startswith("HTTP/1.1 403")
    assert len(proxy.refused) == 1
    assert site.asked == before


def test_tunnels_are_refused_as_well(site):
    with running() as (_, address):
        answer = ask(address, f"CONNECT {site.url.removeprefix('http://')} HTTP/1.1\r\nHost: x\r\n\r\n")

    assert answer.startswith("HTTP/1.1 403")


def test_a_tunnel_passes_bytes_both_ways(site):
    place = site.url.removeprefix("http://")
    inside = "GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with running(allow_private=True) as (_, address):
        answer = ask(address, f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n{inside}")

    assert answer.startswith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200")


def test_an_endless_answer_is_cut_off(site):
    with running(allow_private=True, most_bytes=50) as (_, address):
        answer = ask(address, get(f"{site.url}/robots.txt"))

    assert len(answer) < 70_000
    assert answer.startswith("HTTP/1.1 200")


@pytest.mark.parametrize(
    "request_", ["GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "GET file:///etc/passwd HTTP/1.1\r\n\r\n"]
)
def test_what_is_no_request_of_a_browser_gets_no_answer(request_):
    with running(allow_private=True) as (_, address):
        assert ask(address, request_) == ""


def test_a_server_that_is_not_there_is_a_bad_gateway():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with running(allow_private=True) as (_, address):
        assert ask(address, get(f"http://127.0.0.1:{port}/")).startswith("HTTP/1.1 502")
