"""An archive of any number of report pages, made by the renderer of the test cases.

    python benchmarks/report_archive.py --reports 10000 --to DIR

Every page is another agency's or year's: the towns of the table of divisions, their figures random and consistent,
their tables in the layouts of real pages (half as the form has them), in the template of a content system. The same
number always gives the same page.
"""

from __future__ import annotations

import argparse
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from column_portal import towns  # noqa: E402  (fixtures are beside, not installed)

from fixtures.cases import random_changes as changes  # noqa: E402
from fixtures.cases import random_layouts as layouts  # noqa: E402
from fixtures.cases.layout import disclosure, litigation, requests  # noqa: E402
from fixtures.cases.random_figures import random_figures  # noqa: E402
from fixtures.cases.report_page import HEADINGS  # noqa: E402
from harvester.archive.write import ArchiveWriter  # noqa: E402
from harvester.items import Page  # noqa: E402

FIRST_YEAR = 2019
BLOCK = 500
"""Pages of one portal, and of one job of a process."""
_WORDS = "公开信息网站群众申请办理政策文件解读栏目更新及时规范审查登记答复热线平台建设培训考核监督机制"


def main() -> int:
    options = _options()
    if any(options.to.glob("*/*.warc.gz")):
        print(f"{options.to}: holds WARC files already")
        return 1
    make(options.to, options.reports, options.processes)
    return 0


def make(folder: Path, reports: int, processes: int) -> None:
    """Writes the archive; each process writes files of its own."""
    ranges = [range(start, min(start + BLOCK, reports)) for start in range(0, reports, BLOCK)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(partial(_write, folder), [ranges[start::processes] for start in range(processes)]):
            continue


def _write(folder: Path, ranges: list[range]) -> None:
    writer = ArchiveWriter(folder, run=1)
    for block in ranges:
        for number in block:
            writer.write(page(number))
    writer.close()


@dataclass(frozen=True, slots=True)
class _Who:
    county: str
    town: str
    code: str
    year: int

    @property
    def title(self) -> str:
        return f"{self.county}{self.town}{self.year}年政府信息公开工作年度报告"


def page(number: int) -> Page:
    """The page of this number."""
    all_towns = _towns()
    county, town, code = all_towns[number % len(all_towns)]
    who = _Who(county, town, code, FIRST_YEAR + number // len(all_towns))
    host = f"http://www.example{number // BLOCK}.gov.cn"
    body = _body(who, random.Random(number)).encode()  # noqa: S311  (a page to read back, no secret)
    return Page(
        url=f"{host}/zfxxgknb/t{who.year + 1}0120_{number}.html",
        body=body,
        content_type="text/html; charset=utf-8",
        headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))),
        request_headers=(("User-Agent", "harvester"),),
        fetched_at=datetime(2025, 3, 1, tzinfo=UTC) + timedelta(seconds=number),
        portal=f"000000_example{number // BLOCK}",
        column_url=f"{host}/zfxxgknb/",
        anchor_text=who.title,
    )


@cache
def _towns() -> list[tuple[str, str, str]]:
    return towns()


def _body(who: _Who, chance: random.Random) -> str:
    values = {
        "title": who.title,
        "site_name": f"{who.county}人民政府",
        "site_id_code": f"{who.code}0001",
        "column": "政府信息公开年报",
        "published": f"{who.year + 1}-01-20 09:00",
        "day": f"{who.year + 1}-01-20",
        "issuer": f"{who.town}人民政府",
        "index_number": f"{who.code}-{chance.randrange(10**6):06}",
        "category": "政务公开",
        "charset": "utf-8",
        "number": "",
        "body": _article(who, chance),
    }
    return _template().substitute(values)


@cache
def _template() -> Template:
    return Template((ROOT / "fixtures" / "templates" / "trs_report.html").read_text(encoding="utf-8"))


def _article(who: _Who, chance: random.Random) -> str:
    tables = iter(_tables(who, chance))
    parts = [f"<p>本报告由{who.county}{who.town}人民政府编制。</p>"]
    for heading in HEADINGS:
        has_table = heading in HEADINGS[1:4]
        parts.append(f'<p style="text-indent:2em"><strong>{heading}</strong></p>')
        parts += [next(tables)] if has_table else _prose(chance)
    return "\n".join(parts)


def _tables(who: _Who, chance: random.Random) -> list[str]:
    edition = "2019" if who.year < 2021 else "2021"
    while True:  # the editions are drawn with the figures
        editions, figures = random_figures(chance, may_slip=False)
        if editions == (edition, edition):
            break
    rows = [disclosure(edition, figures), requests(edition, figures), litigation(figures)]
    for choices in changes.CHANGES.values():
        change = _pick(choices, chance)
        rows = [change(table, chance) for table in rows]
    write, header = _pick(layouts.CELLS, chance), _pick(layouts.HEADERS, chance)
    return [_pick(choices, chance)(table, write, header) for table, choices in zip(rows, layouts.TABLES, strict=True)]


def _pick(choices, chance: random.Random):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  (one of a mapping's values)
    """In half of the cases the first, which is as the form has it."""
    first, *others = choices.values()
    return first if chance.random() < 0.5 else chance.choice(others)


def _prose(chance: random.Random) -> list[str]:
    count = chance.choice((2, 3, 4, 6))
    sentences = (_sentence(chance) for _ in range(count * 4))
    return [f'<p style="text-indent:2em">{"".join(islice(sentences, 4))}</p>' for _ in range(count)]


def _sentence(chance: random.Random) -> str:
    return "".join(chance.choices(_WORDS, k=chance.randrange(12, 40))) + "。"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
