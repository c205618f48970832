"""Addresses: what a link leads to, when two addresses are one article, and which column an article belongs to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string, url_query_cleaner

from harvester.documents.embedded import named_file
from harvester.net.addresses import is_web_address

_INERT_PARAMETERS = ("ddtab", "spm", "ivk_sa")
"""Query parameters that the server ignores, as it does ``from=singlemessage``; ``from=10`` is the eleventh row."""
_OF_BROWSER = ("uid", "pageNum")
"""Together they page a JCMS list in the browser only; alone, each may say what is asked for."""
_IN_PATH = re.compile(r"/\((?:[A-Z]\([\w-]+\))+\)(?=/)")
"""The session of ASP.NET without cookies: ``/(S(k2x4rq55w0hmfm45))/nb.aspx``."""
_SESSION = re.compile(rf";jsessionid=[^/?#;]*|{_IN_PATH.pattern}", re.IGNORECASE)
"""A session's number, another one in each answer."""
_STAMP = re.compile(
    r"(?<![^&])(?:_+|_?ts?|v|r|rnd|rand(?:om)?|time(?:stamp)?|nocache|_dc)=(?:1[4-9]\d{8}(?:\d{3})?|0\.\d{4,})(?:&|$)"
)
"""The time, or a number by chance, by which a script keeps browsers from their cache."""
_FILE = re.compile(r"\.(?:s?html?|pdf|docx?|xlsx?|wps|ofd|zip|rar)$", re.IGNORECASE)
_VIEWER = re.compile(r"viewer\w*\.html?$", re.IGNORECASE)
"""What shows a file in a page of its own: ``/pdfjs/web/viewer.html?file=/nb/2023.pdf``."""
_ROOT_DOT = re.compile(r"\.(?=:\d+$|$)")
"""``www.x.gov.cn.`` is ``www.x.gov.cn``."""
_PARENT_RESIDUE = re.compile(r"^(/\.\.)+(?=/)")
_BIG5_PROXY = re.compile(r"^https?://[^/]+/gate/big5/(?P<host>[^/]+)(?P<rest>/.*)?$")
_MOBILE_TWIN = re.compile(r"_wap(?=\.s?html?$)")
_INDEX = re.compile(r"/(index|default|list)\.(s?html?|jsp|aspx)$", re.IGNORECASE)

_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar)$", re.IGNORECASE)
_PAGE_OF_LIST = re.compile(
    r"/(index|default|list\w*|\w*_list|rlist|col\d+|Category_\d+)?([-_]?\d{1,4})?\.(s?html?|jsp|aspx)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"/t\d{5,}(_\d+)*\.s?html?$"  # TRS: t20200903_2748784.html, t943249.shtml
    r"|/art/\d{4}/|/art_[0-9a-f]"  # JCMS
    r"|/[0-9a-f]{24,}\.s?html?$|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.s?html?$"  # UCAP, Hebei
    r"|/content_\d+\.s?html?$|/c\d+_\d+\.s?html?$|/post_\d+\.html$"  # UCAP, Harbin, Guangdong
    r"|/info/\d+/\d+\.htm$|/public/\d+/\d+\.html$|/contents/\d+/\d+\.html$|/Item/\d+\.aspx$"  # VSB, Lonsun, SiteServer
    r"|(?<!/channels)/\d{6,}\.s?html?$|/\d{16,19}/(index\.s?html?)?$|/doc_[0-9a-f]{24}\.html$"  # snowflakes
    r"|/(article|show|detail|view|news)[-_]?\d+\.(s?html?|jsp|aspx|php)$|/art/\w+/[0-9a-z]{6,}\.s?html?$"
    r"|/(199|20\d)\d(0[1-9]|1[0-2]|[-/](0?[1-9]|1[0-2]))([-/]?\d{1,2})?/(?!index|default|list)[^/]+"
    r"\.(s?html?|jsp|aspx|php)$",  # the folder of a month or a day, but not of the column 1910492
    re.IGNORECASE,
)
_ARTICLE_QUERY = re.compile(r"(^|&)(\w*id|articlekey|newsid)=[\w-]+", re.IGNORECASE)
_DAY = re.compile(r"(?:^|\D)(?:19|20)\d\d\D{0,8}(?:0?[1-9]|1[0-2])\D{0,6}(?:0?[1-9]|[12]\d|3[01])/?$")
_OWN_FOLDER = re.compile(r"/\d{5,}/(?:index\.s?html?)?$")
_SIZE_NAME = re.compile(r"size|limit|rows|^count$|^num$|^len", re.IGNORECASE)
_PAGE_NAME = re.compile(r"page|^pn?$|cur|no$", re.IGNORECASE)
PAGE_PARAMETER = re.compile(
    r"^(?:\w+[.:$])*"
    r"(?:(?:curr?_?|current_?|now_?|to_?|goto_?|jump_?|c|i)?(?:p|pn|pg|page)(?:_?(?:no|num|number|index|now|current))?"
    r"|current|a\d+p)$",
    re.IGNORECASE,
)
"""Parameters and fields that hold the page's number: page, pageIndex, cur_page, toPage, pn, VSB's a5p."""
_DATED_FOLDER = re.compile(r"^(?:(?:19|20)\d{2}(?:[-_]?\d{1,2}){0,2}|\d{1,2}(?:-\d{1,2})?|[\da-f-]{16,})$")
_DAY_FOLDERS = re.compile(r"/(?:19|20)\d{2}/(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?=/)")
"""``/2020/0324/``; alone, ``/1021/`` is a column's number."""
_KEPT = 2048
"""Answers that are kept: each link of a list page is looked at by its rows, its pager and the articles behind it."""
_COLUMN_IDS = (
    re.compile(r"/col/col(\d+)"),
    re.compile(r"/art_(\d+)_"),
    re.compile(r"/(c\d{5,})/"),
    re.compile(r"/c(\d+)a\d+/page\.htm"),
)


