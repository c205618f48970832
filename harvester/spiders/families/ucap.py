"""开普 UCAP: static lists ``xxgk_list_2.shtml``, or a shell and the JSON of its channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from harvester.spiders.families.generic import Generic
from harvester.spiders.families.interface import AJAX, Call
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Step, Totals
from harvester.spiders.families.places import with_place

_MARK = re.compile(
    r"<UCAP(?:TITLE|CONTENT)|UCAP-CONTENT|/common/search/|/searchList/|getFileListByCodeId|/interface-cms/"
    r"|createPageHTML\(\s*[\"']",  # the form with the name of the pager's element first
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"href=[\"'][^\"']*/c\d{5,}/\d{6}/[0-9a-f]{32}\.shtml|href=[\"'][^\"']*/content_\d+\.shtml")
_CHANNEL = re.compile(r"\bchannel_?(?:id|code)?[\"']?\s*[:=]\s*[\"']([0-9a-f]{16,40}|\d{3,12})[\"']", re.IGNORECASE)
_META = "//meta[translate(@name, 'CHANELID', 'chanelid')='channelid']/@content"
_ID = r"[0-9a-f]{16,40}|\d{3,12}"
_SEARCH = re.compile(rf"[\"']([^\"'\s]*/(?:common/search|searchList|search)/)({_ID})?(\?[^\"'\s]*)?[\"']")
_POSTED = re.compile(r"[\"']([^\"'\s]*/getFileListByCodeId)\b")
_USUAL = {"page": "{one}", "_pageSize": "15", "_isAgg": "true", "_isJson": "true", "_template": "index"}
_AGGREGATE = re.compile(r"(?<=list)s(?=\.s?html$)")


class Ucap(Generic):
    """``GET /common/search/<channel>?page=1``, ``/searchList/<channel>``, ``POST getFileListByCodeId`` from page 0.

    Which number the first page has is found out: a server that counts otherwise repeats a page or leaves one out.
    """

    name = "ucap"

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        return page.data is None and bool(
            _MARK.search(page.source) or _ARTICLE.search(page.text) or page.tree.xpath(_META)
        )

    # List page

    def openings(self, page: ListPage) -> Iterator[Step]:
        if page.data is not None:
            return
        calls = tuple(self._channel_calls(page))
        for call in (*calls, *(call.rebased for call in calls)):
            self.calls[call.key] = call
            yield call.step(1, probe=True)
        yield from super().openings(page)
        if _AGGREGATE.search(urlsplit(page.url).path):  # xxgk_lists.shtml, whose articles stand in xxgk_list.shtml
            yield Step(_AGGREGATE.sub("", page.url), probe=True)

    def _channel_calls(self, page: ListPage) -> Iterator[Call]:
        named = [*page.tree.xpath(_META), *_CHANNEL.findall(page.script)]
        found = _SEARCH.findall(page.script)
        for path, channel, query in found:
            for number in [channel] if channel else dict.fromkeys(named):
                yield Call(_asked(urljoin(page.base, f"{path}{number}"), query), headers=AJAX)
        posted = _POSTED.findall(page.script)
        for path in posted:
            for number in dict.fromkeys(named):
                fields = {"channelId": number, "page": "{zero}", "size": "20", "relateSubChannels": "true"}
                yield Call(urljoin(page.base, path), tuple(fields.items()))
        if named and not (found or posted):  # what asks stands in a script file
            for path in ("/common/search/", "/searchList/", "/search/"):
                yield Call(_asked(urljoin(page.base, f"{path}{named[0]}")), headers=AJAX)

    # Paging

    def _ask_on(self, call: Call, number: int, totals: Totals) -> Iterator[Step]:
        if totals.records is None and totals.pages is not None and number >= totals.pages:
            return
        yield call.step(number + 1, probe=True)
        yield call.otherwise(number)


def _asked(address: str, query: str = "") -> str:
    """The parameters that the script writes out, with the usual ones that it lacks or puts together elsewhere."""
    written = dict(parse_qsl(with_place(query or "?").lstrip("?"), keep_blank_values=True))
    is_paged = any("{one}" in value or "{zero}" in value for value in written.values())
    is_whole = "_isJson" in written
    usual = {name: value for name, value in _USUAL.items() if (not is_paged if name == "page" else not is_whole)}
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in {**usual, **written}.items())}"
