"""A report in the form in which its revision keeps it: made where the page was read, beside the crawl."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, TypeAlias

from harvester.items import Report
from harvester.record import to_record
from harvester.store.digest import content_digest


class Encoded(str):
    """A value in JSON, which a column takes as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """The record as `harvester parse` prints it, and the digest of its content."""

    record: Encoded
    digest: str


EncodedReport: TypeAlias = tuple[Report, Encoding]
"""A report, and how its revision keeps it."""


def encode(report: Report) -> Encoding:
    return Encoding(Encoded(to_json(to_record(report))), content_digest(report))


def to_json(value: Any) -> str:
    """What stands in a JSON column."""
    return value if isinstance(value, Encoded) else json.dumps(value, ensure_ascii=False)
