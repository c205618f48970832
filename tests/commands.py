"""A command within this process, which takes no time to start; `forks` runs it in one of its own."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys

import pytest

from harvester.cli import main


def run_here(*words: object) -> subprocess.CompletedProcess[str]:
    """``run_here("harvester", "reparse", …)``: what it printed, and its exit status."""
    args, out, err, status = [str(word) for word in words], io.StringIO(), io.StringIO(), 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", args)
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return subprocess.CompletedProcess(args, status, out.getvalue(), err.getvalue())
