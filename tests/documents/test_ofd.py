"""OFD: where what stands on a page lies, however the file writes it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest

from harvester.documents.ofd import read_ofd

ROOT = "<o><DocRoot>d/Document.xml</DocRoot></o>"
DOCUMENT = "<o><PhysicalBox>0 0 210 297</PhysicalBox><Page BaseLoc='1.xml'/></o>"
ROWS = (("规章", "1", "3"), ("行政规范性文件", "7", "12"))


def _file(
    unit: float = 1, ctm: str = "", mark: str = "", more: str = "", members: Mapping[str, str] | None = None
) -> bytes:
    """A table in boxes of 40 by 10 millimetres, its coordinates in ``unit`` of a millimetre."""
    lines = [
        f"<PathObject Boundary='{20 + 40 * n} 20 .5 20' {ctm}><D>M 0 0 L 0 {20 / unit}</D></PathObject>"
        for n in range(4)
    ]
    lines += [
        f"<PathObject Boundary='20 {20 + 10 * n} 120 .5' {ctm}><D>M 0 0 L {120 / unit} 0</D></PathObject>"
        for n in range(3)
    ]
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            wide = (4 if ord(text[0]) > 0xFF else 2) / unit
            code = f"<TextCode X='0' Y='{4 / unit}' DeltaX='g {len(text)} {wide}'>{text}</TextCode>"
            place = f"{22 + 40 * column} {22 + 10 * row} 30 5"
            lines.append(f"<TextObject Boundary='{place}' Size='{4 / unit}' {ctm} {mark}>{code}</TextObject>")
    prose = "青石县水务局按照条例的要求编制本年度的报告，数据截至年底。"
    code = f"<TextCode X='0' Y='{4 / unit}' DeltaX='g {len(prose)} {4 / unit}'>{prose}</TextCode>"
    lines.append(f"<TextObject Boundary='22 100 160 5' Size='{4 / unit}' {ctm}>{code}</TextObject>")
    page = f"<o>{''.join(lines)}{more}</o>".replace("D>", "AbbreviatedData>")
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in {"OFD.xml": ROOT, "d/Document.xml": DOCUMENT, "d/1.xml": page, **(members or {})}.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("unit", "ctm"),
    [(1, ""), (0.25, "CTM='.25 0 0 .25 0 0'"), (0.25, "CTM='2.5e-1 0 0 2.5e-1 0 0'"), (2, "CTM='2 0 0 2 0 0'")],
)
def test_lines_and_text_lie_where_the_matrix_of_their_object_puts_them(unit: float, ctm: str) -> None:
    (grid,) = read_ofd(_file(unit, ctm)).grids
    assert [tuple(cell.text for cell in row) for row in grid.rows] == list(ROWS)


@pytest.mark.parametrize("mark", ["Alpha='0'", "Visible='false'"])
def test_unseen_text_on_a_picture_was_recognised(mark: str) -> None:
    picture = "<ImageObject Boundary='0 0 210 297'/>"
    prose = "".join(
        f"<TextObject Boundary='22 {110 + 9 * n} 60 5' {mark}><TextCode X='0' Y='4'>{n}</TextCode></TextObject>"
        for n in range(9)
    )
    assert read_ofd(_file(mark=mark, more=picture + prose)).flags == ("recognised",)


def test_unseen_text_beside_what_is_seen_is_left_out() -> None:
    hidden = (
        "<TextObject Boundary='30 22 9 5' Size='4' Visible='false'><TextCode X='0' Y='4'>9</TextCode></TextObject>"
    )
    (grid,) = read_ofd(_file(more=hidden)).grids
    assert [cell.text for cell in grid.rows[0]] == list(ROWS[0])


def test_what_a_page_takes_over_from_a_template_is_on_it() -> None:
    document = DOCUMENT.replace("</o>", "<TemplatePage ID='7' BaseLoc='t.xml'/></o>")
    head = "<o><TextObject Boundary='20 9 90 5' Size='4'><TextCode X='0' Y='4'>年度报告</TextCode></TextObject></o>"
    body = _file(more="<Template TemplateID='7'/>", members={"d/Document.xml": document, "d/t.xml": head})
    assert read_ofd(body).texts[0] == "年度报告"
