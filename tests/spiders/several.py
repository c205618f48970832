"""Serves several local portals, crawls them all at once by their addresses alone, and sorts what came of each."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import yaml
from crawling import crawl

from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve


def read(name, file="site.yaml"):
    return yaml.safe_load((FIXTURES / name / file).read_text(encoding="utf-8"))


def expected(name):
    return read(name, "expected.yaml")


class Harvested:
    """One portal after the crawl; addresses are its paths."""

    def __init__(self, crawled, identifier, site):
        self.crawled, self.id, self.home = crawled, identifier, site.url
        self.asked = list(site.asked)

    def pages(self, role):
        return [self._path(page["url"]) for page in self._own(self.crawled.pages) if page["role"] == role]

    def titles(self):
        return {page["anchor_text"] for page in self._own(self.crawled.pages)}

    def records(self, role="report"):
        return [item for item in self._own(self.crawled.outcomes) if item["role"] == role]

    def outcomes(self):
        """The addresses by what became of them, in order; those of other sites are whole."""
        named = {}
        for item in self._own(self.crawled.outcomes):
            if item["role"] != "column":
                named.setdefault(item["outcome"], []).append(self._path(item["url"]))
        return {name: sorted(urls) for name, urls in named.items()}

    @property
    def columns(self):
        own = [column for column in self.crawled.columns if column["url"].startswith(f"{self.home}/")]
        return [{**column, "url": self._path(column["url"])} for column in own]

    def times(self):
        """How often each article was asked for, by its name without folder and suffix."""
        names = Counter(Path(path).stem for path in self.asked)
        return {name: count for name, count in names.items() if name.startswith("t2")}

    def _own(self, items):
        return [item for item in items if item["portal"] == self.id]

    def _path(self, url):
        return url.partition(self.home.removeprefix("http://"))[2] or url


def harvest(folder, portals, interface, **settings):
    """``portals`` maps a key to a portal's name and the facts that differ from its site.yaml; see `harvest_sites`."""
    sites = {key: (read(name) | changes, FIXTURES / name / "www") for key, (name, changes) in portals.items()}
    return harvest_sites(folder, sites, interface, **settings)


def harvest_sites(folder, sites, interface, **settings):
    """``sites`` maps a key to what its site.yaml says and its files; ``interface`` makes the interface of each."""
    with ExitStack() as stack:
        ids = {key: f"000000_p{number}" for number, key in enumerate(sites)}
        served = {
            key: stack.enter_context(serve(_folder(folder / ids[key], *site), port=0, interface=interface()))
            for key, site in sites.items()
        }
        entries = [
            {"id": ids[key], "name": facts.get("name", key), "url": f"{served[key].url}/"}
            | {"columns": [served[key].url + facts["column"]]}
            for key, (facts, _) in sites.items()
        ]
        registry = folder / "registry"
        registry.mkdir()
        _write(registry / "portals.yaml", {"portals": entries})
        crawled = crawl(folder, portal_ids=list(ids.values()), portals_dir=registry, settings=settings)
        return {key: Harvested(crawled, ids[key], site) for key, site in served.items()}


def _folder(folder, facts, files):
    """A portal's folder with these facts and the same files."""
    folder.mkdir()
    _write(folder / "site.yaml", facts)
    (folder / "www").symlink_to(files)
    return folder


def _write(path, data):
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
