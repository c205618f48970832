r"""Articles that a page carries as a value of its script: ``window._CONFIG={"DETAIL":{"content":"\u003Cp>…"}}``."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import parse_qsl, urlsplit

from harvester.documents.literals import decoded, is_shown

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DETAIL = re.compile(r"\b_CONFIG\s*=.*?[\"']?\bDETAIL[\"']?\s*:\s*\{", re.DOTALL)
_VALUE = r"(?<![\w$])[\"']?{key}[\"']?\s*:\s*(\"(?:\\.|[^\"\\])*\"|\d+)"
_META = {"ArticleTitle": ("title",), "ContentSource": ("publisher", "source"), "PubDate": ("create_time", "pub_time")}
_END = re.compile(r"</body\s*>", re.IGNORECASE)


_MAY_FRAME = re.compile(r"<iframe\b", re.IGNORECASE)
_FRAME = re.compile(
    r"""<iframe\b[^>]*?\ssrcdoc\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>(?:\s*</iframe\s*>)?""", re.IGNORECASE
)


_ESCAPED_TABLE = re.compile(r"&lt;table\b[^<]*&lt;/table\s*&gt;", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"&lt;(/?(?:table|thead|tbody|tfoot|colgroup|col|tr|td|th|h[1-6]|ul|ol|li|dl|dt|dd|pre|section|article|p|br|div|span|font|b|i|"
    r"strong|em|u|s|del|sup|sub|center|a|o:p)\b[^<>]{0,300}?)&gt;",
    re.IGNORECASE,
)
_ESCAPED_BLOCK = re.compile(r"&lt;(?:p|div|br|section|dd|li)\b[^<>]{0,300}?&gt;", re.IGNORECASE)
_FEWEST_BLOCKS = 5
"""Escaped paragraphs that make an article without any table."""
_ESCAPED_COMMENT = re.compile(r"&lt;!--.{0,300}?--&gt;", re.DOTALL)


_MAY_SHOW = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?)\b", re.IGNORECASE)
"""A file's ending, which both patterns below ask for: found by its dot, in a tenth of their time."""
_SHOWN = re.compile(
    r"""<(?:iframe|frame|embed|object)\b[^>]*?\s(?:src|data)\s*=\s*["']?([^"'\s>]+\.(?:pdf|ofd|docx?|wps|xlsx?)\b[^"'\s>]*)""",
    re.IGNORECASE,
)


_SHOWN_BY_SCRIPT = re.compile(
    r"""(?:\.embed\s*\(|\bpdf_?(?:file_?)?url\s*[=:])\s*["']([^"'\s<>]+\.(?:pdf|ofd)\b[^"'\s<>]*)["']""", re.IGNORECASE
)
"""``PDFObject.embed("/nb/1.pdf", "#pdf")``, ``var pdfUrl = "/nb/1.pdf"``."""


def shown_files(text: str) -> tuple[str, ...]:
    """Addresses of the files that a page shows inside: ``<embed src="P0.pdf">``, ``viewer.html?file=/P0.pdf``."""
    if not _MAY_SHOW.search(text):
        return ()
    written = (found.replace("\\/", "/") for found in _SHOWN_BY_SCRIPT.findall(text))
    return tuple(dict.fromkeys(named_file(unescape(found)) for found in (*_SHOWN.findall(text), *written)))


def named_file(address: str) -> str:
    """The file that a viewer is to show, where the address is a viewer's."""
    values = dict(parse_qsl(urlsplit(address).query))
    return next((value for name, value in values.items() if name in {"file", "url", "src"}), address.partition("#")[0])


def unescaped(text: str) -> str:
    """The page with tables and articles that were pasted as escaped text (``&lt;td&gt;``) in their place."""
    if "&lt;" not in text:
        return text
    is_article = "&lt;td" in text or "&lt;TD" in text or len(_ESCAPED_BLOCK.findall(text)) >= _FEWEST_BLOCKS
    text = _ESCAPED_TABLE.sub(lambda table: unescape(table[0]), text)
    if is_article:
        text = _ESCAPED_TAG.sub(r"<\1>", _ESCAPED_COMMENT.sub("", text)).replace("&amp;nbsp;", "&nbsp;")
    return text


def unframed(text: str) -> str:
    """The page with the documents of its ``<iframe srcdoc="…">`` in their place."""
    if not _MAY_FRAME.search(text):
        return text
    return _FRAME.sub(lambda frame: f"<div>{unescape(frame[1] or frame[2] or '')}</div>", text)


def unfold(text: str) -> str:
    """The page with the article of its script in its body; unchanged where it has none, or shows it anyway."""
    if "_CONFIG" not in text or "DETAIL" not in text:
        return text
    detail = next((script[found.end() :] for script in _SCRIPT.findall(text) if (found := _DETAIL.search(script))), "")
    content = _value(detail, "content")
    if not content or is_shown(content, _SCRIPT.sub("", text)):
        return text
    known = {name: next(filter(None, (_value(detail, key) for key in keys)), "") for name, keys in _META.items()}
    metas = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in known.items() if value)
    article = f'{metas}<h1>{known["ArticleTitle"]}</h1><div class="article-content">{content}</div>'
    shown, count = _END.subn(lambda end: article + end.group(), text, count=1)
    return shown if count else text + article


def _value(source: str, key: str) -> str:
    """The text of a field; empty where it has none, or one that is cut off or escaped in no known way."""
    found = re.search(_VALUE.format(key=key), source)
    if not found:
        return ""
    literal = found.group(1)
    return literal if literal.isdigit() else decoded(literal)
