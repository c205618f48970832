"""Processes of the tests: copies of one that has imported what a command and a crawl need, which takes seconds.

A copy is a process like any other: it has its own working directory, environment and streams, and can be killed.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import harvester.reparse.pool  # noqa: F401  (names what it wants imported; the list here is longer, and set after it)

PROGRAMS = {"harvester": ("harvester.cli", "main"), "scrapy": ("scrapy.cmdline", "execute")}
FORKS = multiprocessing.get_context("forkserver")
_IMPORTED = [
    "harvester.cli",
    "harvester.commands",
    "harvester.crawling",
    "harvester.extensions.progress",
    "harvester.middlewares.introduction",
    "harvester.pipelines.archive",
    "harvester.pipelines.store",
    "harvester.reparse.reading",
    "harvester.settings",
    "harvester.spiders.annual_reports",
    "opencc",
    "scrapy.cmdline",
    "scrapy.core.downloader.handlers.http11",
    "sqlalchemy.dialects.sqlite",
    "sqlite3",
    "tests.warm",
    "typer._adapters",
    "typer.rich_utils",
]
if multiprocessing.parent_process() is None:  # what a copy starts is to import no more than it does for a user
    FORKS.set_forkserver_preload(_IMPORTED)
_STREAMS = ("stdin", "stdout", "stderr")
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_APPEND


class Running:
    """A command in a process of its own, as far as the tests ask: what `subprocess.Popen` offers."""

    def __init__(
        self,
        *words: object,
        stdin: bytes = b"",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        self.args = [str(word) for word in words]
        self._folder = tempfile.TemporaryDirectory()
        self._streams = [Path(self._folder.name, name) for name in _STREAMS]
        self._streams[0].write_bytes(stdin)
        given = (self.args, self._streams, cwd or Path.cwd(), dict(env or os.environ), before)
        self._process = FORKS.Process(target=_main, args=given)
        self._process.start()

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        assert self._process.pid, self.args
        os.kill(self._process.pid, number)

    def finish(self, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """What it printed and its exit status; TimeoutError where it does not end, and it is killed."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            self._process.kill()
            raise TimeoutError(f"{self.args}: not ended after {timeout} s: {self._streams[2].read_text()}")
        printed = [path.read_text(encoding="utf-8") for path in self._streams[1:]]
        self._folder.cleanup()
        return subprocess.CompletedProcess(self.args, self._process.exitcode, *printed)


def run(*words: object, timeout: float = 120, **options: Any) -> subprocess.CompletedProcess[str]:
    """``run("harvester", "parse", path)``: what it printed, and its exit status."""
    return Running(*words, **options).finish(timeout)


def _main(
    words: list[str], streams: list[Path], cwd: Path, env: dict[str, str], before: Callable[[], None] | None
) -> None:
    """Runs in the child."""
    redirect(*streams)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = words
    if before:
        before()
    module, name = PROGRAMS[words[0]]
    getattr(importlib.import_module(module), name)()


def redirect(stdin: Path | str, stdout: Path, stderr: Path) -> None:
    """The streams of this process and of those it starts, from and into files; stderr as it is written."""
    for number, path, flags in ((0, stdin, os.O_RDONLY), (1, stdout, _WRITE), (2, stderr, _WRITE)):
        file = os.open(path, flags)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
