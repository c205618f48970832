"""The worker processes of a crawl: started when they are needed, replaced when they die or hang."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from harvester.errors import HarvesterError
from harvester.items import Page
from harvester.pipelines.reading_process import LostError, ReadingProcess
from harvester.store.encoding import EncodedReport

DEPTH = 8
"""Pages that a worker has before it, so that it need not wait while the crawl is busy writing."""


class UnreadableError(HarvesterError):
    """Raised for a page that no worker could read: its own error, the time limit, or the end of the worker."""


class Readers:
    """Reads pages in up to ``processes`` other processes, each page within ``seconds``.

    ``lookups`` are folders of corrections beside those that ship with the program.
    """

    def __init__(self, processes: int, seconds: int, lookups: Sequence[str] = ()) -> None:
        self.processes = processes
        self.seconds = seconds
        self.lookups = tuple(lookups)
        self._room = asyncio.Semaphore(processes * DEPTH)
        self._choice = asyncio.Lock()
        self._workers: list[ReadingProcess] = []

    async def read(self, page: Page) -> tuple[EncodedReport, ...]:
        """The reports of a page. Raises UnreadableError; the pages beside it are not affected."""
        async with self._room:
            answer = None
            while answer is None:
                answer = await self._ask(page)
        if isinstance(answer, str):
            raise UnreadableError(answer)
        return answer

    async def close(self) -> None:
        """Ends the workers, all of which are idle once the last page has been read."""
        while self._workers:
            await self._workers.pop().end()

    async def _ask(self, page: Page) -> tuple[EncodedReport, ...] | str | None:
        """None where another page, before this one, was the end of the worker."""
        worker = await self._worker()
        try:
            return await worker.ask(page, self.seconds)
        except LostError:
            return None
        except TimeoutError:
            raise UnreadableError(f"not read within {self.seconds} seconds") from None
        except (OSError, asyncio.IncompleteReadError):
            raise UnreadableError(f"reading it ended the process: exit status {worker.exit_status}") from None

    async def _worker(self) -> ReadingProcess:
        """The one with the fewest pages before it; a further one is started where none is idle."""
        async with self._choice:
            self._workers = [worker for worker in self._workers if not worker.is_lost]
            if len(self._workers) < self.processes and all(worker.pages for worker in self._workers):
                self._workers.append(await ReadingProcess.start(self.seconds, self.lookups))
            return min(self._workers, key=lambda worker: worker.pages)
