"""JSON Lines: one object a row, figures as JSON numbers, a blank as null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from harvester.exports.dictionary import Resource
from harvester.exports.values import Batch, plain


class Writer:
    """One file a table."""

    cut = 0

    def __init__(self, folder: Path, resources: Sequence[Resource]) -> None:
        self._resources = {resource.name: resource for resource in resources}
        self._stack = ExitStack()
        paths = {resource.name: folder / f"{resource.name}.jsonl" for resource in resources}
        self._files = {
            name: self._stack.enter_context(path.open("w", encoding="utf-8", errors="replace", newline="\n"))
            for name, path in paths.items()
        }
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode

    def write(self, table: str, batch: Batch) -> None:
        resource = self._resources[table]
        columns = [plain(field.type, column) for field, column in zip(resource.fields, batch, strict=True)]
        rows = zip(*columns, strict=True)
        encode, header = self._encode, resource.header
        self._files[table].writelines(f"{encode(dict(zip(header, row, strict=True)))}\n" for row in rows)

    def close(self) -> None:
        self._stack.close()
