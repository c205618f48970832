"""A reading that would turn numbers into blanks for a whole portal waits for a person."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Literal, Self, TypeAlias

from harvester.errors import StoreError
from harvester.reparse.changes import LOSSES
from harvester.reparse.reading import Job, Reading

Item: TypeAlias = tuple[Job, Reading]
ReportsOf: TypeAlias = Callable[[str], tuple[int, int]]
"""How many pages of a portal were read as reports, and how many of them are done since the run was begun."""

_IN_MEMORY = 32 * 1024 * 1024
"""Bytes of readings that wait for the verdict; what is beyond goes to a temporary file."""


@dataclass(slots=True)
class Loss:
    """What the readings of a portal would take away; ``example`` is the first."""

    portal: str
    reports: int
    """Pages that were read as reports the last time."""
    losing: int = 0
    kept: int = 0
    example: str = ""

    def is_whole(self, of: int) -> bool:
        """Half of the reports or more."""
        return self.losing > 0 and self.losing * 2 >= of

    def __str__(self) -> str:
        return (
            f"portal {self.portal!r}: {self.losing} of {self.reports} reports would lose figures that were read before"
            f" ({self.example})"
        )


class Guard:
    """Lets readings through portal by portal, in their order, once the verdict on their portal is clear.

    It is clear as soon as half of the portal's reports keep all their figures, or half of them do not.
    """

    def __init__(self, reports_of: ReportsOf, *, is_sure: bool = False) -> None:
        self.reports_of = reports_of
        self.is_sure = is_sure
        self.held: list[Loss] = []
        self._state: Literal["open", "held", "undecided"] = "open"
        self._loss = Loss("", 0)
        self._waiting = _Waiting()
        self._portal: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._waiting.file.close()

    def take(self, job: Job, reading: Reading) -> Iterator[Item]:
        """What may be written now."""
        if job.portal != self._portal:
            yield from self.end()
            self._begin(job.portal)
        if job.before is not None and reading.problem is None:
            self._weigh(reading)
        if self._state == "open":
            yield job, reading
        elif self._state == "undecided":
            if self._waiting.count or reading.changes:
                self._waiting.add((job, reading))
            else:  # it takes nothing away, and nothing before it waits
                yield job, reading
            yield from self._judge()

    def end(self) -> Iterator[Item]:
        """The end of a portal: where nothing is clear yet, the pages that could be read decide."""
        if self._state != "undecided":
            return
        if self._loss.is_whole(self._loss.losing + self._loss.kept):
            self._hold()
        else:
            yield from self._waiting.empty()
        self._state = "open"

    def _begin(self, portal: str) -> None:
        reports, kept = (0, 0) if self.is_sure else self.reports_of(portal)
        self._portal, self._loss = portal, Loss(portal, reports, kept=kept)
        self._state = "undecided" if kept * 2 <= reports and reports else "open"

    def _weigh(self, reading: Reading) -> None:
        lost = [change for change in reading.changes if change.kind in LOSSES]
        if not lost:
            self._loss.kept += 1
            return
        self._loss.losing += 1
        if not self._loss.example and reading.page is not None:
            first = lost[0]
            self._loss.example = f"{reading.page.url}: {first.where} was {first.before}"

    def _judge(self) -> Iterator[Item]:
        if self._loss.is_whole(self._loss.reports):
            self._hold()
        elif self._loss.kept * 2 > self._loss.reports:
            self._state = "open"
            yield from self._waiting.empty()

    def _hold(self) -> None:
        self._state = "held"
        self._waiting.drop()
        self.held.append(self._loss)


class _Waiting:
    """Readings in a temporary file."""

    def __init__(self) -> None:
        self.count = 0
        self.file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (closed with the guard)

    def add(self, item: Item) -> None:
        try:
            pickle.dump(item, self.file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise StoreError(
                f"temporary file: cannot be written: {error.strerror} (TMPDIR names its folder)"
            ) from None
        self.count += 1

    def empty(self) -> Iterator[Item]:
        self.file.seek(0)
        for _ in range(self.count):
            yield pickle.load(self.file)  # noqa: S301  (written above)
        self.drop()

    def drop(self) -> None:
        self.file.seek(0)
        self.file.truncate()
        self.count = 0
