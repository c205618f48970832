"""The mark that an item leaves in its run: it is stored once, however often the run is cut off."""

from __future__ import annotations

from http import HTTPStatus

from harvester.pipelines.harvested import Harvested
from harvester.pipelines.tally import answer_of_page
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome
from harvester.store.addresses import SETTLED
from harvester.store.progress import Mark, outcome_key, page_key


def mark_of_page(item: Harvested) -> Mark:
    page = item.page
    asked = page.asked_url or page.url or ""
    return Mark(key=page_key(page), role=page.address_role, url=asked, outcome=answer_of_page(item).outcome)


def mark_of_outcome(outcome: Outcome) -> Mark:
    """A step on the way is marked at its own address, an answer at the one that was asked for."""
    key = outcome_key(outcome.role, outcome.column_url or "", outcome.url, outcome.outcome)
    asked = outcome.url if outcome.outcome == "redirected" else outcome.asked_url or outcome.url
    return Mark(key=key, role=outcome.role, url=asked, outcome=outcome.outcome)


def mark_of_seen(seen: Seen) -> Mark:
    key = outcome_key(seen.role, seen.column_url, seen.url, seen.reason)
    return Mark(key=key, role=seen.role, url=seen.url, outcome=seen.reason)


def settles(outcome: Outcome) -> bool:
    """True for an answer that will hardly differ tomorrow: no such page, or one of characters decoded twice."""
    is_kept = outcome.role not in {"column", "list", "part"}
    is_settled = outcome.outcome in SETTLED or (outcome.outcome == "unreadable" and outcome.status == HTTPStatus.OK)
    return is_settled and is_kept and outcome.asked_url is not None
