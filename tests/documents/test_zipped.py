"""Reports packed in zip files: the one document inside is read, within limits; anything else is named as unread."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import pytest

import harvester
from fixtures.cases.registry import PAGES

WORD = (PAGES / "word.docx").read_bytes()
TITLE = "青溪县水务局2023年政府信息公开工作年度报告"


def packed(*members: tuple[str, bytes], gbk: bool = False) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, body in members:
            archive.writestr(ZipInfo(name.encode("gbk").decode("cp437") if gbk else name), body, ZIP_DEFLATED)
    return stream.getvalue()


def read(body: bytes):
    return harvester.parse(body, filename="附件.zip")


@pytest.mark.parametrize("name", ["report.docx", "年报/政府信息公开年度报告.docx", "word.wps", "REPORT.DOCX"])
def test_the_one_document_is_read_like_any_other(name):
    report = read(packed((name, WORD), ("图片.jpg", b"\xff\xd8\xff"), ("__MACOSX/._report.docx", b"x")))

    assert report.title == TITLE
    assert (
        report.tables["requests"]["granted"]["total"]
        == harvester.parse(WORD, filename="a.docx").tables["requests"]["granted"]["total"]
    )


def test_a_page_of_html_is_a_document_too():
    page = (PAGES / "official_2021.html").read_bytes()

    assert read(packed(("index.html", page))).tables == harvester.parse(page).tables


def test_names_in_gbk_are_no_obstacle():
    assert read(packed(("青溪县水务局年报.docx", WORD), gbk=True)).title == TITLE


@pytest.mark.parametrize(
    ("body", "flag"),
    [
        (packed(("a.docx", WORD), ("b.html", (PAGES / "official_2021.html").read_bytes())), "unread_zip"),
        (packed(("图.jpg", b"\xff\xd8\xff")), "unread_zip"),
        (packed(("内.zip", packed(("a.docx", WORD)))), "unread_zip"),
        (packed(("a.docx", WORD))[:-40], "unread_broken_zip"),
        (packed(("a.pdf", bytes(70_000_000))), "unread_too_large"),
        (packed(("a.pdf", bytes(100_000_000)), ("b.jpg", bytes(100_000_000))), "unread_too_large"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "unread_rar"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "unread_rar"),
    ],
    ids=["two", "none", "nested", "damaged", "member", "all", "rar", "7z"],
)
def test_what_is_not_read_says_why(body, flag):
    assert [finding.actual for finding in read(body).findings] == [flag]


def test_an_encrypted_member_is_named():
    body = bytearray(packed(("a.docx", WORD)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + place] |= 1

    assert [finding.actual for finding in read(bytes(body)).findings] == ["unread_encrypted"]


def part(number: int) -> bytes:
    """The report as Word saves it, without prose, with one of its tables."""
    book = docx.Document(BytesIO(WORD))
    kept = book.tables[number]._tbl
    for node in list(book.element.body)[:-1]:
        if node is not kept:
            book.element.body.remove(node)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def prose() -> bytes:
    book = docx.Document(BytesIO(WORD))
    for table in book.tables:
        table._tbl.getparent().remove(table._tbl)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_tables_in_files_of_their_own_make_one_report_with_its_text():
    files = ("表三.docx", part(2)), ("表一.docx", part(0)), ("年报正文.docx", prose()), ("表二.docx", part(1))
    whole, report = harvester.parse(WORD, filename="a.docx"), read(packed(*files))

    assert report.tables == whole.tables
    assert report.sections == whole.sections
    assert report.findings == ()


def test_the_document_with_all_tables_is_the_report_beside_a_letter():
    assert read(packed(("通知.docx", prose()), ("年报.docx", WORD))).tables == read(packed(("a.docx", WORD))).tables


def test_one_report_that_is_packed_twice_is_read_once():
    twice = packed(("年报.docx", WORD), ("年报（公开）.docx", WORD))

    assert read(twice).tables == harvester.parse(WORD, filename="a.docx").tables


def test_of_two_texts_beside_the_tables_nobody_knows_which_is_the_report():
    files = ("表一.docx", part(0)), ("表二.docx", part(1)), ("通知.docx", prose()), ("正文.docx", prose())

    assert [finding.actual for finding in read(packed(*files)).findings] == ["unread_zip"]


def test_a_file_whose_packing_is_damaged_is_named_as_broken() -> None:
    body = bytearray(packed(("年报.html", b"<p>" + bytes(range(256)) * 400)))
    body[60:90] = b"\xff" * 30
    (finding,) = read(bytes(body)).findings
    assert finding.actual == "unread_broken_zip"
