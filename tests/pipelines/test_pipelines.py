"""What becomes of an item on its way through archive, parse, dedupe and store."""

import re
from dataclasses import replace

import pytest

from harvester import reader
from harvester.archive.read import read_capture
from harvester.pipelines import writing
from harvester.reader import read_reports
from harvester.spiders.outcomes import Outcome
from harvester.store.reports import save

OTHER = "http://www.example.gov.cn/other.html"
RUN = "SELECT * FROM runs ORDER BY id DESC"


def test_a_report_page_is_archived_read_and_stored(harvesting, page, tmp_path):
    harvesting.take(page())
    harvesting.end()
    (capture,) = harvesting.rows("SELECT * FROM captures")
    assert read_capture(tmp_path / "archive" / capture["file"], capture["offset"]) == page()
    (report,) = harvesting.rows("SELECT a.name, r.year FROM reports r JOIN agencies a ON a.id = r.agency_id")
    assert report == {"name": "大同市人民政府办公室", "year": 2022}
    assert harvesting.rows("SELECT total FROM requests WHERE row = 'new_received'") == [{"total": 55}]


def test_the_run_counts_while_it_goes(harvesting, page):
    harvesting.take(page())
    (run,) = harvesting.rows(RUN)
    assert (run["portal"], run["status"], run["finished_at"]) == ("140200_datong", "running", None)
    assert (run["pages"], run["reports"], run["new_reports"], run["unchanged_pages"]) == (1, 1, 1, 0)


@pytest.mark.parametrize(("reason", "status"), [("finished", "finished"), ("shutdown", "interrupted")])
def test_the_run_says_how_it_ended(harvesting, page, reason, status):
    harvesting.take(page())
    harvesting.end(reason)
    (run,) = harvesting.rows(RUN)
    assert run["status"] == status
    assert run["finished_at"] is not None


def test_an_unchanged_page_adds_neither_record_nor_row(harvesting, again, page, every_row, tmp_path):
    harvesting.take(page())
    harvesting.end()
    before, files = every_row(), sorted(tmp_path.glob("archive/*/*"))
    second = again()
    second.take(page())
    second.end()
    assert every_row() == before
    assert sorted(tmp_path.glob("archive/*/*")) == files
    run = harvesting.rows(RUN)[0]
    assert (run["unchanged_pages"], run["unchanged_reports"], run["new_reports"]) == (1, 1, 0)


def test_a_changed_page_is_a_revision(harvesting, page):
    harvesting.take(page())
    harvesting.take(
        page(body=page().body.replace("全年收到政府信息公開申請55件".encode(), "全年收到申請55件".encode()))
    )
    assert len(harvesting.rows("SELECT * FROM captures")) == 2
    assert [row["is_current"] for row in harvesting.rows("SELECT is_current FROM revisions ORDER BY number")] == [0, 1]
    assert harvesting.rows(RUN)[0]["changed_reports"] == 1


def test_the_same_report_at_another_address_is_a_second_source(harvesting, page):
    harvesting.take(page())
    harvesting.take(page(url=OTHER))
    assert len(harvesting.rows("SELECT * FROM reports")) == 1
    assert [row["url"] for row in harvesting.rows("SELECT url FROM report_sources ORDER BY id")] == [page().url, OTHER]
    assert harvesting.rows(RUN)[0]["duplicates"] == 1


@pytest.mark.parametrize("page_comes_first", [True, False])
def test_an_article_in_a_second_column_is_a_second_source(harvesting, page, page_comes_first):
    listed = Outcome(
        url=page().url, outcome="duplicate", role="report", portal="140200_datong", column_url="http://x/other/"
    )
    for item in (page(), listed) if page_comes_first else (listed, page()):
        harvesting.take(item)
    columns = [row["column_url"] for row in harvesting.rows("SELECT column_url FROM report_sources ORDER BY id")]
    assert columns == [page().column_url, "http://x/other/"]


def test_a_page_that_is_no_report_is_archived_and_listed(harvesting, page):
    harvesting.take(page(body="<h1>政府信息公开指南</h1><p>指南</p>".encode()))
    assert harvesting.rows("SELECT role, outcome, detail FROM outcomes") == [
        {"role": "report", "outcome": "not_a_report", "detail": "by its content"}
    ]
    assert len(harvesting.rows("SELECT * FROM captures")) == 1
    assert harvesting.rows(RUN)[0]["rejected"] == 1


