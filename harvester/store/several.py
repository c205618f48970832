"""Further reports of one page: each has an address and a capture of its own, which lead to the page and its bytes."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from harvester.store.core import add_row, find_row, table_of
from harvester.store.models import Capture

_NUMBER = re.compile(r"#report-(\d+)$")


def report_url(url: str, number: int) -> str:
    """The page itself for its first report, ``http://…/t1.html#report-2`` for the second."""
    return url if number == 1 else f"{url}#report-{number}"


def report_number(url: str) -> int:
    """Which report of its page an address means, from 1."""
    found = _NUMBER.search(url)
    return int(found[1]) if found else 1


def report_capture(session: Session, capture_id: int, number: int) -> tuple[int, bool]:
    """The capture of a further report, which lies where the page lies, and whether it had to be made."""
    page = session.get_one(Capture, capture_id)
    url = report_url(page.url, number)
    known = find_row(session, Capture, url=url, sha256=page.sha256)
    if known is not None:
        return int(known.id), False
    values = {column.name: getattr(page, column.name) for column in table_of(Capture).columns if column.name != "id"}
    return int(add_row(session, Capture, values | {"url": url})), True
