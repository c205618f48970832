"""What the program imports is declared, and each declared library has its line in decision 1."""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECISION = (ROOT / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8")
OF_SCRAPY = {"twisted", "w3lib", "protego", "OpenSSL", "playwright"}
IMPORTED_AS = {"bs4": "beautifulsoup4", "yaml": "pyyaml"}


def key(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras):
    """The names of ``scrapy>=2.19,<2.20``, ``psycopg[binary]>=3.3`` …, of the program and of extras."""
    lines = [*PROJECT["dependencies"], *(line for name in extras for line in PROJECT["optional-dependencies"][name])]
    names = (re.match(r"[\w.-]+", line)[0] for line in lines)
    return {key(name) for name in names if name != "harvester"}


def imported(folder):
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield node.module.split(".")[0]
            elif isinstance(node, ast.Import):
                yield from (name.name.split(".")[0] for name in node.names)


def test_every_import_of_the_program_is_declared():
    found = set(imported(ROOT / "harvester")) - set(sys.stdlib_module_names) - OF_SCRAPY - {"harvester"}
    extras = [name for name in PROJECT["optional-dependencies"] if name != "dev"]
    assert {key(IMPORTED_AS.get(name, name)) for name in found} <= declared(*extras)


def test_every_dependency_has_its_line_in_the_decision():
    named = {key(word) for word in re.findall(r"[\w.-]*\w", DECISION)}
    belong_together = {"duckdb-extension-sqlite-scanner", "duckdb-extensions"}  # duckdb with its SQLite extension
    assert declared(*PROJECT["optional-dependencies"]) - belong_together <= named


def test_the_index_of_decisions_names_each_by_its_title():
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs/decisions").glob("0*.md")):
        number, title = re.match(r"# (\d+)\. (.+)", path.read_text(encoding="utf-8")).groups()
        assert f"| [{number}]({path.name}) | {title} |" in index
