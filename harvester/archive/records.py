"""A page as WARC records and back: response, request, and what the list knew about it as metadata."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord

from harvester.archive.record import FIELDS, HTTP, fields_block, http_block, new_id, record
from harvester.items import Attachment, Page
from harvester.parsers.script import fold

Headers: TypeAlias = tuple[tuple[str, str], ...]

_ORIGINAL = "X-Archive-Orig-"
TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Archived bodies are unpacked: what the server said about the packing no longer holds."""
_KNOWN = (
    *("role", "portal", "anchor_text", "publisher", "division_code", "content_type", "filename", "asked_url"),
    *("parent_url", "rendered_by"),
)
_REASONS = {status.value: status.phrase for status in HTTPStatus}


def page_records(page: Page) -> Iterator[bytes]:
    """The records of one page, the response first; the others name it in WARC-Concurrent-To.

    The pages on which an article goes on are responses beside the first, so that whoever reads it has all of it.
    What a browser built was sent by no server: it is a resource, without a request or HTTP headers.
    """
    url, first_id = _url(page), new_id()
    common = {"WARC-Target-URI": url, "WARC-Date": _warc_date(page.fetched_at)}
    own = {"WARC-Record-ID": first_id, **common}
    own["WARC-Payload-Digest"] = f"sha256:{hashlib.sha256(page.body).hexdigest()}"
    if page.rendered_by:
        yield record("resource", page.content_type or "text/html", page.body, own)
    else:
        yield record("response", f"{HTTP}response", http_block(*_response(page), page.body), own)
        beside = {"WARC-Record-ID": new_id(), **common, "WARC-Concurrent-To": first_id}
        yield record("request", f"{HTTP}request", http_block(*_request(page, url), page.request_body), beside)
    for part in page.parts:
        if part.body:
            beside = {"WARC-Target-URI": _url(part), "WARC-Concurrent-To": first_id}
            beside = {"WARC-Record-ID": new_id(), "WARC-Date": common["WARC-Date"], **beside}
            yield record("response", f"{HTTP}response", http_block(*_response(part), part.body), beside)
    beside = {"WARC-Record-ID": new_id(), **common, "WARC-Concurrent-To": first_id}
    yield record("metadata", FIELDS, fields_block(_known(page)), beside)


def with_parts(page: Page, known: Mapping[str, str], held: Mapping[str, Page]) -> Page:
    """The page with those on which its article goes on; one that is not held could not be had."""
    urls = json.loads(known.get("parts", "[]"))
    return replace(page, parts=tuple(held.get(url) or Page(url=url, body=b"", role="part") for url in urls))


def part_of(response: ArcWarcRecord, body: bytes) -> Page:
    """A page on which an article goes on."""
    return replace(page_of(response, body), role="part", content_type=response.http_headers.get_header("Content-Type"))


def info_record(name: str, moment: datetime, fields: Mapping[str, str]) -> bytes:
    """The first record of a file: what wrote it, and how."""
    headers = {"WARC-Record-ID": new_id(), "WARC-Filename": name, "WARC-Date": _warc_date(moment)}
    return record("warcinfo", FIELDS, fields_block(fields), headers)


def page_of(
    response: ArcWarcRecord,
    body: bytes,
    request: ArcWarcRecord | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
    sent: bytes = b"",
) -> Page:
    """The page that `page_records` wrote; ``sent`` is the body of the request."""
    listed, sent_with = known.get("listed_on"), response.http_headers
    if not known and sent_with is None:  # a resource of another program
        known = {"content_type": response.content_type or ""}
    return Page(
        url=response.rec_headers.get_header("WARC-Target-URI"),
        body=body,
        status=int(sent_with.get_statuscode()) if sent_with else 200,
        headers=_as_received(sent_with.headers) if sent_with else (),
        request_headers=tuple(request.http_headers.headers) if request else (),
        fetched_at=_moment(response.rec_headers.get_header("WARC-Date")),
        column_url=known.get("via"),
        method=request.http_headers.protocol if request else "GET",
        request_body=sent,
        listed_on=date.fromisoformat(listed) if listed else None,
        presses=int(known.get("presses", "0")),
        attachments=tuple(Attachment(**item) for item in json.loads(known.get("attachments", "[]"))),
        **{name: known[name] for name in _KNOWN if name in known},  # type: ignore[arg-type]
    )


def read_fields(block: bytes) -> dict[str, str]:
    """``via: http://…`` lines of application/warc-fields."""
    lines = block.decode("utf-8", "replace").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines) if value}


def _response(page: Page) -> tuple[str, list[tuple[str, str]]]:
    """Status line and headers.

    Scrapy hands over the body decoded: headers that describe it otherwise are kept under another name.
    """
    headers = page.headers
    if not _describes(headers, page.body):
        renamed = [(_ORIGINAL + name if name.lower() in TRANSFER else name, value) for name, value in headers]
        headers = (*renamed, ("Content-Length", str(len(page.body))))
    return f"HTTP/1.1 {page.status} {_REASONS.get(page.status, '')}".rstrip(), _one_line(headers)


def _describes(headers: Headers, body: bytes) -> bool:
    """True where the headers fit the body as it is."""
    stated = {name.lower(): value for name, value in headers if name.lower() in TRANSFER}
    return not stated or stated == {"content-length": str(len(body))}


def _as_received(headers: Iterable[tuple[str, str]]) -> Headers:
    received = list(headers)
    if any(name.startswith(_ORIGINAL) for name, _ in received):
        received = [(name, value) for name, value in received if name.lower() not in TRANSFER]
    return tuple((name.removeprefix(_ORIGINAL), value) for name, value in received)


def _request(page: Page, url: str) -> tuple[str, list[tuple[str, str]]]:
    """Request line and headers."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    names = {name.lower() for name, _ in page.request_headers}
    host = () if "host" in names else (("Host", parts.netloc),)
    length = (("Content-Length", str(len(page.request_body))),) if page.request_body else ()
    sent = (*host, *page.request_headers, *(() if "content-length" in names else length))
    return f"{page.method} {target} HTTP/1.1", _one_line(sent)


def _known(page: Page) -> dict[str, str]:
    known = {name: getattr(page, name) for name in _KNOWN} | {"via": page.column_url}
    others = {
        "listed_on": page.listed_on.isoformat() if page.listed_on else "",
        "presses": str(page.presses or ""),
        "attachments": json.dumps([asdict(item) for item in page.attachments]) if page.attachments else "",
        "parts": json.dumps([part.url for part in page.parts]) if page.parts else "",
    }
    return {name: fold(value) for name, value in (known | others).items() if value}


def _one_line(headers: Headers) -> list[tuple[str, str]]:
    return [(name, " ".join(value.splitlines())) for name, value in headers]


def _url(page: Page) -> str:
    if not page.url:
        raise ValueError("a page without an address cannot be archived")
    return page.url


def _warc_date(moment: datetime | None) -> str:
    return (moment or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
