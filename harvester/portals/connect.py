"""Connections that go nowhere but to the site that was asked for, and never into a private network."""

from __future__ import annotations

import http.client
import socket
from typing import Any
from urllib import request

from harvester.net.addresses import is_public
from harvester.spiders.families.urls import same_site
from harvester.spiders.outcomes import OutcomeName


class RefusedError(OSError):
    """Raised when a request may not go where it leads."""

    def __init__(self, outcome: OutcomeName, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome


def opener(*, allow_private: bool) -> request.OpenerDirector:
    """Neither proxies, which look names up by themselves, nor file: and ftp: addresses."""

    def connect(address: tuple[str, int], timeout: float, source: Any = None) -> socket.socket:
        return _connect(address, timeout, source, allow_private=allow_private)

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            self._create_connection = connect
            super().connect()

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            self._create_connection = connect
            super().connect()

    class PlainHandler(request.HTTPHandler):
        def http_open(self, req: request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class SecureHandler(request.HTTPSHandler):
        def https_open(self, req: request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, req)

    director = request.OpenerDirector()
    for handler in (PlainHandler(), SecureHandler(), _Redirects(), request.HTTPDefaultErrorHandler()):
        director.add_handler(handler)
    director.add_handler(request.HTTPErrorProcessor())
    director.addheaders = []
    return director


class _Redirects(request.HTTPRedirectHandler):
    max_redirections = 5
    max_repeats = 2

    def redirect_request(self, req: Any, *answer: Any) -> Any:
        newurl = answer[-1]
        if not same_site(newurl, req.full_url):
            raise RefusedError("off_host", f"redirected to {newurl}")
        return super().redirect_request(req, *answer)


def _connect(address: tuple[str, int], timeout: float, source: Any, *, allow_private: bool) -> socket.socket:
    """Connect to the address that was checked, so that a name that changes between two look-ups gains nothing."""
    host, port = address
    error: OSError = OSError(f"{host}: no address")
    for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not allow_private and not is_public(str(place[0])):
            raise RefusedError("private_address", f"{host} leads to {place[0]}")
        try:
            return socket.create_connection((str(place[0]), port), timeout, source)
        except OSError as found:
            error = found
    raise error
