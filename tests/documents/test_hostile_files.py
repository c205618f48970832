"""Files that are broken, locked or made to harm are named as unread, within five seconds and half a gigabyte."""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from reportlab.pdfgen.canvas import Canvas

import harvester
from fixtures.cases.registry import PAGES
from harvester.documents import apart

SECONDS = 5
KILOBYTES = 500_000
ZEROS = bytes(1_000_000)


def _stored(name: str) -> bytes:
    return (PAGES / name).read_bytes()


@pytest.fixture(autouse=True)
def taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the reader's time and memory are written down; both are within limits at the end of every test."""
    path = tmp_path / "taken.json"
    monkeypatch.setenv("MEASURED", str(path))
    monkeypatch.setattr("harvester.documents.apart._MODULE", "tests.documents.measured_reader")
    apart.forget_reader()
    yield path
    apart.forget_reader()
    measured = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"seconds": 0, "kilobytes": 0}
    assert measured["seconds"] < SECONDS + 1
    assert measured["kilobytes"] < KILOBYTES


def _flag(body: bytes, name: str) -> str:
    report = harvester.parse(body, filename=name)
    assert report.kind == "not_a_report"
    (finding,) = report.findings
    assert finding.rule == "document.complete"
    return str(finding.actual)


def _deflated(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(ZEROS) for _ in range(size // len(ZEROS))) + packer.flush()


def _pdf(content: bytes, *, pages: int = 1) -> bytes:
    """A PDF of pages that all show the same deflated content."""
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(pages))
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[%s]>>endobj" % (pages, kids),
        b"3 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj" % (len(content), content),
        *(b"%d 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj" % (number + 4) for number in range(pages)),
    ]
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def _zip(members: dict[str, int]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, size in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(size // len(ZEROS)):
                    member.write(ZEROS)
    return stream.getvalue()


def test_a_pdf_that_unfolds_to_hundreds_of_megabytes_is_given_up(taken: Path) -> None:
    assert _flag(_pdf(_deflated(500_000_000)), "a.pdf") in ("unread_limits", "needs_ocr", "unread_broken_pdf")
    assert taken.exists()


def test_a_pdf_of_a_hundred_thousand_lines_on_every_page_is_given_up_or_cut() -> None:
    content = zlib.compress(
        b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 700, n % 490, n % 690) for n in range(100_000))
    )
    assert _flag_of_any(_pdf(content, pages=50)) & {"unread_limits", "truncated", "needs_ocr"}


def _flag_of_any(body: bytes) -> set[str]:
    return {str(finding.actual) for finding in harvester.parse(body, filename="a.pdf").findings}


def test_a_pdf_of_ten_thousand_empty_pages_has_no_text() -> None:
    assert "needs_ocr" in _flag_of_any(_pdf(zlib.compress(b" "), pages=10_000))


@pytest.mark.parametrize(
    ("name", "member"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml"), ("a.ofd", "OFD.xml")]
)
def test_a_zip_that_unfolds_to_hundreds_of_megabytes_is_not_unfolded(name: str, member: str) -> None:
    assert _flag(_zip({member: 200_000_000}), name) == "unread_too_large"


def test_a_sheet_of_millions_of_cells_is_given_up() -> None:
    body = _stored("excel.xlsx")
    stream = BytesIO()
    row = '<row r="{0}">' + "".join(f'<c r="{column}{{0}}"><v>1</v></c>' for column in "ABCDEFGH") + "</row>"
    rows = "".join(row.format(number) for number in range(1, 120_000))
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
    with ZipFile(BytesIO(body)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item) if item.filename != "xl/worksheets/sheet1.xml" else sheet.format(rows).encode()
            target.writestr(item, data)
    report = harvester.parse(stream.getvalue(), filename="a.xlsx")
    assert {finding.actual for finding in report.findings} & {"unread_limits", "truncated"}


@pytest.mark.parametrize(
    "name", ["pdf_over_pages.pdf", "word.docx", "excel.xlsx", "excel_97.xls", "national_format.ofd"]
)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_file_that_was_cut_in_transit_is_named_as_broken(name: str, share: float) -> None:
    body = _stored(name)
    report = harvester.parse(body[: int(len(body) * share)], filename=name)
    assert any(finding.rule == "document.complete" for finding in report.findings)


def test_a_pdf_with_a_password_says_so() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, encrypt="secret")
    canvas.drawString(100, 700, "2023")
    canvas.save()
    assert _flag(stream.getvalue(), "a.pdf") == "unread_encrypted"


def test_a_word_file_with_a_password_says_so() -> None:
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert _flag(body, "a.docx") == "unread_encrypted"


def test_a_file_beyond_every_report_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvester.documents.apart.MAX_BYTES", 1000)
    assert _flag(_stored("word.docx"), "word.docx") == "unread_too_large"


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvester.documents.apart._MODULE", "tests.documents.endless_reader")
    start = time.perf_counter()
    assert _flag(_stored("word.docx"), "word.docx") == "unread_limits"
    assert time.perf_counter() - start < SECONDS


def test_a_reader_that_has_died_costs_its_file_and_is_replaced() -> None:
    harvester.parse(_stored("word.docx"), filename="word.docx")
    apart._reader(os.getpid())._process.kill()
    assert _flag(_stored("word.docx"), "word.docx") == "unread_limits"
    assert harvester.parse(_stored("word.docx"), filename="word.docx").kind == "report"


def test_what_a_reader_had_not_answered_is_never_taken_for_the_answer_to_the_next_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(reader: apart._Reader, media: str, body: bytes) -> bytes:
        reader._connection.send_bytes(media.encode())
        reader._connection.send_bytes(body)
        raise KeyboardInterrupt

    expected = harvester.parse(_stored("pdf_2019.pdf"), filename="a.pdf")
    with monkeypatch.context() as patch:
        patch.setattr(apart._Reader, "ask", interrupted)
        with pytest.raises(KeyboardInterrupt):
            harvester.parse(_stored("word.docx"), filename="word.docx")
    assert harvester.parse(_stored("pdf_2019.pdf"), filename="a.pdf") == expected
