"""Pages that are packed and do not say so."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from harvester.spiders.families.urls import is_document

_GZIP = b"\x1f\x8b\x08"


class Packed:
    """Says what the server forgot, before the page is unpacked: ``Content-Encoding: gzip``; a file stays as it is."""

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002  (Scrapy's order)
        kind = response.headers.get("Content-Type", b"text/") or b""
        if response.body.startswith(_GZIP) and kind.startswith(b"text/") and not is_document(response.url):
            response.headers.setdefault("Content-Encoding", "gzip")
        return response
