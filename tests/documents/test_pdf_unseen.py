"""What a PDF page holds and does not show is not read as if it did."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from harvester.documents import pdf_fast
from harvester.documents.pdf_lines import lines_of
from harvester.documents.pdf_objects import objects_of
from harvester.documents.pdf_page import PageShow
from harvester.documents.worker import read
from tests.documents.glyphs import written

Draw = Callable[[Canvas], object]
_ROWS = 12


def _saved(*pages: tuple[Draw, ...]) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(400, 600))
    for page in pages:
        for draw in page:
            canvas.saveState()
            draw(canvas)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _shown(*page: Draw) -> PageShow:
    with pypdfium2.PdfDocument(_saved(page)) as document:
        return pdf_fast.show(page := document[0], list(objects_of(page)))


def _text(shown: PageShow) -> str:
    return " ".join(line.text for line in lines_of(shown.glyphs))


def _write(text: str, y: float = 300, mode: int = 0, x: float = 100) -> Draw:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(x, y)
        line.setTextRenderMode(mode)
        line.textOut(text)
        canvas.drawText(line)

    return draw


def _rows(mode: int = 0) -> tuple[Draw, ...]:
    return tuple(_write(f"row {n}", 100 + 30 * n, mode) for n in range(_ROWS))


def _box(grey: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(grey)
        canvas.rect(90, 290, 80, 20, stroke=0, fill=1)

    return draw


def _white(text: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(100, 300, text)

    return draw


def _picture(alpha: int, height: float = 600, y: float = 0) -> Draw:
    image = ImageReader(Image.new("RGBA", (8, 8), (200, 200, 200, alpha)))
    return lambda canvas: canvas.drawImage(image, 0, y, 400, height, mask="auto")


_STRIPS = tuple(_picture(255, 60, 60 * n) for n in range(10))


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ((_write("13"), _box(1), _write("12")), "12"),
        ((_box(1), _write("12")), "12"),
        ((_write("12"), _write("13", 200, mode=3)), "12"),
        ((_write("12", 200), _white("13")), "12"),
        ((_box(0), _white("12"), _write("3", 200)), "12 3"),
    ],
)
def test_text_that_shows_nothing_is_left_out(page, text):
    assert _text(_shown(*page)) == text


@pytest.mark.parametrize(
    ("page", "is_recognised"),
    [
        ((_picture(255), *_rows(mode=3)), True),
        ((*_STRIPS, *_rows(mode=3)), True),
        ((*_rows(), _picture(255)), True),
        ((*_rows(), _picture(90)), False),
        ((_picture(255), *_rows()), False),
    ],
)
def test_text_below_a_picture_or_unseen_on_it_was_recognised(page, is_recognised):
    shown = _shown(*page)
    assert shown.is_recognised is is_recognised
    assert len(shown.glyphs) >= 4 * _ROWS


@pytest.mark.parametrize(("text", "is_doubted"), [("1    2    3", True), ("Prose of no figures", False)])
def test_one_page_with_recognised_figures_puts_all_in_doubt(text, is_doubted):
    prose = (_write("Written as text on two pages of the three, and long enough to be prose.", x=10),)
    scan = (_picture(255), *(_write(text, 100 + 30 * n, mode=3) for n in range(_ROWS)))
    assert ("recognised" in read("pdf", _saved(prose, scan, prose)).flags) is is_doubted


def test_of_two_figures_printed_over_one_another_none_is_read():
    assert lines_of([*written("12", 100, 50), *written("13", 101, 50)])[0].text == "1\ufffd"
