"""How much CPU time a page costs: `harvester.parse` beside `trafilatura.extract` with its defaults, in turns.

    python benchmarks/parse.py                         # made-up prose, and the HTML pages over 20 KB under fixtures
    python benchmarks/parse.py FILE ... --rounds 30
    python benchmarks/parse.py FILE --profile          # where harvester's time goes, by room and by function

Exit status 1 when the ratio of a page over 20 KB is above the limit (docs/performance.md).
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import prose
import trafilatura

import harvester

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.6
COUNTED = 20_000
"""Bytes: on a smaller page the fixed cost of either side decides, and nobody waits for it."""
ROOMS = ("documents", "parsers", "editions", "divisions", "checks", "reader")
LIBRARIES = ("trafilatura", "bs4", "lxml", "opencc", "yaml")


def main() -> int:
    """Print a line for each page, then the profile if asked for; return the exit status."""
    options = _options()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = [(path.name, path.read_bytes()) for path in options.pages] or list(_usual())
    print(f"{'page':<48}{'KB':>7}{'harvester':>12}{'trafilatura':>13}{'ratio':>8}")
    ratios = [_compare(name, body, options.rounds) for name, body in pages]
    counted = [ratio for ratio, (_, body) in zip(ratios, pages, strict=True) if _is_counted(body)]
    if counted:
        print(f"{len(counted)} pages over {COUNTED // 1000} KB: highest ratio {max(counted):.2f}, limit {LIMIT}")
    if options.profile:
        _profile([body for _, body in pages], options.rounds)
    return int(any(ratio > LIMIT for ratio in counted))


def _is_counted(body: bytes) -> bool:
    """False for small pages, and for tables pasted as escaped markup: trafilatura takes those for one paragraph."""
    return len(body) > COUNTED and b"&lt;td" not in body


def _usual() -> Iterator[tuple[str, bytes]]:
    yield from prose.pages()
    for path in sorted((ROOT / "fixtures").rglob("*.htm*")):
        if path.stat().st_size > COUNTED:
            yield path.name, path.read_bytes()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


def _compare(name: str, body: bytes, rounds: int) -> float:
    """Medians of CPU milliseconds, the two in turns so that a busy machine slows both."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds + 2):
        ours.append(_cost(lambda: harvester.parse(body)))
        theirs.append(_cost(lambda: trafilatura.extract(body)))
    mine, other = median(ours[2:]), median(theirs[2:])
    print(f"{name[:46]:<48}{len(body) / 1000:>7.1f}{mine:>9.2f} ms{other:>10.2f} ms{mine / other:>8.2f}")
    return mine / other


def _cost(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def _profile(bodies: list[bytes], rounds: int) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(rounds):
        for body in bodies:
            harvester.parse(body)
    profile.disable()
    stats = pstats.Stats(profile)
    _by_room(stats)
    stats.sort_stats("cumulative").print_stats(30)


def _by_room(stats: pstats.Stats) -> None:
    """Own time of each room and library; built-in functions are counted with whoever calls them."""
    times: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if file == "~":
            for (caller, _, _), (_, _, share, _) in callers.items():
                times[_room(caller)] += share
        else:
            times[_room(file)] += own
    total = sum(times.values()) or 1
    print("\nown time by room")
    for room, spent in sorted(times.items(), key=lambda item: -item[1]):
        print(f"  {room:<24}{spent / total:>7.1%}")


def _room(file: str) -> str:
    parts = Path(file).parts
    for name in LIBRARIES:
        if name in parts:
            return name
    return next((f"harvester.{name}" for name in ROOMS if name in parts or f"{name}.py" in parts), "other")


if __name__ == "__main__":
    sys.exit(main())
