"""What is stored together: many items in one transaction, in the order in which they came."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlalchemy.orm import Session

from harvester.errors import HarvesterError
from harvester.store.session import Store

Job: TypeAlias = Callable[[Session], None]
"""Writes one item; it may be called again where the transaction of the first call was undone."""

MOST = 64
"""Jobs that wait for each other."""
SECONDS = 0.1
"""No job waits longer. A kill loses what waits; its pages lie in the archive, and the next start stores them."""

logger = logging.getLogger(__name__)


class Batch:
    """Jobs wait here for the next transaction. The database is locked while they are written, not while they wait."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._jobs: list[tuple[Job, str]] = []

    def add(self, job: Job, url: str) -> None:
        """``url`` names the item where it cannot be stored."""
        self._jobs.append((job, url))
        if len(self._jobs) >= MOST:
            self.write()

    def write(self) -> None:
        """Raises StoreError; the jobs are undone then, and the crawl has to end."""
        jobs, self._jobs = self._jobs, []
        if not jobs:
            return
        try:
            self._write(jobs)
        except HarvesterError:
            raise
        except Exception:  # noqa: BLE001  (whatever an item provokes, the others are stored)
            self._one_by_one(jobs)

    def _write(self, jobs: Sequence[tuple[Job, str]]) -> None:
        with self.store.write() as session:
            for job, _ in jobs:
                job(session)
                session.flush()
                session.expire_all()  # each job sees what is in the database, as if it were the first

    def _one_by_one(self, jobs: Sequence[tuple[Job, str]]) -> None:
        for job, url in jobs:
            try:
                self._write([(job, url)])
            except HarvesterError:
                raise
            except Exception:
                logger.exception("item not stored url=%s", url)
