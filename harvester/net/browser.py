"""Pages that a script builds, by scrapy-playwright; needs the extra `browser`."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from http import HTTPStatus
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import Request as Asked
from playwright.async_api import Route
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from harvester.net.addresses import are_sisters, is_private_host
from harvester.net.chromium import launch_options
from harvester.net.proxy import Proxy
from harvester.net.refused import Refused
from harvester.spiders.families.presses import LABELS
from harvester.spiders.outcomes import OutcomeName

logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # it logs what becomes an outcome, with a traceback

TABS = 2
"""Pages under way at a time, on different hosts: each takes some 100 MB."""
STILL = 0.5
"""Seconds without a change and without a request under way, after which a page counts as built."""
PATIENCE = 10.0
"""Seconds after which a page that never comes to rest is taken as it is."""
MOST_REQUESTS = 200
"""Requests of one page; further ones come from a script that asks for ever."""

_NEEDLESS = frozenset({"image", "font", "media", "texttrack", "manifest", "websocket", "eventsource", "ping"})
_CONTENT = frozenset({"document", "xhr", "fetch"})
"""What may hold the list or the article: asked for on the portal's own site only."""
_LENGTH = "document.documentElement.innerHTML.length"
_PRESS = """words => {
  const said = node => (node.innerText || node.value || node.title || '').trim().toLowerCase();
  const found = [...document.querySelectorAll('a, button, span, li, div, input, i, em')]
    .filter(node => words.includes(said(node)) && node.offsetParent !== null)
    .filter(node => ![...node.children].some(child => words.includes(said(child))));
  const live = found.filter(node => !node.closest('[disabled], [aria-disabled=true], [class*=disabled]'));
  if (live.length) {
    live[live.length - 1].scrollIntoView();
  }
  window.scrollTo(0, document.documentElement.scrollHeight);
  window.dispatchEvent(new Event('scroll'));
  if (live.length) live[live.length - 1].click();
  return live.length > 0;
}"""


class Browser(ScrapyPlaywrightDownloadHandler):
    """One browser a crawl, started with the first page that needs it; every page has a context of its own."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self.allow_private = settings.getbool("HARVESTER_ALLOW_PRIVATE")
        self.most_bytes = settings.getint("DOWNLOAD_MAXSIZE")
        self.timeout = settings.getfloat("DOWNLOAD_TIMEOUT")
        self.settings = settings
        self.proxy = Proxy(allow_private=self.allow_private, most_bytes=self.most_bytes)
        self._tabs = asyncio.Semaphore(TABS)
        self._start = asyncio.Lock()
        self._is_started = False
        self._numbers = count(1)

    async def build(self, request: Request) -> Response:
        """The page as its scripts leave it, after ``presses`` of its meta. Raises Refused."""
        name, rest = f"page-{next(self._numbers)}", _Rest()
        request.meta.update(self._orders(request, name, rest))
        async with self._tabs:
            try:
                await self._ready()
                longest = self.timeout + PATIENCE * (1 + request.meta["presses"] / 4)
                response: Response = await asyncio.wait_for(self.download_request(request), longest)
            except (PlaywrightError, TimeoutError) as error:
                raise _refusal(error, request.url, rest.led_to) from error
            finally:
                await self._forget(name)
        self._check(request, response, rest)
        request.meta["rendered_by"] = f"Chromium/{self.browser.version}"
        self.stats.inc_value("harvester/rendered")
        return response

    async def end(self) -> None:
        await self.close()
        await self.proxy.close()

    async def _ready(self) -> None:
        async with self._start:
            if not self._is_started:
                self.config.launch_options = launch_options(self.settings, await self.proxy.start())
                await self._launch()
                self._is_started = True
            try:
                await self._maybe_launch_browser()
            except PlaywrightError as error:
                raise Refused("needs_browser", f"chromium does not start: {_first_line(error)}") from error

    def _orders(self, request: Request, name: str, rest: _Rest) -> dict[str, Any]:
        agent = (request.headers.get("User-Agent") or b"").decode("latin-1")
        return {
            "playwright": True,
            "playwright_context": name,
            "playwright_context_kwargs": {
                "user_agent": agent,
                "service_workers": "block",
                "accept_downloads": False,
            },
            "playwright_page_init_callback": partial(self._guard, rest),
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded", "timeout": self.timeout * 1000},
            "playwright_page_methods": [PageMethod(rest.settle, request.meta["presses"])],
        }

    async def _guard(self, rest: _Rest, tab: Tab, request: Request) -> None:
        """Looks at everything that the page asks for, before scrapy-playwright does."""
        home = request.meta.get("home") or request.url
        asked = 0

        async def look(route: Route, wanted: Asked) -> None:
            nonlocal asked
            asked += 1
            if asked > 1 and _leaves(wanted):
                rest.led_to = wanted.url
                await _stay(route, is_loaded=rest.is_loaded)
            elif asked > MOST_REQUESTS or self._is_refused(wanted, home):
                await route.abort("blockedbyclient")
            else:
                await route.fallback()

        rest.watch(tab)
        await tab.add_init_script("window.open = () => null")
        await tab.route("**/*", look)

    def _is_refused(self, wanted: Asked, home: str) -> bool:
        if not wanted.url.startswith(("http://", "https://")) or wanted.resource_type in _NEEDLESS:
            return True
        if not self.allow_private and is_private_host(urlsplit(wanted.url).hostname or ""):
            return True
        return wanted.resource_type in _CONTENT and not are_sisters(wanted.url, home)

    async def _forget(self, name: str) -> None:
        """Closes the page's context, its cookies and its memory."""
        wrapper = self.context_wrappers.get(name)
        if wrapper is not None:
            await wrapper.context.close()

    def _check(self, request: Request, response: Response, rest: _Rest) -> None:
        if not response.url.startswith("http"):  # the browser's own page of errors
            raise _refusal(PlaywrightError(""), request.url, rest.led_to)
        if rest.pressed < request.meta["presses"]:
            raise Refused("gone", f"下一页 can be pressed {rest.pressed} times only")
        if len(response.body) > self.most_bytes:
            raise Refused("too_large", f"built by scripts, {len(response.body)} bytes")
        if not are_sisters(response.url, request.meta.get("home") or request.url):
            raise Refused("off_host", f"leads to {response.url}")


