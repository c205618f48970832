"""Every answer gets its name here; what is no page of the portal goes no further, to no archive and no parser."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Headers, Response

from harvester.net.failures import of_failure
from harvester.net.hosts import STRIKES, hosts_of
from harvester.net.refused import Refused
from harvester.spiders.verdict import Verdict, classify


class BlockPages:
    """Stands where bodies are unpacked and redirects are followed, but before a page can refresh itself."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.hosts = hosts_of(crawler)
        self.retried = {int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES")}
        self.most_retries = crawler.settings.getint("RETRY_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        host = self.hosts.of(request.url)
        row = request.cb_kwargs.get("row")
        verdict = classify(
            response.status,
            _plain(response.headers),
            response.body,
            response.url,
            visited=host.answered,
            title=row.title if row else None,
        )
        host.judged.set()
        may_ask_again = self.hosts.saw(request.url, verdict, self._retry_after(response))
        if verdict.is_page or self._is_retried(request, response, verdict):
            return response
        again = self._again(request, verdict) if may_ask_again else None
        if again is None:
            raise Refused(verdict.outcome, verdict.evidence, response.status)
        return again

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, IgnoreRequest):
            return
        if not isinstance(exception, DownloadCancelledError) and self._is_last_try(request):
            self.hosts.failed(request.url, *of_failure(exception))
        self.hosts.of(request.url).judged.set()

    def _retry_after(self, response: Response) -> float | None:
        """A host that says too many requests and not for how long is given a part of the rest after three of them."""
        stated = _retry_after(response.headers)
        is_unsaid = stated is None and response.status == HTTPStatus.TOO_MANY_REQUESTS
        return self.hosts.cool_down / STRIKES if is_unsaid else stated

    def _is_last_try(self, request: Request) -> bool:
        most = request.meta.get("max_retry_times", self.most_retries)
        return bool(request.meta.get("retry_times", 0) >= most)

    def _is_retried(self, request: Request, response: Response, verdict: Verdict) -> bool:
        """Scrapy's retry comes next in line: a server's own trouble may be over in a moment."""
        return verdict.outcome == "server_error" and response.status in self.retried and not self._is_last_try(request)

    def _again(self, request: Request, verdict: Verdict) -> Request | None:
        assert self.crawler.spider is not None
        return get_retry_request(request, spider=self.crawler.spider, reason=verdict.outcome)


def _plain(headers: Headers) -> dict[str, str]:
    return {name.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for name, values in headers.items()}


def _retry_after(headers: Headers) -> float | None:
    """Seconds: ``Retry-After: 120`` or ``Retry-After: Wed, 21 Oct 2026 07:28:00 GMT``; None for anything else."""
    value = (headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
