"""What became of one address: the named outcomes that are recorded beside the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias

OutcomeName: TypeAlias = Literal[
    "ok",
    "redirected",
    "duplicate",
    "not_a_report",
    "off_host",
    "gone",
    "soft_404",
    "empty_shell",
    "incomplete",
    "forbidden",
    "blocked_js",
    "rate_limited",
    "client_error",
    "server_error",
    "robots_disallowed",
    "redirect_loop",
    "unreachable",
    "tls_error",
    "too_large",
    "unreadable",
]
OutcomeRole: TypeAlias = Literal["column", "list", "report", "attachment"]

FAILURES: frozenset[OutcomeName] = frozenset(
    {
        "gone",
        "soft_404",
        "empty_shell",
        "incomplete",
        "forbidden",
        "blocked_js",
        "rate_limited",
        "client_error",
        "server_error",
        "redirect_loop",
        "unreachable",
        "tls_error",
        "too_large",
        "unreadable",
    }
)
"""The outcomes that mean something is missing from the harvest."""

_BY_STATUS: dict[int, OutcomeName] = {
    401: "forbidden",
    403: "forbidden",
    404: "gone",
    410: "gone",
    412: "blocked_js",
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
    declared: int | None = None
    """Articles that the column says it holds (role column)."""
    harvested: int | None = None
    """Rows that were read from its list pages (role column)."""
    pages: int | None = None
    """List pages that were read (role column)."""
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def by_status(status: int) -> OutcomeName:
    """The outcome of an HTTP answer that is no success."""
    return _BY_STATUS.get(status) or ("server_error" if status >= 500 else "client_error")
