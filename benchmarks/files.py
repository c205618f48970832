"""Seconds that a file takes, read in a copy of a process that has loaded its library, beside one that loads it anew.

    python benchmarks/files.py                  # a recorded file of each kind
    python benchmarks/files.py FILE [FILE …]

The harvester does the former. Both in turns, the least of several, by the clock: the reading process is no child.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from harvester.documents import apart

ROOT = Path(__file__).resolve().parent.parent
RECORDED = ("pdf_2019.pdf", "word.docx", "excel.xlsx", "excel_97.xls")
ROUNDS = 7


def main() -> int:
    paths = [Path(name) for name in sys.argv[1:]] or [ROOT / "fixtures" / "pages" / name for name in RECORDED]
    print(f"{'file':<32}{'copied':>10}{'anew':>10}{'ratio':>8}")
    for path in paths:
        kept, anew = _least(path)
        print(f"{path.name[:31]:<32}{kept:>8.2f} s{anew:>8.2f} s{kept / anew:>8.2f}")
    return 0


def _least(path: Path) -> tuple[float, float]:
    media, body = path.suffix.removeprefix("."), path.read_bytes()
    apart.read_apart(media, body)
    kept, anew = [], []
    for _ in range(ROUNDS):
        kept.append(_seconds(media, body))
        apart.forget_reader()
        anew.append(_seconds(media, body))
    return min(kept), min(anew)


def _seconds(media: str, body: bytes) -> float:
    start = time.perf_counter()
    apart.read_apart(media, body)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
