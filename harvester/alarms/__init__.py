"""What a person should look at after a run, and who is told."""

from __future__ import annotations

from harvester.alarms.hooks import Hooks
from harvester.alarms.judge import Alarm, judge

__all__ = ["Alarm", "Hooks", "judge"]
