"""A menu of years whose links lead straight to the reports: the menu is a list, the reports are articles."""

import pytest
from tiny_portal import REPORT, SITE, Again, rows

from harvester.demo.bundled import FIXTURES
from harvester.demo.server import serve

MENU = "/zfxxgknb/"
PAGES = FIXTURES.parent / "pages"
YEARS = "".join(f'<li><a href="{year}/">{year}年</a></li>' for year in (2021, 2022, 2023))
JUMP = '<html><head><script>location.href="../202301/t20230101_1.html";</script></head><body></body></html>'
TABLES = ("captures", "outcomes", "addresses", "reports", "revisions", "report_sources")


def report(year):
    return REPORT.format(title=f"某县人民政府{year}年政府信息公开工作年度报告", year=year, number=year - 2000)


def listing(*numbers):
    items = "".join(
        f'<li><a href="t20240101_{number}.html">某局{number}2023年政府信息公开工作年度报告</a></li>'
        for number in numbers
    )
    return f"<html><body><h1>2023年</h1><ul>{items}</ul>{'<p>　</p>' * 200}</body></html>"


def write(folder, path, text):
    file = folder / "www" / MENU.strip("/") / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """2021 and 2023 are the reports themselves, 2022 sends on to its report by script."""
    site = tmp_path / "site"
    write(site, "index.html", f"<html><body><h1>政府信息公开年报</h1><ul>{YEARS}</ul></body></html>")
    write(site, "2021/index.html", report(2021) + YEARS.replace('href="', 'href="../'))
    write(site, "2022/index.html", JUMP)
    write(site, "202301/t20230101_1.html", report(2022))
    write(site, "2023/index.html", report(2023))
    (site / "site.yaml").write_text(SITE.format(folder=MENU), encoding="utf-8")
    (site / "www" / "404.html").write_text("<h1>404</h1>", encoding="utf-8")
    return site


@pytest.fixture
def crawled(folder, tmp_path):
    with serve(folder, port=0) as site:
        yield Again(site, tmp_path)


def years(crawled):
    return [row["year"] for row in rows(crawled.data, "SELECT year FROM reports ORDER BY year")]


def last_run(crawled):
    return rows(crawled.data, "SELECT * FROM runs ORDER BY id DESC")[0]


def test_a_second_crawl_asks_for_the_menu_only_and_changes_no_row(crawled):
    assert years(crawled) == [2021, 2022, 2023]
    before = {table: rows(crawled.data, f"SELECT * FROM {table}") for table in TABLES}

    assert crawled() == [MENU]
    assert {table: rows(crawled.data, f"SELECT * FROM {table}") for table in TABLES} == before
    run = last_run(crawled)
    assert (run["reports"], run["unchanged_reports"], run["missing"], run["failed"]) == (3, 3, 0, 0)


def test_after_its_age_such_a_report_is_asked_for_by_its_validator(crawled):
    crawled(HARVESTER_REVALIDATE_DAYS=0)

    told = rows(crawled.data, "SELECT url FROM outcomes WHERE outcome = 'not_modified' ORDER BY url")
    assert [row["url"].rpartition(MENU)[2] for row in told] == ["2021/", "2023/"]
    assert years(crawled) == [2021, 2022, 2023]


def test_a_year_that_has_become_a_list_is_walked(crawled, folder):
    write(folder, "2023/index.html", listing(1, 2, 3))
    for number in (1, 2, 3):
        write(folder, f"2023/t20240101_{number}.html", report(2023).replace("某县人民政府", f"某局{number}"))
    asked = crawled(HARVESTER_REVALIDATE_DAYS=0)

    assert [path for path in asked if "/2023/t" in path] == [f"{MENU}2023/t20240101_{n}.html" for n in (1, 2, 3)]


def test_a_year_that_leads_to_a_file_is_a_report_like_the_others(crawled, folder):
    menu = (folder / "www" / MENU.strip("/") / "index.html").read_text(encoding="utf-8")
    write(folder, "index.html", menu.replace("</ul>", '<li><a href="d2019">2019年</a></li></ul>'))
    (folder / "www" / MENU.strip("/") / "d2019").write_bytes((PAGES / "pdf_2019.pdf").read_bytes())

    assert crawled() == [MENU, f"{MENU}d2019"]
    assert years(crawled) == [2021, 2022, 2023, 2023]
    assert crawled() == [MENU]


def test_refetch_enters_every_year_as_if_it_were_new(crawled):
    assert f"{MENU}2023/" in crawled(HARVESTER_REFETCH=True)
    assert years(crawled) == [2021, 2022, 2023]
