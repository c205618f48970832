"""Article pages of a random portal: reports with the three tables, and articles that are none."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import yaml
from unseen.chrome import page
from unseen.draw import Article, Portal, classes, data, filled

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from fixtures.builder.tables import TableWriter  # noqa: E402  (fixtures are beside, not installed)
from fixtures.cases.report_page import HEADINGS, OTHER, OVERVIEW, PREAMBLE, PROBLEMS  # noqa: E402


def article_page(portal: Portal, article: Article) -> str:
    names = classes(portal.random("article"), data("words")["classes"])
    head = '<h1>$title</h1><p class="$c1">发布时间：$day 来源：$agency 字号：大 中 小</p>'
    body = _report(article) if article.is_report else f"<p>{OVERVIEW}</p>"
    foot = f'<p>上一篇：<a href="{portal.articles[0].path}">{portal.articles[0].title}</a></p>'
    values = {"title": article.title, "day": article.day, "agency": article.agency}
    return page(
        portal, filled(head, **values, **names) + f'<div class="{names["c2"]}">{body}</div>{foot}', title=article.title
    )


def _report(article: Article) -> str:
    parts = [PREAMBLE, HEADINGS[0], OVERVIEW]
    parts += [*HEADINGS[1:4], _table(), HEADINGS[4], PROBLEMS, HEADINGS[5], OTHER]
    text = "\n".join(part if part.startswith("<table") else f"<p>{part}</p>" for part in parts)
    return text.replace("青溪县水务局", article.agency)


@cache
def _table() -> str:
    """表四: the smallest of the three is enough to tell a report."""
    figures = yaml.safe_load((ROOT / "fixtures" / "figures" / "datong.yaml").read_text(encoding="utf-8"))
    return TableWriter().litigation(figures["tables"]["review_and_litigation"])
