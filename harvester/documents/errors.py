"""What a reader of files raises."""

from __future__ import annotations

import zlib
from zipfile import BadZipFile

from harvester.errors import HarvesterError

BROKEN_ZIP = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What zipfile raises for a file that is damaged, cut off or packed in rare ways."""


class EncryptedError(HarvesterError):
    """Raised by a reader where a file opens with a password only."""


class TooLargeError(HarvesterError):
    """Raised by a reader where a file unfolds to more than a report can need."""
