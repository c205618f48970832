"""How commands speak: what was asked for on standard output, what needs a person on standard error."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any


def print_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def print_json(value: Any) -> None:
    """One line of JSON; days and moments in ISO 8601."""
    print_line(json.dumps(value, ensure_ascii=False, default=_iso))


def say(line: str) -> None:
    """One line that begins with the program's name: the thing, the problem, the value, the way out."""
    sys.stderr.write(f"harvester: {line}\n")


def _iso(moment: date) -> str:
    return moment.isoformat()
