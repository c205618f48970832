"""Word files are read as Word shows them: with the labels of its lists, without what is hidden or struck out."""

from __future__ import annotations

import pytest

from harvester.items import FAINT, PICTURE, STRUCK, Document
from tests.documents.reading import read_file
from tests.documents.word_files import WORD, listed, numbering, paragraph, row, word, zipped

CHINESE = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def _read(body: bytes, name: str = "a.docx") -> Document:
    return read_file(body, name)


def _lists(body: str, part: str = CHINESE) -> Document:
    return _read(word(body, {"word/numbering.xml": part}, relations={"numbering": "numbering.xml"}))


def _rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in line] for line in document.grids[0].rows]


def test_headings_that_a_list_numbers_carry_their_numbers() -> None:
    document = _lists(listed("总体情况") + listed("主动公开", level=1) + listed("规章", level=2) + listed("其他"))
    assert document.texts == ("一、总体情况", "（一）主动公开", "1.规章", "二、其他")


def test_a_lower_level_begins_again_below_each_upper_one() -> None:
    document = _lists(listed("甲") + listed("子", level=1) + listed("乙") + listed("丑", level=1))
    assert document.texts == ("一、甲", "（一）子", "二、乙", "（一）丑")


def test_lists_of_one_definition_count_together_unless_one_starts_anew() -> None:
    shared = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    part = numbering(("chineseCounting", "%1、"), more=shared + anew)
    assert _lists(listed("甲") + listed("乙", 2) + listed("丙", 3), part).texts == ("一、甲", "二、乙", "一、丙")


def test_a_list_may_come_from_the_style_of_a_paragraph() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        '</w:style><w:style w:styleId="2"><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    body = word(
        paragraph("总体情况", '<w:pStyle w:val="2"/>'),
        {"word/numbering.xml": CHINESE, "word/styles.xml": styles},
        relations={"numbering": "numbering.xml", "styles": "styles.xml"},
    )
    assert _read(body).texts == ("一、总体情况",)


@pytest.mark.parametrize(
    ("form", "count", "label"),
    [
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 10, "十"),
        ("ideographDigital", 12, "一二"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 2, "b"),
        ("decimalZero", 5, "05"),
    ],
)
def test_a_list_is_numbered_in_its_format(form: str, count: int, label: str) -> None:
    document = _lists("".join(listed("项") for _ in range(count)), numbering((form, "%1)")))
    assert document.texts[-1] == f"{label})项"


def test_a_bullet_is_no_label() -> None:
    assert _lists(listed("规章"), numbering(("bullet", "●"))).texts == ("规章",)


def test_a_number_before_a_figure_is_kept_apart_from_it() -> None:
    assert _lists(listed("12"), numbering(("decimal", "%1."))).texts == ("1. 12",)


def test_hidden_text_is_not_read() -> None:
    assert _read(word(paragraph("规章5") + paragraph("旧9", run="<w:vanish/>"))).texts == ("规章5",)


def test_rows_and_cells_that_are_struck_out_are_not_read() -> None:
    struck = "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + paragraph("9") + "</w:tc>"
    body = row("规章", "5", struck) + row("规章", "8", properties="<w:del/>")
    assert _rows(_read(word(f"<w:tbl>{body}</w:tbl>"))) == [["规章", "5"]]


def _cell_of(*runs: str) -> str:
    """The text of the second cell of a row, as it is read."""
    figure = f"<w:tc><w:p>{''.join(runs)}</w:p></w:tc>"
    return _rows(_read(word(f"<w:tbl><w:tr><w:tc>{paragraph('规章')}</w:tc>{figure}</w:tr></w:tbl>")))[0][1]


def test_a_table_of_one_cell_around_a_figure_is_a_frame_and_no_table() -> None:
    inner = f"<w:tbl>{row('12')}</w:tbl>"
    assert _cell_of(f"</w:p>{inner}<w:p>") == "12"


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_a_figure_struck_out_beside_another_is_not_read(mark: str) -> None:
    assert _cell_of(_run("13", mark), _run("12")) == "12"


def test_a_figure_that_stands_struck_out_alone_is_kept_and_marked() -> None:
    assert _cell_of(_run("12", "<w:strike/>")) == f"{STRUCK}12"


_WHITE = '<w:color w:val="FFFFFF"/>'


def test_white_digits_are_left_out_beside_others_and_marked_alone() -> None:
    assert _cell_of(_run("1", _WHITE), _run("2")) == "2"
    assert _cell_of(_run("12", _WHITE)) == f"{FAINT}12"


def test_white_digits_on_a_colour_are_seen() -> None:
    shade = '</w:p><w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr><w:p>'
    assert _cell_of(shade, _run("1", _WHITE), _run("2", _WHITE)) == "12"


def test_a_mark_that_is_switched_off_strikes_nothing_out() -> None:
    assert _cell_of(_run("1", '<w:strike w:val="0"/>'), _run("2")) == "12"


