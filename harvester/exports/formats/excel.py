"""One Excel workbook: a legend, then a sheet a table, further sheets where a table is longer than a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from harvester.exports.dictionary import Resource
from harvester.exports.formats import ONE_FILE
from harvester.exports.legend import Row, code_rows, legend_rows
from harvester.exports.values import Batch, floats, moment

ROWS = 1_048_576
"""Rows that a sheet has."""
CHARACTERS = 32_767
"""Characters that a cell holds."""
HEADERS = 2
"""Chinese wording above, the column's name below."""
_LEGEND = "字段说明"
_CODES = "代码说明"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Fixed, so that the same data make the same bytes; the manifest says when it was made."""
_WIDTHS = {"number": 10, "integer": 8, "date": 12, "datetime": 20}


class Writer:
    """Texts are written as texts, whatever they begin with: no formula and no link is made of one."""

    def __init__(self, folder: Path, resources: Sequence[Resource]) -> None:
        self.cut = 0
        options = {"constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False}
        self._book = xlsxwriter.Workbook(str(folder / ONE_FILE["xlsx"]), options)
        self._book.set_properties({"created": _MADE})
        self._bold = self._book.add_format({"bold": True})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._add_list(_LEGEND, legend_rows(resources))
        self._add_list(_CODES, code_rows(resources))
        self._sheets = {resource.name: _Sheets(self, resource) for resource in resources}

    def _add_list(self, name: str, rows: Sequence[Row]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(rows[0]) - 1, 24)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text, None if place else self._bold)

    def write(self, table: str, batch: Batch) -> None:
        self._sheets[table].add(batch)

    def close(self) -> None:
        self._book.close()

    def new_sheet(self, resource: Resource, number: int) -> Any:
        """The sheet ``cells``, or ``cells (2)``, with its two rows of headers."""
        sheet = self._book.add_worksheet(resource.name if number == 1 else f"{resource.name} ({number})")
        sheet.freeze_panes(HEADERS, 0)
        for column, field in enumerate(resource.fields):
            sheet.set_column(column, column, _WIDTHS.get(field.type, 16))
        for row, texts in enumerate(([f.zh for f in resource.fields], resource.header)):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, self._bold)
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """One value by its type; a text that a cell cannot hold is cut, and counted."""
        if isinstance(value, str):
            if len(value) > CHARACTERS:
                self.cut += 1
                value = value[:CHARACTERS]
            sheet.write_string(row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif value is not None:
            sheet.write_datetime(row, column, value, self._date)


class _Sheets:
    """The sheets of one table, of which the last is being filled."""

    def __init__(self, writer: Writer, resource: Resource) -> None:
        self._writer, self._resource = writer, resource
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._sheet, self._row = self._writer.new_sheet(self._resource, self._number), HEADERS

    def add(self, batch: Batch) -> None:
        fields = self._resource.fields
        columns = [_PLAIN.get(field.type, list)(column) for field, column in zip(fields, batch, strict=True)]
        for values in zip(*columns, strict=True):
            if self._row == ROWS:
                self._begin()
            for column, value in enumerate(values):
                if value is not None:
                    self._writer.put(self._sheet, self._row, column, value)
            self._row += 1


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "number": floats,
    "datetime": lambda column: [moment(value) for value in column],
}
