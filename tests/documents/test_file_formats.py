"""Every format that reports are published in becomes one kind of document."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

import harvester
from fixtures.cases.compose import html, tables
from fixtures.cases.office_files import report_docx, report_mhtml
from fixtures.cases.pdf_writer import Style, report_pdf
from fixtures.cases.registry import PAGES
from fixtures.cases.report_page import OVERVIEW, PREAMBLE, TITLE
from harvester.documents.number_formats import formatted
from harvester.documents.read import read_document
from harvester.documents.worker import read
from harvester.items import Document, Page, Text
from tests.documents.reading import read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def _document(body: bytes, name: str) -> Document:
    return read_document(Page(url=None, body=body, filename=name))


def _xlsx(*values: object, number_format: str = "General") -> Document:
    book = openpyxl.Workbook()
    for column, value in enumerate(("规章", *values), 1):
        book.active.cell(1, column, value).number_format = number_format
    stream = BytesIO()
    book.save(stream)
    return read_file(stream.getvalue(), "a.xlsx")


def _row(document: Document) -> list[str]:
    return [cell.text for cell in document.grids[0].rows[0]]


@pytest.mark.parametrize("name", ["no-ending", "wrong.html", "wrong.txt"])
@pytest.mark.parametrize(
    "file", ["pdf_over_pages.pdf", "word.docx", "excel.xlsx", "excel_97.xls", "national_format.ofd"]
)
def test_a_format_is_known_by_its_bytes_whatever_the_name(file: str, name: str) -> None:
    assert _document((PAGES / file).read_bytes(), name).grids


def test_lines_of_a_page_become_paragraphs_and_page_numbers_go() -> None:
    document = read_file(report_pdf(tables(), Style(numbers="第 {} 页", head="青溪县水务局文件")), "a.pdf")
    assert document.texts[:3] == (TITLE, PREAMBLE, "一、总体情况")
    assert OVERVIEW in document.texts
    assert not [text for text in document.texts if "页" in text or "文件" in text]


def test_a_table_over_three_pages_is_one_grid() -> None:
    document = read_file(report_pdf(tables(), Style(size=14, is_wide=True)), "a.pdf")
    assert len(document.grids) == 3


def test_a_row_that_the_page_break_cuts_is_one_row_again() -> None:
    document = read_file((PAGES / "pdf_row_cut_by_page.pdf").read_bytes(), "a.pdf")
    labels = {cell.text.replace("\n", "") for grid in document.grids for row in grid.rows for cell in row}
    assert "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" in labels


def test_a_merged_cell_keeps_its_spans() -> None:
    _, requests, _ = read_file(report_docx(tables()), "a.docx").grids
    stub, *_ = requests.rows[0]
    assert (stub.rowspan, stub.colspan) == (3, 3)
    assert next(cell.text for cell in requests.rows[3]) == "一、本年新收政府信息公开申请数量"


def test_what_word_does_not_show_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("一、总体")
    paragraph._p.append(
        docx.oxml.parse_xml(f"<w:del {docx.oxml.ns.nsdecls('w')}><w:r><w:delText>旧</w:delText></w:r></w:del>")
    )
    paragraph._p.append(docx.oxml.parse_xml(f"<w:ins {docx.oxml.ns.nsdecls('w')}><w:r><w:t>情况</w:t></w:r></w:ins>"))
    stream = BytesIO()
    document.save(stream)
    assert read_file(stream.getvalue(), "a.docx").texts == ("一、总体情况",)


@pytest.mark.parametrize(
    ("value", "text"), [(58, "58"), (58.0, "58"), (0.1 + 0.2, "0.3"), (1.5e7, "15000000"), (0, "0"), (-8, "-8")]
)
def test_figures_of_a_sheet_are_written_out(value: float, text: str) -> None:
    assert _row(_xlsx(value)) == ["规章", text]


def test_a_formula_without_a_stored_result_is_shown_as_it_is() -> None:
    assert _row(_xlsx(2, "=B1*2")) == ["规章", "2", "=B1*2"]


@pytest.mark.parametrize(
    ("number_format", "text"),
    [("General", "7730.28"), ('#,##0.00"万元"', "7730.28万元"), ("0.00_ ", "7730.28"), ("0.0%", "773028%")],
)
def test_a_number_format_adds_its_unit(number_format: str, text: str) -> None:
    assert formatted(7730.28, number_format) == text


def test_a_hidden_sheet_is_not_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["规章", 1, 1, 1])
    hidden = book.create_sheet("旧")
    hidden.append(["规章", 9, 9, 9])
    hidden.sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    assert len(read_file(stream.getvalue(), "a.xlsx").grids) == 1


def test_a_web_archive_named_doc_is_the_page_in_it() -> None:
    document = _document(report_mhtml(html().replace("utf-8", "gb2312")), "a.doc")
    assert Text(OVERVIEW) in document.blocks


@pytest.mark.parametrize(
    ("media", "module", "extra"),
    [
        ("pdf", "pypdfium2", "pdf"),
        ("xlsx", "openpyxl", "office"),
        ("xls", "xlrd", "office"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    media: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("harvester.documents.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    assert read(media, b"").flags == (f"missing_{extra}_{media}",)


def test_the_message_of_a_missing_extra_names_it() -> None:
    from harvester.parsers.wording import load

    notices = load("notices.yaml", "harvester.documents")
    assert notices["missing_pdf_pdf"] == "PDF 文件未能读取：请安装 harvester[pdf]"
    assert all("harvester[office]" in notices[f"missing_office_{media}"] for media in ("xlsx", "xls"))


@pytest.mark.parametrize("body", [OLE + "WordDocument".encode("utf-16-le"), rb"{\rtf1 2023}"], ids=["doc", "rtf"])
def test_an_old_word_file_without_libreoffice_says_what_to_install(
    body: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (finding,) = harvester.parse(body, filename="a.wps").findings
    assert "LibreOffice" in finding.message


def test_an_old_word_file_is_converted_with_a_profile_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _program(tmp_path, f'cp "{PAGES / "word.docx"}" report.docx; echo "$1" > "{tmp_path}/asked"')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert harvester.parse(OLE + "WordDocument".encode("utf-16-le"), filename="a.doc").year == 2023
    assert "-env:UserInstallation=file://" in (tmp_path / "asked").read_text(encoding="utf-8")


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _program(tmp_path, "sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("harvester.documents.office.SECONDS", 0.5)
    (finding,) = harvester.parse(rb"{\rtf1 2023}", filename="a.rtf").findings
    assert finding.actual == "unread_converting"


def _program(folder: Path, line: str) -> None:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
