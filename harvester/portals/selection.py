"""Which portals a crawl takes: ids of the registry, or one address that no registry names."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from harvester.errors import UsageError
from harvester.net.addresses import is_web_address
from harvester.portals.registry import Column, Portal, load

logger = logging.getLogger(__name__)


def select(ids: Sequence[str] = (), url: str | None = None, folders: Iterable[Path | str] = ()) -> tuple[Portal, ...]:
    """The chosen portals as they are today, each followed by what it was in earlier eras.

    Raises UsageError where nothing or both is chosen, RegistryError on a bad id. A mistake in a portal that is not
    chosen is a warning.
    """
    if bool(ids) == bool(url):
        raise UsageError(f"crawl: portal ids {list(ids)!r} and url {url!r}: give one of the two")
    if url:
        return (unregistered(url),)
    registry = load(folders, strict=False)
    chosen = [registry.get(name) for name in dict.fromkeys(ids)]
    for mistake in registry.broken:
        logger.warning("%s", mistake)
    today = datetime.now(UTC).date()
    return tuple(age for portal in chosen for age in portal.through(today))


def unregistered(url: str) -> Portal:
    """A portal made of one column or several, one a line; its id is the host, families are found from the pages."""
    columns = tuple(Column(line) for line in dict.fromkeys(url.split())) or (Column(url),)
    for column in columns:
        if not is_web_address(column.url):
            raise UsageError(f"crawl: url {column.url!r}: an http or https address of a column is expected")
    return Portal(id=urlsplit(columns[0].url).netloc, name="", url=columns[0].url, columns=columns)
