"""PDF pages on which figures are no text: fields of a form, pictures, drawn shapes; and lines that are pictures."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from harvester.documents import pdf_fast
from harvester.documents.pdf_objects import objects_of
from harvester.documents.pdf_page import PageShow
from harvester.documents.pdf_tables import ruled_tables
from harvester.documents.worker import read

_DOT = ImageReader(Image.new("RGB", (4, 4), (0, 0, 0)))
_COLUMNS, _ROWS = (50, 150, 200, 250), (500, 520)


def _saved(canvas: Canvas, stream: BytesIO) -> bytes:
    canvas.save()
    return stream.getvalue()


def _shown(body: bytes) -> PageShow:
    with pypdfium2.PdfDocument(body) as document:
        return pdf_fast.show(page := document[0], list(objects_of(page)))


def test_what_is_filled_into_a_form_is_read() -> None:
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, "Received in the year, as the form puts it:")
    canvas.acroForm.textfield(value="3880", x=72, y=600, width=60, height=20)
    assert read("pdf", _saved(canvas, stream)).texts[0].endswith("3880")


def test_a_figure_that_is_drawn_is_in_doubt_and_what_fills_its_cell_is_none() -> None:
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.grid(_COLUMNS, _ROWS)
    canvas.drawString(60, 506, "row")
    digit = canvas.beginPath()
    digit.moveTo(160, 505)
    for x, y in ((160, 513), (164, 513), (164, 509), (162, 509), (162, 505)):
        digit.lineTo(x, y)
    digit.close()
    canvas.drawPath(digit, stroke=0, fill=1)
    canvas.drawImage(_DOT, 190, 490, 70, 40)
    shown = _shown(_saved(canvas, stream))
    (table,) = ruled_tables(shown.rulings, shown.glyphs, shown.drawn)
    assert [cell.text for cell in table.grid.rows[0]] == ["row", "〔图〕", ""]


def test_pictures_as_thin_as_lines_are_lines() -> None:
    stream = BytesIO()
    canvas = Canvas(stream)
    for x in _COLUMNS:
        canvas.drawImage(_DOT, x, 500, 0.5, 20)
    for y in _ROWS:
        canvas.drawImage(_DOT, 50, y, 200, 0.5)
    for x, text in zip(_COLUMNS, ("row", "1", "2"), strict=False):
        canvas.drawString(x + 10, 506, text)
    shown = _shown(_saved(canvas, stream))
    (table,) = ruled_tables(shown.rulings, shown.glyphs)
    assert [cell.text for cell in table.grid.rows[0]] == ["row", "1", "2"]
