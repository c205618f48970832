"""The YAML files of wording, loaded once, and patterns made of their lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from harvester.parsers.script import canonical


@cache
def load(name: str, package: str = "harvester.parsers") -> Any:
    """A YAML file of the package: ``load("chrome.yaml")``."""
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (safe loaders both)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words in canonical form, the longest first."""
    wanted = sorted({canonical(word) for word in words}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in wanted) + ")"
