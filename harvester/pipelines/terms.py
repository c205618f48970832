"""The settings about asking again and about hooks, read once a crawl."""

from __future__ import annotations

import re
from datetime import timedelta

from scrapy.settings import BaseSettings

from harvester.alarms import Hooks
from harvester.errors import UsageError
from harvester.spiders.known import Terms

_YEARS = re.compile(r"^(20\d\d)(?:-(20\d\d))?$")


def terms_of(settings: BaseSettings) -> Terms:
    return Terms(
        pages=timedelta(days=settings.getfloat("HARVESTER_REVALIDATE_DAYS", 30)),
        failures=timedelta(days=settings.getfloat("HARVESTER_RETRY_GONE_DAYS", 7)),
        refetch=settings.getbool("HARVESTER_REFETCH"),
        years=wanted_years(settings.get("HARVESTER_YEARS") or ""),
    )


def hooks_of(settings: BaseSettings) -> Hooks:
    return Hooks(
        command=settings.get("HARVESTER_HOOK_COMMAND") or "",
        url=settings.get("HARVESTER_HOOK_URL") or "",
        always=settings.getbool("HARVESTER_HOOK_ALWAYS"),
    )


def wanted_years(text: str) -> frozenset[int]:
    """The years of ``2023``, ``2021-2024`` or ``2019,2021-2024``; raises UsageError."""
    years: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _YEARS.match(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise UsageError(f"years {text!r}: {part!r} is no year of a report (write 2023, 2021-2024 or 2019,2023)")
        years |= set(range(first, last + 1))
    return frozenset(years)
