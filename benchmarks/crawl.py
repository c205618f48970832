"""Pages per second: the harvester's whole crawl beside a bare Scrapy spider that downloads the same pages.

    python benchmarks/crawl.py                          # 1,000 pages, three rounds of each, in turns
    python benchmarks/crawl.py --pages 50000 --rounds 1
    python benchmarks/crawl.py --pages 1000 10000 50000 # memory beside the number of pages

The pages come over loopback from a process of their own; politeness is off. The bare spider asks for the same
addresses and yields nothing. The harvester archives, parses, checks and stores what it fetches. Peak memory is the
sum of the resident sets of all processes of a crawl. Exit status 1 when the ratio is below the limit.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.6
REPORTS, NOTES = 16, 2
"""Rows of a list page: reports, and articles that only the page itself shows to be none."""
PER_LIST = 1 + REPORTS + NOTES
COLUMN = "/zwgk/zfxxgk/zfxxgknb/"
PER_HOST = 16
IMPOLITE: dict[str, Any] = {
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
    "LOG_LEVEL": "ERROR",
}


def main() -> int:
    """Print a line for each crawl and the ratio for each size; return the exit status."""
    options = _options()
    if options.serve:
        return _serve(options.serve)
    if options.run:
        print(json.dumps(_RUNS[options.run](options.address, options.pages[0])))
        return 0
    ratios = [_compare(pages, options.rounds) for pages in options.pages]
    print(f"lowest ratio {min(ratios):.2f}, limit {LIMIT}")
    return int(min(ratios) < LIMIT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000], help="list pages included")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", type=int, metavar="LISTS", help=argparse.SUPPRESS)
    parser.add_argument("--run", choices=("bare", "harvester"), help=argparse.SUPPRESS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    return parser.parse_args()


# The comparison


def _compare(pages: int, rounds: int) -> float:
    """Medians of both, in turns so that a busy machine slows both."""
    speeds: dict[str, list[float]] = {"bare": [], "harvester": []}
    with _server(-(-pages // PER_LIST)) as address:
        for _ in range(rounds):
            for name, found in speeds.items():
                found.append(_measured(name, address, pages))
    bare, ours = (median(found) for found in speeds.values())
    print(f"{pages} pages: bare {bare:.0f}, harvester {ours:.0f} pages/s, ratio {ours / bare:.2f}")
    return ours / bare


def _measured(name: str, address: str, pages: int) -> float:
    command = [sys.executable, __file__, "--run", name, "--address", address, "--pages", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = _Peak(process.pid)
        said, _ = process.communicate()
        peak.stop()
    result = json.loads(said.splitlines()[-1])
    speed = result["pages"] / result["seconds"]
    print(
        f"  {name:<10}{result['pages']:>7} pages {result['seconds']:>8.1f} s {speed:>7.1f} pages/s"
        f" {result['cpu'] / result['pages'] * 1000:>6.1f} ms CPU {peak.megabytes:>6.0f} MB  {result.get('found', '')}",
        flush=True,
    )
    return speed


class _Peak(threading.Thread):
    """Watches the resident memory of a process and all its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.megabytes = 0.0
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self.ended.wait(0.25):
            self.megabytes = max(self.megabytes, _resident(self.pid))

    def stop(self) -> None:
        self.ended.set()
        self.join()


def _resident(root: int) -> float:
    """Megabytes of a process and its descendants; one that has just ended counts as nothing."""
    pages: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            pages[int(folder.name)] = int((folder / "statm").read_text().split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(folder.name))
    tree = [root]
    for pid in tree:
        tree += children.get(pid, [])
    return sum(pages.get(pid, 0) for pid in tree) * os.sysconf("SC_PAGE_SIZE") / 1e6


# The two crawls, each in a process of its own


