"""Refusals, challenges and traps: each answer has its own outcome, and nothing that is no page is kept as one."""

from __future__ import annotations

import pytest
from several import harvest, read

from fixtures.interfaces.answers import portal

VARIANTS = read("f15_challenges", "expected.yaml")


def variant(changes):
    rows = read("f15_challenges")["rows"]
    if "second" in changes:
        rows[1]["answer"] = changes["second"]
    for row in rows if "all" in changes else ():
        row["answer"] = changes["all"]
    return {"rows": rows, "list_answer": changes.get("list_answer")}


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    variants = read("f15_challenges")["variants"]
    sites = {name: ("f15_challenges", variant(changes)) for name, changes in variants.items()}
    sites["answers"] = ("f15_answers", {})
    folder = tmp_path_factory.mktemp("f15")
    return harvest(folder, sites, portal, RETRY_TIMES=2, HARVESTER_COOL_DOWN=0.2, DOWNLOAD_TIMEOUT=10)


def test_pages_are_taken_and_only_pages(odd):
    wanted = read("f15_answers", "expected.yaml")

    assert odd["answers"].pages("list") == wanted["list_pages"]
    assert sorted(odd["answers"].pages("report")) == sorted(wanted["report_pages"])


def test_every_other_address_has_one_outcome(odd):
    wanted = read("f15_answers", "expected.yaml")["outcomes"]

    assert odd["answers"].outcomes() == {name: sorted(urls) for name, urls in wanted.items()}


def test_a_column_whose_articles_are_refused_is_listed_whole(odd):
    assert odd["answers"].columns == read("f15_answers", "expected.yaml")["columns"]


@pytest.mark.parametrize(
    ("article", "evidence"),
    [
        ("t20240118_2", "HTTP 403, 创宇盾 (创宇盾)"),
        ("t20220118_4", "its heading (404-云岭县人民政府)"),
        ("t20210118_5", "no such page (该信息不存在)"),
        ("t20200118_6", "HTTP 302 leads to itself"),
        ("t20190118_7", "max redirections reached"),
        ("t20120118_14", "leads to file:///etc/passwd, which is neither http nor https"),
        ("t20150118_11", "by {home}/robots.txt"),
    ],
)
def test_the_outcome_comes_with_its_evidence(odd, article, evidence):
    found = [item["detail"] for item in odd["answers"].records() if article in item["url"]]

    assert found == [evidence.format(home=odd["answers"].home)]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_host_that_challenges_or_refuses_is_asked_no_further(odd, name):
    assert odd[name].times() == VARIANTS[name]["asked"]
    assert len(odd[name].pages("report")) == VARIANTS[name]["pages"]


@pytest.mark.parametrize("name", [name for name in VARIANTS if name not in {"jiasule", "busy"}])
def test_what_was_not_asked_for_says_why(odd, name):
    records = odd[name].records()

    assert {item["outcome"] for item in records} == {VARIANTS[name]["outcome"]}
    asked = sum(VARIANTS[name]["asked"].values()) - VARIANTS[name]["pages"]
    assert [item["detail"].startswith("not asked for: 127.0.0.1:") for item in records].count(False) == asked


def test_a_challenged_column_is_incomplete_not_empty(odd):
    assert [column["outcome"] for column in odd["jiasule"].columns] == ["incomplete"]
    assert [item["outcome"] for item in odd["jiasule"].records("list")] == ["blocked_js"]


def test_retry_after_is_kept_and_the_request_made_again_until_enough(odd):
    refused = [item for item in odd["busy"].records() if item["outcome"] == "rate_limited"]

    assert [item["url"].rpartition("/")[2] for item in refused] == ["t20240118_2.html"]


def test_the_run_says_which_hosts_it_left_alone(odd):
    left = {name for name in odd["ruishu"].crawled.stats if name.startswith("harvester/left_alone/")}
    alone = [name for name in VARIANTS if name != "busy"]

    assert left == {f"harvester/left_alone/{odd[name].home.removeprefix('http://')}" for name in alone}
    assert "host left alone" in odd["ruishu"].crawled.log
