"""The bytes of one .dta file of release 118."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BYTE, DOUBLE, STRL = 65530, 65526, 32768
"""Types of variables; a number up to 2045 is a text of so many bytes."""
_CODES = {BYTE: "b", DOUBLE: "d", STRL: "Q"}
_LABEL = 80
"""Characters that Stata shows of a label."""
_KNOWN = 5_000
"""Texts of a variable that are remembered, to be pointed back to."""
_PARTS = 14
"""Places that the map at the beginning of the file names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """``labels``: the name of the list of value labels, and the number of each text."""

    name: str
    kind: int
    format: str
    label: str
    labels: tuple[str, Mapping[str, int]] | None = None


class StataFile:
    """A file that grows by rows; how many there are, and where each part begins, is filled in at the end."""

    def __init__(self, path: Path, title: str, variables: Sequence[Variable]) -> None:
        self._variables = variables
        self._rows = 0
        self._pack = struct.Struct("<" + "".join(_CODES.get(v.kind, f"{v.kind}s") for v in variables)).pack
        self._texts = [place for place, variable in enumerate(variables) if variable.kind == STRL]
        self._known: list[dict[bytes, int]] = [{} for _ in variables]
        self._strls_path = path.with_suffix(".strls")
        self._file, self._strls = path.open("w+b"), self._strls_path.open("w+b")
        self._map = [0]
        self._begin(title)

    def _begin(self, title: str) -> None:
        label = title[:_LABEL].encode()
        self._file.write(b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>")
        self._file.write(b"<K>%s</K><N>" % struct.pack("<H", len(self._variables)))
        self._rows_at = self._file.tell()
        self._file.write(bytes(8) + b"</N><label>" + struct.pack("<H", len(label)) + label + b"</label>")
        self._file.write(b"<timestamp>\0</timestamp></header>")
        self._part("map", bytes(8 * _PARTS))
        self._part("variable_types", b"".join(struct.pack("<H", v.kind) for v in self._variables))
        self._part("varnames", b"".join(_padded(v.name, 129) for v in self._variables))
        self._part("sortlist", bytes(2 * len(self._variables) + 2))
        self._part("formats", b"".join(_padded(v.format, 57) for v in self._variables))
        self._part(
            "value_label_names", b"".join(_padded(v.labels[0] if v.labels else "", 129) for v in self._variables)
        )
        self._part("variable_labels", b"".join(_padded(v.label[:_LABEL], 321) for v in self._variables))
        self._part("characteristics", b"")
        self._map.append(self._file.tell())
        self._file.write(b"<data>")

    def _part(self, tag: str, body: bytes) -> None:
        self._map.append(self._file.tell())
        self._file.write(f"<{tag}>".encode() + body + f"</{tag}>".encode())

    def write_rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Values in the order of the variables: int for BYTE, float for DOUBLE, bytes for texts."""
        packed = []
        for row in rows:
            self._rows += 1
            values = list(row)
            for place in self._texts:
                values[place] = self._reference(place, values[place])
            packed.append(self._pack(*values))
        self._file.write(b"".join(packed))

    def _reference(self, place: int, text: bytes) -> int:
        """Variable and row under which the text is kept: two bytes and six."""
        if not text:
            return 0
        known = self._known[place]
        if text not in known:
            if len(known) == _KNOWN:
                known.clear()
            known[text] = (place + 1) | (self._rows << 16)
            self._strls.write(b"GSO" + struct.pack("<IQBI", place + 1, self._rows, 130, len(text) + 1) + text + b"\0")
        return known[text]

    def close(self) -> None:
        """Append the texts and the value labels, and fill in what the beginning of the file says."""
        self._file.write(b"</data>")
        self._map.append(self._file.tell())
        self._file.write(b"<strls>")
        self._strls.seek(0)
        shutil.copyfileobj(self._strls, self._file, 1 << 20)
        self._strls.close()
        self._strls_path.unlink()
        self._file.write(b"</strls>")
        lists = {v.labels[0]: v.labels[1] for v in self._variables if v.labels}
        self._part("value_labels", b"".join(_value_labels(name, labels) for name, labels in lists.items()))
        self._map.append(self._file.tell())
        self._file.write(b"</stata_dta>")
        self._map.append(self._file.tell())
        self._fill_in()
        self._file.close()

    def _fill_in(self) -> None:
        self._file.seek(self._rows_at)
        self._file.write(struct.pack("<Q", self._rows))
        self._file.seek(self._map[1] + len("<map>"))
        self._file.write(struct.pack(f"<{_PARTS}Q", *self._map))


def _padded(text: str, width: int) -> bytes:
    return text.encode().ljust(width, b"\0")


def _value_labels(name: str, labels: Mapping[str, int]) -> bytes:
    texts = [text.encode() + b"\0" for text in labels]
    offsets = [sum(map(len, texts[:place])) for place in range(len(texts))]
    size = sum(map(len, texts))
    table = struct.pack(f"<II{2 * len(texts)}I", len(texts), size, *offsets, *labels.values()) + b"".join(texts)
    return b"<lbl>" + struct.pack("<I", len(table)) + _padded(name, 129) + bytes(3) + table + b"</lbl>"
