"""datapackage.json: what the files of an export hold, in the terms of Frictionless Data, in Chinese and English."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harvester.exports.dictionary import Field, Resource, about_cell, load_dictionary, load_resources

_KEY = ["agency", "division_code", "year"]


def write_datapackage(path: Path, folder: Path, counts: Mapping[str, int], *, every_report_identified: bool) -> None:
    """Describe the CSV files in ``folder``; agency and year are a key only where every report has both."""
    package = {
        "profile": "tabular-data-package",
        **_about(),
        "resources": [
            _resource(resource, folder, counts[name], keyed=every_report_identified)
            for name, resource in load_resources().items()
        ],
    }
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


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


def _resource(resource: Resource, folder: Path, rows: int, *, keyed: bool) -> dict[str, Any]:
    path = folder / f"{resource.name}.csv"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": resource.name,
        "path": path.name,
        "profile": "tabular-data-resource",
        "title": f"{resource.zh} | {resource.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "schema": _schema(resource, keyed=keyed),
    }


def _schema(resource: Resource, *, keyed: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [describe(field) for field in resource.fields],
        "missingValues": [""],
    }
    if resource.name != "reports":
        schema["foreignKeys"] = [{"fields": _KEY, "reference": {"resource": "reports", "fields": _KEY}}]
    elif keyed:
        schema["primaryKey"] = _KEY
    return schema


def describe(field: Field) -> dict[str, Any]:
    """The field descriptor; ``unit``, ``editions`` and ``law`` are ours."""
    descriptor: dict[str, Any] = {"name": field.name, "type": field.type, "title": f"{field.zh} | {field.en}"}
    constraints: dict[str, Any] = {"enum": list(field.values)} if field.values else {}
    if field.required:
        constraints["required"] = True
    if constraints:
        descriptor["constraints"] = constraints
    if field.cell:
        descriptor["description"] = " | ".join(about_cell(field.cell))
        descriptor |= {
            "unit": field.cell.column.unit or "",
            "editions": list(field.cell.editions),
            "law": field.cell.law or "",
        }
    return descriptor
