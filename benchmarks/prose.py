"""Made-up pages of much prose and no table: where trafilatura is at its fastest, and a report's reader is not."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WORDS = "全面推进政务公开工作认真贯彻落实中华人民共和国政府信息公开条例坚持以公开为常态围绕中心服务大局加强组织领导"
_HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_TITLE = "某县人民政府2020年政府信息公开工作年度报告"
_PARAGRAPHS = 46
"""For each heading: pages of 45 KB."""


def pages() -> Iterator[tuple[str, bytes]]:
    """With headings and without, in a container that is known and in one that is not."""
    for container in ("TRS_Editor", "content-of-another-kind"):
        for headings in (_HEADINGS, ("",)):
            name = f"prose, {'headings' if len(headings) > 1 else 'no heading'}, {container}"
            yield name, _page(container, headings).encode()


def _page(container: str, headings: tuple[str, ...]) -> str:
    chance = random.Random(1)  # noqa: S311  (made-up prose)
    each = _PARAGRAPHS * len(_HEADINGS) // len(headings)
    body = "".join(f"<p><strong>{heading}</strong></p>{_paragraphs(chance, each)}" for heading in headings)
    menu = "".join(f'<li><a href="/zwgk/{number}/">栏目{number}</a></li>' for number in range(40))
    others = "".join(_other(year) for year in range(2008, 2020))
    parts = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{_TITLE}</title></head><body>',
        f'<ul class="nav">{menu}</ul><div class="main"><h1>{_TITLE}</h1>',
        '<div class="info">发布时间：2021-01-20　来源：某县</div>',
        f'<div class="{container}">{body}<p>某县人民政府</p><p>2021年1月20日</p></div></div>',
        f'<ul class="others">{others}</ul>',
        '<div class="footer">主办单位：某县人民政府 ICP备00000000号</div></body></html>',
    )
    return "".join(parts)


def _other(year: int) -> str:
    title = f"某县人民政府{year}年政府信息公开工作年度报告"
    return f'<li><a href="/art/{year}.html">{title}</a><span>{year + 1}-01-20</span></li>'


def _paragraphs(chance: random.Random, count: int) -> str:
    return "".join(f'<p style="text-indent:2em">{_sentence(chance)}</p>' for _ in range(count))


def _sentence(chance: random.Random) -> str:
    words = "".join(chance.choices(_WORDS, k=chance.randint(15, 60)))
    return f"{words[:12]}，{words[12:]}{chance.randint(1, 900)}条。"
