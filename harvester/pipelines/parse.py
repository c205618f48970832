"""Second pipeline: what the page says, by the same reader as a re-parse."""

from __future__ import annotations

import logging
from dataclasses import replace

from harvester.pipelines.harvested import Harvested
from harvester.reader import read_report
from harvester.spiders.known import Seen
from harvester.spiders.outcomes import Outcome

logger = logging.getLogger(__name__)


class ParsePipeline:
    """Fills in the report, or the problem; a page that cannot be read never ends the crawl."""

    def process_item(self, item: Harvested | Outcome | Seen) -> Harvested | Outcome | Seen:
        if not isinstance(item, Harvested) or item.page.role != "report":
            return item
        try:
            return replace(item, report=read_report(item.page))
        except Exception as error:  # noqa: BLE001  (whatever a page provokes, the next one is read)
            problem = f"{type(error).__name__}: {error}"
            logger.warning("page unreadable portal=%s url=%s error=%s", item.page.portal, item.page.url, problem)
            return replace(item, problem=problem)
