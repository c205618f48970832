"""Tells somebody: a command that reads JSON, or an address that JSON is posted to. A hook never breaks a run."""

from __future__ import annotations

import json
import shlex
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from harvester.alarms.judge import Alarm
from harvester.store.rows import RunRow

SECONDS = 30
"""How long a hook may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """``command`` is run without a shell and reads the payload; ``url`` gets it as a POST, private ones included."""

    command: str = ""
    url: str = ""
    always: bool = False
    """Called after every crawl, not only after one with alarms."""

    def call(self, runs: list[RunRow], alarms: list[Alarm]) -> Iterator[str]:
        """Calls what is set; one line for each hook that failed."""
        if not (self.command or self.url) or not (alarms or self.always):
            return
        body = payload(runs, alarms)
        if self.command:
            yield from _run(self.command, body)
        if self.url:
            yield from _post(self.url, body)


def payload(runs: list[RunRow], alarms: list[Alarm]) -> bytes:
    """``{"runs": [{"portal": …, "reports": 16, …}], "alarms": [{"portal": …, "rule": …, "message": …}]}``."""
    told = {"runs": [asdict(run) for run in runs], "alarms": [asdict(alarm) for alarm in alarms]}
    return json.dumps(told, ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _run(command: str, body: bytes) -> Iterator[str]:
    try:
        words = shlex.split(command)
        done = subprocess.run(words, input=body, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  (set by the operator)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        yield f"hook command {command!r}: {' '.join(str(error).split())}"
        return
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-200:]
        yield f"hook command {command!r}: exit status {done.returncode}: {said}"


def _post(url: str, body: bytes) -> Iterator[str]:
    if urlsplit(url).scheme not in ("http", "https"):
        yield f"hook url {url!r}: an http or https address is expected"
        return
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "harvester"}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # noqa: S310  (checked above)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310  (the same)
            return
    except (OSError, ValueError) as error:
        yield f"hook url {url!r}: {' '.join(str(error).split())}"
