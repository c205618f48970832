"""docs/accuracy.md and its Chinese twin: the tables of measures, filled in from the gate's own output.

python -m tests.accuracy    # measures the recorded cases anew; the shared corpus as it is pinned
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from tests import gate

PAGES = tuple(gate.ROOT / "docs" / name for name in ("accuracy.md", "accuracy.zh-CN.md"))
COLUMNS = ("reports", "cells_right", "cells_missing", "cells_flagged", "cells_silent", "identities")
TEXT_COLUMNS = ("texts_kept", "texts_lost", "chrome_leaked", "findings_raised", "findings_missed", "false_alarms")
_BLOCK = re.compile(r"(<!-- measures -->\n).*?(<!-- end -->)", re.DOTALL)


def by_kind() -> dict[str, Counter[str]]:
    """What is read of the recorded cases by the ending of their files, then the pinned groups of the corpus."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, counts in gate.scored(*gate.GROUPS["recorded"]):
        total[kind].update(counts)
    pinned = {name: Counter(measures) for name, measures in gate.floors().items() if name != "recorded"}
    return dict(sorted(total.items())) | pinned


def tables(measures: Mapping[str, Counter[str]]) -> str:
    """Two tables in Markdown: figures and identities, then text and findings."""
    return "\n\n".join(_table(measures, columns) for columns in (COLUMNS, TEXT_COLUMNS))


def _table(measures: Mapping[str, Counter[str]], columns: tuple[str, ...]) -> str:
    lines = [("", *(f"`{name}`" for name in columns)), ("---", *("---:" for _ in columns))]
    lines += [(f"`{kind}`", *(str(counts[name]) for name in columns)) for kind, counts in measures.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def filled(page: str, text: str) -> str:
    """The page with its measures replaced."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{text}\n\n{block[2]}", page)


def main() -> None:
    text = tables(by_kind())
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8"), text), encoding="utf-8")


if __name__ == "__main__":
    main()
