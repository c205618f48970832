"""Which portals a crawl takes: ids of the registry, or one column address that no registry names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from harvester.errors import UsageError
from harvester.portals.registry import Column, Portal, load


def select(ids: Sequence[str] = (), url: str | None = None, folders: Iterable[Path | str] = ()) -> tuple[Portal, ...]:
    """The chosen portals, once each; raises UsageError where nothing or both is chosen, RegistryError on a bad id."""
    if bool(ids) == bool(url):
        raise UsageError(f"crawl: portal ids {list(ids)!r} and url {url!r}: give one of the two")
    if url:
        return (unregistered(url),)
    registry = load(folders)
    return tuple(registry.get(name) for name in dict.fromkeys(ids))


def unregistered(url: str) -> Portal:
    """A portal made of one column; its id is the host, its family is found from the page."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"crawl: url {url!r}: an http or https address of a column is expected")
    return Portal(id=parts.netloc, name="", url=url, family="", columns=(Column(url),))
