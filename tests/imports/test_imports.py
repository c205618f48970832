"""Reports out of what other programs fetched: what is taken, what is left out and why, and what damage costs."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import brotli
import pytest
from foreign import AGENCY, HOST, Foreign, chunked, guide, report

from harvester.archive.write import ArchiveWriter
from harvester.imports.screen import Screen
from harvester.items import Page
from harvester.portals.portal import Portal
from harvester.reparse.run import Means as Again
from harvester.reparse.run import reparse
from harvester.reparse.selection import Selection
from harvester.reparse.summary import Summary


def test_a_report_becomes_what_a_crawl_would_have_made_of_it(take, rows, tmp_path):
    found = take(Foreign().request(f"{HOST}/1").response(f"{HOST}/1.html", report()).save(tmp_path / "a.warc.gz"))
    assert found.done == {"new": 1}
    assert rows("SELECT a.name, r.year, r.url FROM reports r JOIN agencies a ON a.id = r.agency_id") == [
        {"name": AGENCY, "year": 2023, "url": f"{HOST}/1.html"}
    ]
    (capture,) = rows("SELECT portal, role, status, content_type, fetched_at FROM captures")
    assert (capture["portal"], capture["role"], capture["status"]) == ("import", "report", 200)
    assert capture["fetched_at"].startswith("2024-02-01 00:00:00")
    assert rows("SELECT portal, status, pages, new_reports FROM runs") == [
        {"portal": "import", "status": "finished", "pages": 1, "new_reports": 1}
    ]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (report(), {}),
        (gzip.compress(report()), {"content_encoding": "gzip"}),
        (gzip.compress(report()), {"content_encoding": "x-gzip"}),
        (brotli.compress(report()), {"content_encoding": "br"}),
        (chunked(report()), {"transfer_encoding": "chunked"}),
        (chunked(gzip.compress(report())), {"content_encoding": "gzip", "transfer_encoding": "Chunked"}),
        (report(), {"content_encoding": "gzip", "transfer_encoding": "chunked"}),
        (report(), {"content_encoding": "utf-8"}),
    ],
    ids=["plain", "gzip", "x-gzip", "brotli", "chunked", "chunked gzip", "decoded already", "a charset"],
)
def test_bodies_are_read_as_the_server_meant_them(take, rows, tmp_path, body, headers):
    found = take(Foreign().response(f"{HOST}/1.html", body, **headers).save(tmp_path / "a.warc.gz"))
    assert found.done == {"new": 1}
    assert rows("SELECT count(*) AS n FROM requests") == [{"n": 25}]


def test_a_body_that_nothing_here_unpacks_is_counted(take, tmp_path):
    file = Foreign()
    file.response(f"{HOST}/1.html", report(), content_encoding="zstd")
    file.response(f"{HOST}/2.html", gzip.compress(report())[:-900], content_encoding="gzip")
    assert take(file.save(tmp_path / "a.warc.gz")).left == {"damaged": 2, "known": 0}


def test_packed_by_record_packed_as_one_or_not_at_all_it_is_the_same(take, tmp_path):
    urls = [f"{HOST}/{number}.html" for number in range(3)]
    for year, (name, packed, save) in enumerate(
        [("a.warc.gz", True, "save"), ("b.warc.gz", False, "save_as_one"), ("c.warc", False, "save")], 2021
    ):
        file = Foreign(gzip_records=packed).response(f"{urls[0]}?{year}", report(year)).response(f"{HOST}/g", guide())
        found = take(getattr(file, save)(tmp_path / name))
        assert (found.done, found.left["not_a_report"]) == ({"new": 1}, 1), name


def test_what_is_no_page_of_a_government_is_left_out_and_counted(take, tmp_path):
    file = Foreign().response("http://www.copy.com/1.html", report()).response(f"{HOST}/gone", b"-", status="404 No")
    file.response(f"{HOST}/a.png", b"\x89PNG", content_type="image/png").resource(f"{HOST}/a.css", b"a{}", "text/css")
    file.response(f"{HOST}/guide.html", guide()).response(f"{HOST}/empty.html", b" ")
    file.other("conversion", f"{HOST}/1.html").other("resource", "dns:www.example.gov.cn", b"127.0.0.1")
    file.other("metadata", f"{HOST}/1.html").response(f"{HOST}/1.html", report())
    found = take(file.save(tmp_path / "a.warc.gz"))
    assert found.done == {"new": 1}
    assert +found.left == {
        "host": 1,
        "status": 1,
        "type": 2,
        "not_a_report": 1,
        "empty": 1,
        "conversion": 1,
        "other": 1,
    }


def test_an_address_that_is_none_costs_only_its_own_page(take, tmp_path):
    file = (
        Foreign().response("http://[::1/1.html", report()).response("http://www.example.gov.cn:99999/1.html", report())
    )
    found = take(file.response(f"{HOST}/1.html", report()).save(tmp_path / "a.warc.gz"))
    assert (found.done, +found.left) == ({"new": 1}, {"other": 2})


def test_a_page_that_the_crawler_cut_off_is_not_taken_for_the_whole(take, tmp_path):
    file = Foreign().response(f"{HOST}/1.html", report()[:9000], truncated="length")
    found = take(file.save(tmp_path / "a.warc.gz"))
    assert (found.done, +found.left) == ({}, {"truncated": 1})


def test_other_hosts_are_taken_where_that_is_asked_for(take, tmp_path):
    file = Foreign().response("http://www.copy.com/1.html", report()).save(tmp_path / "a.warc.gz")
    assert take(file, screen=Screen(hosts=frozenset({"www.copy.com"}))).done == {"new": 1}
    assert take(file, screen=Screen(any_host=True)).left == {"known": 1}


def test_pages_of_a_host_that_the_registry_knows_are_that_portal_s(take, rows, tmp_path):
    portal = Portal(id="330382_yueqing", name=AGENCY, url=f"{HOST}/", division_code="330382")
    file = Foreign().response(f"{HOST}/1.html", report()).save(tmp_path / "a.warc.gz")
    take(file, portals={"www.example.gov.cn": portal})
    assert rows("SELECT portal FROM captures") == rows("SELECT portal FROM report_sources")
    assert rows("SELECT DISTINCT portal FROM captures") == [{"portal": "330382_yueqing"}]


def test_the_same_page_by_http_and_https_is_one(take, rows, tmp_path):
    file = Foreign().response(f"{HOST}/1.html", report()).response(f"https{HOST[4:]}/1.html", report())
    found = take(file.save(tmp_path / "a.warc.gz"))
    assert (found.done, found.left) == ({"new": 1}, {"known": 1})
    assert len(rows("SELECT * FROM captures")) == 1


def test_a_revisit_of_another_address_is_a_further_source(take, rows, tmp_path):
    file = Foreign().revisit(f"{HOST}/copy.html", of=f"{HOST}/1.html").revisit(f"{HOST}/1.html", of=f"{HOST}/1.html")
    file.revisit(f"{HOST}/b.png", of=f"{HOST}/a.png").response(f"{HOST}/1.html", report())
    found = take(file.save(tmp_path / "a.warc.gz"))
    assert found.done == {"new": 1, "duplicate": 1}
    assert +found.left == {"revisit": 2}
    assert [row["url"] for row in rows("SELECT url FROM report_sources ORDER BY id")] == [
        f"{HOST}/1.html",
        f"{HOST}/copy.html",
    ]


def test_imported_twice_no_row_changes(take, rows, tmp_path):
    file = Foreign().response(f"{HOST}/1.html", report()).response(f"{HOST}/guide.html", guide())
    path = file.save(tmp_path / "a.warc.gz")
    take(path)
    tables = [row["name"] for row in rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'runs'")]
    before = {name: rows(f"SELECT * FROM {name}") for name in tables}
    assert take(path).left == {"known": 1, "not_a_report": 1}
    assert {name: rows(f"SELECT * FROM {name}") for name in tables} == before


def test_the_bytes_are_ours_when_the_file_is_gone(take, store, tmp_path):
    path = Foreign().response(f"{HOST}/1.html", gzip.compress(report()), content_encoding="gzip")
    path = path.save(tmp_path / "a.warc.gz")
    take(path)
    path.unlink()
    means = Again(store=store, archive=tmp_path / "archive", processes=1, seconds=30)
    assert reparse(means, Selection(), Summary()).done == {"unchanged": 1}


def test_an_earlier_state_of_a_page_does_not_replace_a_later_one(take, rows, tmp_path):
    take(Foreign().response(f"{HOST}/1.html", report()).save(tmp_path / "a.warc.gz"))
    body = report().replace(b">0<", b">1<", 1)
    pages = [Page(url=f"{HOST}/1.html", body=body, fetched_at=datetime(2023, 1, 1, tzinfo=UTC))]
    assert take(pages=pages).done == {"kept": 1}
    assert rows("SELECT reason FROM revisions WHERE NOT is_current") == [{"reason": "an earlier state of its address"}]


def test_an_archive_of_our_own_keeps_what_the_list_knew(take, rows, tmp_path):
    writer = ArchiveWriter(tmp_path / "theirs", run=1)
    page = Page(url=f"{HOST}/1.html", body=report(), anchor_text="2023年年报", column_url=f"{HOST}/nb/")
    place = writer.write(replace(page, fetched_at=datetime(2024, 2, 1, tzinfo=UTC)))
    writer.close()
    take(tmp_path / "theirs" / place.file)
    assert rows("SELECT anchor_text, column_url FROM report_sources") == [
        {"anchor_text": "2023年年报", "column_url": f"{HOST}/nb/"}
    ]


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_a_record_that_is_damaged_costs_only_itself(take, caplog, tmp_path, packed):
    file = Foreign(gzip_records=packed)
    for year in (2021, 2022, 2023):
        file.response(f"{HOST}/{year}.html", report(year))
    data = bytearray(file.out.getvalue())
    start = file.places[2]
    data[start : start + 60] = b"\x00" * 60
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    assert take(path).done == {"new": 2}
    assert "damaged archive record" in caplog.text
    assert f"offset={start}" in caplog.text


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_a_file_that_ends_within_a_record_gives_all_records_before(take, caplog, tmp_path, packed):
    file = Foreign(gzip_records=packed)
    for year in (2021, 2022):
        file.response(f"{HOST}/{year}.html", report(year))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(file.out.getvalue()[:-500])
    assert take(path).done == {"new": 1}
    assert (
        f"damaged archive record file={path} offset={file.places[-1]} error=the file ends within the record"
        in caplog.text
    )


def test_a_file_that_is_none_is_said_and_the_others_are_read(take, tmp_path):
    wrong = tmp_path / "wrong.warc"
    wrong.write_bytes(b"<html>no archive</html>\n" * 9)
    right = Foreign().response(f"{HOST}/1.html", report()).save(tmp_path / "a.warc.gz")
    found = take(wrong, tmp_path / "gone.warc.gz", right)
    assert found.done == {"new": 1}
    assert [problem.partition(": ")[2][:16] for problem in found.problems] == ["not a WARC file ", "cannot be read: "]