@lru_cache(maxsize=_KEPT)
def resolve(href: str | None, base: str) -> str | None:
    r"""The absolute address without fragment; None where the link leads nowhere that a crawler may go.

    ``./202009/t20200903_1.html``, ``//www.x.gov.cn/a.html``, ``..\nb\1.html`` and ``/../a.html`` are met; so are
    ``javascript:;``, ``javacript:toPage()``, ``file:///C:/``, and links to the editor's own network.
    """
    text = re.sub(r"[\r\n\t]+", "", href or "").strip().replace("\\", "/")
    if not text or text.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(base, text))
    except ValueError:
        return None
    if not is_web_address(parts.geturl()) or _is_stray(parts.hostname or "", base):
        return None
    path = _PARENT_RESIDUE.sub("", _SESSION.sub("", parts.path)) or "/"
    url = urlunsplit((parts.scheme, _ROOT_DOT.sub("", parts.netloc), path, _unstamped(path, parts.query), ""))
    if _VIEWER.search(path) and is_document(url):
        return resolve(named_file(url), url)
    proxied = _BIG5_PROXY.match(url)
    return f"{parts.scheme}://{proxied['host']}{proxied['rest'] or '/'}" if proxied else str(safe_url_string(url))


def _unstamped(path: str, query: str) -> str:
    """``/t1.html?t=1706000000123`` is ``/t1.html``; alone behind ``show.jsp`` the number may be the article's."""
    rest = _STAMP.sub("", query).rstrip("&")
    return rest if rest or _FILE.search(path) else query


def lasting(url: str) -> str:
    """The address without the number of a session, which the next crawl does not have."""
    return _SESSION.sub("", url)


def session_in(url: str) -> str:
    """``/(S(k2x4rq55w0hmfm45))`` of an address that has one."""
    found = _IN_PATH.search(urlsplit(url).path)
    return found.group() if found else ""


def in_session(url: str, session: str) -> str:
    """The address as a page of that session would write it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=session + parts.path)) if session and not session_in(url) else url


@lru_cache(maxsize=_KEPT)
def identity(url: str) -> str:
    """One key for all addresses of one document: scheme, www, fragment and inert parameters do not count."""
    cleaned = url_query_cleaner(lasting(url), tuple(_inert(url)), remove=True, unique=False)
    parts = urlsplit(canonicalize_url(cleaned))
    path = _INDEX.sub("/", _MOBILE_TWIN.sub("", parts.path))
    return f"{parts.netloc.lower().removeprefix('www.')}{path}" + (f"?{parts.query}" if parts.query else "")


def _inert(url: str) -> Iterator[str]:
    query = dict(parse_qsl(urlsplit(url).query))
    yield from _INERT_PARAMETERS
    yield from _OF_BROWSER if all(name in query for name in _OF_BROWSER) else ()
    yield from () if query.get("from", "").isdecimal() else ("from",)


def entered(url: str, column_url: str) -> str:
    """The page's address with the fragment of the column's: ``/gkmlpt/annualreport#2629`` names its list there."""
    fragment = urldefrag(column_url).fragment
    return f"{urldefrag(url).url}#{fragment}" if fragment else url


def is_front_page(url: str) -> bool:
    """True for the home page, to which servers send those who ask for a page that is gone."""
    return identity(url).partition("/")[2] == ""


@lru_cache(maxsize=_KEPT)
def same_site(url: str, home: str) -> bool:
    """True for the home's own host and its subdomains; hosts given as a number also need the same port."""
    other, own = urlsplit(url), urlsplit(home)
    if _is_numeric(own.hostname or "") or own.hostname == "localhost":
        return other.netloc == own.netloc
    bare = (own.hostname or "").removeprefix("www.")
    host = other.hostname or ""
    return host == bare or host.endswith(f".{bare}")


@lru_cache(maxsize=_KEPT)
def is_document(url: str) -> bool:
    """True for a file by its path, or by a parameter: ``/module/download/downfile.jsp?classid=0&filename=1a.pdf``."""
    parts = urlsplit(url)
    return any(_DOCUMENT.search(text) for text in (parts.path, *(value for _, value in parse_qsl(parts.query))))


