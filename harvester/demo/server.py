"""A small real HTTP server for one bundled portal: static files, validators, redirects, and a portal's interfaces."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

from harvester.demo.jcms import datastore
from harvester.errors import HarvesterError

Fault: TypeAlias = Literal["500", "hang", "close", "cut"]
"""What a path can do instead of answering: an error, no answer, a closed connection, half of its body."""

LOOPBACK = "127.0.0.1"
_PROXY = "dataproxy.jsp"
_TYPES = {".txt": "text/plain", ".pdf": "application/pdf"}


class ServerError(HarvesterError):
    """Raised when a bundled portal cannot be served: its port is taken, or its files are missing."""

    exit_status = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as an interface of the portal sees it."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace")))


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    content_type: str = "application/json;charset=UTF-8"
    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


Interface: TypeAlias = Callable[[Mapping[str, Any], Asked], Answer | None]
"""Answers what is no file, from the facts of site.yaml; None leaves the request to the files."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running portal: its address, and every path that was asked for, in order."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve(
    folder: Path,
    *,
    port: int | None = None,
    faults: Mapping[str, Fault] | None = None,
    interface: Interface | None = None,
) -> Iterator[Site]:
    """Serve ``folder``/www as its site.yaml says; ``port`` 0 takes a free one, None the one of site.yaml.

    ``faults`` maps paths to what goes wrong there; ``interface`` is asked before the files are.
    """
    facts = _facts(folder)
    number = facts["port"] if port is None else port
    try:
        server = _Server((LOOPBACK, number), _Handler)
    except OSError as error:
        raise ServerError(
            f"port {number}: cannot be served on {LOOPBACK}: {error.strerror}; end the program that uses it"
        ) from error
    server.prepare(folder / "www", facts, dict(faults or {}), interface or _jcms)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Site(f"http://{LOOPBACK}:{server.server_address[1]}", server.asked)
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _jcms(facts: Mapping[str, Any], asked: Asked) -> Answer | None:
    """What every JCMS portal answers; the bundled ones need nothing else."""
    if not asked.path.endswith(_PROXY):
        return None
    body = datastore(facts.get("columns", ()), asked.query, asked.form)
    return Answer(body.encode(), "text/xml;charset=UTF-8")


def _facts(folder: Path) -> dict[str, Any]:
    path = folder / "site.yaml"
    if not path.is_file() or not (folder / "www").is_dir():
        raise ServerError(
            f"portal folder {str(folder)!r}: no site.yaml and www/ in it; the bundled ones are in fixtures/"
        )
    facts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return facts


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def prepare(self, root: Path, facts: Mapping[str, Any], faults: Mapping[str, Fault], interface: Interface) -> None:
        self.root, self.facts, self.faults, self.interface = root.resolve(), facts, faults, interface
        self.asked: list[str] = []
        self.released = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Apache"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (http.server's own name)
        """Nothing: `asked` is the log."""

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        asked = self._asked(path)
        self.server.asked.append(self.path)
        fault = self.server.faults.get(path)
        moved = self.server.facts.get("redirects", {}).get(path)
        if fault:
            self._fail(fault)
        elif moved:
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": moved})
        elif answer := self.server.interface(self.server.facts, asked):
            self._send(answer.status, answer.body, {"Content-Type": answer.content_type, **answer.headers})
        else:
            self._send_file(path)

    def _asked(self, path: str) -> Asked:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Asked(self.command, path, query, headers, body)

    def _fail(self, fault: Fault) -> None:
        self.close_connection = True
        if fault == "500":
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, b"<h1>HTTP Status 500</h1>", {"Content-Type": "text/html"})
        elif fault == "hang":
            self.server.released.wait(timeout=120)
        elif fault == "cut":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><body>")

    def _send_file(self, path: str) -> None:
        file = (self.server.root / path.lstrip("/")).resolve()
        if file.is_dir() and not path.endswith("/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{path}/"})
            return
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(self.server.root) or not file.is_file():
            missing = (self.server.root / "404.html").read_bytes()
            self._send(HTTPStatus.NOT_FOUND, missing, {"Content-Type": self.server.facts["content_type"]})
            return
        self._send_content(path, file.read_bytes(), file.suffix)

    def _send_content(self, path: str, body: bytes, suffix: str) -> None:
        facts = self.server.facts
        usual = _TYPES.get(suffix, facts["content_type"])
        headers = {
            "Content-Type": facts.get("content_types", {}).get(path, usual),
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
            "Last-Modified": facts["modified"],
        }
        if self.headers.get("If-None-Match") == headers["ETag"]:
            self._send(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self._send(HTTPStatus.OK, body, headers)

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