def test_a_page_that_cannot_be_read_is_stored_counted_and_listed(harvesting, page, monkeypatch, caplog):
    def _fail_on_table(found, lookups):
        if b"broken" in found.body:
            raise ValueError("rowspan 9999")
        return read_reports(found, lookups)

    monkeypatch.setattr(reader, "read_reports", _fail_on_table)
    harvesting.take(page(url=OTHER, body=b"broken"))
    harvesting.take(page())
    assert harvesting.rows(f"SELECT outcome, detail FROM outcomes WHERE url = '{OTHER}'") == [
        {"outcome": "unreadable", "detail": "ValueError: rowspan 9999"}
    ]
    assert len(harvesting.rows("SELECT * FROM captures")) == 2
    (run,) = harvesting.rows(RUN)
    assert (run["failed"], run["new_reports"]) == (1, 1)
    assert "page unreadable portal=140200_datong" in caplog.text


def test_an_item_that_cannot_be_stored_costs_no_other(harvesting, page, monkeypatch, caplog):
    def _fail_on_other(session, seen, decision):
        if seen.url == OTHER:
            raise ValueError("unheard of")
        return save(session, seen, decision)

    monkeypatch.setattr(writing, "save", _fail_on_other)
    harvesting.take(page(url=OTHER))
    harvesting.take(page())
    assert [row["url"] for row in harvesting.rows("SELECT url FROM reports")] == [page().url]
    assert len(harvesting.rows("SELECT * FROM captures")) == 2
    assert harvesting.rows(RUN)[0]["new_reports"] == 1
    assert f"item not stored url={OTHER}" in caplog.text


def test_a_list_page_is_archived_and_not_parsed(harvesting, page):
    done = harvesting.take(page(role="list"))
    assert done.report is None
    assert harvesting.rows("SELECT role FROM captures") == [{"role": "list"}]
    assert harvesting.rows("SELECT * FROM reports") == []


def test_an_address_that_gave_no_page_has_an_outcome(harvesting):
    harvesting.take(
        Outcome(url=OTHER, outcome="gone", role="report", detail="HTTP 404", status=404, portal="140200_datong")
    )
    assert harvesting.rows("SELECT url, outcome, detail, status FROM outcomes") == [
        {"url": OTHER, "outcome": "gone", "detail": "HTTP 404", "status": 404}
    ]
    assert harvesting.rows(RUN)[0]["failed"] == 1


def test_an_address_that_answers_again_is_no_longer_gone(harvesting, page):
    gone = Outcome(url=page().url, outcome="gone", role="report", portal="140200_datong", column_url=page().column_url)
    harvesting.take(gone)
    harvesting.take(page())
    assert harvesting.rows("SELECT outcome FROM outcomes") == [{"outcome": "ok"}]


def test_list_pages_that_share_an_address_keep_the_first_answer(harvesting, again, page, every_row):
    shared = {"url": "http://x/dataproxy.jsp", "role": "list"}
    items = [
        page(**shared),
        Outcome(
            url=shared["url"],
            outcome="soft_404",
            role="list",
            portal=page().portal,
            column_url=page().column_url,
        ),
    ]
    for item in items:
        harvesting.take(item)
    harvesting.end()
    before, second = every_row(), again()
    for item in items:
        second.take(item)
    second.end()
    assert every_row() == before
    assert [row["outcome"] for row in before["outcomes"]] == ["ok"]


@pytest.mark.parametrize(
    "form",
    [
        '<form><input type="hidden" name="__VIEWSTATE" value="{}"><a href="1.aspx?id={}">年报</a></form>',
        '<meta name="csrf-token" content="{}"><a href="1.php?id={}">年报</a>',
        '<a href="view.do;jsessionid={}?id={}">年报</a>',
        '<a href="/(S({}))/1.aspx?id={}">年报</a>',
    ],
)
def test_a_list_page_that_differs_by_its_state_or_its_session_is_kept_once(harvesting, again, page, form):
    first, second = ([page(role="list", body=form.format(state, n).encode()) for n in (1, 2)] for state in "ab")
    for shown in first:
        harvesting.take(shown)
    harvesting.end()
    later = again()

    assert [later.take(shown).is_new for shown in second] == [False, False]
    assert later.rows("select run_id, count(*) as lists from captures group by run_id") == [{"run_id": 1, "lists": 2}]


def test_a_page_whose_archive_was_lost_is_archived_again(harvesting, again, page, tmp_path):
    harvesting.take(page())
    harvesting.end()
    for path in tmp_path.glob("archive/*/*"):
        path.unlink()
    second = again()
    second.take(page())
    second.end()
    (capture,) = second.rows("SELECT file, offset FROM captures")
    assert read_capture(tmp_path / "archive" / capture["file"], capture["offset"]) == page()