def _leaves(wanted: Asked) -> bool:
    """A page that sends its window elsewhere, or loads itself again, stays where it is: challenges do that."""
    return wanted.is_navigation_request() and wanted.frame.parent_frame is None


async def _stay(route: Route, *, is_loaded: bool) -> None:
    """Keeps the window where it is; while the page is loading, that ends the visit."""
    if is_loaded:
        await route.fulfill(status=HTTPStatus.NO_CONTENT)
    else:
        await route.abort("blockedbyclient")


class _Rest:
    """Sees when a page has stopped changing."""

    def __init__(self) -> None:
        self.led_to = ""
        """Where the page's script would have sent the window."""
        self.is_loaded = False
        self.pressed = 0
        self._under_way: set[Asked] = set()

    def watch(self, tab: Tab) -> None:
        tab.on("domcontentloaded", self._loaded)
        tab.on("request", self._begun)
        tab.on("requestfinished", self._ended)
        tab.on("requestfailed", self._ended)

    def _loaded(self, _: Tab) -> None:
        self.is_loaded = True

    def _begun(self, asked: Asked) -> None:
        self._under_way.add(asked)

    def _ended(self, asked: Asked) -> None:
        self._under_way.discard(asked)

    async def settle(self, tab: Tab, presses: int) -> None:
        """Waits until the page is built, pressing 下一页 so many times, as long as there is one."""
        await self._wait(tab)
        while self.pressed < presses and await self._press(tab):
            self.pressed += 1

    async def _press(self, tab: Tab) -> bool:
        """Presses 下一页, or scrolls where there is none, which counts where the page grows by it."""
        before: int = await tab.evaluate(_LENGTH)
        is_pressed: bool = await tab.evaluate(_PRESS, list(LABELS))
        await self._wait(tab)
        return is_pressed or await tab.evaluate(_LENGTH) > before

    async def _wait(self, tab: Tab) -> None:
        end = time.monotonic() + PATIENCE
        still_since, before = time.monotonic(), -1
        while time.monotonic() < end:
            shown: int = await tab.evaluate(_LENGTH)
            if self._under_way or shown != before:
                still_since, before = time.monotonic(), shown
            elif time.monotonic() - still_since >= STILL:
                return
            await asyncio.sleep(STILL / 5)


def _refusal(error: Exception, url: str, led_to: str) -> Refused:
    """The browser's words, ``net::ERR_CERT_AUTHORITY_INVALID at https://…``, or what a script did meanwhile."""
    said = _first_line(error)
    if led_to:
        name: OutcomeName = "cookie_challenge" if led_to == url else "unreachable"
        return Refused(name, f"its script sends the browser to {led_to}")
    return Refused("tls_error" if "ERR_CERT" in said or "ERR_SSL" in said else "unreachable", said or "timed out")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "")[:300]
