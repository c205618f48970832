"""One WARC 1.1 record as bytes. Tests read them with warcio, whose own record objects take twice the time."""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Iterable, Mapping

_LEVEL = 3
"""Of zlib: half the time of the usual 6 for a twelfth more bytes on report pages (docs/performance.md)."""
HTTP = "application/http; msgtype="
FIELDS = "application/warc-fields"


def new_id() -> str:
    return uuid.uuid4().urn.join("<>")


def record(kind: str, content_type: str, block: bytes, headers: Mapping[str, str]) -> bytes:
    """``headers``: WARC-Record-ID, WARC-Target-URI, WARC-Date …; what is said of the block is added."""
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    stated = {
        "WARC-Type": kind,
        **headers,
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    return b"WARC/1.1\r\n%s\r\n%s\r\n\r\n" % (_lines(stated.items()).encode(), block)


def http_block(start: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """Headers written as they came: Latin-1, or UTF-8 where the server sent Chinese."""
    head = f"{start}\r\n{_lines(headers)}\r\n"
    try:
        return head.encode("latin-1") + body
    except UnicodeEncodeError:
        return head.encode() + body


def fields_block(fields: Mapping[str, str]) -> bytes:
    """``via: http://…`` lines of application/warc-fields."""
    return _lines(fields.items()).encode()


def packed(data: bytes) -> bytes:
    """A gzip member of its own, so that a record can be read from its offset."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return packer.compress(data) + packer.flush()


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in pairs)
