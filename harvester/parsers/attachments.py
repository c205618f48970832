"""The files that hang on a page, or that the report is published as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urljoin, urlsplit

from harvester.items import Attachment, Document, Grid, Link
from harvester.parsers.container import locate_container
from harvester.parsers.script import canonical, fold
from harvester.parsers.wording import load

_ENDING = re.compile(r"\.([0-9A-Za-z]{1,4})[\W_\d]*$")
_READABLE = "/:?&=.,;()'+-_"
"""Signs of a handler that stay as they are in an address."""
_MARKS = " \u00a0\u3000【】[]：:"
_PREFIX = re.compile(r"^(?:附件|附)\s*[\d一二三四五六七八九十]*\s*(?:[:：、【\[]|\.(?![0-9A-Za-z]{1,4}$))\s*")


def find(document: Document, base_url: str | None, listed: Iterable[Attachment] = ()) -> tuple[Attachment, ...]:
    """Attachments in the order of the page, each address once; links into intranets and disks are left out.

    ``listed`` are those that the list named for the page.
    """
    found: dict[str, Attachment] = {}
    for attachment in (
        *listed,
        *_linked(document, base_url),
        *_handed_out(document, base_url),
        *_pictured(document, base_url),
    ):
        found.setdefault(attachment.url, attachment)
    return tuple(found.values())


def _linked(document: Document, base_url: str | None) -> Iterator[Attachment]:
    data = load("attachments.yaml")
    handed_out = _HandedOut(document)
    for link in document.links:
        if link.url.startswith("#") or not _hint().search(f"/{link.url} {link.text}"):
            continue
        url = _public(link.url, base_url)
        if url is None or any(word in link.text for word in data["not_attachments"]):
            continue
        ending = file_ending(url) or _ending(link.text)
        if ending or any(part in url for part in data["downloads"]) or handed_out.holds(link, url):
            yield Attachment(url=url, name=_name(link.text, url), media_type=data["endings"].get(ending))


@cache
def _hint() -> re.Pattern[str]:
    """A quick test that most links of a page fail."""
    data = load("attachments.yaml")
    endings = "|".join(data["endings"])
    words = (*data["downloads"], *data["download_words"])
    return re.compile(rf"\.(?:{endings})\b|" + "|".join(map(re.escape, words)), re.IGNORECASE)


class _HandedOut:
    """Links whose address says no more than that a file is handed out: ``/down.jsp?id=7``, ``/attach/3``.

    They count within the article, or where their text speaks of a report or an attachment, unlike 资料下载 of a menu.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    def holds(self, link: Link, url: str) -> bool:
        data, parts = load("attachments.yaml"), urlsplit(url.lower())
        name = parts.path.rpartition("/")[2]
        is_program = name.rpartition(".")[2] in data["program_endings"] if "." in name else bool(name or parts.query)
        if not (is_program and any(word in url.lower() for word in data["download_words"])):
            return False
        return any(word in link.text for word in data["attachment_words"]) or link.url in self._in_article

    @cached_property
    def _in_article(self) -> frozenset[str]:
        tree = self.document.tree
        container = None if tree is None else locate_container(tree)
        hrefs = () if container is None else (node.get("href") for node in container.iter("a"))
        return frozenset(href for href in hrefs if href)


def _handed_out(document: Document, base_url: str | None) -> Iterator[Attachment]:
    """Files behind a form or a script: ``<a href="javascript:down('77')">年报.docx</a>``.

    Those that no address asks for have the page's own, and behind ``#`` what hands them out.
    """
    data = load("attachments.yaml")
    for link in document.handed_out:
        ending = _ending(link.text)
        is_handed = any(word in link.url.lower() for word in data["hand_outs"])
        is_file = ending or (is_handed and any(word in link.text for word in data["attachment_words"]))
        if not is_file or any(word in link.text for word in data["not_attachments"]):
            continue
        has_address = not link.url.startswith(("javascript:", "form:"))
        url = _public(link.url, base_url) if has_address else _unaddressed(link.url, base_url)
        if url:
            yield Attachment(url=url, name=_name(link.text, url), media_type=data["endings"].get(ending))


def has_no_address(url: str) -> bool:
    """True for a file that only a script or a form hands out: ``http://www.x.gov.cn/t1.html#javascript:down('77')``."""
    return "#" in url


def _unaddressed(does: str, base_url: str | None) -> str:
    return f"{urldefrag(base_url or '').url}#{quote(does, safe=_READABLE)}"


def _pictured(document: Document, base_url: str | None) -> Iterator[Attachment]:
    """Pictures in the article, where the page lacks one of the three tables: then they are the tables.

    Where nothing marks the article, those of the page that are no links count.
    """
    if (
        document.tree is None
        or document.tree.find(".//img") is None
        or sum(_is_statutory(grid) for grid in document.grids) >= 3
    ):
        return
    data = load("attachments.yaml")
    container = locate_container(document.tree)
    shown = document.tree.xpath("//img[not(ancestor::a)]") if container is None else container.iter("img")
    for node in shown:
        url = _public(node.get("src") or "", base_url)
        media_type = data["images"].get(_last_ending(urlsplit(url).path)) if url else None
        if url and media_type and not any(part in url.lower() for part in data["noise_images"]):
            name = fold(node.get("alt") or node.get("title") or "") or _name("", url)
            yield Attachment(url=url, name=name, media_type=media_type)


@cache
def _table_words() -> frozenset[str]:
    return frozenset(canonical(word) for word in load("attachments.yaml")["table_words"])


def _is_statutory(grid: Grid) -> bool:
    return any(canonical(cell.text) in _table_words() for row in grid.rows[:4] for cell in row)


def _public(href: str, base_url: str | None) -> str | None:
    """The absolute address; None where it leads to a disk, a script or a network that nobody outside reaches.

    A page that stands in such a network itself leads to files beside it.
    """
    try:
        url = urljoin(base_url or "", href.strip())
        parts = urlsplit(url)
        host, own = parts.hostname or "", urlsplit(base_url or "").hostname
        port = parts.port
    except ValueError:  # half a pair of brackets, a port above 65535
        return None
    if parts.scheme not in ("http", "https", "") or port == 0:
        return None
    return None if host != own and (host == "localhost" or _is_intranet(host)) else urldefrag(url).url


def _is_intranet(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def file_ending(url: str) -> str | None:
    """Ending of the path, or of a file name among the parameters: ``downfile.jsp?classid=0&filename=1a.pdf``."""
    parts = urlsplit(url)
    candidates = (parts.path, *(value for _, value in parse_qsl(parts.query)))
    return next((ending for text in candidates if (ending := _ending(text))), None)


def _last_ending(text: str) -> str | None:
    match = _ENDING.search(text.strip(_MARKS))
    return match[1].lower() if match else None


def _ending(text: str) -> str | None:
    ending = _last_ending(text)
    return ending if ending in load("attachments.yaml")["endings"] else None


def _name(text: str, url: str) -> str:
    """The link's text without 附件1：, or the file's own name."""
    name = _PREFIX.sub("", fold(text).strip(_MARKS)).strip(_MARKS)
    return name or unquote(urlsplit(url).path.rsplit("/", 1)[-1]) or url
