"""Where the browser is, and how it is started."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import Any

from scrapy.settings import BaseSettings

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",  # it would go past the proxy
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # so would this
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # containers have 64 MB of it
)


def chromium(settings: BaseSettings) -> str | None:
    """The program that HARVESTER_CHROMIUM names, else the first one on the path."""
    named = settings.get("HARVESTER_CHROMIUM") or ""
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


def why_no_browser(settings: BaseSettings) -> str | None:
    """What is missing and how to get it, in one line; None where a browser can be started."""
    if find_spec("scrapy_playwright") is None:
        return "the browser extra is not installed (pip install 'harvester[browser]')"
    if chromium(settings):
        return None
    named = settings.get("HARVESTER_CHROMIUM") or ""
    if named:
        return f"HARVESTER_CHROMIUM: no such program: {named!r}"
    return "no chromium is found (apt-get install chromium, or name your own in HARVESTER_CHROMIUM)"


def launch_options(settings: BaseSettings, proxy: str) -> dict[str, Any]:
    """``proxy``: everything that the browser asks for goes through it, this machine's own addresses too.

    The sandbox needs a user other than root. Signals are Scrapy's to handle: Ctrl-C ends the crawl tidily.
    """
    return {
        "executable_path": chromium(settings),
        "args": list(_FLAGS),
        "headless": True,
        "chromium_sandbox": os.geteuid() != 0 and settings.getbool("HARVESTER_CHROMIUM_SANDBOX"),
        "proxy": {"server": proxy, "bypass": "<-loopback>"},
        **dict.fromkeys(("handle_sigint", "handle_sigterm", "handle_sighup"), False),
    }
