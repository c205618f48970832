"""Reports whose title names a place only, and whose introduction one of its departments as the author.

A government's report is written by its office, or by the department that collects the reports of all the others; of
any other department it is its own, under a title that leaves the department out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from harvester.items import Agency, Document
from harvester.parsers.organs import is_place_name, tidy
from harvester.parsers.script import simplify
from harvester.parsers.wording import load

_FIRST_TEXTS, _LAST_TEXTS = 5, 12
_JOINTS = re.compile(r"[、•·/／\s]|和|与")


def is_place_alone(written: str) -> bool:
    """True for 启东市, which may stand for its government or be what is left of a department's name."""
    return is_place_name(tidy(written).removesuffix("政府"))


def is_of_all(text: str) -> bool:
    """True where the introduction collects the reports of others: 综合各县区人民政府和市直各部门……."""
    return _of_all().search(simplify(text)) is not None


def is_own(author: Agency) -> bool:
    """True for a department that reports for itself only: 启东市水利局, not 启东市数据局 and not an office."""
    compilers = tuple(load("organs.yaml")["compilers"])
    return author.scope == "department" and not any(word in author.name for word in compilers)


def is_named_around(name: str, document: Document, metadata: Mapping[str, str]) -> bool:
    """True where the page's head, signature or metadata block names the author too, however it joins two names."""
    around = (metadata.get("issuer") or "", *document.texts[:_FIRST_TEXTS], *document.texts[-_LAST_TEXTS:])
    plain = _bare(name)
    return any(_bare(text) == plain for text in around if len(text) < 2 * len(name))


def _bare(name: str) -> str:
    return _JOINTS.sub("", tidy(name))


@cache
def _of_all() -> re.Pattern[str]:
    return re.compile(load("identity.yaml")["of_all"])
