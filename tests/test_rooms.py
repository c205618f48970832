"""The pure rooms read and check without a crawler and without a database, and know nothing of who calls them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import harvester

SOURCE = Path(harvester.__file__).parent
PURE = ("documents", "parsers", "editions", "divisions", "checks")
BELOW = {*PURE, "items", "errors"}
"""What a pure room may import: the other ones, the types that cross rooms, and the errors."""


def imports(room):
    """Every ``from harvester.ROOM…`` and every library that the modules of a room import."""
    for path in sorted((SOURCE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield path.name, node.module
            elif isinstance(node, ast.Import):
                yield from ((path.name, name.name) for name in node.names)


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_imports_only_pure_rooms(room):
    inside = [(name, module) for name, module in imports(room) if module.startswith("harvester")]
    assert [item for item in inside if item[1].split(".")[1] not in BELOW] == []


def test_what_is_read_of_a_document_does_not_read_documents():
    readers = [item for item in imports("parsers") if item[1].startswith("harvester.documents")]
    assert readers == []


def test_a_document_is_read_without_knowing_what_a_report_says():
    used = {module for _, module in imports("documents") if module.startswith("harvester.parsers")}
    assert used == {"harvester.parsers.numbers", "harvester.parsers.script"}


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_needs_neither_crawler_nor_database(room):
    heavy = ("scrapy", "twisted", "w3lib", "sqlalchemy", "alembic")
    assert [item for item in imports(room) if item[1].split(".")[0] in heavy] == []


def test_a_report_is_read_without_crawler_and_database():
    code = "import sys, harvester; harvester.parse(b'<p>1</p>'); print(*{'scrapy', 'sqlalchemy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
