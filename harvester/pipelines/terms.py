"""The settings about asking again and about hooks, read once a crawl."""

from __future__ import annotations

from datetime import timedelta

from scrapy.settings import BaseSettings

from harvester.alarms import Hooks
from harvester.spiders.known import Terms
from harvester.years import wanted_years


def terms_of(settings: BaseSettings) -> Terms:
    return Terms(
        pages=timedelta(days=settings.getfloat("HARVESTER_REVALIDATE_DAYS")),
        failures=timedelta(days=settings.getfloat("HARVESTER_RETRY_GONE_DAYS")),
        refetch=settings.getbool("HARVESTER_REFETCH"),
        years=wanted_years(settings.get("HARVESTER_YEARS") or ""),
    )


def hooks_of(settings: BaseSettings) -> Hooks:
    return Hooks(
        command=settings.get("HARVESTER_HOOK_COMMAND") or "",
        url=settings.get("HARVESTER_HOOK_URL") or "",
        always=settings.getbool("HARVESTER_HOOK_ALWAYS"),
    )
