"""A portal as the YAML it is written in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from harvester.portals.portal import Column, Era, Portal

_PLAIN = re.compile(r"^[A-Za-z一-鿿][\w（）、，；/ .-]*$")
_IDENTIFIER = re.compile(r"^\d{6}_[a-z0-9_]+$|^https?://[^\s#{}\[\],\"']+$")
"""Plain outside of braces: ``330382_yueqing``, ``http://www.x.gov.cn/?gk=4``."""
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_LINES = ("id", "name", "division_code", "url", "hosts", "scheme", "family", "render", "pace")
_ENDING = ("verified", "examples", "source", "seen", "note")
_USUAL = {field.name: field.default for field in fields(Portal)}


def to_yaml(portals: Iterable[Portal], province: str, comment: str = "") -> str:
    """A portal file; fields that have their usual value are left out."""
    head = [f"# {comment}"] if comment else []
    lines = [*head, *([f"province: {province}"] if province else []), "portals:"]
    for portal in portals:
        lines.extend(f"{'  - ' if not number else '    '}{line}" for number, line in enumerate(lines_of(portal)))
    return "\n".join(lines) + "\n"


def lines_of(portal: Portal) -> Iterator[str]:
    """The lines of one portal, without indentation."""
    for name in _LINES:
        yield from _field(portal, name)
    if portal.expect:
        years = f"years: [{', '.join(map(str, portal.expect.years))}]" if portal.expect.years else ""
        reports = f"reports: {portal.expect.reports}" if portal.expect.reports else ""
        yield f"expect: {{{', '.join(part for part in (reports, years) if part)}}}"
    if portal.columns:
        yield "columns:"
        yield from (f"  - {_column(column)}" for column in portal.columns)
    if portal.eras:
        yield "eras:"
        yield from (f"  - {_era(era)}" for era in portal.eras)
    for name in _ENDING:
        yield from _field(portal, name)


def _field(portal: Portal, name: str) -> Iterator[str]:
    value = getattr(portal, name)
    if name == "verified" or value != _USUAL.get(name):
        yield f"{name}: {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_text(item) for item in value)}]"
    if not isinstance(value, str):
        return f"{value:g}"
    return value if _IDENTIFIER.match(value) else _text(value)


def _text(text: str) -> str:
    return text if _PLAIN.match(text) and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)


def _column(column: Column) -> str:
    parts = [f"url: {_text(column.url)}"]
    if column.name:
        parts.append(f"name: {_text(column.name)}")
    if column.kind != "list":
        parts.append(f"kind: {column.kind}")
    return f"{{{', '.join(parts)}}}" if len(parts) > 1 else _value(column.url)


def _era(era: Era) -> str:
    family = f", family: {era.family}" if era.family else ""
    columns = ", ".join(f"{{url: {_text(column.url)}}}" for column in era.columns)
    return f"{{until: {era.until}, url: {_text(era.url)}{family}, columns: [{columns}]}}"
