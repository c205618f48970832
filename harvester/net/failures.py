"""Why a request got no answer, as an outcome and its evidence."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionDone, ConnectionLost

from harvester.net.refused import Refused
from harvester.spiders.outcomes import OutcomeName, by_status

_MESSAGES: tuple[tuple[tuple[type[BaseException], ...], OutcomeName, str], ...] = (
    ((DownloadTimeoutError,), "unreachable", "timed out"),
    ((DownloadConnectionRefusedError,), "unreachable", "connection refused"),
    ((CannotResolveHostError,), "unreachable", "no address for this host name"),
    ((ResponseDataLossError,), "unreachable", "shorter than announced: the connection closed early"),
    ((DownloadCancelledError,), "too_large", "the body is over the limit"),
    ((ssl.SSLError, SSL.Error), "tls_error", "no secure connection"),
    ((ConnectionDone, ConnectionLost), "unreachable", "the connection closed early"),
    ((zlib.error, EOFError, BadGzipFile), "unreadable", "cannot be unpacked"),
)
_TLS_WORDS = ("SSL", "TLS", "certificate")


def of_failure(error: BaseException | None) -> tuple[OutcomeName, str]:
    """The name of what went wrong, and the words of whoever noticed."""
    said = _words(error) or type(error).__name__
    if isinstance(error, Refused):
        return error.outcome, said
    if isinstance(error, HttpError):
        return by_status(error.response.status), f"HTTP {error.response.status}"
    if isinstance(error, IgnoreRequest):
        return _ignored(said), said
    for cause in _causes(error):
        for kinds, outcome, message in _MESSAGES:
            if isinstance(cause, kinds):
                return outcome, f"{message}: {_words(cause)}".removesuffix(": ")
    if any(word in said for word in _TLS_WORDS):
        return "tls_error", said
    wrapped = [_words(reason.value) for cause in _causes(error) for reason in getattr(cause, "reasons", ())]
    return "unreachable", f"no proper HTTP answer: {wrapped[-1]}" if wrapped else said


def status_of(error: BaseException | None) -> int | None:
    """The HTTP status of an answer that was no page."""
    if isinstance(error, HttpError):
        return error.response.status
    return error.status if isinstance(error, Refused) else None


def _ignored(said: str) -> OutcomeName:
    """Scrapy's own middlewares say it in words only."""
    if "redirections" in said:
        return "redirect_loop"
    return "too_large" if "DOWNLOAD_MAXSIZE" in said else "client_error"


def _words(error: BaseException | None) -> str:
    return " ".join(str(error).split())[:500]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error itself, what caused it, and the reasons Twisted keeps in a list."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        current = waiting.pop(0)
        if current is None or current in seen:
            continue
        seen.append(current)
        yield current
        waiting += [reason.value for reason in getattr(current, "reasons", ())]
        waiting.append(current.__cause__)
