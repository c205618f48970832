"""TRS in its five forms, the addresses of provincial systems, a noisy column: a crawl gives what stands beside them.

Every portal is crawled as it is written, and again with other class names, words, folders, page names and elements.
"""

from __future__ import annotations

import re

import pytest
import yaml
from several import harvest_sites

from fixtures.interfaces.verbatim import answer
from harvester.demo.bundled import FIXTURES

PORTALS = (
    *("f01_trs_page", "f02_trs_pages", "f02_trs_stub", "f03_trs_hub", "f04_was5_json", "f04_was5_jsonp"),
    *("f04_was5_form", "f05_trs_api", "f14_addresses", "f14_articles", "f14_own_page", "f17_noise"),
)
OTHER_WORDS = {
    "下一页": "下页",
    "countPage": "pageCount",
    "年政府信息公开工作年度报告": "年政府信息公开年度报告",
    "/zwgk/": "/publicity/",
    "/xxgk/": "/openinfo/",
    "nianbao": "annualreport",
    "zfxxgknb": "xxgknb_1840",
    "/nb/": "/n_report/",
    "/gknb/": "/ndbg/",
    "index": "catalog",
    "createPageHTML(3": "createPageHTML('turn', 3",
    "prepage": "rows",
    "recordCount": "total",
    "channelid": "cid",
}


def renamed_classes(text):
    return re.sub(r'class="([^"]+)"', lambda found: f'class="x{len(found[1])}-{found[1][::-1]}"', text)


def other_wording(text):
    for word, other in OTHER_WORDS.items():
        text = text.replace(word, other)
    return text


def divs_for_lists(text):
    """The same rows in other elements, and a dash in the names of pages."""
    for tag, other in (("ul", "section"), ("li", "article"), ("h4", "h5"), ("time", "small")):
        text = re.sub(rf"(</?){tag}(?=[\s>])", rf"\1{other}", text)
    return re.sub(r"index_(\d+\.shtml)", r"index-\1", text).replace('"_"', '"-"')


REWRITES = {"as_written": None, "classes": renamed_classes, "words": other_wording, "elements": divs_for_lists}
CASES = [f"{name}-{rewrite}" for name in PORTALS for rewrite in REWRITES]


def name_of(case):
    return case.partition("-")[0]


def written(case, file):
    """What the file beside the portal says, rewritten as the portal is."""
    name, _, rewrite = case.partition("-")
    text = (FIXTURES / name / file).read_text(encoding="utf-8")
    return yaml.safe_load(REWRITES[rewrite](text) if REWRITES[rewrite] else text)


def expected(case):
    return written(case, "expected.yaml")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    sites = {case: (written(case, "site.yaml"), FIXTURES / name_of(case) / "www") for case in CASES}
    return harvest_sites(tmp_path_factory.mktemp("shapes"), sites, lambda: answer)


@pytest.mark.parametrize("case", CASES)
def test_every_list_page_is_walked_in_order(crawled, case):
    assert crawled[case].pages("list") == expected(case)["list_pages"]


@pytest.mark.parametrize("case", CASES)
def test_every_report_is_fetched_once(crawled, case):
    assert sorted(crawled[case].pages("report")) == sorted(expected(case)["report_pages"])


@pytest.mark.parametrize("case", CASES)
def test_an_article_is_fetched_with_every_page_that_it_goes_on_with(crawled, case):
    assert crawled[case].pages("part") == expected(case).get("parts", [])


@pytest.mark.parametrize("case", CASES)
def test_every_other_address_has_its_outcome(crawled, case):
    wanted = {name: sorted(urls) for name, urls in expected(case)["outcomes"].items()}

    assert crawled[case].outcomes() == wanted


@pytest.mark.parametrize("case", CASES)
def test_declared_and_harvested_totals_are_compared(crawled, case):
    assert crawled[case].columns == expected(case)["columns"]


def test_a_row_behind_a_handler_or_a_script_keeps_its_title(crawled):
    titles = crawled["f17_noise-as_written"].titles()

    assert "平山县司法局2023年政府信息公开工作年度报告" in titles
    assert "平山县水利局2023年政府信息公开工作年度报告" in titles
