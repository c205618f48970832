"""What a crawl of a random portal should have given, beside what it gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from unseen.crawls import Crawled
from unseen.draw import Portal
from unseen.lists import has_foreign

_OWN_SIZES = ("datastore", "interface")
"""Lists whose interfaces give as many rows as they are asked for."""


def differences(portal: Portal, first: Crawled, second: Crawled) -> Iterator[str]:
    if first.run is None:
        yield "no run"
        return
    yield from _of_column(portal, first)
    yield from _of_articles(portal, first)
    yield from _of_second(portal, first, second)


def _of_column(portal: Portal, crawled: Crawled) -> Iterator[str]:
    columns = [column for column in crawled.run.columns or [] if _path(column["url"]) == _path(portal.column)]
    if len(columns) != 1:
        yield f"{len(columns)} columns: {[_path(item['url']) for item in crawled.run.columns or []]}"
    for column in columns[:1]:
        if column["outcome"] != "ok":
            yield f"column {column['outcome']}: {column['detail']}"
        expected = len(portal.articles) + has_foreign(portal)
        if column["harvested"] != expected:
            yield f"rows {column['harvested']} of {expected}"
        if portal.delivery not in _OWN_SIZES and column["pages"] != portal.pages:
            yield f"list pages {column['pages']} of {portal.pages}"


def _of_articles(portal: Portal, crawled: Crawled) -> Iterator[str]:
    found = sorted(crawled.outcomes, key=lambda item: item.outcome != "duplicate")  # a year may show the list again
    named = {_path(item.url): item.outcome for item in found if item.role in {"report", "attachment"}}
    wanted = {
        article.path: _wanted(article.is_report, is_dead=article.is_dead, portal=portal) for article in portal.articles
    }
    for what, paths in _by(named, wanted).items():
        yield f"{what} x{len(paths)} {paths[0]}"
    strange = [path for path in named if path not in wanted and named[path] != "off_host"]
    if strange:
        yield f"not of this column x{len(strange)} {strange[0]}"
    if has_foreign(portal) and "off_host" not in named.values():
        yield "the foreign row is not named"
    reports = sum(article.is_report and not article.is_dead for article in portal.articles)
    if crawled.run.reports != reports:
        yield f"reports {crawled.run.reports} of {reports}"


def _wanted(is_report: bool, *, is_dead: bool, portal: Portal) -> str:
    if not is_dead:
        return "ok" if is_report else "not_a_report"
    return "soft_404" if "soft_missing" in portal.quirks else "gone"


def _by(named: dict[str, str], wanted: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, outcome in wanted.items():
        if named.get(path, "nothing") != outcome:
            found.setdefault(f"{named.get(path, 'nothing')} for {outcome}", []).append(path)
    return found


def _of_second(portal: Portal, first: Crawled, second: Crawled) -> Iterator[str]:
    own = {article.path for article in portal.articles if not article.is_dead}
    again = [path for path in second.asked if path in own]
    if again:
        yield f"asked again x{len(again)} {again[0]}"
    if first.rows != second.rows:
        yield f"rows changed: {_changed(first.rows.splitlines(), second.rows.splitlines())}"


def _changed(before: Iterable[str], after: Iterable[str]) -> str:
    return next(iter(sorted(set(after) ^ set(before))), "")[:300]


def _path(url: str) -> str:
    return urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl()
