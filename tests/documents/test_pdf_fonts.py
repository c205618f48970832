"""The same file is read the same on every machine, whatever fonts it has."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from harvester.documents.pdf_fast import loses_text
from harvester.documents.pdf_objects import objects_of
from harvester.documents.pdf_page import Raw, assemble

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


@pytest.mark.parametrize(("font", "loses"), [("STSong-Light", True), ("Helvetica", False), ("Times-Roman", False)])
def test_a_page_in_a_font_that_is_not_in_the_file_is_left_to_the_slow_reader(font, loses):
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.setFont(font, 12)
    canvas.drawString(72, 700, "2023")
    canvas.save()
    with pypdfium2.PdfDocument(stream.getvalue()) as document:
        assert loses_text(objects_of(document[0])) is loses


@pytest.mark.parametrize(
    ("text", "shown"),
    [("3\ue031880", "3\ufffd880"), ("\ue0310", "\ufffd0"), ("\uf0b7规章", "规章"), ("20\u00ad23", "2023")],
)
def test_a_digit_without_unicode_is_no_digit_left_out(text, shown):
    raw = [Raw(char, (n * 5, 0), (n * 5 + 5, 10), (n * 5, 0), 0.0) for n, char in enumerate(text)]
    assert "".join(glyph.char for glyph in assemble((0, 0, 500, 500), raw, []).glyphs) == shown
