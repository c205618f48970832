"""The runbook names everything that somebody may have to act on."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import harvester
from harvester.errors import HarvesterError
from harvester.spiders.outcomes import MEANINGS, OutcomeName

SOURCE = Path(harvester.__file__).parent
RUNBOOK, CHINESE = (
    (SOURCE.parent / "docs" / name).read_text(encoding="utf-8") for name in ("runbook.md", "runbook.zh-CN.md")
)
LEVELS = {"warning", "error", "critical"}
ONLY_A_MESSAGE = "%s"


def errors():
    """Every class of error that a user can meet."""
    for module in pkgutil.walk_packages(harvester.__path__, "harvester."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting, found = [HarvesterError], []
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return found


def log_lines():
    """The constant text of every warning and error of the source: ``host left alone host=%s``."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_log = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS
            if is_log and getattr(node.func.value, "id", "") == "logger":
                yield node.args[0].value


def statuses():
    """What commands end with where nothing went wrong: ``HELD_STATUS = 12``."""
    for path in SOURCE.rglob("*.py"):
        yield from map(int, re.findall(r"^[A-Z]+_STATUS = (\d+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_exit_status_has_a_row():
    listed = {int(number) for number in re.findall(r"^\| (\d+) \|", RUNBOOK, re.MULTILINE)}

    assert {kind.exit_status for kind in errors() if kind.__module__.startswith("harvester.")} <= listed
    assert {11, 12, 13, 15, 130} == set(statuses()) <= listed


@pytest.mark.parametrize("name", MEANINGS)
def test_every_outcome_has_its_row(name):
    line = MEANINGS[name]
    missing = "yes" if line.missing else ""

    assert f"| `{name}` | {line.zh} | {line.meaning} | {missing} | {line.action} |" in RUNBOOK


def test_the_table_of_outcomes_has_no_other_row():
    table = RUNBOOK.split("| outcome | 中文 |")[1].split("\n\n")[0]

    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(MEANINGS)


def test_the_names_of_outcomes_are_those_of_the_table():
    assert tuple(MEANINGS) == OutcomeName.__args__


def test_every_warning_and_error_of_the_log_has_a_row():
    lines = {line for line in log_lines() if line != ONLY_A_MESSAGE}

    assert len(lines) > 3
    assert not {line for line in lines if f"`{re.sub(r'%[sd]', '…', line)}`" not in RUNBOOK}


@pytest.mark.parametrize(
    "message",
    ["HARVESTER_CONTACT: not set", "is inside a private network; give --allow-private", "left alone in this run"],
)
def test_what_asks_for_action_before_and_after_a_crawl_is_listed(message):
    assert message in RUNBOOK


def test_the_chinese_runbook_lists_the_same():
    keys = [re.findall(r"^\| (.+?) \|", text, re.MULTILINE) for text in (RUNBOOK, CHINESE)]
    headers = {"status", "状态", "message", "提示", "rule", "规则", "outcome", "结果", "line", "日志行"}

    assert len(keys[0]) > 100
    assert [key for key in keys[0] if key not in headers] == [key for key in keys[1] if key not in headers]