def test_a_note_set_high_behind_a_figure_is_no_digit_of_it() -> None:
    raised = _run("1", '<w:vertAlign w:val="superscript"/>')
    assert _cell_of(_run("12"), raised) == "12[1]"
    assert _cell_of(_run("-"), raised) == "-[1]"
    assert _cell_of(_run("12件"), raised) == "12件[1]"


@pytest.mark.parametrize(("text", "read"), [("1", "[1]"), ("0", "0"), ("12", "12")])
def test_one_digit_set_high_alone_may_be_a_note_in_a_blank_cell(text: str, read: str) -> None:
    assert _cell_of(_run(text, '<w:vertAlign w:val="superscript"/>')) == read


def _field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return begin + code + separate + result + end


def test_the_result_of_a_field_within_the_code_of_another_is_not_shown() -> None:
    assert _cell_of(_field(_field("<w:r><w:instrText>REF a</w:instrText></w:r>", _run("7")), _run("12"))) == "12"


def test_what_a_style_hides_is_not_read() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="z"><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    shown = paragraph("乙", '<w:pStyle w:val="z"/>', '<w:vanish w:val="0"/>')
    parts = paragraph("甲", '<w:pStyle w:val="z"/>') + paragraph("丙", run='<w:rStyle w:val="z"/>') + shown
    body = word(parts, {"word/styles.xml": styles}, relations={"styles": "styles.xml"})
    assert _read(body).texts == ("乙",)


def test_a_sign_that_only_its_font_tells_is_no_blank() -> None:
    assert _cell_of('<w:r><w:sym w:font="Arial" w:char="F035"/></w:r>') == PICTURE


_BLIP = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'


def test_a_picture_in_the_place_of_a_figure_is_no_blank() -> None:
    assert _cell_of(_BLIP) == PICTURE


def test_a_picture_beside_words_says_nothing() -> None:
    assert _cell_of(_run("行政许可"), _BLIP) == "行政许可"


_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def test_a_figure_written_as_a_formula_is_read() -> None:
    assert _cell_of(f'<m:oMath xmlns:m="{_MATH}"><m:r><m:t>12</m:t></m:r></m:oMath>') == "12"


def test_the_parts_of_a_fraction_make_no_figure() -> None:
    parts = "".join(f"<m:{part}><m:r><m:t>1</m:t></m:r></m:{part}>" for part in ("num", "den"))
    assert _cell_of(f'<m:oMath xmlns:m="{_MATH}"><m:f>{parts}</m:f></m:oMath>') == PICTURE


def test_readings_beside_characters_are_not_read() -> None:
    ruby = "<w:ruby><w:rt><w:r><w:t>guī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>规</w:t></w:r></w:rubyBase></w:ruby>"
    assert _read(word(f"<w:p><w:r>{ruby}</w:r><w:r><w:t>章</w:t></w:r></w:p>")).texts == ("规章",)


def test_a_page_taken_in_whole_is_read_in_its_place() -> None:
    page = "<html><meta charset=utf-8><table><tr><td>规章<td>5</table></html>".encode()
    body = word(
        paragraph("一、总体情况") + '<w:altChunk r:id="aFChunk"/>',
        {"word/page.html": page},
        relations={"aFChunk": "page.html"},
    )
    document = _read(body)
    assert document.texts == ("一、总体情况",)
    assert _rows(document) == [["规章", "5"]]


def test_the_strict_spelling_of_the_standard_is_read() -> None:
    body = word(paragraph("一、总体情况"))
    strict = {
        "_rels/.rels": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "word/document.xml": WORD,
    }
    members = {
        "_rels/.rels": _part(body, "_rels/.rels").replace(
            strict["_rels/.rels"], "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
        "word/document.xml": _part(body, "word/document.xml").replace(
            WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
    }
    assert _read(zipped(members)).texts == ("一、总体情况",)


def _part(body: bytes, name: str) -> str:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(body)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("name", ["a.xml", "a.doc"])
def test_the_xml_file_of_word_2003_is_read(name: str) -> None:
    spelling = "http://schemas.microsoft.com/office/word/2003/wordml"
    cells = '<w:tc><w:tcPr><w:vmerge w:val="{}"/></w:tcPr>' + paragraph("组") + "</w:tc>"
    table = row(cells.format("restart"), "规章", "5") + row(cells.format("continue"), "行政许可", "8")
    text = (
        f'<?xml version="1.0"?><w:wordDocument xmlns:w="{spelling}"><w:body>{paragraph("一、总体情况")}'
        f"<w:tbl>{table}</w:tbl></w:body></w:wordDocument>"
    )
    document = _read(text.encode(), name)
    assert document.texts == ("一、总体情况",)
    assert document.grids[0].rows[0][0].rowspan == 2
    assert [cell.text for cell in document.grids[0].rows[1]] == ["行政许可", "8"]
