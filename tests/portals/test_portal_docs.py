"""docs/add-a-portal.md and its Chinese twin say what the registry really takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harvester.portals.check import check
from harvester.portals.schema import PORTAL_FIELDS

DOCS = [Path(__file__).parents[2] / "docs" / name for name in ("add-a-portal.md", "add-a-portal.zh-CN.md")]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_field_is_described(path):
    described = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|(.*?)\|", path.read_text("utf-8"), re.MULTILINE))))

    assert described == set(PORTAL_FIELDS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_example_is_a_good_file(path, tmp_path):
    (example,) = re.findall(r"```yaml\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")

    result = check([file])

    assert (result.portals, result.mistakes) == (1, ())


def test_both_languages_show_the_same_commands_and_outputs():
    blocks = [re.findall(r"^```\n(\$.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE) for path in DOCS]

    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 5
