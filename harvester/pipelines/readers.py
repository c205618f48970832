"""The worker processes of a crawl: started when they are needed, replaced when they die or hang."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from harvester.errors import HarvesterError
from harvester.items import Page
from harvester.pipelines.messages import LENGTH, packed
from harvester.store.encoding import EncodedReport

_GRACE = 5
"""Seconds after which a worker ends itself, should the crawl not have ended it."""
_BUFFER = 1 << 24
"""Bytes of an answer that are held at once."""


class UnreadableError(HarvesterError):
    """Raised for a page that no worker could read: its own error, the time limit, or the end of the worker."""


class Readers:
    """Reads pages in up to ``processes`` other processes, each page within ``seconds``.

    ``lookups`` are folders of corrections beside those that ship with the program.
    """

    def __init__(self, processes: int, seconds: int, lookups: Sequence[str] = ()) -> None:
        self.seconds = seconds
        self.lookups = tuple(lookups)
        self._free = asyncio.Semaphore(processes)
        self._idle: list[Process] = []

    async def read(self, page: Page) -> tuple[EncodedReport, ...]:
        """The reports of a page. Raises UnreadableError; the pages beside it are not affected."""
        async with self._free:
            worker = self._idle.pop() if self._idle else await self._start()
            try:
                answer = await asyncio.wait_for(_ask(worker, page), self.seconds)
            except TimeoutError:
                await _end(worker)
                raise UnreadableError(f"not read within {self.seconds} seconds") from None
            except (OSError, asyncio.IncompleteReadError):
                await _end(worker)
                raise UnreadableError(f"reading it ended the process: exit status {worker.returncode}") from None
            except BaseException:
                await _end(worker)
                raise
            self._idle.append(worker)
        if isinstance(answer, str):
            raise UnreadableError(answer)
        return answer

    async def close(self) -> None:
        """Ends the workers that are idle, which are all of them once the last page has been read."""
        while self._idle:
            await _end(self._idle.pop())

    async def _start(self) -> Process:
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = (sys.executable, "-m", "harvester.pipelines.worker", str(self.seconds + _GRACE), *self.lookups)
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            env=os.environ | path,
            limit=_BUFFER,
            start_new_session=True,  # Ctrl-C in the terminal is for the crawl, also while a worker starts
        )


async def _ask(worker: Process, page: Page) -> tuple[EncodedReport, ...] | str:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(packed(page))
    await worker.stdin.drain()
    size = int.from_bytes(await worker.stdout.readexactly(LENGTH), "big")
    answer: tuple[EncodedReport, ...] | str = pickle.loads(await worker.stdout.readexactly(size))  # noqa: S301  (from our own process)
    return answer


async def _end(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()
    await worker.communicate()