def is_article(url: str) -> bool:
    """True where the address has the shape of an article or of a file, not of a column or its pages."""
    parts = urlsplit(url)
    if has_article_path(url):
        return True
    return not _PAGE_OF_LIST.search(parts.path) and bool(_ARTICLE_QUERY.search(parts.query))


def is_day(url: str) -> bool:
    """True for a day of a calendar, whose 1 to 31 are no pages: ``?date=2024-02-05``, ``?y=2024&m=2&d=5``."""
    parts = urlsplit(url)
    names = dict(parse_qsl(parts.query))
    return bool(_DAY.search(parts.query or parts.path)) and not any(map(_PAGE_NAME.search, names))


def may_be_page(url: str, page_url: str) -> bool:
    """True for what a pager may lead to: no article, unless ``?categoryId=5&start=10`` goes on with its own path.

    The list of 帝国 CMS goes on with another one that has a page's number: ``/e/action/ListInfo/?classid=5&page=1``.
    """
    is_own = urlsplit(url).path == urlsplit(page_url).path or page_parameter(url) is not None
    return not (has_article_path(url) if is_own else is_article(url))


def page_parameter(url: str) -> str | None:
    """The parameter of an address that is a page's number: ``?p=1&c=1``."""
    pairs = parse_qsl(urlsplit(url).query)
    return next((name for name, value in pairs if PAGE_PARAMETER.match(name) and value.isdecimal()), None)


def counts_rows_on(url: str, page_url: str, number: int) -> bool:
    """True for the page's own address behind the rows of ``number`` pages: ``?channel=120&start=16&limit=8`` for 2."""
    other, own = urlsplit(url), urlsplit(page_url)
    shown = dict(parse_qsl(own.query))
    given = {name: int(value) for name, value in parse_qsl(other.query) if value.isdecimal()}
    counted = {name: value for name, value in given.items() if shown.get(name) != str(value)}
    sizes = {value * number for name, value in given.items() if value and _SIZE_NAME.search(name)}
    return other.path == own.path and any(
        value in sizes for name, value in counted.items() if not _SIZE_NAME.search(name)
    )


def page_number(url: str) -> int | None:
    """The value of that parameter."""
    name = page_parameter(url)
    return int(dict(parse_qsl(urlsplit(url).query))[name]) if name else None


@lru_cache(maxsize=_KEPT)
def has_article_path(url: str) -> bool:
    """True where the path alone tells an article or a file; ``?id=5`` may be a column as well."""
    return is_document(url) or bool(_ARTICLE.search(urlsplit(url).path))


def is_list_address(url: str) -> bool:
    """True for a folder, its index or a page of a list: ``/2024/``, ``/n2024/index.html``, ``/nb/list_2.shtml``."""
    path = urlsplit(url).path
    return not has_article_path(url) and (path.endswith("/") or bool(_PAGE_OF_LIST.search(path)))


def column_key(url: str) -> str | None:
    """What an article and its column share: the column's number, else its folder (None at the root of a site)."""
    path = urlsplit(url).path
    for pattern in _COLUMN_IDS:
        found = pattern.search(path)
        if found:
            return found.group(1)
    folder = path.rsplit("/", 1)[0] + "/"
    return folder if folder != "/" else None


def in_column(url: str, column_url: str) -> bool:
    key = column_key(column_url)
    if key is None:
        return False
    return urlsplit(url).path.startswith(key) if key.startswith("/") else key == column_key(url)


def home_of(url: str) -> str:
    """What the articles of one column have in common, its dates and its own name left out.

    ``/nb/202401/t20240101_1.html`` is at home in ``/nb/``, ``/art/2021/1/27/art_60101_3012.html`` in 60101,
    ``/zydm/9352841/4902005/index.html`` in ``/zydm/9352841/``.
    """
    path = _OWN_FOLDER.sub("/", urlsplit(url).path)
    numbers = [found.group(1) for found in (pattern.search(path) for pattern in _COLUMN_IDS) if found]
    folder = [part for part in _DAY_FOLDERS.sub("", path).split("/")[1:-1] if not _DATED_FOLDER.match(part)]
    return numbers[0] if numbers else f"/{'/'.join(folder)}/"


def _is_stray(host: str, base: str) -> bool:
    """Links into a private network, as an editor leaves them, unless the page itself stands there.

    The hosts of a portal on this machine are 127.0.0.2, 127.0.0.3 and so on.
    """
    own = urlsplit(base).hostname or ""
    is_beside = _is_loopback(host) and _is_loopback(own)
    return (_is_private(host) or host == "localhost") and host != own and not is_beside


def _is_loopback(host: str) -> bool:
    return _is_numeric(host) and ipaddress.ip_address(host).is_loopback


def _is_private(host: str) -> bool:
    return _is_numeric(host) and not ipaddress.ip_address(host).is_global


@lru_cache(maxsize=_KEPT)
def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
