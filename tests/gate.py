"""The accuracy gate: how much of the recorded cases and of the shared corpus is read right, against pinned floors.

python -m tests.gate            # print the measures
python -m tests.gate --update   # pin what was reached; refuses to make any of it worse
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import harvester

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
FLOORS = Path(__file__).with_name("gate_floors.yaml")
GROUPS = {
    "recorded": (ROOT / "fixtures/pages", ROOT / "fixtures/pages"),
    "seeds": (CORPUS / "seeds/pages", CORPUS / "seeds/gold"),
    "real": (CORPUS / "real/pages", CORPUS / "real/gold"),
}
GOOD = ("reports", "cells_right", "identities", "findings_raised", "texts_kept")
"""May only rise; everything else may only fall."""
BAD = (
    "cells_missing",
    "cells_flagged",
    "cells_silent",
    "findings_missed",
    "false_alarms",
    "texts_lost",
    "chrome_leaked",
)


def measure(group: str) -> dict[str, int]:
    """What is read of all pages of a group."""
    total: Counter[str] = Counter()
    for _, counts in scored(*GROUPS[group]):
        total.update(counts)
    return {name: total[name] for name in (*GOOD, *BAD)}


@cache
def scored(pages: Path, gold: Path) -> tuple[tuple[str, Counter[str]], ...]:
    """The ending of each page of a group, and what is read of it."""
    return tuple(_scored(pages, path) for path in sorted(gold.glob("*.json")))


def _scored(pages: Path, gold: Path) -> tuple[str, Counter[str]]:
    page = next(item for item in sorted(pages.glob(f"{gold.stem}.*")) if item.suffix != ".json")
    return page.suffix, score(json.loads(gold.read_text(encoding="utf-8")), record_of(page))


@cache
def record_of(page: Path) -> Mapping[str, Any]:
    """What `harvester parse` prints of a stored page."""
    return harvester.parse(page.read_bytes(), filename=page.name).to_dict()


def score(gold: Mapping[str, Any], record: Mapping[str, Any]) -> Counter[str]:
    """Cells, identity, findings and text of one record beside its gold file."""
    counts = Counter({"reports": 1})
    counts.update(f"cells_{outcome}" for outcome in _cells(gold, record))
    counts["identities"] = int(_is_identified(gold, record))
    wanted = {tuple(item) for item in gold.get("findings", ())}
    allowed = wanted | {tuple(item) for item in gold.get("allowed", ())}
    raised = {(item["rule"], (item["cells"] or [""])[0]) for item in record["findings"] if item["severity"] == "error"}
    counts.update(findings_raised=len(wanted & raised), findings_missed=len(wanted - raised))
    counts["false_alarms"] = len(raised - allowed) if "findings" in gold else 0
    prose = _squeeze("".join(text or "" for text in record["sections"].values()))
    counts.update("texts_kept" if _squeeze(text) in prose else "texts_lost" for text in gold.get("contains", ()))
    counts["chrome_leaked"] = sum(_squeeze(text) in prose for text in gold.get("lacks", ()))
    return counts


def _cells(gold: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[str]:
    """right, missing (gold has a number, the record none), flagged or silent (another number), for each cell."""
    wanted, found = _flat(gold["tables"]), _flat(record["tables"])
    doubtful = {note["cell"] for note in record["cells"] if note["state"] in ("garbled", "uncertain")}
    for cell in wanted | {name: None for name in found if name.split(".")[0] in gold["tables"]}:
        right, mine = wanted.get(cell), found.get(cell)
        if right == mine:
            yield from ("right",) if cell in wanted else ()
        else:
            yield "missing" if mine is None else "flagged" if cell in doubtful else "silent"


def _flat(tables: Mapping[str, Any]) -> dict[str, float | None]:
    return {
        f"{table}.{row}.{column}": None if value is None else round(float(value), 9)
        for table, rows in tables.items()
        for row, columns in (rows or {}).items()
        for column, value in columns.items()
    }


def _is_identified(gold: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    agency = record["agency"] or {}
    codes = gold.get("division_code") or [agency.get("division_code")]
    editions = all(record["editions"].get(table) == edition for table, edition in gold.get("editions", {}).items())
    named = agency.get("name") in gold["agency"] and agency.get("division_code") in codes
    return named and editions and record["year"] == gold["year"]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def floors() -> dict[str, dict[str, int]]:
    return dict(yaml.safe_load(FLOORS.read_text(encoding="utf-8")))


def fallen(group: str, reached: Mapping[str, int]) -> list[str]:
    """The measures that are worse than pinned, one line each."""
    pinned = floors().get(group, {})
    worse = [
        name for name in pinned if (reached[name] < pinned[name] if name in GOOD else reached[name] > pinned[name])
    ]
    return [f"{group}: {name} is {reached[name]}, pinned at {pinned[name]}" for name in worse]


def available() -> list[str]:
    """The groups whose pages are here: the shared corpus is not part of the product."""
    return [name for name, (_, gold) in GROUPS.items() if gold.is_dir()]


def main(arguments: list[str]) -> int:
    reached = {group: measure(group) for group in available()}
    print(yaml.safe_dump(reached, sort_keys=False))  # noqa: T201  (a tool that prints)
    lines = [line for group, measures in reached.items() for line in fallen(group, measures)]
    print("\n".join(lines))  # noqa: T201
    if "--update" in arguments and not lines:
        head = "# What the accuracy gate demands: python -m tests.gate --update makes it stricter, never laxer.\n"
        FLOORS.write_text(head + yaml.safe_dump(floors() | reached, sort_keys=False), encoding="utf-8")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
