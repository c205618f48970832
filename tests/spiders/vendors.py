"""Serves local portals as they are and as variations, and crawls them all at once by nothing but their addresses."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import yaml
from crawling import crawl

from fixtures.interfaces import vendor
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve


def expected(name):
    return yaml.safe_load((FIXTURES / name / "expected.yaml").read_text(encoding="utf-8"))


class Harvest:
    """What the crawl of several sites gave, by the site's key; addresses are paths of the site."""

    def __init__(self, crawled, homes, asked):
        self.crawled, self.homes, self.asked = crawled, homes, asked

    def pages(self, key, role):
        return self._own(key, self.crawled.urls(role))

    def outcomes(self, key):
        found = {name: self._own(key, urls) for name, urls in self.crawled.by_outcome().items()}
        return {name: urls for name, urls in found.items() if urls}

    def columns(self, key):
        home = self.homes[key]
        columns = [column for column in self.crawled.columns if column["url"].startswith(f"{home}/")]
        return [{**column, "url": column["url"].removeprefix(home)} for column in columns]

    def _own(self, key, urls):
        return [url.removeprefix(self.homes[key]) for url in urls if url.startswith(f"{self.homes[key]}/")]


def harvest(folder, variations):
    """``variations`` maps a key to a portal's name and the facts that are other than in its site.yaml."""
    with ExitStack() as stack:
        sites, entries = {}, []
        for number, (key, (name, changes)) in enumerate(variations.items()):
            facts = yaml.safe_load((FIXTURES / name / "site.yaml").read_text(encoding="utf-8")) | changes
            sites[key] = stack.enter_context(serve(_site(folder / key, name, facts), port=0, interface=vendor))
            home = sites[key].url
            entries.append({"id": f"000000_v{number}", "name": key, "url": home, "columns": [home + facts["column"]]})
        registry = folder / "registry"
        registry.mkdir()
        (registry / "portals.yaml").write_text(
            yaml.safe_dump({"portals": entries}, allow_unicode=True), encoding="utf-8"
        )
        crawled = crawl(folder, portal_ids=[entry["id"] for entry in entries], portals_dir=registry)
    return Harvest(
        crawled, {key: site.url for key, site in sites.items()}, {key: site.asked for key, site in sites.items()}
    )


def _site(folder: Path, name, facts):
    """A portal's folder with other facts and the same files."""
    folder.mkdir()
    (folder / "site.yaml").write_text(yaml.safe_dump(facts, allow_unicode=True), encoding="utf-8")
    (folder / "www").symlink_to(FIXTURES / name / "www")
    return folder
