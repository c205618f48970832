"""Follows a column through a dict of pages, as the spider does over the network."""

from __future__ import annotations

from harvester.spiders.columns import ColumnWalk
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step

HOME = "http://www.x.gov.cn"
COLUMN = f"{HOME}/nb/"
PADDING = "<p>" + "政府信息公开平台　" * 40 + "</p>"


def listing(numbers, pager="", *, folder="nb", extra=""):
    rows = "".join(
        f'<li><a href="/{folder}/202401/t20240101_{n}.html">{n}局2023年政府信息公开年度报告</a><b>2024-01-01</b></li>'
        for n in numbers
    )
    return f'<html><body>{PADDING}<ul class="list">{rows}</ul>{pager}{extra}</body></html>'


def walk(site, start=COLUMN, family=None, **options):
    """Follow a column through ``site``, a dict of address to page; gives the walk, its rows and what was asked for."""
    column, rows, asked = ColumnWalk(start, family, **options), [], []
    steps, number = (Step(start),), 1
    while steps:
        step, *rest = steps
        asked.append(step.url.removeprefix(HOME))
        if step.url not in site:
            column.fail(step, "HTTP 404")
            steps, number = _beyond(column, rest, number)
            continue
        reading = column.read(ListPage(step.url, site[step.url].encode()), step, number)
        if reading.jump:
            steps = (Step(reading.jump),)
        elif reading.problem:
            steps, number = _beyond(column, rest, number)
        else:
            rows += reading.rows
            steps, number = reading.steps, number + (column.pages > 0 and not reading.is_aside)
    return column, [int(row.url.rpartition("_")[2].split(".")[0]) for row in rows], asked


def _beyond(column, rest, number):
    """The next candidate for this page, or the page behind it."""
    behind = () if rest else column.beyond()
    return tuple(rest) or behind, number + bool(behind)
