"""YAML that knows the line of each of its values, for messages that name it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from harvester.errors import RegistryError

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATE_TAG = "tag:yaml.org,2002:timestamp"


class Fields(dict[str, Any]):
    """A mapping; ``lines`` has the line of each key."""

    lines: dict[str, int]


class Items(list[Any]):
    """A list; ``lines`` has the line of each item."""

    lines: list[int]


@dataclass(frozen=True, slots=True)
class Where:
    """Where in a file a value stands: ``zhejiang.yaml:7: portal '330382_yueqing': field 'columns.url'``."""

    path: Path
    line: int = 1
    name: str = ""
    """Of the portal or the correction that stands there."""
    field: str = ""
    kind: str = "portal"

    def inside(self, holder: Fields | Items, key: str | int) -> Where:
        """The place of one value of ``holder``, which stands here."""
        if isinstance(holder, Fields) and isinstance(key, str):
            field = f"{self.field}.{key}" if self.field else key
            return replace(self, line=holder.lines.get(key, self.line), field=field)
        lines = holder.lines
        return replace(self, line=lines[key] if isinstance(lines, list) and isinstance(key, int) else self.line)

    def error(self, problem: str) -> DataFileError:
        return DataFileError(self, problem)


class DataFileError(RegistryError):
    """Raised when a file of portals or of corrections does not follow its schema; it begins with file and line."""

    def __init__(self, where: Where, problem: str) -> None:
        named = f" {where.kind} {where.name!r}:" if where.name else ""
        field = f" field {where.field!r}:" if where.field else ""
        super().__init__(f"{where.path}:{where.line}:{named}{field} {problem}")
        self.where = where
        self.problem = problem


def load_yaml(path: Path) -> Any:
    """The file's content; raises RegistryError with the line where it is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader, with lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise Where(path, mark.line + 1 if mark else 1).error(f"not YAML: {' '.join(problem.split())}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Where(path).error(f"cannot be read: {error}; files are UTF-8") from error


class _Loader(_BASE):  # type: ignore[misc]  # the C loader where there is one
    """Dates stay text: `until: 2019-02-30` is then a wrong value of a field, not a broken file."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own name)
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _DATE_TAG]
        for first, resolvers in _BASE.yaml_implicit_resolvers.items()
    }


def _mapping(loader: Any, node: Any) -> Fields:
    loader.flatten_mapping(node)
    fields = Fields()
    fields.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str) or key in fields:
            problem = f"field {key!r} is given twice" if isinstance(key, str) else f"{key!r} is no name of a field"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        fields[key] = loader.construct_object(value_node, deep=True)
        fields.lines[key] = key_node.start_mark.line + 1
    return fields


def _sequence(loader: Any, node: Any) -> Items:
    items = Items(loader.construct_object(item, deep=True) for item in node.value)
    items.lines = [item.start_mark.line + 1 for item in node.value]
    return items


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)
