"""Which portals are due, by schedule.yaml: often while reports are being published, seldom after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from harvester.portals.portal import Portal
from harvester.store.rows import RunRow

BEIJING = timezone(timedelta(hours=8))
Lately: TypeAlias = tuple[RunRow, RunRow | None]
"""A portal's last run, and the one before that came to its end."""


@dataclass(frozen=True, slots=True)
class Season:
    """A part of the year; ``first`` and ``last`` are month and day, 01-01 to 04-30, both included."""

    name: str
    first: str
    last: str
    every: timedelta

    def holds(self, moment: datetime) -> bool:
        return self.first <= moment.strftime("%m-%d") <= self.last


@dataclass(frozen=True, slots=True)
class Schedule:
    seasons: tuple[Season, ...]
    after_trouble: timedelta
    slack: timedelta

    def due(self, portals: Iterable[Portal], last: Mapping[str, Lately], now: datetime) -> tuple[Portal, ...]:
        """The portals whose time has come; one that was never crawled is due."""
        return tuple(portal for portal in portals if self._next_at(last.get(portal.id), now) <= now)

    def _next_at(self, lately: Lately | None, now: datetime) -> datetime:
        if lately is None:
            return now
        wait = self.after_trouble if _may_mend(*lately) else self.season(now).every
        return lately[0].started_at + wait - self.slack

    def season(self, now: datetime) -> Season:
        moment = now.astimezone(BEIJING)
        return next(season for season in self.seasons if season.holds(moment))


@cache
def load_schedule() -> Schedule:
    data: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return Schedule(
        seasons=tuple(
            Season(item["name"], item["from"], item["until"], timedelta(days=item["every_days"]))
            for item in data["seasons"]
        ),
        after_trouble=timedelta(days=data["after_trouble_days"]),
        slack=timedelta(hours=data["slack_hours"]),
    )


def _may_mend(run: RunRow, before: RunRow | None) -> bool:
    """True after a run that was cut off, or whose lists were not read whole, unless the run before met the same."""
    trouble = _trouble(run)
    return run.status != "finished" or bool(trouble and (before is None or trouble != _trouble(before)))


def _trouble(run: RunRow) -> dict[str, str]:
    return {column["url"]: column["outcome"] for column in run.columns or () if column["outcome"] != "ok"}
