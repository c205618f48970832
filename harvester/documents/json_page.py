"""Articles that an interface sends as JSON: ``{"data": {"title": …, "publishedTime": …, "content": "<p>…"}}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Any

from harvester.documents.answer import read_answer
from harvester.documents.decode import decode
from harvester.documents.html import read_html
from harvester.items import Document
from harvester.parsers.script import fold

_CONTENT = re.compile(r"^(?:\w*content(?:_?html)?|html|body|info_?content|doc_?html_?con|\w*zhengwen)$", re.IGNORECASE)
_META = {
    "ArticleTitle": re.compile(r"^(?:doc|info|real|news|manuscript|article)?_?(?:title|subject)$", re.IGNORECASE),
    "PubDate": re.compile(r"^(?:publish(?:ed)?|pub|release|issue|docrel)_?(?:date|time)?(?:_?str)?$", re.IGNORECASE),
    "ContentSource": re.compile(
        r"^(?:content_?source|source(?:_?name)?|publisher|pub_?org|pub_?unit)$", re.IGNORECASE
    ),
    "ColumnName": re.compile(r"^(?:channel|column|chnl)_?name$", re.IGNORECASE),
}
_FILES = re.compile(r"^(?:res|file|attach\w*|annex)_?(?:list|s)?$", re.IGNORECASE)
_FILE_ADDRESS = re.compile(r"^(?:\w*(?:url|path|href)|app_?file)$", re.IGNORECASE)
_FILE_NAME = re.compile(r"^\w*(?:name|title|desc)$", re.IGNORECASE)
_LABELS = {"syh": "索引号", "fwrq": "发文日期", "wh": "文号", "fwzh": "发文字号", "fbjg": "发布机构"}
"""Keys of ``domainMetaList``, whose values stand in the block above an article."""
_TAG = re.compile(r"<[^>]*>")


def read_json(body: bytes, content_type: str | None = None) -> Document:
    """The article as if it stood in a page; an answer that is cut off or has none comes back empty, flagged."""
    decoded = decode(body, content_type)
    found = max(_articles(read_answer(decoded.text)), key=lambda item: len(item[1]), default=None)
    if found is None:
        return Document(blocks=(), encoding=decoded.encoding, flags=(*decoded.flags, "unread_json"))
    document = read_html(_page(*found).encode(), "text/html; charset=utf-8")
    return replace(document, encoding=decoded.encoding, flags=(*decoded.flags, *document.flags))


def _articles(data: Any) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every object with a text of its own, and the text."""
    if isinstance(data, list):
        for item in data:
            yield from _articles(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and value.strip() and _CONTENT.match(key):
                yield data, value if "<" in value else unescape(value)
            yield from _articles(value)


def _page(article: Mapping[str, Any], content: str) -> str:
    known = {name: value for name, keys in _META.items() if (value := _value(article, keys))}
    metas = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in known.items())
    title = escape(known.get("ArticleTitle", ""))
    block = "".join(f"<p>{label}：{escape(value)}</p>" for label, value in _labelled(article))
    files = "".join(f'<p><a href="{escape(url)}">{escape(name)}</a></p>' for url, name in _files(article))
    return (
        f"<html><head><title>{title}</title>{metas}</head><body><h1>{title}</h1>{block}"
        f'<div id="zoom" class="article-content">{content}{files}</div></body></html>'
    )


def _value(article: Mapping[str, Any], keys: re.Pattern[str]) -> str:
    texts = (fold(_TAG.sub("", unescape(str(value)))) for key, value in article.items() if value and keys.match(key))
    return next((text for text in texts if text), "")


def _labelled(article: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """``"domainMetaList": [{"resultList": [{"key": "syh", "value": "005452065/2022-00001"}]}]``."""
    for group in article.get("domainMetaList") or ():
        for item in group.get("resultList") or () if isinstance(group, dict) else ():
            label = _LABELS.get(str(item.get("key")))
            if label and item.get("value"):
                yield label, str(item["value"])


def _files(article: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """``"resList": [{"fileName": "附件.docx", "filePath": "files/1a.docx"}]``."""
    lists = [value for key, value in article.items() if _FILES.match(key) and isinstance(value, list)]
    for item in (item for items in lists for item in items if isinstance(item, dict)):
        url, name = (_value(item, keys) for keys in (_FILE_ADDRESS, _FILE_NAME))
        if url:
            yield url, name or url
