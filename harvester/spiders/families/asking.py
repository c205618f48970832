"""What a script would ask for, and what of it may be the interface of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_INTERFACE = re.compile(
    r"\.(?:jsp|do|action|json|xml|ashx|php|txt|inc)(?:\?|$)|/(?:was\d*|api|rest|interface\w*)/|"
    r"/\w*(?:search|query|list|data|page)\w*(?:\?|$)|\?(?:.*&)?channelid=",
    re.IGNORECASE,
)
_NO_INTERFACE = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|ico|svg|swf|s?html?|pdf)(?:\?|$)|login|logout|visit|count|click|hits|captcha|upload"
    r"|weather|token|stat|jiucuo|keyword|hotword",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\{(?:one|zero|(?:skip|start|end):\d+)\}")


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that a script would send; ``{one}`` or ``{zero}`` stands where the page's number goes."""

    url: str
    form: tuple[tuple[str, str], ...] = ()
    json: bool = False
    numbers: frozenset[str] = frozenset()
    """Fields that the script has as numbers: ``{pageNo: 1}``, unlike ``{pageNo: "1"}``."""
    is_ajax: bool = field(default=False, compare=False)
    """True for what jQuery asks for, which says so."""
    is_part: bool = field(default=False, compare=False)
    """True for what is put into the page as it stands."""


def is_interface(asking: Asking) -> bool:
    """By its name, or by a page's number, wherever that stands in what is asked for."""
    url, values = asking.url, (asking.url, *(value for _, value in asking.form))
    is_likely = bool(_INTERFACE.search(url)) or any(map(_PLACE.search, values))
    return is_likely and not _NO_INTERFACE.search(urlsplit(url).path) and " " not in url
