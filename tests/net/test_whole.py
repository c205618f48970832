import gzip
import zlib

import pytest

from harvester.net.whole import is_cut

TEXT = "一、总体情况 ".encode() * 5000
LIMIT = 10**6
BARE = zlib.compressobj(wbits=-15)
PACKED = {"gzip": gzip.compress(TEXT), "x-gzip": gzip.compress(b""), "deflate": zlib.compress(TEXT)}
BARE_DEFLATE = BARE.compress(TEXT) + BARE.flush()


@pytest.mark.parametrize("packed", [*PACKED.items(), ("deflate", BARE_DEFLATE), ("GZIP ", PACKED["gzip"] + b"\0\0")])
def test_a_stream_with_its_end_is_whole_and_without_it_is_cut(packed):
    encoding, body = packed
    assert not is_cut(body, encoding.encode(), LIMIT)
    assert is_cut(body[: len(body) // 2], encoding.encode(), LIMIT)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", b"<html>"), ("gzip", b""), ("deflate", b"<html>"), ("br", b"\x8b"), ("identity", b"<html>")],
)
def test_what_is_no_such_stream_is_left_to_whoever_unpacks_it(encoding, body):
    assert not is_cut(body, encoding.encode(), LIMIT)


def test_no_more_than_the_limit_is_unpacked():
    assert not is_cut(PACKED["gzip"][:-9], b"gzip", 100)
