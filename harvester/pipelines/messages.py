"""What goes through the pipes between the crawl and its workers: pickled, each message behind its length."""

from __future__ import annotations

import pickle

LENGTH = 4
"""Bytes before each message, big-endian."""


def packed(message: object) -> bytes:
    """A message as it goes through the pipe."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(LENGTH, "big") + data
