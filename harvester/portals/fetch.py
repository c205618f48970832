"""Fetches a page or two for the commands that look at a portal: as polite as the crawl, without Scrapy."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from protego import Protego
from w3lib.url import safe_url_string

from harvester.errors import UsageError
from harvester.net.addresses import is_web_address
from harvester.portals.connect import RefusedError, opener
from harvester.spiders.families.page import ListPage
from harvester.spiders.outcomes import MEANINGS, OutcomeName
from harvester.spiders.verdict import classify

Fetch: TypeAlias = Callable[[str], "Answer"]

_ROBOTS_NAME = "harvester"
_CHUNK = 64 * 1024
_UNREAD: frozenset[OutcomeName] = frozenset(
    {"unreachable", "tls_error", "private_address", "server_error", "too_large"}
)
"""Outcomes of robots.txt after which nothing else of the host is asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answered, after redirects."""

    url: str
    outcome: OutcomeName
    detail: str = ""
    body: bytes = b""
    content_type: str | None = None

    @property
    def page(self) -> ListPage:
        return ListPage(self.url, self.body, self.content_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a host is asked."""

    user_agent: str
    allow_private: bool = False
    delay: float = 1.0
    """Seconds between two requests to a host."""
    timeout: float = 30.0
    """Seconds for one page, from the request to its last byte."""
    longest: int = 8 * 1024 * 1024
    """Bytes; the largest list pages have under two million."""


class Fetcher:
    """Fetches one page at a time from a host, in any number of threads; remembers each robots.txt."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._opener = opener(allow_private=manners.allow_private)
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._rules: dict[str, Protego | Answer] = {}

    def __call__(self, url: str) -> Answer:
        """The page at ``url``, or why there is none."""
        _require_web_address(url)
        parts = urlsplit(url)
        with self._turns[parts.netloc]:
            rules = self._rules_of(f"{parts.scheme}://{parts.netloc}")
            if isinstance(rules, Answer):
                return Answer(url, rules.outcome, f"robots.txt cannot be read: {rules.detail}")
            if not rules.can_fetch(url, _ROBOTS_NAME):
                return Answer(url, "robots_disallowed", "by robots.txt")
            return self._ask(url)

    def _rules_of(self, site: str) -> Protego | Answer:
        if site not in self._rules:
            answer = self._ask(f"{site}/robots.txt")
            text = answer.body.decode("utf-8-sig", "replace") if answer.outcome == "ok" else ""
            is_unread = answer.outcome in _UNREAD or MEANINGS[answer.outcome].host == "challenge"
            self._rules[site] = answer if is_unread else Protego.parse(text)
        return self._rules[site]

    def _ask(self, url: str) -> Answer:
        self._wait(urlsplit(url).netloc)
        asked = request.Request(safe_url_string(url), headers={"User-Agent": self.manners.user_agent})  # noqa: S310  (http and https only)
        ends = time.monotonic() + self.manners.timeout
        try:
            with self._opener.open(asked, timeout=self.manners.timeout) as response:
                return self._take(response, response.status, ends)
        except HTTPError as error:
            with error:
                return self._failed(url, error, ends)
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            outcome, detail = _of_error(error, self.manners)
            return Answer(url, outcome, detail)

    def _failed(self, url: str, error: HTTPError, ends: float) -> Answer:
        if 300 <= error.code < 400:
            return Answer(url, "redirect_loop", "more than five redirects, or a circle of them")
        try:
            return self._take(error, error.code, ends)
        except (OSError, http.client.HTTPException, zlib.error) as problem:
            outcome, detail = _of_error(problem, self.manners)
            return Answer(url, outcome, detail)

    def _take(self, response: Any, status: int, ends: float) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        body = _unpack(self._body(response, ends), headers.get("content-encoding", ""), self.manners.longest)
        verdict = classify(status, headers, body, response.url)
        return Answer(response.url, verdict.outcome, verdict.evidence, body, headers.get("content-type"))

    def _body(self, response: Any, ends: float) -> bytes:
        parts, size = [], 0
        while chunk := response.read1(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self.manners.longest:
                raise RefusedError("too_large", f"more than {self.manners.longest:,} bytes")
            if time.monotonic() > ends:
                raise TimeoutError
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)

    def _wait(self, host: str) -> None:
        rest = self._last.get(host, -self.manners.delay) + self.manners.delay - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self._last[host] = time.monotonic()


def polite(*, allow_private: bool, targets: tuple[str, ...]) -> Fetcher:
    """A fetcher that says who asks; raises UsageError where that is not set, or a target is in a private network."""
    from harvester import settings  # noqa: PLC0415  (both are read when something is fetched, not before)
    from harvester.middlewares.introduction import introduce, refuse_private, require_contact  # noqa: PLC0415
    from harvester.net.addresses import is_loopback_host  # noqa: PLC0415

    for url in targets:
        _require_web_address(url)
    if not allow_private:
        refuse_private(targets)
    if not all(is_loopback_host(urlsplit(url).hostname or "") for url in targets):
        require_contact(settings.HARVESTER_CONTACT)
    agent = introduce(settings.USER_AGENT, settings.HARVESTER_CONTACT)
    own_machine = all(is_loopback_host(urlsplit(url).hostname or "") for url in targets)
    return Fetcher(Manners(user_agent=agent, allow_private=allow_private, delay=0 if own_machine else 1.0))


def _require_web_address(url: str) -> None:
    if not is_web_address(url):
        raise UsageError(f"url {url!r}: an http or https address is expected, such as http://www.example.gov.cn/")


def _unpack(body: bytes, encoding: str, longest: int) -> bytes:
    """Bodies are asked for as they are; some servers pack them all the same."""
    if encoding.lower() not in {"gzip", "x-gzip", "deflate"}:
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    plain = unpacker.decompress(body, longest)
    if unpacker.unconsumed_tail:
        raise RefusedError("too_large", f"more than {longest:,} bytes unpacked")
    if body and not unpacker.eof:
        raise http.client.IncompleteRead(plain)
    return plain


def _of_error(error: BaseException, manners: Manners) -> tuple[OutcomeName, str]:
    reason = error.reason if isinstance(error, URLError) and isinstance(error.reason, BaseException) else error
    if isinstance(reason, RefusedError):
        return reason.outcome, str(reason)
    if isinstance(reason, ssl.SSLError):
        return "tls_error", reason.reason or str(reason)
    if isinstance(reason, zlib.error):
        return "unreadable", f"cannot be unpacked: {reason}"
    return "unreachable", _why_unreachable(reason, manners)


def _why_unreachable(reason: BaseException, manners: Manners) -> str:
    if isinstance(reason, TimeoutError):
        return f"no whole answer in {manners.timeout:g} s"
    if isinstance(reason, http.client.IncompleteRead):
        return "the connection ended before the page did"
    if isinstance(reason, socket.gaierror):
        return f"no such host: {reason.strerror}"
    said = " ".join(str(reason).split()) or type(reason).__name__
    is_no_http = isinstance(reason, http.client.BadStatusLine) and not isinstance(reason, ConnectionError)
    return f"no proper HTTP answer: {said!r}" if is_no_http else said
