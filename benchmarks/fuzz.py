"""Feed damaged pages and files to the reader: none may raise, take five seconds, or half a gigabyte.

    python benchmarks/fuzz.py                        # ten minutes
    python benchmarks/fuzz.py --minutes 1 --first 70000
    python benchmarks/fuzz.py --kinds pdf xlsx --to data/fuzz

Every case is made from its number, out of the recorded pages under fixtures/, so that a find can be made again. The
body of each find is written into the folder, named by its number. Exit status 1 when there is one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CPU_SECONDS = 5.0
WALL_SECONDS = 60.0
"""By the clock, on a machine that may be busy."""
MEGABYTES = 500
CASES = 300
"""Cases a process reads before another takes over: what a case leaves behind shows in the memory of the next."""
LARGEST = 3_000_000
KINDS = ("html", "txt", "pdf", "docx", "xlsx", "xls", "ofd")
WORDS = (
    *("<table>", "</table>", "<tr>", "<td>", "</td>", "<td rowspan=9999 colspan=9999>", "<td rowspan='-1'>", "<th>"),
    *("<br>", "<div>" * 500, "<b><i>" * 300, "<script>", "<!--", "-->", "<![CDATA[", "]]>"),
    *("<iframe srcdoc='&lt;table&gt;'>", "&nbsp;", "&#0;", "&#xD800;", "&#x110000;", "|", "||||||", "\n\n", "\t"),
    *("\x00", "\ufeff", "\u200b", "\ud83d\ude00", "％", "９９", "1e308", "9" * 400, "-0", "1,2,3", "(5)", "增4747"),
    *("－", "——", "115800万元", "约10余件", "总计", "（七）总计", "一、", "三、", "规章", "本年新收", "2023年度"),
    *("四、政府信息公开行政复议、行政诉讼情况", "政府信息公开工作年度报告", "二〇二三年", "0" * 3000),
)


class Case(NamedTuple):
    """One damaged document."""

    number: int
    name: str
    body: bytes


class Answer(NamedTuple):
    """What became of it; ``problem`` is empty where all is well."""

    problem: str
    seconds: float
    megabytes: float


def main() -> int:
    options = _options()
    seeds = _seeds(options.kinds)
    worker, finds, read = Worker(), 0, Counter[str]()
    end, number = time.monotonic() + options.minutes * 60, options.first
    slowest = largest = (Answer("", 0.0, 0.0), number)
    while time.monotonic() < end:
        case = make(number, seeds)
        answer = worker.read(case)
        slowest = max(slowest, (answer, number), key=lambda one: one[0].seconds)
        largest = max(largest, (answer, number), key=lambda one: one[0].megabytes)
        read[case.name.rpartition(".")[2]] += 1
        if answer.problem:
            finds += 1
            _keep(case, answer, options.to)
        number += 1
    worker.end()
    print(", ".join(f"{count} {kind}" for kind, count in read.most_common()), f"read; next --first {number}")
    print(
        f"slowest {slowest[0].seconds:.1f} s CPU ({slowest[1]}), largest {largest[0].megabytes:.0f} MB ({largest[1]})"
    )
    print(f"finds {finds}")
    return int(finds > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "fuzz", help="folder for the finds")
    return parser.parse_args()


def _keep(case: Case, answer: Answer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{case.number}-{case.name}"
    path.write_bytes(case.body)
    print(f"{path}: {answer.problem}", flush=True)


# Cases


def _seeds(kinds: Sequence[str]) -> dict[str, list[Path]]:
    """The recorded documents of each kind, in a fixed order."""
    found = {kind: sorted((ROOT / "fixtures" / "pages").glob(f"*.{kind}")) for kind in kinds}
    return {kind: paths for kind, paths in found.items() if paths}


def make(number: int, seeds: dict[str, list[Path]]) -> Case:
    """The case of that number: one document, damaged once to eight times."""
    chance = random.Random(number)  # noqa: S311  (not for secrets)
    kind = chance.choice(list(seeds))
    path = chance.choice(seeds[kind])
    body = path.read_bytes()
    for _ in range(chance.randint(1, 8)):
        body = chance.choice(DAMAGES)(body, chance, seeds[kind])
    return Case(number, path.name, body[:LARGEST])


def _cut(body: bytes, chance: random.Random, _others: Sequence[Path]) -> bytes:
    return body[: chance.randint(0, len(body))]


def _lose(body: bytes, chance: random.Random, _others: Sequence[Path]) -> bytes:
    start = chance.randint(0, len(body))
    return body[:start] + body[start + chance.randint(1, 2000) :]


def _flip(body: bytes, chance: random.Random, _others: Sequence[Path]) -> bytes:
    damaged = bytearray(body or b"0")
    for _ in range(chance.randint(1, 50)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _insert(body: bytes, chance: random.Random, _others: Sequence[Path]) -> bytes:
    start = chance.randint(0, len(body))
    word = chance.choice(WORDS).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 1, 2, 40))
    return body[:start] + word + body[start:]


def _repeat(body: bytes, chance: random.Random, _others: Sequence[Path]) -> bytes:
    start = chance.randint(0, len(body))
    piece = body[start : start + chance.randint(1, 5000)]
    times = chance.choice((2, 5, 50, 400))
    return (body[:start] + piece * times + body[start:])[:LARGEST]


def _splice(body: bytes, chance: random.Random, others: Sequence[Path]) -> bytes:
    other = chance.choice(others).read_bytes()
    return body[: chance.randint(0, len(body))] + other[chance.randint(0, len(other)) :]


def _shuffle(body: bytes, chance: random.Random, _others: Sequence[Path]) -> bytes:
    """Lines, or tags, in another order."""
    mark = chance.choice((b"\n", b"<td", b"</tr>", b"<p"))
    parts = body.split(mark)
    start = chance.randrange(len(parts))
    piece = parts[start : start + 30]
    chance.shuffle(piece)
    return mark.join([*parts[:start], *piece, *parts[start + 30 :]])


DAMAGES: tuple[Callable[[bytes, random.Random, Sequence[Path]], bytes], ...] = (
    *(_cut, _lose, _lose, _flip, _flip),
    *(_insert, _insert, _insert, _repeat, _repeat),
    *(_splice, _shuffle, _shuffle),
)


# Reading, in a process that may die


class Worker:
    """Reads one case at a time in another process, and another one when it dies, hangs or has read its share."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._left = 0

    def read(self, case: Case) -> Answer:
        if self._left <= 0:
            self.end()
            self._begin()
        self._left -= 1
        assert self._pipe is not None
        try:
            self._pipe.send(case)
            answer = self._pipe.recv() if self._pipe.poll(WALL_SECONDS) else None
        except (EOFError, OSError):
            return self._lost("the process died")
        return answer or self._lost(f"no answer within {WALL_SECONDS:.0f} s")

    def _lost(self, problem: str) -> Answer:
        self.end()
        return Answer(problem, 0.0, 0.0)

    def _begin(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._left = CASES

    def end(self) -> None:
        self._left = 0
        if self._process is not None:
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection) -> None:
    import logging  # noqa: PLC0415  (for the process that reads)

    logging.disable(logging.CRITICAL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what libraries say of damaged files
    while True:
        pipe.send(_answer(pipe.recv()))


def _answer(case: Case) -> Answer:
    import harvester  # noqa: PLC0415  (the process that makes the cases needs no reader)

    began, problem = _cpu(), ""
    try:
        for report in harvester.parse_all(case.body, filename=case.name):
            report.to_dict()
    except Exception as error:  # noqa: BLE001  (any is a find)
        problem = f"{type(error).__name__}: {error}"
    seconds, megabytes = _cpu() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if seconds > CPU_SECONDS:
        problem = problem or f"{seconds:.1f} s CPU"
    if megabytes > MEGABYTES:
        problem = problem or f"{megabytes:.0f} MB"
    return Answer(problem, seconds, megabytes)


def _cpu() -> float:
    """Seconds of this process and of those that it started to convert a file; reading one is ended after five."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    sys.exit(main())
