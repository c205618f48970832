"""The console that tables are printed on."""

from __future__ import annotations

import sys

from rich.console import Console

_PIPED_WIDTH = 120
"""Columns, where the output goes to a file or another program and nobody's window sets the width."""


def console() -> Console:
    """Standard output as wide as the window; tables in a pipe are not cut at 80 columns."""
    return Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH)
