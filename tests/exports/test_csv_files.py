"""Cells of a CSV file: exact numbers, harmless texts."""

import csv
import errno
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import ExportError
from harvester.exports.csv_files import csv_writer, shown
from harvester.exports.in_place import in_place

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-582, "-582"),
        (0, "0"),
        (None, ""),
        (Decimal("59237.2449"), "59237.2449"),
        (Decimal("-0.092"), "-0.092"),
        (Decimal("1E+3"), "1000"),
        (date(2021, 1, 29), "2021-01-29"),
        ("启东市", "启东市"),
        ("=1+1", "'=1+1"),
        ("+36", "'+36"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("'quoted", "''quoted"),
    ],
)
def test_a_value_as_its_cell_holds_it(value, cell):
    assert shown(value) == cell


@given(text=TEXTS)
def test_one_apostrophe_taken_off_gives_the_text_back(text):
    cell = shown(text)
    assert cell.removeprefix("'") == text
    assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))


def test_quotes_commas_and_line_breaks_come_back(tmp_path):
    texts = ('他说"好"', "一,二", "上\n下", "上\r\n下", " 空 格 ")
    with csv_writer(tmp_path / "t.csv", ["a", "b", "c", "d", "e"]) as writer:
        writer.write(texts)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b", "c", "d", "e"], list(texts)]
    assert writer.count == 1


def test_half_of_a_character_does_not_stop_an_export(tmp_path):
    with csv_writer(tmp_path / "t.csv", ["a"]) as writer:
        writer.write(("好\ud800",))
    assert "好?" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")


def test_a_folder_that_takes_and_gives_up_nothing_is_one_line(tmp_path, monkeypatch):
    def read_only(_: Path, *_args: object, **_named: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", read_only)
    with pytest.raises(ExportError, match=r"diff: cannot write .*: Read-only"), in_place(tmp_path / "a.csv", "diff"):
        read_only(tmp_path)
