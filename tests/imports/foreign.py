"""WARC files as other programs write them."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from fixtures.cases.layout import disclosure, html_table, litigation, requests
from fixtures.cases.report_page import html_page

AGENCY = "乐清市人民政府"
HOST = "http://www.example.gov.cn"


def report(year: int = 2023) -> bytes:
    tables = [html_table(table) for table in (disclosure("2021", {}), requests("2021", {}), litigation({}))]
    return html_page(tables, title=f"{AGENCY}{year}年政府信息公开工作年度报告").encode()


def guide() -> bytes:
    return "<html><title>政府信息公开指南</title><body><h1>政府信息公开指南</h1><p>略。</p></body></html>".encode()


def chunked(body: bytes, size: int = 1000) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


class Foreign:
    """A WARC file in the making; ``gzip_records`` False gives a plain one."""

    def __init__(self, *, gzip_records: bool = True) -> None:
        self.out = BytesIO()
        self.writer = WARCWriter(self.out, gzip=gzip_records)
        self.places: list[int] = []
        self._write(self.writer.create_warcinfo_record("a.warc.gz", {"software": "Heritrix/3.4"}))

    def response(
        self, url: str, body: bytes, *, status: str = "200 OK", truncated: str | None = None, **headers: str
    ) -> Foreign:
        """``content_encoding="gzip"`` is a header; the body is given as it goes over the wire."""
        named = {"content_type": "text/html", **headers}
        sent = [(name.replace("_", "-").title(), value) for name, value in named.items()]
        http = StatusAndHeaders(status, sent, protocol="HTTP/1.1")
        return self._add("response", url, body, http, headers={"WARC-Truncated": truncated} if truncated else None)

    def request(self, url: str) -> Foreign:
        return self._add(
            "request", url, b"", StatusAndHeaders("GET / HTTP/1.1", [("Host", "a")], is_http_request=True)
        )

    def resource(self, url: str, body: bytes, kind: str) -> Foreign:
        return self._add("resource", url, body, None, content_type=kind)

    def other(self, kind: str, url: str, body: bytes = b"x", **headers: str) -> Foreign:
        return self._add(kind, url, body, None, content_type="text/plain", headers=headers)

    def revisit(self, url: str, of: str) -> Foreign:
        record = self.writer.create_revisit_record(url, "sha1:AAAA", of, "2024-02-01T00:00:00Z")
        return self._write(record)

    def save(self, path: Path) -> Path:
        path.write_bytes(self.out.getvalue())
        return path

    def save_as_one(self, path: Path) -> Path:
        """Packed as one, as `gzip a.warc` does."""
        path.write_bytes(gzip.compress(self.out.getvalue()))
        return path

    def _add(self, kind, url, body, http, content_type="", headers=None) -> Foreign:
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": "2024-02-01T00:00:00Z", **(headers or {})},
        )
        return self._write(record)

    def _write(self, record) -> Foreign:
        self.places.append(self.out.tell())
        self.writer.write_record(record)
        return self
