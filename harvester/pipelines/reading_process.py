"""One worker process, as the crawl sees it: pages go in ahead of their turn, answers come out in the same order."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Self

from harvester.items import Page
from harvester.pipelines.messages import LENGTH, packed
from harvester.store.encoding import EncodedReport

_GRACE = 5
"""Seconds after which a worker ends itself, should the crawl not have ended it."""
_BUFFER = 1 << 24
"""Bytes of an answer that are held at once."""


class LostError(Exception):
    """Raised for a page whose turn had not come when the worker ended: another worker may read it."""


class ReadingProcess:
    """Ended for good by the first page that it does not answer in time."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.pages = 0
        """Pages that were sent and not answered."""
        self.is_lost = False
        self._turn = asyncio.Lock()

    @classmethod
    async def start(cls, seconds: int, lookups: Sequence[str]) -> Self:
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = (sys.executable, "-m", "harvester.pipelines.worker", str(seconds + _GRACE), *lookups)
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            env=os.environ | path,
            limit=_BUFFER,
            start_new_session=True,  # Ctrl-C in the terminal is for the crawl, also while a worker starts
        )
        return cls(process)

    @property
    def exit_status(self) -> int | None:
        return self.process.returncode

    async def ask(self, page: Page, seconds: int) -> tuple[EncodedReport, ...] | str:
        """The reports of the page, or what is wrong with it; ``seconds`` count from its turn.

        Raises LostError; or TimeoutError, OSError or IncompleteReadError where this page was the end of the worker.
        """
        assert self.process.stdin is not None
        self.pages += 1
        try:
            self.process.stdin.write(packed(page))
            async with self._turn:
                return await asyncio.wait_for(self._receive(), seconds)
        except BaseException:
            await self.end()
            raise
        finally:
            self.pages -= 1

    async def end(self) -> None:
        if self.is_lost:
            return
        self.is_lost = True
        if self.process.returncode is None:
            self.process.kill()
        await self.process.communicate()

    async def _receive(self) -> tuple[EncodedReport, ...] | str:
        if self.is_lost:
            raise LostError
        assert self.process.stdout is not None
        size = int.from_bytes(await self.process.stdout.readexactly(LENGTH), "big")
        answer: tuple[EncodedReport, ...] | str = pickle.loads(await self.process.stdout.readexactly(size))  # noqa: S301  (from our own process)
        return answer
