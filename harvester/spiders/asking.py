"""The spider's requests, and what it takes back from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag

from scrapy import FormRequest, Request
from scrapy.http import Response
from twisted.python.failure import Failure

from harvester.spiders.answers import Visit, header
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step
from harvester.spiders.families.rows import Row
from harvester.spiders.families.urls import lasting
from harvester.spiders.outcomes import Outcome, OutcomeRole

_AJAX = {"X-Requested-With": "XMLHttpRequest"}
"""Interfaces answer a script's request only with this header and a Referer."""


def request_of(step: Step, column_url: str, options: Mapping[str, Any]) -> Request:
    """A plain GET, or what the step carries; a script's request has the Referer that its browser would send."""
    if not (step.form or step.json or step.headers):
        return Request(step.url, **options)
    named = {**_AJAX, "Referer": urldefrag(column_url).url, **dict(step.headers)}
    headers = {name: value for name, value in named.items() if value}
    if step.form:
        return FormRequest(step.url, formdata=dict(step.form), headers=headers, **options)
    if step.json:
        headers["Content-Type"] = "application/json;charset=UTF-8"
        return Request(step.url, method="POST", body=step.json, headers=headers, **options)
    return Request(step.url, headers=headers, **options)


def asked(failure: Failure) -> dict[str, Any]:
    """What the failed request carried: Scrapy hangs the request on the failure."""
    carried: dict[str, Any] = failure.request.cb_kwargs  # type: ignore[attr-defined]
    return carried


def asked_url(failure: Failure) -> str:
    """The address of that request."""
    url: str = failure.request.url  # type: ignore[attr-defined]
    return url


def redirected(response: Response, visit: Visit, row: Row | None = None) -> Iterator[Outcome]:
    """The last step that led here; the ones before were told as they were taken. A session that begins is no step."""
    reached = lasting(response.url)
    for url in (*response.meta.get("led_by", ())[-1:], *response.meta.get("redirect_urls", ())):
        role: OutcomeRole = "report" if row else "list"
        if lasting(url) != reached:
            yield visit.outcome(url, "redirected", role, detail=f"to {reached}", row=row)


def list_page(response: Response) -> ListPage:
    return ListPage(lasting(response.url), response.body, header(response.headers, "Content-Type"))
