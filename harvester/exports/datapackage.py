"""datapackage.json: what the files of an export hold, in the terms of Frictionless Data, in Chinese and English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harvester.exports.dictionary import Field, Resource, about_cell, load_dictionary
from harvester.exports.formats import file_name
from harvester.exports.manifest import PACKAGE, Contents, sum_of

_KEY = ["agency_id", "year"]
_MEDIA = {"csv": "text/csv", "jsonl": "application/x-ndjson", "parquet": "application/vnd.apache.parquet"}
"""Formats that have a file for each table, the one that most programs read first."""
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def write_datapackage(folder: Path, resources: Sequence[Resource], contents: Contents) -> bool:
    """Describe the tables in ``folder``; False where only formats are there that carry the dictionary themselves.

    Agency and year are a key only where every report has both.
    """
    format_ = next((name for name in _MEDIA if (folder / file_name(name, resources[0].name)).exists()), None)
    if format_ is None:
        return False
    names = {resource.name for resource in resources}
    package = {
        "profile": "tabular-data-package",
        **_about(),
        "resources": [_resource(resource, folder, format_, names, contents) for resource in resources],
    }
    (folder / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return True


def _about() -> dict[str, Any]:
    words = load_dictionary()["dataset"]
    paragraphs = [words["about"]["zh"], words["text_rule"]["zh"], words["about"]["en"], words["text_rule"]["en"]]
    return {
        "name": words["name"],
        "title": f"{words['zh']} | {words['en']}",
        "description": "\n\n".join(paragraphs),
        "licenses": [
            {
                "name": "Apache-2.0",
                "title": "Apache License 2.0",
                "path": "https://www.apache.org/licenses/LICENSE-2.0",
            }
        ],
        "sources": [{"title": f"{words['source']['zh']} | {words['source']['en']}"}],
    }


def _resource(resource: Resource, folder: Path, format_: str, names: set[str], contents: Contents) -> dict[str, Any]:
    path = folder / file_name(format_, resource.name)
    return {
        "name": resource.name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "title": f"{resource.zh} | {resource.en}",
        "format": format_,
        "mediatype": _MEDIA[format_],
        "encoding": "utf-8",
        **({"dialect": _DIALECT} if format_ == "csv" else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sum_of(path)}",
        "rows": contents.rows[resource.name],
        "schema": _schema(resource, names, contents),
    }


def _schema(resource: Resource, names: set[str], contents: Contents) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [describe(field) for field in resource.fields], "missingValues": [""]}
    if resource.name == "agencies":
        schema["primaryKey"] = ["agency_id"]
    elif resource.name == "reports":
        schema |= {} if contents.unidentified else {"primaryKey": _KEY}
    elif "reports" in names:
        schema["foreignKeys"] = [{"fields": _KEY, "reference": {"resource": "reports", "fields": _KEY}}]
    return schema


def describe(field: Field) -> dict[str, Any]:
    """The field descriptor; ``unit``, ``editions``, ``law`` and ``codes`` are ours."""
    descriptor: dict[str, Any] = {"name": field.name, "type": field.type, "title": f"{field.zh} | {field.en}"}
    constraints: dict[str, Any] = {"enum": list(field.words)} if field.codes else {}
    if field.required:
        constraints["required"] = True
    if constraints:
        descriptor["constraints"] = constraints
    if field.codes:
        descriptor["codes"] = {word: f"{said['zh']} | {said['en']}" for word, said in field.words.items()}
    elif field.cell:
        descriptor["description"] = " | ".join(about_cell(field.cell))
        descriptor |= {
            "unit": field.cell.column.unit or "",
            "editions": list(field.cell.editions),
            "law": field.cell.law or "",
        }
    return descriptor
