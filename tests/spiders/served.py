"""A real server for a portal of a few pages that the test writes, and the crawl of its column."""

from __future__ import annotations

from contextlib import contextmanager

from crawling import crawl

from harvester.demo.server import Answer, serve

HTML = "text/html; charset=utf-8"


@contextmanager
def served(folder, answer):
    """``answer`` takes what was asked for and gives a page, an `Answer`, or None for 404."""
    (folder / "www").mkdir()
    (folder / "site.yaml").write_text(f"{{content_type: {HTML}, modified: ''}}", encoding="utf-8")
    (folder / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")

    def interface(_facts, asked):
        found = answer(asked)
        return Answer(found.encode(), HTML) if isinstance(found, str) else found

    with serve(folder, port=0, interface=interface) as site:
        yield site


def crawl_of(folder, answer, *columns, **settings):
    """The crawl of the columns, paths of the portal, and the server with what it was asked for."""
    with served(folder, answer) as site:
        return crawl(folder, url="\n".join(site.url + column for column in columns), settings=settings), site


def closing_of(crawled, column=None):
    """Outcome and detail of the column, the only one unless its path is given."""
    found = [item for item in crawled.outcomes if item["role"] == "column"]
    (closing,) = [item for item in found if column is None or item["url"].endswith(column)]
    return closing
