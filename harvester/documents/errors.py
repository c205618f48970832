"""What a reader of files raises."""

from __future__ import annotations

from harvester.errors import HarvesterError


class EncryptedError(HarvesterError):
    """Raised by a reader where a file opens with a password only."""


class TooLargeError(HarvesterError):
    """Raised by a reader where a file unfolds to more than a report can need."""
