"""Runs the real spider in a process of its own and hands back what it yielded, as plain dicts."""

from __future__ import annotations

import json
import os
import warnings
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

from harvester.errors import HarvesterError
from harvester.items import Page
from harvester.spiders import run
from tests.forks import FORKS, redirect

HERE = Path(__file__).parent
FAST = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_TIMES": 0,
    "HARVESTER_ALLOW_PRIVATE": True,
    "DOWNLOAD_TIMEOUT": 2,
    "ITEM_PIPELINES": {"crawling.Recorder": 1},
}
"""Politeness off, for loopback."""


class Recorder:
    """An item pipeline that writes every page and outcome as one JSON line."""

    def __init__(self, path):
        self.path = Path(path)

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler.settings["RECORDER_FILE"])

    def process_item(self, item):
        record = {"type": "page" if isinstance(item, Page) else "outcome", **asdict(item)}
        record["bytes"] = len(record.pop("body", b""))
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")
        return item


@dataclass
class Crawled:
    pages: list[dict] = field(default_factory=list)
    outcomes: list[dict] = field(default_factory=list)
    stats: dict = field(default_factory=dict)
    status: int = 0
    error: str = ""
    log: str = ""

    def urls(self, role):
        return [page["url"] for page in self.pages if page["role"] == role]

    def by_outcome(self, *, role=None):
        found = defaultdict(list)
        for outcome in self.outcomes:
            if outcome["role"] != "column" and role in (None, outcome["role"]):
                found[outcome["outcome"]].append(outcome["url"])
        return dict(found)

    @property
    def columns(self):
        keys = ("url", "outcome", "declared", "harvested", "pages")
        return [{key: item[key] for key in keys} for item in self.outcomes if item["role"] == "column"]


def crawl(folder, *, settings=None, **arguments):
    """Call `harvester.spiders.run.crawl` in a child; ``folder`` takes the record."""
    record = Path(folder) / "crawled.jsonl"
    chosen = {**FAST, "RECORDER_FILE": str(record), **(settings or {})}
    answer, log = _answer_of_child(Path(folder), {**arguments, "settings": chosen})
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    items = [json.loads(line) for line in lines]
    return Crawled(
        pages=[item for item in items if item["type"] == "page"],
        outcomes=[item for item in items if item["type"] == "outcome"],
        stats=answer.get("stats", {}),
        status=answer.get("status", 0),
        error=answer.get("error", ""),
        log=log,
    )


def _answer_of_child(folder, arguments):
    """What the crawl gave, and all that it printed; it is a copy of a process that has imported what it needs."""
    answered, printed = folder / "answer.json", folder / "printed.txt"
    child = FORKS.Process(target=_crawl, args=(arguments, dict(os.environ), answered, printed))
    child.start()
    child.join(120)
    if child.is_alive():
        child.kill()
        raise TimeoutError(f"the crawl did not end; it printed: {printed.read_text(encoding='utf-8')}")
    log = printed.read_text(encoding="utf-8")
    assert answered.exists(), log
    return json.loads(answered.read_text(encoding="utf-8")), log


def _crawl(arguments, environment, answered, printed):
    """Runs in the child."""
    redirect(os.devnull, printed, printed)
    os.environ.clear()
    os.environ.update(environment)
    warnings.simplefilter("error")
    try:
        answer = {"stats": run.crawl(**arguments)}
    except HarvesterError as error:
        answer = {"error": f"{type(error).__name__}: {error}", "status": error.exit_status}
    answered.write_text(json.dumps(answer, default=str), encoding="utf-8")
