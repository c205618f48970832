"""Agencies that stand around a report whose title names none: the issuer, the signature, the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from harvester.divisions import locate
from harvester.items import Document, Page
from harvester.parsers.organs import is_agency_name
from harvester.parsers.script import squeeze
from harvester.parsers.wording import load

_FIRST_TEXTS, _LAST_TEXTS = 30, 12
_LONGEST_NAME = 40
_LONGEST_TRAIL = 200
_STEP = re.compile(r"[>＞»›/|]+")
_TITLE_PARTS = re.compile(r"[-_|—–>＞»]+")


def of_the_site(document: Document, page: Page, metadata: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(where, name), the nearest to the report first; what is no agency's name is for the caller to sort out."""
    found = (
        ("metadata issuer", metadata.get("issuer")),
        ("signature", _signature(document)),
        ("breadcrumb", _in_trail(document)),
        ("metadata source", metadata.get("source")),
        ("title", _behind_title(document.title or "")),
        ("metadata site_name", _of_website(metadata.get("site_name") or "")),
        ("registry", page.publisher),
    )
    yield from ((source, squeeze(text)) for source, text in found if text)


def _signature(document: Document) -> str | None:
    """The last short line that is an agency's name: 大同市人民政府办公室 above the date."""
    lines = [text for text in document.texts[-_LAST_TEXTS:] if len(text) <= _LONGEST_NAME]
    return next((text for text in reversed(lines) if is_agency_name(text) and locate(text)), None)


def _in_trail(document: Document) -> str | None:
    """The last agency of 首页 > 部门公开 > 启东市教育局 > 政府信息公开年报."""
    for text in document.texts[:_FIRST_TEXTS]:
        steps = _STEP.split(squeeze(text[:_LONGEST_TRAIL])) if len(text) <= _LONGEST_TRAIL else []
        names = [step for step in steps if is_agency_name(step)] if len(steps) > 2 else []
        if names:
            return names[-1]
    return None


def _behind_title(title: str) -> str | None:
    """启东市教育局 of 2022年政府信息公开工作年度报告-启东市教育局网站."""
    names = [name for part in _TITLE_PARTS.split(title)[1:] if (name := _of_website(part))]
    return names[0] if names else None


def _of_website(name: str) -> str | None:
    """启东市教育局 of 启东市教育局门户网站."""
    plain = squeeze(name)
    for word in load("titles.yaml")["websites"]:
        plain = plain.removesuffix(word)
    return plain if plain and is_agency_name(plain) else None
