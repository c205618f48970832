"""Figures of formulas: the result that the file stores, and a doubt where it stores none or one that cannot be."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
import xlwt
from docx.oxml import OxmlElement
from openpyxl.worksheet.formula import ArrayFormula

from harvester.documents.open_text import shown_figure
from harvester.parsers.numbers import read_value
from tests.documents.reading import read_file
from tests.documents.sheet_files import rows_of, saved

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def _stored(body: bytes, cell: str, result: bytes, attributes: bytes = b"") -> bytes:
    """The workbook with this result stored beside the formula of a cell, which openpyxl leaves out."""
    source, target = zipfile.ZipFile(BytesIO(body)), BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            start, mark, rest = data.partition(f'<c r="{cell}"'.encode())
            if name.endswith("sheet1.xml") and mark:
                data = start + mark + attributes + rest.replace(b"<v></v>", b"<v>" + result + b"</v>", 1)
            archive.writestr(name, data)
    return target.getvalue()


def _book(formula: object) -> bytes:
    book = openpyxl.Workbook()
    for row in (["一、本年新收", 12, 3, None], ["二、上年结转", 1, 0, "=SUM(B2:C2)"], ["总计", None, None, None]):
        book.active.append(row)
    book.active["D1"] = formula
    book.active["D3"] = "=D1+D2"
    return saved(book)


def test_a_plain_sum_whose_result_is_not_stored_is_added_up_and_shown_as_a_formula() -> None:
    rows = rows_of(read_file(_book("=SUM(B1:C1)"), "a.xlsx"))
    assert [row[3] for row in rows] == ["15 =SUM(B1:C1)", "1 =SUM(B2:C2)", "16 =D1+D2"]


def test_a_formula_that_fills_a_range_is_a_formula_too() -> None:
    assert rows_of(read_file(_book(ArrayFormula("D1:D1", "=SUM(B1:C1)")), "a.xlsx"))[0][3] == "15 =SUM(B1:C1)"


@pytest.mark.parametrize(
    ("formula", "result", "shown"),
    [
        ("=SUM(B1:C1)", b"15", "15"),
        ("=SUM(B1:C1)", b"0", "0 =SUM(B1:C1)"),  # a program filled in the figures, and nobody calculated
        ("=IF(B1=0,0,B1)", b"12", "12"),
        ("=SUM(Sheet2!B1:C1)", b"7", "7"),
    ],
)
def test_a_stored_result_stands_unless_the_sum_is_another(formula: str, result: bytes, shown: str) -> None:
    assert rows_of(read_file(_stored(_book(formula), "D1", result), "a.xlsx"))[0][3] == shown


def test_a_formula_that_stores_an_empty_text_is_a_blank() -> None:
    body = _stored(_book('=IF(B1=12,"",B1)'), "D1", b"", b' t="str"')
    assert rows_of(read_file(body, "a.xlsx"))[0][3] == ""


def test_formulas_of_an_xls_file_that_was_never_calculated_are_no_blanks() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for place, value in enumerate(("规章", 2, xlwt.Formula("SUM(B1:B1)"))):
        sheet.write(0, place, value)
    assert rows_of(read_file(saved(book), "a.xls")) == [["规章", "2", "="]]


def test_a_formula_without_a_result_in_the_xml_of_excel_2003_is_no_blank() -> None:
    sheet = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="1"><Table><Row>'
        '<Cell><Data ss:Type="String">规章</Data></Cell><Cell ss:Formula="=SUM(RC[-2]:RC[-1])"/>'
        "</Row></Table></Worksheet></Workbook>"
    )
    assert rows_of(read_file(sheet.encode(), "a.xls")) == [["规章", "=SUM(RC[-2]:RC[-1])"]]


@pytest.mark.parametrize("text", ["12 =SUM(D5:I5)", "12件 =D5+E5"])
def test_the_figure_beside_a_formula_is_uncertain(text: str) -> None:
    reading = read_value(text)
    assert (reading.value, reading.state, reading.reason) == (12, "uncertain", "formula")


def _ods(rows: str, styles: str = "", table: str = "") -> bytes:
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="1" {table}>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _cell(text: str, value: str | None = None, attributes: str = "") -> str:
    kind = f'office:value-type="float" office:value="{value}"' if value else 'office:value-type="string"'
    return f"<table:table-cell {kind} {attributes}><text:p>{text}</text:p></table:table-cell>"


def _row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def test_an_ods_file_gives_the_results_that_it_stores_whatever_its_formulas_refer_to() -> None:
    formula = "table:formula=\"of:=['file:///D:/nb.xls'#$Sheet1.D5]\""
    total = 'table:formula="of:=SUM([.B1:.C1])"'
    unstored = f"<table:table-cell {total}/>"
    document = read_file(
        _ods(_row(_cell("规章"), _cell("5", "5", formula), _cell("2", "2"), _cell("0", "0", total), unstored)), "a.ods"
    )
    assert rows_of(document) == [["规章", "5", "2", "0 =SUM(B1:C1)", "7 =SUM(B1:C1)"]]


def test_an_ods_file_is_read_as_it_is_shown() -> None:
    struck = (
        '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    rows = (
        _row(_cell("旧"), _cell("9", "9"), attributes='table:visibility="collapse"'),
        _row(
            _cell("规章", attributes='table:number-rows-spanned="2"'),
            _cell('<text:span text:style-name="T1">13</text:span>12'),
        ),
        _row(
            "<table:covered-table-cell/>",
            _cell("7,730.28万元", "77302849"),
            attributes='table:number-rows-repeated="2"',
        ),
        _row(
            '<table:table-cell table:number-columns-repeated="1000"/>',
            attributes='table:number-rows-repeated="1000000"',
        ),
    )
    document = read_file(_ods("".join(rows), struck), "a.ods")
    assert rows_of(document) == [["规章", "12"], ["7730.2849万元"], ["", "7730.2849万元"]]
    assert document.grids[0].rows[0][0].rowspan == 2


def test_a_hidden_sheet_of_an_ods_file_is_left_out() -> None:
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    assert not read_file(_ods(_row(_cell("规章"), _cell("5", "5")), hidden, 'table:style-name="ta2"'), "a.ods").grids


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [(0.125, "12.5%", "12.5%"), (58.0, "58件", "58件"), (-8.0, "(8)", "-8"), (12.0, "1900-01-12", "1900-01-12")],
)
def test_a_stored_figure_has_the_unit_and_the_size_of_the_shown_one(value: float, text: str, shown: str) -> None:
    assert shown_figure(value, text) == shown


def test_a_field_of_word_without_its_result_is_no_blank() -> None:
    book = docx.Document()
    cells = book.add_table(1, 2).rows[0].cells
    cells[0].text = "规章"
    instruction = OxmlElement("w:instrText")
    instruction.text = " =SUM(LEFT) "
    cells[1].paragraphs[0].add_run()._r.append(instruction)
    stream = BytesIO()
    book.save(stream)
    assert rows_of(read_file(stream.getvalue(), "a.docx")) == [["规章", "=SUM(LEFT)"]]
