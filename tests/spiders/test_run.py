"""`harvester.spiders.run.crawl`: what it returns and what it raises."""

from __future__ import annotations

import subprocess
import sys

import pytest
from crawling import HERE, crawl

from harvester.crawling import exit_status
from harvester.demo.bundled import bundled
from harvester.errors import RegistryError, UsageError
from harvester.spiders.run import CrawlError, broken
from harvester.spiders.run import crawl as crawl_here
from tests.forks import run


class Unwritable:
    """A pipeline whose store cannot be opened."""

    def open_spider(self):
        from harvester.errors import StoreError

        raise StoreError("database 'x.sqlite': not writable")

    def process_item(self, item):
        return item


def test_it_returns_the_stats_of_the_crawl(tmp_path):
    with bundled(free_ports=True) as portals:
        crawled = crawl(tmp_path, portal_ids=["000000_demo_trs"], portals_dir=portals.portals_dir)

    assert crawled.stats["finish_reason"] == "finished"
    assert crawled.stats["item_scraped_count"] == len(crawled.pages) + len(crawled.outcomes)


def test_it_refuses_an_unknown_portal_before_it_asks_for_anything():
    with pytest.raises(
        RegistryError, match=r"^portal '330000_zhejang': not in the registry of \d+ portals; did you mean"
    ):
        crawl_here(portal_ids=["330000_zhejang"])


@pytest.mark.parametrize("arguments", [{}, {"portal_ids": ["320000_jiangsu"], "url": "http://www.example.gov.cn/"}])
def test_it_takes_portals_or_an_address(arguments):
    with pytest.raises(UsageError, match=r"^crawl: portal ids .* and url .*: give one of the two$"):
        crawl_here(**arguments)


@pytest.mark.parametrize("url", ["ftp://x/", "www.x.gov.cn", "http://[::1/", "http://127.0.0.1:99999/nb/"])
def test_it_refuses_an_address_that_is_no_web_page(url):
    refused = f"^crawl: url {url!r}: an http or https address of a column is expected$".replace("[", r"\[")
    with pytest.raises(UsageError, match=refused):
        crawl_here(url=url)


def test_it_raises_what_a_pipeline_raised_on_opening(tmp_path):
    with bundled(free_ports=True) as portals:
        crawled = crawl(
            tmp_path,
            portal_ids=["000000_demo_trs"],
            portals_dir=portals.portals_dir,
            settings={"ITEM_PIPELINES": {"test_run.Unwritable": 1}},
        )

    assert crawled.error == "StoreError: database 'x.sqlite': not writable"
    assert crawled.status == 5
    assert portals.sites["trs"].asked == []


def test_it_runs_as_a_plain_scrapy_project_too(tmp_path):
    record = tmp_path / "crawled.jsonl"
    with bundled(free_ports=True) as portals:
        command = [sys.executable, "-m", "scrapy", "crawl", "annual_reports", "-a", "portal=000000_demo_jcms"]
        command += ["-a", f"portals={portals.portals_dir}", "-s", "HARVESTER_ALLOW_PRIVATE=1"]
        command += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
        command += ["-s", 'ITEM_PIPELINES={"crawling.Recorder": 1}', "-s", f"RECORDER_FILE={record}"]
        root = HERE.parent.parent
        done = subprocess.run(
            command, cwd=root, env={"PYTHONPATH": str(HERE)}, capture_output=True, text=True, timeout=60, check=False
        )

    assert done.returncode == 0, done.stderr
    assert record.read_text(encoding="utf-8").count('"role": "report"') > 3
    assert "TelnetConsole" not in done.stderr
    assert "RemoteControl" not in done.stderr


@pytest.mark.parametrize("argument", ["portal=nope", "url=ftp://x", "years=2023", "url=http://10.0.0.1/nb/"])
def test_a_wrong_argument_of_a_plain_scrapy_crawl_is_a_line_and_a_status(argument):
    done = run("scrapy", "crawl", "annual_reports", "-a", argument, cwd=HERE.parent.parent)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert " error: " in done.stderr.rstrip().rpartition("\n")[2]


def test_an_error_of_the_program_on_a_page_is_one_line_and_a_status():
    """Scrapy logs it and goes on; what the page led to is missing."""
    stats = {"spider_exceptions/count": 3, "spider_exceptions/KeyError": 2, "spider_exceptions/TypeError": 1}

    assert [line.partition(":")[2] for line in broken(stats)] == [
        " the program failed on 3 pages (KeyError, TypeError): what they lead to was not read"
    ]
    assert exit_status(stats) == CrawlError.exit_status == 7
    assert (broken({}), exit_status({})) == ([], 0)
