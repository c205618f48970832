"""Serves portals with odd answers, crawls them all at once, and sorts what came of each."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import yaml
from crawling import crawl

from fixtures.interfaces.answers import portal
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve


def read(name, file="site.yaml"):
    return yaml.safe_load((FIXTURES / name / file).read_text(encoding="utf-8"))


class Odd:
    """One portal after the crawl; addresses are its paths."""

    def __init__(self, crawled, site, facts):
        self.crawled, self.home, self.facts = crawled, site.url, facts
        self.asked = list(site.asked)

    def pages(self, role):
        return [self._path(url) for url in self.crawled.urls(role) if self._is_own(url)]

    def records(self, role="report"):
        return [item for item in self.crawled.outcomes if item["role"] == role and self._is_own(item["url"])]

    def outcomes(self):
        named = {}
        for item in (*self.records("list"), *self.records()):
            named.setdefault(item["outcome"], []).append(self._path(item["url"]))
        return {name: sorted(urls) for name, urls in named.items()}

    @property
    def columns(self):
        own = [column for column in self.crawled.columns if self._is_own(column["url"])]
        return [{**column, "url": self._path(column["url"])} for column in own]

    def times(self):
        """How often each article was asked for, by its name without folder and suffix."""
        names = Counter(Path(path).stem for path in self.asked)
        return {name: count for name, count in names.items() if name.startswith("t2")}

    def _is_own(self, url):
        return url.startswith(f"{self.home}/")

    def _path(self, url):
        return url.removeprefix(self.home)


def harvest(folder, sites, **settings):
    """``sites`` maps a key to a portal's name and the facts that differ from its site.yaml."""
    with ExitStack() as stack:
        served, facts = {}, {}
        for key, (name, changes) in sites.items():
            facts[key] = read(name) | changes
            served[key] = stack.enter_context(
                serve(_folder(folder / key, name, facts[key]), port=0, interface=portal())
            )
        crawled = crawl(folder, **_registered(folder, served, facts), settings=settings)
        return {key: Odd(crawled, site, facts[key]) for key, site in served.items()}


def _folder(folder, name, facts):
    folder.mkdir()
    (folder / "site.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True), encoding="utf-8")
    (folder / "www").symlink_to(FIXTURES / name / "www")
    return folder


def _registered(folder, served, facts):
    entries = [
        {
            "id": f"000000_odd{number}",
            "name": facts[key]["name"],
            "url": f"{site.url}/",
            "columns": [site.url + facts[key]["column"]],
        }
        for number, (key, site) in enumerate(served.items())
    ]
    (folder / "registry").mkdir()
    (folder / "registry" / "odd.yaml").write_text(
        yaml.safe_dump({"portals": entries}, allow_unicode=True), encoding="utf-8"
    )
    return {"portal_ids": [entry["id"] for entry in entries], "portals_dir": folder / "registry"}
