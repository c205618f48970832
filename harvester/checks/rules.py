"""The rules as data: id, severity and wording from rules.yaml, and the finding that each one makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from harvester.items import Finding, Number, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What has to hold (``zh``, ``en``), how grave a breach is, and the sentence that reports one."""

    id: str
    severity: Severity
    zh: str
    en: str
    message: str
    is_sum: bool = False
    """True for sums within one table, which only a slip of the source or a misreading can break."""

    def finding(
        self,
        cells: Iterable[str] = (),
        *,
        expected: Number | str | None = None,
        actual: Number | str | None = None,
        **words: Number | str | None,
    ) -> Finding:
        """The finding of one breach; ``cells`` begins with the total."""
        values = {**words, "expected": expected, "actual": actual}
        return Finding(
            rule=self.id,
            severity=self.severity,
            cells=tuple(cells),
            message=self.message.format(**{name: shown(value) for name, value in values.items()}),
            expected=expected,
            actual=actual,
        )


@cache
def load_rules() -> Mapping[str, Rule]:
    """Every rule by id, in the order of rules.yaml."""
    return {item["id"]: Rule(**item) for item in load_data("rules.yaml")["rules"]}


@cache
def remark(name: str) -> str:
    """What is added to a message, or said in its place: ``doubt`` where a number was read with doubt (rules.yaml)."""
    return str(load_data("rules.yaml")[name])


@cache
def yuan() -> Mapping[str, int]:
    """How many yuan each unit of money is."""
    return dict(load_data("rules.yaml")["yuan"])


def load_data(name: str) -> Any:
    """The YAML file of that name beside this module."""
    text = files("harvester.checks").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (safe loaders both)


def shown(value: Number | str | None) -> str:
    """A number as a reader writes it (Decimal 7.50 -> 7.5); a blank is 空白."""
    if value is None:
        return "空白"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
