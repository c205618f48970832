"""Pages into WARC files and out again, whatever happens to the files."""

import errno
import gzip
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from harvester.archive.read import iter_captures, read_capture
from harvester.archive.shelf import open_shelf
from harvester.archive.write import ArchiveWriter
from harvester.errors import ArchiveError
from harvester.items import Attachment, Page
from harvester.parsers.script import fold

PAGE = Page(
    url="http://www.example.gov.cn/nb/t20240120_1.html?id=7",
    body="<p>政府信息公开工作年度报告</p>".encode("gb18030") * 40,
    content_type="text/html; charset=gb2312",
    headers=(("Content-Type", "text/html; charset=gb2312"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    request_headers=(("Host", "www.example.gov.cn"), ("User-Agent", "harvester/0.1 (contact)")),
    fetched_at=datetime(2024, 2, 1, 8, 30, 0, 123456, tzinfo=UTC),
    portal="330382_yueqing",
    column_url="http://www.example.gov.cn/nb/",
    anchor_text="乐清市人民政府2023年政府信息公开工作年度报告",
    listed_on=date(2024, 1, 20),
    publisher="乐清市人民政府",
    division_code="330382",
)


@pytest.fixture
def archive(tmp_path):
    writer = ArchiveWriter(tmp_path, run=7)
    yield writer
    writer.close()


def records(path):
    with path.open("rb") as file:
        return [
            (record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read())
            for record in ArchiveIterator(file)
        ]


def test_a_page_comes_back_as_it_was_fetched(archive, tmp_path):
    pages = [replace(PAGE, url=f"http://www.example.gov.cn/{number}.html") for number in range(3)]
    places = [archive.write(page) for page in pages]
    archive.close()
    assert [read_capture(tmp_path / place.file, place.offset) for place in places] == pages


def test_a_file_holds_what_the_standard_asks_for(archive, tmp_path):
    place = archive.write(PAGE)
    archive.close()
    info, response, request, metadata = records(tmp_path / place.file)
    assert info[0] == "warcinfo"
    assert b"software: harvester/" in info[3]
    assert response[1].get_header("WARC-Date") == "2024-02-01T08:30:00.123456Z"
    assert response[2].statusline == "200 OK"
    assert request[2].get_header("User-Agent") == "harvester/0.1 (contact)"
    assert (request[2].protocol, request[2].statusline) == ("GET", "/nb/t20240120_1.html?id=7 HTTP/1.1")
    assert request[1].get_header("WARC-Concurrent-To") == response[1].get_header("WARC-Record-ID")
    assert b"via: http://www.example.gov.cn/nb/" in metadata[3]


def test_every_digest_holds(archive, tmp_path, capsys):
    place = archive.write(PAGE)
    archive.close()
    arguments = type("Arguments", (), {"inputs": [str(tmp_path / place.file)], "verbose": True})
    checker = Checker(arguments)
    checker.process_all()
    assert checker.exit_value == 0
    assert capsys.readouterr().out.count("digest pass") == 4


def test_every_record_is_a_gzip_member_of_the_stated_place(archive, tmp_path):
    place = archive.write(PAGE)
    archive.close()
    member = tmp_path.joinpath(place.file).read_bytes()[place.offset : place.offset + place.length]
    assert gzip.decompress(member).startswith(b"WARC/1.1\r\n")
    assert PAGE.body in gzip.decompress(member)


def test_headers_that_no_longer_fit_the_decoded_body_are_kept_under_another_name(archive, tmp_path):
    packed = replace(PAGE, headers=(("Content-Encoding", "gzip"), ("Content-Length", "99"), ("Server", "Apache")))
    place = archive.write(packed)
    archive.close()
    headers = records(tmp_path / place.file)[1][2]
    assert headers.get_header("Content-Encoding") is None
    assert headers.get_header("Content-Length") == str(len(PAGE.body))
    assert headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert read_capture(tmp_path / place.file, place.offset).headers == packed.headers


def test_a_length_that_fits_stays_as_it_came(archive, tmp_path):
    place = archive.write(replace(PAGE, headers=(("Content-Length", str(len(PAGE.body))),)))
    archive.close()
    assert records(tmp_path / place.file)[1][2].headers == [("Content-Length", str(len(PAGE.body)))]


def test_a_header_in_chinese_does_not_stop_the_archive(archive, tmp_path):
    named = replace(PAGE, headers=(("Content-Disposition", "attachment; filename=年报.pdf"),))
    place = archive.write(named)
    archive.close()
    assert read_capture(tmp_path / place.file, place.offset) == named


def test_a_status_without_a_name_is_kept(archive, tmp_path):
    place = archive.write(replace(PAGE, status=521))
    archive.close()
    assert read_capture(tmp_path / place.file, place.offset).status == 521


@settings(max_examples=50, deadline=None)
@given(body=st.binary(max_size=400), anchor=st.text(max_size=20), status=st.integers(100, 599))
def test_any_bytes_survive(body, anchor, status):
    page = replace(PAGE, body=body, anchor_text=fold(anchor) or None, status=status)
    with TemporaryDirectory() as folder:
        writer = ArchiveWriter(Path(folder), run=7)
        place = writer.write(page)
        writer.close()
        assert read_capture(Path(folder) / place.file, place.offset) == page


def test_a_full_file_is_followed_by_the_next(tmp_path):
    writer = ArchiveWriter(tmp_path, run=7, file_bytes=2000)
    places = [writer.write(replace(PAGE, body=os.urandom(1500))) for _ in range(3)]
    writer.close()
    assert len({place.file for place in places}) == 3
    assert all(place.file.startswith(f"{datetime.now(UTC):%Y%m}/") for place in places)


def test_a_run_without_news_leaves_no_file(tmp_path):
    ArchiveWriter(tmp_path / "archive", run=7).close()
    assert not tmp_path.joinpath("archive").exists()


def test_two_writers_of_one_run_never_share_a_file(tmp_path):
    first, second = ArchiveWriter(tmp_path, run=7), ArchiveWriter(tmp_path, run=7)
    second.serial = 1
    assert first.write(PAGE).file != second.write(PAGE).file
    first.close()
    second.close()


def test_a_cut_tail_costs_only_the_last_page(archive, tmp_path, caplog):
    places = [archive.write(replace(PAGE, body=b"%d" % number)) for number in range(3)]
    archive.close()
    path = tmp_path / places[0].file
    path.write_bytes(path.read_bytes()[: places[2].offset + places[2].length - 5])
    assert [captured.page.body for captured in iter_captures(path)] == [b"0", b"1"]
    assert "error=the file ends within the record" in caplog.text
    with pytest.raises(ArchiveError, match="no whole page at offset"):
        read_capture(path, places[2].offset)


def test_a_damaged_record_costs_only_its_page(archive, tmp_path, caplog):
    places = [archive.write(replace(PAGE, body=os.urandom(3000))) for number in range(3)]
    archive.close()
    path = tmp_path / places[1].file
    damaged = bytearray(path.read_bytes())
    damaged[places[1].offset + 400 : places[1].offset + 900] = bytes(500)
    path.write_bytes(damaged)
    assert [captured.offset for captured in iter_captures(path)] == [places[0].offset, places[2].offset]
    assert "damaged archive record" in caplog.text


def test_a_file_that_is_missing_or_something_else_is_one_clear_line(tmp_path):
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_capture(tmp_path / "none.warc.gz", 0)
    other = tmp_path / "other.gz"
    other.write_bytes(gzip.compress(b"not a record"))
    with pytest.raises(ArchiveError, match="not a WARC file"):
        list(iter_captures(other))


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    tmp_path.joinpath("file").write_text("", encoding="utf-8")
    with pytest.raises(ArchiveError, match="cannot be written") as raised:
        ArchiveWriter(tmp_path / "file", run=1).write(PAGE)
    assert "\n" not in str(raised.value)


def test_a_disk_that_is_full_at_the_end_is_one_clear_line_as_well(tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    writer = ArchiveWriter(tmp_path, run=1)
    writer.write(PAGE)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveError, match="cannot be written: 'No space left on device'"):
        writer.close()
    writer.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from harvester.archive.shelf import open_shelf
from harvester.archive.write import ArchiveWriter
from harvester.items import Attachment, Page
writer = ArchiveWriter(Path(sys.argv[1]), run=1)
for number in range(50):
    writer.write(Page(url=f"http://x/{number}", body=b"%d" % number))
    print(number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_written_before_a_kill_is_there(tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    (path,) = tmp_path.glob("*/*.warc.gz")
    assert [captured.page.body for captured in iter_captures(path)] == [b"%d" % number for number in range(50)]


def test_what_was_posted_and_the_redirect_come_back_too(archive, tmp_path):
    posted = replace(
        PAGE,
        role="list",
        method="POST",
        request_body="columnid=60101&标题=年报".encode(),
        request_headers=(*PAGE.request_headers, ("Content-Length", "30")),
        asked_url="http://www.example.gov.cn/dataproxy.jsp",
    )
    place = archive.write(posted)
    archive.close()
    assert read_capture(tmp_path / place.file, place.offset) == posted
    (request,) = (body for kind, _, _, body in records(tmp_path / place.file) if kind == "request")
    assert request == posted.request_body


def test_what_a_browser_built_is_a_resource_and_no_answer_of_the_server(archive, tmp_path):
    built = replace(PAGE, headers=(), request_headers=(), rendered_by="Chromium/150.0", presses=2)
    place = archive.write(built)
    archive.close()

    kinds = [(kind, http) for kind, _, http, _ in records(tmp_path / place.file)][1:]
    assert kinds == [("resource", None), ("metadata", None)]
    assert read_capture(tmp_path / place.file, place.offset) == built


def test_a_file_knows_its_report_page_and_a_page_the_files_its_list_named(archive, tmp_path):
    listed = (
        Attachment(url="http://www.example.gov.cn/a.ofd", name="附表　一：２.ofd", media_type="application/ofd"),
    )
    page = replace(PAGE, parent_url="http://www.example.gov.cn/nb/1.html", filename="附表.ofd", attachments=listed)
    place = archive.write(page)
    archive.close()
    assert read_capture(tmp_path / place.file, place.offset) == page


def test_what_a_browser_built_is_no_answer_to_a_plain_request(archive, tmp_path):
    built = replace(PAGE, body=b"<p>built</p>", headers=(), request_headers=(), rendered_by="Chromium/150.0")
    places = [archive.write(page) for page in (PAGE, built, replace(built, body=b"<p>2</p>", presses=1))]
    archive.close()
    shelf = open_shelf([tmp_path / places[0].file])

    found = [shelf.find("GET", PAGE.url, presses=presses) for presses in (None, 0, 1, 2)]
    assert [page and page.body for page in found] == [PAGE.body, b"<p>built</p>", b"<p>2</p>", None]


@pytest.mark.parametrize("size", [0, 1, 2, 10, 200])
def test_a_file_that_was_hardly_begun_is_empty(archive, tmp_path, size):
    place = archive.write(PAGE)
    archive.close()
    path = tmp_path / place.file
    path.write_bytes(path.read_bytes()[:size])
    assert list(iter_captures(path)) == []


def test_a_record_that_unpacks_to_more_than_any_report_is_left_out(archive, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("harvester.archive.members.LONGEST", 1_000_000)
    places = [archive.write(replace(PAGE, url=f"http://a/{size}", body=bytes(size))) for size in (10, 9_000_000, 20)]
    archive.close()
    found = [captured.page.url for captured in iter_captures(tmp_path / places[0].file)]
    assert found == ["http://a/10", "http://a/20"]
    assert "error=too long" in caplog.text
