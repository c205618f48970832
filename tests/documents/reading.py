"""What a file's reader makes of it, in this process: the tests of hostile files start the process of its own."""

from __future__ import annotations

from harvester.documents.media import sniff
from harvester.documents.worker import read
from harvester.items import Document


def read_file(body: bytes, name: str) -> Document:
    return read(sniff(body, name, None), body)