def _bare(address: str, pages: int) -> dict[str, Any]:
    from scrapy import Request, Spider  # noqa: PLC0415  (the server needs no Scrapy)
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415
    from scrapy.http import Response  # noqa: PLC0415

    class Bare(Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[Request]:
            for path in _paths(-(-pages // PER_LIST)):
                yield Request(address + path, dont_filter=True)

        def parse(self, response: Response) -> None:
            """Yields nothing."""

    process = CrawlerProcess(IMPOLITE | {"TELNETCONSOLE_ENABLED": False})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    start = time.monotonic()
    process.start()
    return {
        "pages": crawler.stats.get_value("response_received_count"),
        "seconds": time.monotonic() - start,
        "cpu": _cpu(),
    }


def _harvester(address: str, pages: int) -> dict[str, Any]:  # noqa: ARG001  (the lists lead to all of them)
    from harvester.spiders.run import crawl  # noqa: PLC0415  (the server needs no Scrapy)

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        places = {
            "HARVESTER_DATABASE_URL": f"sqlite:///{folder}/harvester.sqlite",
            "HARVESTER_ARCHIVE": f"{folder}/archive",
            "HARVESTER_ALLOW_PRIVATE": True,
            "HARVESTER_MAX_LIST_PAGES": 1_000_000,
        }
        start = time.monotonic()
        stats = crawl(url=address + COLUMN, settings=IMPOLITE | places)
        seconds = time.monotonic() - start
        found = _counted(Path(folder, "harvester.sqlite"))
    return {"pages": stats["response_received_count"], "seconds": seconds, "cpu": _cpu(), "found": found}


def _cpu() -> float:
    """Seconds of this process and of the workers that it has ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _counted(database: Path) -> str:
    import sqlite3  # noqa: PLC0415  (the server needs no database)

    with sqlite3.connect(database) as connection:
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  (names from here)
            for name in ("captures", "reports", "revisions")
        }
    return ", ".join(f"{number} {name}" for name, number in counts.items())


_RUNS = {"bare": _bare, "harvester": _harvester}


# The portal


def _paths(lists: int) -> Iterator[str]:
    for number in range(lists):
        yield COLUMN + (f"index_{number}.html" if number else "")
        yield from (_article_path(number * (REPORTS + NOTES) + row) for row in range(REPORTS + NOTES))


def _article_path(number: int) -> str:
    return f"{COLUMN}202101/t20210127_{number}.html"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A bundled report page, and what of it makes it another agency's."""

    page: str
    agency: str
    short: str
    year: str
    code: str

    def of(self, agency: str, short: str, year: int, code: str) -> str:
        changes = ((self.agency, agency), (self.short, short), (self.year, str(year)), (self.code, code))
        page = self.page
        for old, new in changes:
            page = page.replace(old, new)
        return page


class Portal:
    """The pages of a TRS column, made when they are asked for; the same address gives the same bytes."""

    def __init__(self, lists: int) -> None:
        from fixtures.builder.site import report  # noqa: PLC0415  (the crawls do not build pages)

        self.lists = lists
        self.towns = _towns()
        column = {"name": "政府信息公开年报"}
        page = report("trs_report.html", "panshi", column).decode()
        self.pattern = Pattern(page, "乐清市磐石镇", "磐石镇", "2020", "3303820001")
        templates = ROOT / "fixtures" / "templates"
        self.list_page = (templates / "trs_list.html").read_text(encoding="utf-8")
        self.note = (templates / "note.html").read_text(encoding="utf-8")

    def body(self, path: str) -> bytes | None:
        name = path.removeprefix(COLUMN)
        if name in ("", "index.html"):
            return self._list(0)
        if name.startswith("index_"):
            number = int(name[6:-5])
            return self._list(number) if number < self.lists else None
        number = int(name.rpartition("_")[2][:-5])
        return self._note(number) if self._is_note(number) else self._report(number)

    def _list(self, current: int) -> bytes:
        first = current * (REPORTS + NOTES)
        rows = "\n".join(
            f'<li><a href="./202101/t20210127_{number}.html">{self._title(number)}</a><span>2021-01-27</span></li>'
            for number in range(first, first + REPORTS + NOTES)
        )
        values = {"site": "示例门户", "column": "政府信息公开年报", "rows": rows, "current": current, "pages": self.lists}
        return _filled(self.list_page, values)

    def _report(self, number: int) -> bytes:
        county, town, code, year = self._who(number)
        return self.pattern.of(f"{county}{town}", town, year, f"{code}0001").encode()

    def _note(self, number: int) -> bytes:
        values = {"title": self._title(number), "day": "2021-01-27", "column": "政府信息公开年报", "site": "示例门户"}
        return _filled(self.note, values)

    def _title(self, number: int) -> str:
        county, town, _, year = self._who(number)
        return f"{town}{year}年年度报告" if self._is_note(number) else f"{county}{town}{year}年度政府信息公开工作年度报告"

    @staticmethod
    def _is_note(number: int) -> bool:
        return number % (REPORTS + NOTES) >= REPORTS

    def _who(self, number: int) -> tuple[str, str, str, int]:
        county, town, code = self.towns[number % len(self.towns)]
        return county, town, code, 2019 + number // len(self.towns)


def _filled(template: str, values: dict[str, Any]) -> bytes:
    for name, value in values.items():
        template = template.replace(f"${name}", str(value))
    return template.encode()


def _towns() -> list[tuple[str, str, str]]:
    """Every 镇 of the table of divisions, with its county."""
    folder = ROOT / "harvester" / "divisions"
    names = dict(line.split("\t")[:2] for line in _lines(folder / "divisions.tsv"))
    return [
        (names[code], town[3:], code)
        for code, towns in (line.split("\t") for line in _lines(folder / "towns.tsv"))
        for town in towns.split()
        if town.endswith("镇") and code in names
    ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


@contextmanager
def _server(lists: int) -> Iterator[str]:
    command = [sys.executable, __file__, "--serve", str(lists)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _serve(lists: int) -> int:
    sys.path.insert(0, str(ROOT))
    asyncio.run(_listen(Portal(lists)))
    return 0


async def _listen(portal: Portal) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(portal), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


class _Connection(asyncio.Protocol):
    """One kept-alive connection: GET requests without bodies."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.received = b""
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            body = self.portal.body(head.split(b" ", 2)[1].decode())
            status = b"404 Not Found" if body is None else b"200 OK"
            headers = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
            self.transport.write(headers % (status, len(body or b"")) + (body or b""))


if __name__ == "__main__":
    sys.exit(main())
