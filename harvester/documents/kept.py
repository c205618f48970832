r"""Articles that a page keeps where only its script finds them, put in their place.

<textarea style="display:none">&lt;p&gt;一、总体情况&lt;/p&gt;…</textarea>
<script>var content = "<p>一、总体情况<\/p>…"; document.write(content)</script>
<script>window.__INITIAL_STATE__={"article":{"content":"\u003Cp>…"}}</script>
<script type="text/html">, <template>, <noscript>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from harvester.documents.literals import decoded, is_shown

_OPENED = re.compile(r"<(script|textarea|template|noscript)\b([^>]*)>", re.IGNORECASE)
_IS_MARKUP = re.compile(r"\btype\s*=\s*[\"']?text/(?:html|template|x-[\w-]*t\w*pl\w*|x-handlebars\S*)", re.IGNORECASE)
_QUOTE = re.compile(r"[\"'`]")
_REST = {quote: re.compile(rf"(?:[^{quote}\\\n]|\\.)*+{quote}", re.DOTALL) for quote in "\"'"}
_REST["`"] = re.compile(r"(?:[^`\\]|\\.)*+`", re.DOTALL)
_JOINED = re.compile(r"\s*(?:;\s*[\w.$]+\s*)?\+=?\s*")
"""Between two texts that make one: ``"<p>" + "…"``, ``s += "…"``."""
_TAGS = re.compile(r"<(?:p|div|table|td|br|span)\b", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_END = re.compile(r"</body\s*>|\Z", re.IGNORECASE)
_WORDS = ("总体情况", "主动公开", "自然人", "结果维持", "结转", "需要报告", "改进")
_FEWEST_WORDS = 3
_SHORTEST = 300
"""Characters: no article of a report is shorter."""
_MOST = 5_000_000
"""Characters that are looked through for the end of a text that has none."""


@dataclass(frozen=True, slots=True)
class _Kept:
    tag: str
    attributes: str
    inside: str
    start: int
    end: int


def revealed(text: str) -> str:
    """The page with such an article before the eye; unchanged where it has none, or shows it anyway."""
    elements = list(_elements(text))
    found = [(kept, article) for kept in elements if (article := _article(kept))]
    if not found:
        return text
    kept, article = max(found, key=lambda item: len(item[1]))
    if is_shown(article, _without(text, elements)):
        return text
    shown = f'<div class="article-content">{article}</div>'
    body = _BODY.search(text)
    if body is None or kept.start > body.start():
        return f"{text[: kept.start]}{shown}{text[kept.end :]}"
    return _END.sub(lambda end: shown + end.group(), text, count=1)


def _elements(text: str) -> Iterator[_Kept]:
    """The elements whose inside is not shown; one that is never closed is none."""
    place = 0
    lowered = text.lower()
    while opened := _OPENED.search(text, place):
        tag = opened[1].lower()
        end = lowered.find(f"</{tag}", opened.end())
        if end < 0:
            return
        place = lowered.find(">", end) + 1 or len(text)
        yield _Kept(tag, opened[2], text[opened.end() : end], opened.start(), place)


def _without(text: str, elements: Sequence[_Kept]) -> str:
    starts = (0, *(kept.end for kept in elements))
    ends = (*(kept.start for kept in elements), len(text))
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _article(kept: _Kept) -> str:
    """The longest text inside with markup and the words of the form; empty where there is none."""
    inside = kept.inside
    if len(inside) < _SHORTEST or not ("公开" in inside or "\\u516" in inside):
        return ""
    if kept.tag == "script" and not _IS_MARKUP.search(kept.attributes):
        return max(filter(_is_article, _written(inside)), key=len, default="")
    text = unescape(inside) if kept.tag == "textarea" else inside
    return text if _is_article(text) else ""


def _is_article(text: str) -> bool:
    return _TAGS.search(text) is not None and sum(word in text for word in _WORDS) >= _FEWEST_WORDS


def _written(script: str) -> Iterator[str]:
    """The long texts in a script, those that it joins as one."""
    pieces: list[str] = []
    last = 0
    for start, end in (*_literals(script), (len(script), len(script))):
        if pieces and not _JOINED.fullmatch(script, last, start):
            text = "".join(map(decoded, pieces)) if sum(map(len, pieces)) >= _SHORTEST else ""
            yield text if "<" in text else unescape(text)
            pieces = []
        pieces.append(script[start:end])
        last = end


def _literals(script: str) -> Iterator[tuple[int, int]]:
    place, left = 0, _MOST
    while left > 0 and (quote := _QUOTE.search(script, place)):
        rest = _REST[quote.group()].match(script, quote.end())
        place = rest.end() if rest else quote.end()
        if rest:
            yield quote.start(), rest.end()
        else:
            line = script.find("\n", place)
            left -= (len(script) if line < 0 or quote.group() == "`" else line) - place
