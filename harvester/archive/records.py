"""A page as WARC records and back: response, request, and what the list knew about it as metadata."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from harvester.items import Attachment, Page
from harvester.parsers.script import fold

Headers: TypeAlias = tuple[tuple[str, str], ...]

_ORIGINAL = "X-Archive-Orig-"
_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_KNOWN = (
    *("role", "portal", "anchor_text", "publisher", "division_code", "content_type", "filename", "asked_url"),
    *("parent_url", "rendered_by"),
)
_REASONS = {status.value: status.phrase for status in HTTPStatus}


class HttpHeaders(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """HTTP headers written as they came: Latin-1, or UTF-8 where the server sent Chinese."""

    def to_ascii_bytes(self, header_filter: Any = None) -> bytes:
        text: str = self.to_str(header_filter)
        try:
            return text.encode("latin-1") + b"\r\n"
        except UnicodeEncodeError:
            return text.encode("utf-8") + b"\r\n"


def page_records(page: Page, builder: RecordBuilder) -> Iterator[ArcWarcRecord]:
    """The records of one page, the response first; the others name it in WARC-Concurrent-To.

    What a browser built was sent by no server: it is a resource, without a request or HTTP headers.
    """
    url, dated = _url(page), {"WARC-Date": _warc_date(page.fetched_at)}
    digest = {"WARC-Payload-Digest": f"sha256:{hashlib.sha256(page.body).hexdigest()}"}
    create = partial(builder.create_warc_record, url)
    if page.rendered_by:
        first = create(
            *("resource", BytesIO(page.body), len(page.body), page.content_type or "text/html"),
            warc_headers_dict=dated | digest,
        )
    else:
        first = create(
            "response", **_payload(page.body), http_headers=_response(page), warc_headers_dict=dated | digest
        )
    yield first
    dated["WARC-Concurrent-To"] = first.rec_headers.get_header("WARC-Record-ID")
    if not page.rendered_by:
        yield create(
            "request", **_payload(page.request_body), http_headers=_request(page, url), warc_headers_dict=dict(dated)
        )
    yield create("metadata", **_payload(_fields(_known(page))), warc_headers_dict=dict(dated))


def page_of(
    response: ArcWarcRecord, body: bytes, request: ArcWarcRecord | None, known: Mapping[str, str], sent: bytes = b""
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


def _payload(block: bytes) -> dict[str, Any]:
    return {"payload": BytesIO(block), "length": len(block)}


def _response(page: Page) -> HttpHeaders:
    """Scrapy hands over the body decoded: headers that describe it otherwise are kept under another name."""
    status = f"{page.status} {_REASONS.get(page.status, '')}".rstrip()
    headers = page.headers
    if not _describes(headers, page.body):
        renamed = [(_ORIGINAL + name if name.lower() in _TRANSFER else name, value) for name, value in headers]
        headers = (*renamed, ("Content-Length", str(len(page.body))))
    return HttpHeaders(status, _one_line(headers), protocol="HTTP/1.1")


def _describes(headers: Headers, body: bytes) -> bool:
    """True where the headers fit the body as it is."""
    stated = {name.lower(): value for name, value in headers if name.lower() in _TRANSFER}
    return not stated or stated == {"content-length": str(len(body))}


def _as_received(headers: Iterable[tuple[str, str]]) -> Headers:
    received = list(headers)
    if any(name.startswith(_ORIGINAL) for name, _ in received):
        received = [(name, value) for name, value in received if name.lower() not in _TRANSFER]
    return tuple((name.removeprefix(_ORIGINAL), value) for name, value in received)


def _request(page: Page, url: str) -> HttpHeaders:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    names = {name.lower() for name, _ in page.request_headers}
    host = () if "host" in names else (("Host", parts.netloc),)
    length = (("Content-Length", str(len(page.request_body))),) if page.request_body else ()
    sent = (*host, *page.request_headers, *(() if "content-length" in names else length))
    return HttpHeaders(f"{target} HTTP/1.1", _one_line(sent), protocol=page.method)


def _known(page: Page) -> dict[str, str]:
    known = {name: getattr(page, name) for name in _KNOWN} | {"via": page.column_url}
    others = {
        "listed_on": page.listed_on.isoformat() if page.listed_on else "",
        "presses": str(page.presses or ""),
        "attachments": json.dumps([asdict(item) for item in page.attachments]) if page.attachments else "",
    }
    return {name: fold(value) for name, value in (known | others).items() if value}


def _fields(known: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in known.items()).encode()


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