def test_the_end_of_a_crawl_compares_the_years_of_the_agencies_that_it_read(harvesting, page):
    harvesting.take(page())
    earlier = page().body.replace("2022年".encode(), "2021年".encode())
    harvesting.take(page(url="http://www.example.gov.cn/zwgk/2021.html", body=earlier))
    assert harvesting.rows("SELECT * FROM panel_findings") == []
    harvesting.end()
    found = harvesting.rows(
        "SELECT f.rule, r.year, other.year AS before FROM panel_findings f JOIN reports r ON r.id = f.report_id"
        " JOIN reports other ON other.id = f.other_report_id WHERE f.severity = 'error'"
    )
    assert found == [{"rule": "panel.carry_over", "year": 2022, "before": 2021}]


@pytest.mark.parametrize("file_comes_first", [False, True])
def test_a_file_below_its_page_is_compared_with_it_and_never_taken_for_it(harvesting, page, file_comes_first):
    whole = page()
    linked = whole.body.replace(b"</body>", '<a href="nb.html.pdf">附件：年报.pdf</a></body>'.encode())
    above = replace(whole, body=linked)
    url = f"{str(whole.url).rpartition('/')[0]}/nb.html.pdf"
    file = page(url=url, body=whole.body.replace(b">55<", b">56<"), parent_url=whole.url, filename="年报.html")
    for item in (file, above) if file_comes_first else (above, file):
        harvesting.take(item)
    harvesting.end()
    assert harvesting.rows("SELECT url FROM reports") == [{"url": whole.url}]
    (found,) = harvesting.rows("SELECT rule, expected, actual FROM panel_findings")
    assert (found["rule"], found["expected"], found["actual"]) == ("attachment.matches_page", 55, 56)
    reasons = {row["reason"] for row in harvesting.rows("SELECT reason FROM revisions")}
    assert reasons & {f"a file of {whole.url}, which holds the tables", f"the page of {url}"}


def test_a_page_over_two_years_is_two_reports_and_asked_for_again_still_two(harvesting, again, page, every_row):
    body = page().body
    other = body.replace("2022年".encode("gb18030"), "2021年".encode("gb18030")).replace(
        "2022年".encode(), "2021年".encode()
    )
    both = page(body=body.replace(b"</body>", other[other.index(b"<h1") :]), anchor_text=None)
    harvesting.take(both)
    harvesting.end()
    assert harvesting.rows("SELECT year, url FROM reports ORDER BY year") == [
        {"year": 2021, "url": f"{both.url}#report-2"},
        {"year": 2022, "url": both.url},
    ]
    assert harvesting.rows("SELECT reports FROM addresses") == [{"reports": 2}]
    assert harvesting.rows(RUN)[0]["new_reports"] == 2
    before = every_row()
    second = again()
    second.take(both)
    second.end()
    assert every_row() == before
    assert second.rows(RUN)[0]["unchanged_reports"] == 2


def test_a_copy_without_tables_below_its_page_is_no_page_that_could_not_be_read(harvesting, page):
    whole = page()
    url = f"{str(whole.url).rpartition('/')[0]}/nb.html.pdf"
    linked = whole.body.replace(b"</body>", '<a href="nb.html.pdf">附件：年报.pdf</a></body>'.encode())
    harvesting.take(replace(whole, body=linked))
    (before,) = harvesting.rows("SELECT findings, unparsed FROM runs")
    scan = re.sub(rb"<table.*</table>", b"", whole.body, flags=re.DOTALL)
    harvesting.take(page(url=url, body=scan, parent_url=whole.url, filename="年报.html"))

    (after,) = harvesting.rows("SELECT findings, unparsed, duplicates FROM runs")
    assert after == before | {"duplicates": 1}


def test_the_outcome_of_a_file_says_why_it_was_not_read(harvesting, page):
    whole = page()
    url = f"{str(whole.url).rpartition('/')[0]}/nb.pdf"
    harvesting.take(replace(whole, body=whole.body.replace(b"</body>", b'<a href="nb.pdf">nb.pdf</a></body>')))
    harvesting.take(page(url=url, body=b"%PDF-1.4 cut off", parent_url=whole.url, filename="nb.pdf"))

    found = harvesting.rows("SELECT role, detail FROM outcomes WHERE url LIKE '%.pdf'")
    assert found == [{"role": "attachment", "detail": "not read: unread_broken_pdf"}]


def test_a_report_without_its_tables_says_why_its_file_was_not_read(harvesting, page):
    url = f"{str(page().url).rpartition('/')[0]}/nb.pdf"
    bare = re.sub(rb"<table.*</table>", b'<a href="nb.pdf">nb.pdf</a>', page().body, flags=re.DOTALL)
    harvesting.take(page(body=bare))
    harvesting.take(page(url=url, body=b"%PDF-1.4 cut off", parent_url=page().url, filename="nb.pdf"))
    harvesting.end()

    (found,) = harvesting.rows("SELECT rule, actual, message FROM panel_findings")
    assert (found["rule"], found["actual"]) == ("document.complete", '"unread_broken_pdf"')
    assert found["message"].endswith(url)
