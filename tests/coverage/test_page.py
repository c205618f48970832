"""The page in a real browser: offline, its numbers those of the CSV, its rows found and unfolded."""

import csv
from collections import Counter
from datetime import date

import pytest
from scrapy.settings import Settings

from harvester.coverage.command import read_wish, show_coverage
from harvester.net.chromium import chromium, why_no_browser

MISSING = why_no_browser(Settings({"HARVESTER_CHROMIUM": ""}))
needs_browser = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
EVERY = ("province", "prefecture", "county", "town", "department")


@pytest.fixture
def url(tmp_path_factory):
    """One kind of database is enough: test_survey reads from each."""
    return f"sqlite:///{tmp_path_factory.mktemp('store')}/harvest.sqlite"


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = chromium(Settings({"HARVESTER_CHROMIUM": ""}))
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def written(store, publish, answered, tmp_path):
    """The page and the CSV of 浙江 with four kinds of states, one address among them that is none of the web."""
    publish(2022)
    publish(2023, published_on=date(2024, 5, 1))
    publish(2023, "乐清市磐石镇人民政府", "330382125", "township")
    publish(2023, "乐清市<b>局</b>", scope="department", url="javascript:alert(1)", source="javascript:alert(1)")
    answered("gone", "乐清市人民政府2021年政府信息公开工作年度报告")

    def _written(*levels):
        for name in ("coverage.html", "coverage.csv"):
            wish = read_wish("浙江", "2019-2024", levels, date(2025, 2, 1))
            show_coverage(store, wish, to=tmp_path / name, portals=None, as_json=False)
        return tmp_path

    return _written


@pytest.fixture
def opened(browser, written):
    """The page as a reader opens it, and the addresses that it asked for."""
    contexts = []

    def _opened(*levels, language="zh-CN"):
        folder = written(*levels)
        context = browser.new_context(locale=language, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.failed = []
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.goto((folder / "coverage.html").as_uri())
        return page

    yield _opened
    for context in contexts:
        context.close()


def lines(tmp_path):
    with tmp_path.joinpath("coverage.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def legend(page):
    found = page.locator("#legend button").all()
    return {item.get_attribute("data-state"): int(item.locator("b").inner_text().replace(",", "")) for item in found}


def shown(page):
    return page.locator("tr.row th").all_inner_texts()


@needs_browser
def test_it_asks_for_nothing_and_runs_without_an_error(opened):
    page = opened(*EVERY)
    page.click("#open")
    assert [address for address in page.asked if not address.endswith("/coverage.html")] == []
    assert page.failed == []


@needs_browser
def test_its_counts_are_those_of_the_csv(opened, tmp_path):
    page = opened(*EVERY)
    assert legend(page) == Counter(line["state"] for line in lines(tmp_path))


@needs_browser
def test_every_cell_is_that_of_the_csv(opened, tmp_path):
    page = opened()
    row = page.locator("tr.row", has_text="乐清市人民政府")
    cells = [item.get_attribute("class").split()[-1] for item in row.locator("td > *").all()]
    expected = [line["state"] for line in lines(tmp_path) if line["agency"] == "乐清市人民政府"]
    assert cells == expected == ["not_crawled", "not_crawled", "dead", "published", "late", "not_due"]


@needs_browser
def test_a_cell_leads_to_its_source_and_says_what_it_is_without_its_colour(opened, tmp_path):
    page = opened()
    link = page.locator("tr.row", has_text="乐清市人民政府").locator("a.late")
    (line,) = [line for line in lines(tmp_path) if line["state"] == "late"]
    assert link.get_attribute("href") == line["url"]
    assert link.inner_text().startswith("◐")
    assert link.get_attribute("title") == "2023 逾期公布 2024-05-01"
    dead = page.locator("a.dead")
    assert dead.get_attribute("title") == "2021 链接已失效: 已不存在"


@needs_browser
def test_the_search_finds_names_and_codes_and_counts_what_it_found(opened, tmp_path):
    page = opened(*EVERY)
    page.fill("#search", "磐石镇")
    page.locator("tr.row").nth(1).wait_for(state="detached")
    assert [text.split()[0] for text in shown(page)] == ["乐清市磐石镇人民政府"]
    expected = Counter(line["state"] for line in lines(tmp_path) if "磐石镇" in line["agency"])
    assert {name: number for name, number in legend(page).items() if number} == expected
    page.fill("#search", "330382125")
    page.locator("tr.row").nth(1).wait_for(state="detached")
    page.click("#clear")
    assert page.locator("tr.row.county").count() > 1
    assert sum(legend(page).values()) == len(lines(tmp_path))


@needs_browser
def test_a_state_and_a_level_narrow_the_rows(opened):
    page = opened(*EVERY)
    page.click("[data-state=late]")
    assert [text.split()[0] for text in shown(page)] == ["乐清市人民政府"]
    assert page.locator("[data-state=late]").get_attribute("aria-pressed") == "true"
    page.select_option("#level", "town")
    assert shown(page) == []
    assert page.locator("#found").inner_text() == "0 个机关"


@needs_browser
def test_towns_and_departments_unfold_below_their_county(opened):
    page = opened(*EVERY)
    assert not any("磐石镇" in text for text in shown(page))
    county = page.locator("tr.row.county", has_text="乐清市人民政府")
    county.locator("button").click()
    assert any("磐石镇" in text for text in shown(page))
    assert county.locator("button").get_attribute("aria-expanded") == "true"


@needs_browser
def test_names_and_addresses_of_pages_cannot_run(opened):
    page = opened(*EVERY)
    page.fill("#search", "<b>局")
    page.locator("tr.row").nth(1).wait_for(state="detached")
    assert shown(page)[0].startswith("乐清市<b>局</b>")
    assert page.locator("a[href^=javascript]").count() == 0


@needs_browser
def test_it_speaks_the_readers_language_and_the_other_one(opened):
    page = opened(language="en-GB")
    assert "published" in page.locator("[data-state=published]").inner_text()
    assert "已公布" not in page.locator("[data-state=published]").inner_text()
    assert page.locator("html").get_attribute("lang") == "en"
    page.click("#language")
    assert "已公布" in page.locator("[data-state=published]").inner_text()


def test_without_scripts_it_still_shows_the_shares(written):
    text = written().joinpath("coverage.html").read_text("utf-8")
    assert '<tr class="region">' in text
    assert "--share:0.01" in text
    assert "</script" not in text.split('id="data-0">')[1].split("</script>")[0]


def test_nothing_in_it_leads_to_another_host_but_the_sources(written):
    text = written().joinpath("coverage.html").read_text("utf-8")
    assert "default-src 'none'" in text
    assert not any(word in text for word in ("<link", "<img", "<iframe", "@import", "src="))


@needs_browser
def test_one_region_alone_is_unfolded_and_folds(opened):
    page = opened()
    assert shown(page)
    page.click("tr.region button")
    assert shown(page) == []
