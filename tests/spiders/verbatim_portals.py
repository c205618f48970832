"""Serves portals that are written out in site.yaml, as they are or rewritten, and crawls them by their addresses."""

from __future__ import annotations

from contextlib import ExitStack

import yaml
from crawling import crawl

from fixtures.interfaces.verbatim import answer
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve


def texts(name, rewrite=None):
    """site.yaml and expected.yaml of a portal, both rewritten alike."""
    found = [(FIXTURES / name / file).read_text(encoding="utf-8") for file in ("site.yaml", "expected.yaml")]
    return [rewrite(text) if rewrite else text for text in found]


class Crawl:
    """What one crawl gave of several portals, by key; addresses are paths of the portal."""

    def __init__(self, crawled, homes, expected):
        self.crawled, self.homes, self.expected = crawled, homes, expected

    def pages(self, key, role):
        return self._own(key, self.crawled.urls(role))

    def outcomes(self, key):
        portal = self.homes[key].removeprefix("http://")
        found = {}
        for item in self.crawled.outcomes:
            if item["role"] != "column" and item["portal"] == self._id(key):
                found.setdefault(item["outcome"], []).append(item["url"].partition(portal)[2] or item["url"])
        return {name: sorted(urls) for name, urls in found.items()}

    def columns(self, key):
        own = [column for column in self.crawled.columns if column["url"].startswith(f"{self.homes[key]}/")]
        return [{**column, "url": column["url"].removeprefix(self.homes[key])} for column in own]

    def titles(self, key):
        return {page["anchor_text"] for page in self.crawled.pages if page["url"].startswith(f"{self.homes[key]}/")}

    def _id(self, key):
        return f"000000_v{list(self.homes).index(key)}"

    def _own(self, key, urls):
        return [url.removeprefix(self.homes[key]) for url in urls if url.startswith(f"{self.homes[key]}/")]


def harvest(folder, portals):
    """``portals`` maps a key to the texts of its site.yaml and its expected.yaml."""
    with ExitStack() as stack:
        homes, entries = {}, []
        for number, (key, (site, _)) in enumerate(portals.items()):
            own = folder / key
            (own / "www").mkdir(parents=True)
            (own / "site.yaml").write_text(site, encoding="utf-8")
            (own / "www" / "404.html").write_text("<html><body>您访问的页面不存在</body></html>", encoding="utf-8")
            homes[key] = stack.enter_context(serve(own, port=0, interface=answer)).url
            column = homes[key] + yaml.safe_load(site)["column"]
            entries.append({"id": f"000000_v{number}", "name": key, "url": homes[key], "columns": [column]})
        (folder / "registry").mkdir()
        registry = folder / "registry" / "portals.yaml"
        registry.write_text(yaml.safe_dump({"portals": entries}, allow_unicode=True), encoding="utf-8")
        crawled = crawl(folder, portal_ids=[entry["id"] for entry in entries], portals_dir=registry.parent)
    return Crawl(crawled, homes, {key: yaml.safe_load(expected) for key, (_, expected) in portals.items()})
