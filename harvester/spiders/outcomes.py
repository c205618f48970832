"""What became of one address: the named outcomes that are recorded beside the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

OutcomeName: TypeAlias = Literal[
    "ok",
    "not_modified",
    "redirected",
    "duplicate",
    "not_a_report",
    "off_host",
    "robots_disallowed",
    "private_address",
    "gone",
    "soft_404",
    "empty_shell",
    "needs_browser",
    "incomplete",
    "forbidden",
    "blocked_js",
    "cookie_challenge",
    "captcha",
    "rate_limited",
    "client_error",
    "server_error",
    "redirect_loop",
    "unreachable",
    "tls_error",
    "too_large",
    "unreadable",
]
OutcomeRole: TypeAlias = Literal["column", "list", "report", "part", "attachment"]

HostReaction: TypeAlias = Literal["challenge", "refusal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One line of outcomes.yaml."""

    zh: str
    meaning: str
    action: str
    missing: bool = False
    host: HostReaction | None = None


def _load() -> dict[OutcomeName, Meaning]:
    data = yaml.safe_load((Path(__file__).parent / "outcomes.yaml").read_text(encoding="utf-8"))
    return {name: Meaning(**line) for name, line in data.items()}


MEANINGS: Mapping[OutcomeName, Meaning] = _load()
"""Every outcome, in the order of the runbook's table."""

FAILURES: frozenset[OutcomeName] = frozenset(name for name, line in MEANINGS.items() if line.missing)
"""The outcomes that mean something is missing from the harvest."""

_BY_STATUS: dict[int, OutcomeName] = {
    304: "not_modified",
    401: "forbidden",
    403: "forbidden",
    404: "gone",
    405: "forbidden",
    410: "gone",
    412: "blocked_js",
    418: "forbidden",
    429: "rate_limited",
    512: "blocked_js",
    521: "blocked_js",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One address that is no `Page`: why it was not read, or how a whole column ended.

    A list page or report page that was fetched whole is a `Page` and has no outcome of its own.
    Role ``column`` closes every column: ``ok``, ``incomplete``, ``empty_shell``, or ``duplicate`` of another column.
    ``duplicate`` of role ``report`` is a second source of an article: ``url`` was fetched for another column,
    and ``column_url`` names the column that lists it as well.
    """

    url: str
    outcome: OutcomeName
    role: OutcomeRole
    detail: str = ""
    portal: str | None = None
    column_url: str | None = None
    status: int | None = None
    anchor_text: str | None = None
    listed_on: date | None = None
    asked_url: str | None = None
    """The address that was asked for, as the list or the page gives it (roles report and attachment);
    None where it was judged without a request.
    """
    declared: int | None = None
    """Articles that the column says it holds (role column)."""
    declared_pages: int | None = None
    """List pages that the column says it has (role column)."""
    harvested: int | None = None
    """Different rows that were read from its list pages (role column)."""
    pages: int | None = None
    """List pages that were read (role column)."""
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def by_status(status: int) -> OutcomeName:
    """The outcome of an HTTP answer that is no success."""
    return _BY_STATUS.get(status) or ("server_error" if status >= 500 else "client_error")
