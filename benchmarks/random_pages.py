"""Read random pages back: figures in every layout that real pages have, and none wrong without a flag.

    python benchmarks/random_pages.py                     # pages 0 to 2,000
    python benchmarks/random_pages.py --first 5000 --count 500 --show 20

Exit status 1 when a figure is wrong without a flag.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fixtures.cases.random_pages import compare, draw  # noqa: E402  (fixtures are beside, not installed)


def main() -> int:
    options = _options()
    total: Counter[str] = Counter()
    for seed in range(options.first, options.first + options.count):
        page = draw(seed)
        result = compare(page)
        kind = "lossy" if page.loses else "whole"
        total.update({f"{kind} pages": 1, f"{kind} figures": len(page.figures)})
        total.update({f"{kind} {name}": len(cells) for name, cells in result.items()})
        total["pages with a silent error"] += bool(result["silent"])
        if result["silent"] or (options.show > 0 and not page.loses and (result["missing"] or result["flagged"])):
            options.show -= 1
            print(seed, ", ".join(page.ways) or "as the form has it", {k: v[:3] for k, v in result.items() if v})
    for name, count in sorted(total.items()):
        print(f"{name:<28}{count:>10,}")
    return int(total["pages with a silent error"] > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="number of the first page")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--show", type=int, default=0, help="so many pages of which a figure is missing or flagged")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
