"""Where an element leads: its `href`, the address that its handler opens, or the one that a script writes there."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from harvester.spiders.families.markup import parsed
from harvester.spiders.families.urls import resolve

_QUOTED = re.compile(r"[\"']([^\"'<>\s]+)[\"']")
_ADDRESS = re.compile(
    r"^(https?:)?//|^\.{0,2}/|\.(s?html?|jsp|aspx?|php|do|pdf|docx?|xlsx?|wps|ofd|zip|rar)([?#]|$)", re.IGNORECASE
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|ico|mp4)(?:\?|$)", re.IGNORECASE)
_ASSIGNED = re.compile(r"\blocation(?:\.href)?\s*=\s*[\"']([^\"'<>\s]+)[\"']\s*;?\s*(?:return\b.*)?$")
"""The whole of what a handler opens: ``location='content/22'``; what is put together has more behind it."""
_DATA = ("data-href", "data-url", "data-link", "data-src", "formaction", "tagname")
"""Attributes that hold an address for a handler; eportal calls its own ``tagname``."""
_TELLS = re.compile(r"data-|(?:rel|url|link|path)$")
_HANDLERS = ("onclick", "href", "onmousedown", "ondblclick")
_QUERY = "%=&/?:@!$'()*+,;~#[]"
_ROWS = ("li", "tr", "dd", "dl", "td", "div", "p")
_OPENING = frozenset((*_ROWS, "span", "h3", "h4", "button"))
_LARGEST_ROW_SCRIPT = 4000
_VARIABLE = re.compile(r"\b(?:var|let|const)\s+(\w*(?:link|url|href)\w*)\s*=\s*([\"'])(.*?)\2\s*[;\n]", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^<>]*>.*?</a>", re.IGNORECASE | re.DOTALL)
_OPENED = re.compile(r"<a\b[^<>]*>", re.IGNORECASE)
_TOLD = re.compile(r"\bhref\s*=\s*[\"']?[^\"'\s>]", re.IGNORECASE)
_STRING = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
_PIECE = re.compile(rf"{_STRING}|[\w$.]+")
_WRITTEN = re.compile(rf"\bdocument\.write(?:ln)?\(((?:{_STRING}|[^\"';]){{0,300}})\)\s*(?:;|$|\n)")
"""What a script writes; strings within it may hold brackets and semicolons."""
_TEMPLATE = re.compile(r"text/(?:html|template|x-\S+)$", re.IGNORECASE)
_PLACES = re.compile(r"\{\{|<%|\$\{|\{%")
_STALE_SCHEME = re.compile(r"^\s*\w{0,12}script\s*:", re.IGNORECASE)


def link_of(node: Any, base: str) -> str | None:
    """``href``, else ``data-url``, else what ``onclick="window.open('./t2.html')"`` opens; None for a bare handler.

    ``href="javacript:toPage()"`` leads nowhere; ``href="javascript:openUrl('/a/t2.html')"`` to its address;
    ``<option value="./2023/t2.html">`` of a select box to its value.
    """
    href = node.get("href") or ""
    if href and not _STALE_SCHEME.match(href):
        url = resolve(href, base)
        if url:
            return url
    for name in _DATA:
        if node.get(name):
            return resolve(node.get(name), base)
    told = _told(node)
    if told:
        return resolve(told, base)
    value = node.get("value") or ""
    if getattr(node, "tag", "") == "option" and ("/" in value or "." in value):
        return resolve(value, base)
    return next((url for name in _HANDLERS for url in _opened(node.get(name) or "", base)), None)


def _told(node: Any) -> str | None:
    """``data-to="/nb/t1.html"``, ``rel="/nb/t1.html"``, under whatever name a portal's own script looks for it."""
    return next((text for name, text in node.items() if _TELLS.match(name) and _is_told(text)), None)


def _is_told(text: str) -> bool:
    return bool(_ADDRESS.search(text)) and not _PICTURE.search(text)


def is_link(node: Any) -> bool:
    """True for an anchor, an option, and for a row or a cell whose own handler opens something."""
    if node.tag in ("a", "area", "option"):
        return True
    if node.tag not in _OPENING:
        return False
    opens = node.get("onclick") or node.get("ondblclick") or any(node.get(name) for name in _DATA[:3]) or _told(node)
    return bool(opens) and not any(map(_leads, node.iterfind(".//a")))


