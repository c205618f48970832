"""Folders of saved pages: the list that says where each file came from, and what is wrong with it."""

from datetime import UTC, datetime

import pytest
from foreign import HOST, guide, report

from harvester.errors import InputError
from harvester.imports.folder import read_folder

LISTING = "网址,文件,标题\n{host}/1.html,1.html,2023年年报\n{host}/2.html,2.html,\n"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "saved"
    path.mkdir()
    (path / "1.html").write_bytes(report())
    (path / "unlisted.html").write_bytes(guide())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_folder_of_saved_pages_comes_with_a_list_of_their_addresses(take, rows, folder, encoding):
    listing = folder / "urls.csv"
    listing.write_text(LISTING.format(host=HOST), encoding=encoding)
    found = take(pages=read_folder(folder, listing))
    assert (found.done, +found.left) == ({"new": 1}, {"missing": 1, "unlisted": 1})
    assert found.problems == ["'2.html': listed, and not in the folder"]
    assert rows("SELECT url, anchor_text FROM report_sources") == [
        {"url": f"{HOST}/1.html", "anchor_text": "2023年年报"}
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "columns file/文件/文件名 and url/网址/地址 are expected"),
        ("file,url\n1.html,\n", "line 2: file or url"),
        ("file,url\n1.html,www.x.gov.cn/1.html\n", "line 2: url 'www.x.gov.cn/1.html' does not begin with http"),
        ("file,url\n1.html,http://[::1/1.html\n", "line 2: url 'http://\\[::1/1.html' does not begin with http"),
        ("file,url,fetched_at\n1.html,http://x.gov.cn/,May\n", "line 2: fetched_at 'May' is no time"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_in_a_line(folder, text, told):
    (folder / "urls.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        list(read_folder(folder, folder / "urls.csv"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-03-01", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2024-03-01T08:00:00+08:00", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2024/3/1", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2024/3/1 8:05", datetime(2024, 3, 1, 8, 5, tzinfo=UTC)),
    ],
)
def test_a_list_as_a_spreadsheet_on_windows_writes_it(folder, written, read):
    (folder / "sub").mkdir()
    (folder / "1.html").rename(folder / "sub/1.html")
    text = f"File,URL,Fetched_At\r\nsub\\1.html,{HOST}/1.html,{written}\r\n"
    (folder / "urls.csv").write_text(text, encoding="utf-8-sig", newline="")
    page, *_ = read_folder(folder, folder / "urls.csv")
    assert (page.body, page.fetched_at) == (report(), read)
