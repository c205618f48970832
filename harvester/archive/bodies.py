"""The body of an archived answer as the server meant it: out of its chunks, and unpacked."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import brotli
from warcio.bufferedreaders import ChunkedDataReader

from harvester.archive.members import LONGEST, MAGIC

_NAMES = {"x-gzip": "gzip", "identity": "", "utf-8": "", "none": ""}
_WINDOWS = {"gzip": (zlib.MAX_WBITS + 16,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
_BLOCK = 1 << 18


class BodyError(Exception):
    """Raised for a body that is packed in a way that nothing here unpacks, or that is damaged."""


def decoded(record: Any, block: bytes) -> bytes:
    """The body of a record; a packing that the headers claim and the bytes do not have is passed over.

    Raises BodyError.
    """
    headers = record.http_headers
    if headers is None:
        return block
    packing, chunks = (
        (headers.get_header(name) or "").strip().lower() for name in ("Content-Encoding", "Transfer-Encoding")
    )
    body = _all_of(ChunkedDataReader(BytesIO(block))) if "chunked" in chunks else block
    packing = _NAMES.get(packing, packing)
    if packing in _WINDOWS:
        return _unpacked(body, packing)
    if packing == "br":
        return _of_brotli(body)
    if packing:
        raise BodyError(f"encoding {packing}")
    return body


def _unpacked(body: bytes, packing: str) -> bytes:
    if packing == "gzip" and not body.startswith(MAGIC[:2]):
        return body
    for window in _WINDOWS[packing]:
        unpacker = zlib.decompressobj(window)
        try:
            found = unpacker.decompress(body, LONGEST)
        except zlib.error:
            continue
        if unpacker.eof or unpacker.unconsumed_tail:
            return found
        break
    raise BodyError("damaged")


def _of_brotli(body: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        found = unpacker.process(body, output_buffer_limit=LONGEST)
    except brotli.error:
        return body
    if unpacker.is_finished() or len(found) >= LONGEST:
        return bytes(found)
    raise BodyError("damaged")


def _all_of(reader: ChunkedDataReader) -> bytes:
    """Up to the longest that is held: a body may unpack to far more."""
    found = bytearray()
    while len(found) <= LONGEST and (part := reader.read(_BLOCK)):
        found += part
    return bytes(found)
