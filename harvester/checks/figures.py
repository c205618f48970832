"""The figures of one report as the rules see them: by cell id, blanks apart from zeros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from harvester.editions.cells import FormCell, all_cells, edition_cells
from harvester.editions.form import load_form
from harvester.items import DOUBTFUL, STATISTICS, TABLES, CellNote, Number, Report


class Figures:
    """The tables of a report, looked up by cell id (``requests.granted.total``)."""

    def __init__(self, report: Report) -> None:
        self._tables = report.tables
        self._editions = report.editions
        doubtful = (note.cell for note in report.cells if note.state in DOUBTFUL)
        self.doubtful = frozenset(doubtful)
        self.absent = frozenset(note.cell for note in report.cells if note.state == "absent")
        self._unreadable = frozenset(note.cell for note in report.cells if _says_more(note))
        self._none = frozenset(note.cell for note in report.cells if note.state in ("none", "dash", "slash"))
        self.corrected = frozenset(note.cell for note in report.cells if note.reason == "corrected")
        shifted = (note.cell for note in report.cells if note.reason == "holds_if_shifted")
        self.shifted_rows = frozenset(cell.rpartition(".")[0] for cell in shifted)
        self._values = {cell: value for table in (*TABLES, STATISTICS) for cell, value in self.cells(table)}

    def rows(self, table: str) -> Mapping[str, Mapping[str, Number | None]]:
        """The rows of a table; none where the report lacks it."""
        return self._tables.get(table) or {}

    @property
    def are_stated(self) -> bool:
        """False for a report without a figure: its tables are missing, blank or pictures."""
        return any(value is not None for value in self._values.values())

    def value(self, cell: str) -> Number | None:
        return self._values.get(cell)

    def outcomes(self) -> tuple[str, ...]:
        """The leaf outcome rows of 表三 that this report holds: 19 in the 2019 edition, 21 in the 2021 one."""
        held = self.rows("requests")
        return tuple(row.key for row in load_form().all_request_rows if row.role == "outcome" and row.key in held)

    def cells(self, table: str) -> Iterator[tuple[str, Number | None]]:
        for row, columns in self.rows(table).items():
            for column, value in columns.items():
                yield f"{table}.{row}.{column}", value

    def wording(self, cell: str) -> FormCell:
        """The official wording of a cell in the edition that the table follows."""
        edition = self._editions.get(cell.split(".", maxsplit=1)[0])
        known = edition_cells(edition) if edition else {}
        return known.get(cell) or all_cells()[cell]

    def are_readable(self, cells: Iterable[str]) -> bool:
        """False where a cell holds something that could not be read: it is neither blank nor a number."""
        return not any(cell in self._unreadable and self.value(cell) is None for cell in cells)

    def total(self, cells: Iterable[str]) -> Number | None:
        """The sum of the cells, blanks as 0; None where every one is blank or one could not be read."""
        names = tuple(cells)
        stated = [value for value in map(self.value, names) if value is not None]
        return sum(stated) if stated and self.are_readable(names) else None

    def is_nought(self, cell: str) -> bool:
        """True for a blank cell that stands for 0: 无, -, or one in a row whose total is the sum of the others."""
        if cell in self._none:
            return True
        name, row, _ = cell.split(".")
        *parts, total = (f"{name}.{row}.{column}" for column in self.rows(name).get(row, ()))
        return self.value(total) is not None and self.total(parts) == self.value(total)

    def broken_sum(self, total: str, parts: Sequence[str]) -> tuple[Number, Number] | None:
        """(sum of the parts, stated total) where the two differ; None where they agree or one is not stated."""
        expected, stated = self.total(parts), self.value(total)
        if expected is None or stated is None or expected == stated:
            return None
        return expected, stated


def _says_more(note: CellNote) -> bool:
    """True for a note on what could not be read; a dash in a row that was placed with doubt is a blank still."""
    return note.state == "garbled" or (note.state == "uncertain" and any(map(str.isnumeric, note.raw)))
