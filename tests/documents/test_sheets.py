"""Worksheets are read as their program shows them, whatever format they are saved in."""

from __future__ import annotations

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from harvester.documents.media import sniff
from harvester.documents.number_formats import formatted
from tests.documents.reading import read_file
from tests.documents.sheet_files import rows_of, saved
from tests.documents.word_files import zipped

XML_SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="1"><Table>{}</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (77302800, '0!.0,"万元"', "7730.28万元"),
        (77302800, '0.00,,"百万"', "77.3028百万"),
        (77302800, '0"."0000', "77302800"),
        (5, '[<10]0"件";0"项"', "5件"),
        (50, '[<10]0"件";0"项"', "50项"),
        (8, 'General"件"', "8件"),
        (8, "0件", "8件"),
        (0, "0_);[Red](0)", "0"),
        (0.125, "0.0%", "12.5%"),
    ],
)
def test_a_figure_has_the_size_and_unit_that_its_format_shows(value: float, number_format: str, text: str) -> None:
    assert formatted(value, number_format) == text


def test_a_figure_struck_out_and_a_note_set_high_are_no_digits_of_the_figure_beside_them() -> None:
    book = openpyxl.Workbook()
    struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
    figures = (
        CellRichText(TextBlock(struck, "13"), "12"),
        CellRichText("12", TextBlock(raised, "1")),
        CellRichText(TextBlock(struck, "7")),
    )
    for column, value in enumerate(("规章", *figures), start=1):
        book.active.cell(1, column, value)
    assert rows_of(read_file(saved(book), "a.xlsx")) == [["规章", "12", "12[1]", "〔划去〕7"]]


def test_a_workbook_of_excel_97_is_read_the_same() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    struck, raised = xlwt.easyfont("struck_out true"), xlwt.easyfont("escapement superscript")
    sheet.write(0, 0, "规章")
    sheet.write_rich_text(0, 1, [("13", struck), "12"], xlwt.Style.default_style)
    sheet.write_rich_text(0, 2, ["12", ("1", raised)], xlwt.Style.default_style)
    assert rows_of(read_file(saved(book), "a.xls")) == [["规章", "12", "12[1]"]]


def test_white_figures_in_cells_without_a_colour_are_marked() -> None:
    book, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet = old.add_sheet("1")
    styles = ("font: colour white", "font: colour white; pattern: pattern solid, fore_colour red")
    for column, style in enumerate(styles, start=1):
        cell = book.active.cell(1, column + 1, 12)
        cell.font = Font(color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="C00000") if "pattern" in style else PatternFill()
        sheet.write(0, column, 12, xlwt.easyxf(style))
    book.active.cell(1, 1, "规章")
    sheet.write(0, 0, "规章")
    for file, name in ((book, "a.xlsx"), (old, "a.xls")):
        assert rows_of(read_file(saved(file), name)) == [["规章", "〔白字〕12", "12"]]


def _far(value: str) -> tuple[bytes, ...]:
    """Workbooks of two kinds with a cell far below the others, which may have a format only."""
    new, old = openpyxl.Workbook(), xlwt.Workbook()
    new.active["A1"], new.active["B1"] = "规章", 2
    new.active.cell(4000, 130).value = value
    new.active.cell(1_000_000, 300).number_format = "0.00"
    sheet = old.add_sheet("表二")
    for place in ((0, 0, "规章"), (0, 1, 2), (4000, 130, value)):
        sheet.write(*place)
    return saved(new), saved(old)


@pytest.mark.parametrize(("value", "flags"), [(" ", ()), ("规章", ("truncated",))])
def test_only_what_says_something_is_cut_off(value: str, flags: tuple[str, ...]) -> None:
    for body, name in zip(_far(value), ("a.xlsx", "a.xls"), strict=True):
        document = read_file(body, name)
        assert (rows_of(document), document.flags) == ([["规章", "2"]], flags)


def test_a_truth_value_is_no_count_and_no_blank() -> None:
    new, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet = old.add_sheet("1")
    for column, value in enumerate(("规章", True, False)):
        new.active.cell(1, column + 1, value)
        sheet.write(0, column, value)
    cells = "".join(f'<Cell><Data ss:Type="Boolean">{value}</Data></Cell>' for value in (1, 0))
    row = f'<Row><Cell><Data ss:Type="String">规章</Data></Cell>{cells}</Row>'
    files = {"a.xlsx": saved(new), "b.xls": saved(old), "c.xls": XML_SHEET.format(row).encode()}
    assert {name: rows_of(read_file(body, name)) for name, body in files.items()} == {
        name: [["规章", "True", "False"]] for name in files
    }


def test_a_figure_of_an_xml_file_has_the_size_and_unit_of_its_style() -> None:
    styles = '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0!.0,&quot;万元&quot;"/></Style></Styles>'
    figure = '<Cell ss:StyleID="s1"><Data ss:Type="Number">77302800</Data></Cell>'
    row = f'<Row><Cell><Data ss:Type="String">行政事业性收费</Data></Cell>{figure}</Row>'
    body = XML_SHEET.replace("<Worksheet", f"{styles}<Worksheet").format(row)
    assert rows_of(read_file(body.encode(), "a.xls")) == [["行政事业性收费", "7730.28万元"]]


