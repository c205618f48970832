"""Crawl random portals by the address of their column, or of their home page, alone, and compare with what they hold.

    python benchmarks/random_portals.py                     # portals 0 to 40
    python benchmarks/random_portals.py --first 500 --count 20 --browser

Each is crawled twice: all reports must be found, all other rows rejected, nothing else asked for; the second crawl
must ask for list pages only and change no row. Exit status 1 where one differs, with a line for each.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from unseen.compare import differences  # noqa: E402  (beside this script)
from unseen.crawls import crawl_twice  # noqa: E402
from unseen.draw import Portal, draw  # noqa: E402


def main() -> int:
    options = _options()
    total: Counter[str] = Counter()
    for portals in _batches(options.only or range(options.first, options.first + options.count)):
        for portal, first, second in crawl_twice(portals, browser=options.browser, is_home=options.home):
            found = list(differences(portal, first, second))
            total.update({"portals": 1, "list pages": portal.pages, "articles": len(portal.articles)})
            total["portals that differ"] += bool(found)
            if found:
                print(portal.seed, _kind(portal), "; ".join(found), flush=True)
    for name, count in sorted(total.items()):
        print(f"{name:<28}{count:>10,}")
    return int(total["portals that differ"] > 0)


def _batches(seeds: list[int] | range) -> Iterator[list[Portal]]:
    for start in range(0, len(seeds), 20):
        yield [draw(seed) for seed in seeds[start : start + 20]]


def _kind(portal: Portal) -> str:
    return f"{portal.vendor['name']}/{portal.pager} {portal.pages}p {','.join(sorted(portal.quirks))}:"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="number of the first portal")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--only", type=int, nargs="+", help="these portals")
    parser.add_argument("--browser", action="store_true", help="with chromium, where a script builds the list")
    parser.add_argument("--home", action="store_true", help="crawl the home page, which leads to the column")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
