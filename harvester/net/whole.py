"""Did a packed answer arrive whole? Scrapy unpacks as much as there is and says nothing of the rest."""

from __future__ import annotations

import zlib

from scrapy.http import Response

_GZIP = (b"gzip", b"x-gzip")
_GZIP_BITS = 31
_ZLIB_BITS, _BARE_BITS = 15, -15
_STEP = 65536
_MAGIC = b"\x1f\x8b"
"""What every gzip stream begins with."""


def as_sent(response: Response) -> Response:
    """Without the word of a server that a plain body is packed."""
    encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
    if encoding in _GZIP and response.body and not response.body.startswith(_MAGIC):
        del response.headers["Content-Encoding"]
    return response


def is_cut(packed: bytes, encoding: bytes, limit: int) -> bool:
    """True for a stream that ends before its end mark: sent in chunks, or with the length of what was left of it.

    ``limit``: no more than so many bytes are unpacked, what is longer is refused elsewhere.
    """
    name = encoding.strip().lower()
    bits = (_GZIP_BITS,) if name in _GZIP else (_ZLIB_BITS, _BARE_BITS) if name == b"deflate" else ()
    ends = (_ends(packed, each, limit) for each in bits if packed)
    return next((not end for end in ends if end is not None), False)


def _ends(packed: bytes, bits: int, limit: int) -> bool | None:
    """None for bytes that are no such stream, or are damaged: whoever unpacks them says so."""
    stream, rest, size = zlib.decompressobj(bits), packed, 0
    try:
        while rest and not stream.eof and size <= limit:
            size += len(stream.decompress(rest, _STEP))
            rest = stream.unconsumed_tail
        stream.flush()
    except zlib.error:
        return None
    return stream.eof or size > limit
