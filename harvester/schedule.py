"""Which portals are due, by schedule.yaml: often while reports are being published, seldom after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harvester.portals.portal import Portal
from harvester.store.rows import RunRow

BEIJING = timezone(timedelta(hours=8))


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

    def due(self, portals: Iterable[Portal], last: Mapping[str, RunRow], now: datetime) -> tuple[Portal, ...]:
        """The portals whose time has come; one that was never crawled is due."""
        return tuple(portal for portal in portals if self.next_at(last.get(portal.id), now) <= now)

    def next_at(self, run: RunRow | None, now: datetime) -> datetime:
        """When a portal is to be crawled again after its last run."""
        if run is None:
            return now
        wait = self.season(now).every if _is_whole(run) else self.after_trouble
        return run.started_at + wait - self.slack

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


def _is_whole(run: RunRow) -> bool:
    return run.status == "finished" and all(column["outcome"] == "ok" for column in run.columns or ())