def _leads(anchor: Any) -> bool:
    """False for ``<a href="javascript:void(0)">``, whose row has the handler."""
    return link_of(anchor, "http://x/") is not None


def write_queries(tree: Any, encoding: str) -> None:
    """Words in a query go in the page's encoding, as browsers send them: ``show.asp?name=某局`` of a GBK page."""
    for node in tree.iter("a", "area", "iframe", "frame"):
        for name in ("href", "src"):
            path, mark, query = (node.get(name) or "").partition("?")
            if mark and not query.isascii():
                node.set(name, path + mark + quote(query, safe=_QUERY, encoding=encoding, errors="xmlcharrefreplace"))


def write_links(tree: Any) -> None:
    """Does for each row what the script inside it does in a browser.

    ``<td><script>var strLink='http://…/t2.html';</script><a href="./t1.html">…</a></td>``: a link that is set wins;
    a script that writes ``<a href='"+strLink+"'>…</a>`` itself gives the row its anchor.
    """
    for script in list(tree.iter("script")):
        row = next((node for node in script.iterancestors() if node.tag in _ROWS), None)
        source = (script.text or "").replace('\\"', '"').replace("\\'", "'").replace("\\/", "/")
        if row is None or len(source) > _LARGEST_ROW_SCRIPT:
            continue
        variable = next(iter(_VARIABLE.findall(source)), None)
        anchors = row.findall(".//a[@href]")
        if variable and variable[2].strip() and len(anchors) == 1:
            anchors[0].set("href", variable[2].strip())
        elif variable and not anchors:
            _write(script, source, variable[0], variable[2])


def write_held(tree: Any) -> None:
    """Puts markup that a script writes word for word, or a page holds for one, where it stands.

    ``document.write('<a href="./t1.html">…</a>')``, ``<textarea hidden>&lt;a href=…</textarea>``,
    ``<iframe srcdoc="&lt;a href=…">``, ``<script type="text/template"><li><a href=…`` but no template with places:
    ``<a href="{{url}}">``.
    """
    for holder in list(tree.iter("script", "textarea", "iframe")):
        markup = _held(holder)
        if _ANCHOR.search(markup) and not _PLACES.search(markup):
            for element in list(parsed(markup))[::-1]:
                holder.addnext(element)


def _held(holder: Any) -> str:
    text = (holder.get("srcdoc") if holder.tag == "iframe" else holder.text) or ""
    if holder.tag in ("textarea", "iframe") or _TEMPLATE.match(holder.get("type") or ""):
        return text
    return "".join(map(_said, _WRITTEN.findall(text))) if "document.write" in text else ""


def _said(argument: str) -> str:
    """``'<a href="/t1.html">' + cut("某局2023年…", 30) + '</a>'`` without its functions.

    Empty where a variable stands within a tag, whose address nobody knows then.
    """
    text = ""
    for piece in _PIECE.findall(argument):
        if piece[0] in "\"'":
            text += re.sub(r"\\(.)", r"\1", piece[1:-1])
        elif text.rfind("<") > text.rfind(">"):
            return ""
    return text


def _write(script: Any, source: str, name: str, value: str) -> None:
    source = re.sub(rf"[\"']\s*\+\s*{name}\s*\+\s*[\"']", lambda _: value, source)
    usable = [anchor for anchor in parsed("".join(_ANCHOR.findall(source))).iter("a") if anchor.get("href")]
    usable = usable or [_around(script, tag) for tag in _OPENED.findall(source) if _TOLD.search(tag)]
    chosen = next((anchor for anchor in usable if value and anchor.get("href") == value), None)
    if usable:
        script.addnext(usable[0] if chosen is None else chosen)


def _around(script: Any, tag: str) -> Any:
    """The anchor whose first tag a script writes: ``<script>…"<a href='./t1.html'>"…</script>某局2023年…</a>``."""
    anchor = next(parsed(tag).iter("a"))
    anchor.text, anchor.tail = script.tail, None
    return anchor


def _opened(handler: str, base: str) -> list[str]:
    texts = [text for text in _QUOTED.findall(handler) if _ADDRESS.search(text)] or _ASSIGNED.findall(handler)
    return [url for url in (resolve(text, base) for text in texts) if url]
