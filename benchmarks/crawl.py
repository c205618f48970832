"""Pages per second: the harvester's whole crawl beside a bare Scrapy spider that downloads the same pages.

    python benchmarks/crawl.py                          # 1,000 pages, three rounds of each, in turns
    python benchmarks/crawl.py --pages 50000 --rounds 1
    python benchmarks/crawl.py --pages 1000 10000 50000 # memory beside the number of pages
    python benchmarks/crawl.py --profile                # where the time of the crawl's own process goes

The pages come over loopback from a process of their own; politeness is off. The bare spider asks for the same
addresses and yields nothing. The harvester archives, parses, checks and stores what it fetches. Peak memory is the
sum of the resident sets of all processes of a crawl. Exit status 1 when the ratio is below the limit.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import logging
import os
import pstats
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import column_portal

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.6
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
    if options.run:
        print(json.dumps(_RUNS[options.run](options.address, options.pages[0])))
        return 0
    if options.profile:
        _profile(options.pages[0])
        return 0
    ratios = [_compare(pages, options.rounds) for pages in options.pages]
    print(f"lowest ratio {min(ratios):.2f}, limit {LIMIT}")
    return int(min(ratios) < LIMIT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000], help="list pages included")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--run", choices=("bare", "harvester"), help=argparse.SUPPRESS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    return parser.parse_args()


# The comparison


def _compare(pages: int, rounds: int) -> float:
    """Medians of both, in turns so that a busy machine slows both."""
    speeds: dict[str, list[float]] = {"bare": [], "harvester": []}
    with column_portal.served(-(-pages // column_portal.PER_LIST)) as address:
        for _ in range(rounds):
            for name, found in speeds.items():
                found.append(_measured(name, address, pages))
    bare, ours = (median(found) for found in speeds.values())
    print(f"{pages} pages: bare {bare:.0f}, harvester {ours:.0f} pages/s, ratio {ours / bare:.2f}")
    return ours / bare


def _measured(name: str, address: str, pages: int) -> float:
    command = [sys.executable, __file__, "--run", name, "--address", address, "--pages", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  (this file)
        peak = _Peak(process.pid)
        said, _ = process.communicate()
        peak.stop()
    result = json.loads(said.splitlines()[-1])
    speed: float = result["pages"] / result["seconds"]
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
            for path in column_portal.paths(-(-pages // column_portal.PER_LIST)):
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
        stats = crawl(url=address + column_portal.COLUMN, settings=IMPOLITE | places)
        seconds = time.monotonic() - start
        found = _counted(Path(folder, "harvester.sqlite"))
    found += f", {_workers() / _cpu():.0%} of the CPU time in workers"
    return {"pages": stats["response_received_count"], "seconds": seconds, "cpu": _cpu(), "found": found}


def _cpu() -> float:
    """Seconds of this process and of the workers that it has ended."""
    spent = os.times()
    return spent.user + spent.system + _workers()


def _workers() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _profile(pages: int) -> None:
    """Functions of the harvester by what they and all they call take, beside the CPU time of the process."""
    with column_portal.served(-(-pages // column_portal.PER_LIST)) as address, cProfile.Profile() as profile:
        _harvester(address, pages)
    print(f"{_cpu() - _workers():.1f} s CPU in this process")
    pstats.Stats(profile).sort_stats("cumulative").print_stats("harvester/|exec_module", 60)


def _counted(database: Path) -> str:
    import sqlite3  # noqa: PLC0415  (the server needs no database)

    with closing(sqlite3.connect(database)) as connection:
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  (names from here)
            for name in ("captures", "reports", "revisions")
        }
    return ", ".join(f"{number} {name}" for name, number in counts.items())


_RUNS = {"bare": _bare, "harvester": _harvester}


if __name__ == "__main__":
    sys.exit(main())