def test_a_workbook_that_is_an_xml_file_is_read_the_same() -> None:
    figures = '<Data ss:Type="String"><h:S>13</h:S>12</Data>', '<Data ss:Type="String">12<h:Sup>1</h:Sup></Data>'
    cells = "".join(f"<Cell>{figure}</Cell>" for figure in ('<Data ss:Type="String">规章</Data>', *figures))
    body = XML_SHEET.replace("<Table>", '<Table xmlns:h="http://www.w3.org/TR/REC-html40">').format(
        f"<Row>{cells}</Row>"
    )
    assert rows_of(read_file(body.encode(), "a.xls")) == [["规章", "12", "12[1]"]]


def test_a_count_in_the_format_of_a_date_spoils_no_more_than_its_cell() -> None:
    book = xlwt.Workbook()
    sheet, date = book.add_sheet("1"), xlwt.easyxf(num_format_str="YYYY/M/D")
    for column, value in enumerate(("规章", 0, 5, 44927)):
        sheet.write(0, column, value, date if column else xlwt.Style.default_style)
    document = read_file(saved(book), "a.xls")
    assert rows_of(document) == [["规章", "1899年12月31日", "1900年1月5日", "2023年1月1日"]]


def test_hidden_rows_and_columns_are_left_out() -> None:
    book = openpyxl.Workbook()
    for line in (["信息内容", "旧", "本年制发件数"], ["规章", 4, 5], ["规章", 3, 3], ["规范性文件", 1, 6]):
        book.active.append(line)
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    rows = rows_of(read_file(saved(book), "a.xlsx"))
    assert rows == [["信息内容", "本年制发件数"], ["规章", "5"], ["规范性文件", "6"]]


def test_a_hidden_row_that_alone_has_its_label_is_read() -> None:
    book = openpyxl.Workbook()
    for line in (["信息内容", "本年制发件数"], ["规章", 5], ["规范性文件", 6]):
        book.active.append(line)
    book.active.row_dimensions[3].hidden = True
    assert ["规范性文件", "6"] in rows_of(read_file(saved(book), "a.xlsx"))


def test_hidden_rows_of_excel_97_are_left_out() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("1")
    for number, figure in enumerate((5, 9)):
        sheet.write(number, 0, "规章")
        sheet.write(number, 1, figure)
    sheet.row(1).hidden = True
    assert rows_of(read_file(saved(book), "a.xls")) == [["规章", "5"]]


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8-sig"), (",", "gb18030"), ("\t", "utf-8")])
def test_a_csv_file_is_a_grid(separator: str, encoding: str) -> None:
    lines = (("信息内容", "本年制发件数"), ("规章", "5"), ("规范性文件", '"1,206"'))
    body = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    assert rows_of(read_file(body, "a.csv"))[1:] == [["规章", "5"], ["规范性文件", "1,206"]]


def test_the_xml_file_of_excel_2003_is_a_grid_with_its_spans() -> None:
    text, number = '<Data ss:Type="String">{}</Data>', '<Data ss:Type="Number">{}</Data>'
    rows = (
        f'<Row><Cell ss:MergeDown="1">{text.format("规章")}</Cell><Cell>{number.format("5.0")}</Cell></Row>'
        f'<Row><Cell ss:Index="2">{number.format("8")}</Cell></Row>'
        f'<Row ss:Hidden="1"><Cell>{text.format("旧")}</Cell><Cell>{number.format("9")}</Cell></Row>'
    )
    document = read_file(XML_SHEET.format(rows).encode(), "a.xls")
    assert rows_of(document) == [["规章", "5"], ["8"]]
    assert document.grids[0].rows[0][0].rowspan == 2


@pytest.mark.parametrize(
    ("members", "media"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}, "ods"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "odt"),
        ({"xl/workbook.bin": ""}, "xlsb"),
    ],
)
def test_a_zip_of_a_program_is_known_by_its_members(members: dict[str, str], media: str) -> None:
    assert sniff(zipped(members)) == media


@pytest.mark.parametrize(
    ("tag", "media"),
    [
        ("<uof:UOF xmlns:uof='u'/>", "uof"),
        ("<office:document xmlns:office='o' office:mimetype='application/vnd.oasis.opendocument.text'/>", "odt"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "html"),
    ],
)
def test_a_file_of_one_xml_document_is_known_by_its_first_tag(tag: str, media: str) -> None:
    assert sniff(f'<?xml version="1.0"?>\n{tag}'.encode()) == media


def test_short_lines_between_paragraphs_are_text() -> None:
    book = openpyxl.Workbook()
    lines = (
        "2023年，青石县主动公开信息1208条。",
        "（一）主动公开情况",
        "全年更新栏目。",
        "六、其他需要报告的事项",
        "无",
    )
    for line in lines:
        book.active.append([line])
    document = read_file(saved(book), "a.xlsx")
    assert [block.text for block in document.blocks] == list(lines)


@pytest.mark.parametrize("names", [("2022年", "2023年"), ("表二（2023年度）", "表二（上年）"), ("表一", "表二")])
def test_of_sheets_named_for_years_the_latest_is_read(names: tuple[str, str]) -> None:
    book = openpyxl.Workbook()
    for name, sheet in zip(names, (book.active, book.create_sheet()), strict=True):
        sheet.title = name
        for label in ("规章", "行政规范性文件", "行政许可"):
            sheet.append([label, name])
    read = {row[1].text for grid in read_file(saved(book), "a.xlsx").grids for row in grid.rows}
    assert read == ({"表一", "表二"} if "表一" in names else {max(names, key=lambda name: "2023" in name)})
