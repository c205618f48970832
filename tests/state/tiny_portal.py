"""A portal of two list pages, made for one test, and crawls of it in processes of their own."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harvester.demo.server import Site
from harvester.errors import HarvesterError
from harvester.spiders.run import crawl
from tests.databases import new_sqlite, sqlite_rows
from tests.forks import FORKS

PORTAL = "000000_tiny"
LIST = "/zfxxgknb/"
FAST = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "RETRY_TIMES": "0",
    "HARVESTER_ALLOW_PRIVATE": "True",
    "HARVESTER_PARSE_PROCESSES": "0",
    "LOG_LEVEL": "WARNING",
}
SITE = """\
name: 某县人民政府
port: 0
content_type: text/html; charset=utf-8
modified: Mon, 31 Mar 2025 08:00:00 GMT
redirects:
  {folder}202401/t20240101_3.html: {folder}202402/t20240201_3.html
columns: []
"""
REPORT = """\
<html><head><title>{title}</title></head><body><h1>{title}</h1><p>一、总体情况</p><p>{year}年共公开信息{number}条。</p>
<table><tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>{number}</td><td>0</td><td>{number}</td></tr></table>
<p>五、存在的主要问题及改进情况</p><p>无。</p><p>六、其他需要报告的事项</p><p>无。</p></body></html>
"""


def title(number: int) -> str:
    return f"某县人民政府{2003 + number}年政府信息公开工作年度报告"


def build(folder: Path, reports: int = 8) -> Path:
    """Reports 1, 2, 3 … of which 3 has moved; a page that is gone, and one that is none by its title."""
    column = folder / "www" / LIST.strip("/")
    (column / "202401").mkdir(parents=True)
    (column / "202402").mkdir()
    (folder / "site.yaml").write_text(SITE.format(folder=LIST), encoding="utf-8")
    (folder / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    for number in range(1, reports + 1):
        write_report(folder, number)
    write_lists(folder, [*range(1, reports + 1), 90])
    return folder


def write_report(folder: Path, number: int, text: str | None = None) -> Path:
    month = "202402" if number == 3 else "202401"
    path = folder / "www" / LIST.strip("/") / month / f"t{month}01_{number}.html"
    path.write_text(text or REPORT.format(title=title(number), year=2023, number=number), encoding="utf-8")
    return path


def write_lists(folder: Path, numbers: list[int]) -> None:
    rows = [(f"./202401/t20240101_{number}.html", title(number)) for number in numbers]
    rows.append(("./202401/t20240101_91.html", "政府信息公开指南"))
    half = (len(rows) + 1) // 2
    for page, part in enumerate((rows[:half], rows[half:])):
        items = "".join(f'<li><a href="{href}">{name}</a><b>2024-01-01</b></li>' for href, name in part)
        pager = f'<script>createPageHTML(2, {page}, "index", "html");</script>'
        name = "index_1.html" if page else "index.html"
        html = f"<html><body><h1>政府信息公开年报</h1><ul>{items}</ul>{'<p>　</p>' * 200}{pager}</body></html>"
        (folder / "www" / LIST.strip("/") / name).write_text(html, encoding="utf-8")


PORTALS = """\
province: 示例
portals:
  - id: {id}
    name: 某县人民政府
    url: {url}/
    source: tests
    columns: ["{url}{list}"]
"""


def register(folder: Path, url: str, **fields: object) -> Path:
    """A folder of portal files that names the portal under its address of today."""
    folder.mkdir(exist_ok=True)
    more = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    (folder / "portals.yaml").write_text(PORTALS.format(id=PORTAL, url=url, list=LIST) + more, encoding="utf-8")
    return folder


def places(folder: Path) -> dict[str, str]:
    return {
        "HARVESTER_DATABASE_URL": f"sqlite:///{folder}/harvester.sqlite",
        "HARVESTER_ARCHIVE": f"{folder}/archive",
    }


@dataclass
class Crawl:
    """A crawl that runs; ``errors`` is the file with what it said."""

    process: Any
    errors: Path

    @property
    def is_running(self) -> bool:
        return bool(self.process.is_alive())

    def kill(self) -> None:
        self.process.kill()
        self.process.join()

    def end(self) -> tuple[int, str]:
        """Exit status, and what was said on stderr."""
        self.process.join(timeout=120)
        return self.process.exitcode, self.errors.read_text(encoding="utf-8")


def start(data: Path, portals: Path, **settings: object) -> Crawl:
    """A crawl as a process of its own, whose imports are done already."""
    given = FAST | places(data) | {name: str(value) for name, value in settings.items()}
    if not (data / "harvester.sqlite").exists():
        new_sqlite(data / "harvester.sqlite").close()
    errors = data / "errors.txt"
    process = FORKS.Process(target=_crawl, args=(portals, given, errors))
    process.start()
    return Crawl(process, errors)


def _crawl(portals: Path, settings: dict[str, str], errors: Path) -> None:
    sys.stderr = errors.open("w", encoding="utf-8", buffering=1)
    try:
        crawl(portal_ids=[PORTAL], portals_dir=portals, settings=settings)
    except HarvesterError as error:
        sys.stderr.write(f"{error}\n")
        os._exit(error.exit_status)


def finish(running: Crawl) -> str:
    """What the crawl said; it must have ended well."""
    status, errors = running.end()
    assert status == 0, errors
    assert "Traceback" not in errors
    return errors


class Again:
    """A site that was crawled once; called, it is crawled again and hands back the paths that were asked for.

    Its pages are in ``folder / "site"``, what was harvested goes beside them.
    """

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.data = folder / "site", folder / "data"
        self.data.mkdir()
        self._served, self._portals = site, register(folder / "portals", site.url)
        finish(start(self.data, self._portals))

    def add_column(self, path: str, html: str) -> None:
        """A second column, of one page."""
        (self.site / "www" / path.strip("/")).mkdir()
        (self.site / "www" / path.strip("/") / "index.html").write_text(html, encoding="utf-8")
        file = self._portals / "portals.yaml"
        text = file.read_text(encoding="utf-8").replace(f'{LIST}"]', f'{LIST}", "{self._served.url}{path}"]')
        file.write_text(text, encoding="utf-8")

    def __call__(self, **settings: object) -> list[str]:
        seen = len(self._served.asked)
        finish(start(self.data, self._portals, **settings))
        return [path for path in self._served.asked[seen:] if path != "/robots.txt"]


def rows(data: Path, query: str) -> list[dict]:
    return sqlite_rows(data / "harvester.sqlite", query)
