"""Who is asked, who is not, and what is said about it: with the real spider and real servers on this machine."""

from __future__ import annotations

import contextlib
import socket

import pytest
import yaml
from crawling import crawl

from fixtures.interfaces.answers import portal
from harvester.demo.bundled import FIXTURES
from harvester.demo.server import LOOPBACK, Answer, serve
from harvester.middlewares.introduction import ContactError, PrivateTargetError, refuse_private, require_contact

COLUMN = "/zwgk/zfxxgk/zfxxgknb/"


@pytest.fixture(scope="module")
def home():
    with serve(FIXTURES / "trs", port=0) as site:
        yield site


def start(tmp_path, url, **settings):
    return crawl(tmp_path, url=url, settings={"HARVESTER_ALLOW_PRIVATE": False, **settings})


def test_a_portal_inside_a_private_network_needs_the_option(tmp_path, home):
    crawled = start(tmp_path, home.url + COLUMN)

    assert crawled.error == (
        f"PrivateTargetError: crawl: {home.url}{COLUMN}: '127.0.0.1' is inside a private network; "
        "give --allow-private if it is your own"
    )
    assert crawled.status == 2
    assert home.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "[::1]", "10.0.0.1"])
def test_whatever_way_it_is_written(host):
    with pytest.raises(PrivateTargetError, match="give --allow-private"):
        refuse_private(["http://www.example.gov.cn/", f"http://{host}{COLUMN}"])


def _resolves_privately():
    with contextlib.suppress(OSError):
        return socket.gethostbyname(socket.gethostname()).startswith(("127.", "10.", "172.", "192.168."))
    return False


@pytest.mark.skipif(not _resolves_privately(), reason="this machine's name leads to no private address")
@pytest.mark.parametrize("guard", [40, None])
def test_a_name_that_leads_into_a_private_network_is_not_connected_to(tmp_path, guard):
    url = f"http://{socket.gethostname()}:9{COLUMN}"
    crawled = start(
        tmp_path,
        url,
        HARVESTER_CONTACT="tester@example.org",
        DOWNLOADER_MIDDLEWARES={"harvester.middlewares.address_guard.AddressGuard": guard},
        ROBOTSTXT_OBEY=False,
    )

    failed = [(item["outcome"], item["detail"]) for item in crawled.outcomes if item["role"] == "list"]
    outcome = "private_address" if guard else "unreachable"
    assert [name for name, _ in failed] == [outcome]
    assert "leads to" in failed[0][1] if guard else "no address for this host name" in failed[0][1]


def test_other_peoples_hosts_are_not_asked_anonymously(tmp_path):
    crawled = start(tmp_path, "http://www.example.gov.cn/nb/")

    assert crawled.error.startswith("ContactError: HARVESTER_CONTACT: not set; say once who is asking")
    assert "export HARVESTER_CONTACT='" in crawled.error
    assert crawled.status == 2


@pytest.mark.parametrize("contact", ["张三", "me@example.org\r\nX-Evil: 1"])
def test_a_contact_is_one_line_that_a_header_carries(contact):
    with pytest.raises(ContactError, match="one line of ASCII is expected"):
        require_contact(contact)


def test_this_machine_is_asked_without_a_contact_and_with_it_when_it_is_there(tmp_path, home):
    crawled = crawl(tmp_path, url=home.url + COLUMN, settings={"HARVESTER_CONTACT": "Li, li@example.org"})

    agents = {dict(page["request_headers"])["User-Agent"] for page in crawled.pages}
    assert agents == {"harvester/0.1 (annual reports on open government information; Li, li@example.org)"}


@pytest.fixture
def moving(tmp_path):
    """A portal whose column moves wherever `moves` says."""
    moves = {}

    def answer(_, asked):
        return Answer(b"", status=302, headers={"Location": moves[asked.path]}) if asked.path in moves else None

    with serve(FIXTURES / "trs", port=0, interface=answer) as site:
        yield site, moves


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("http://www.example.gov.cn/nb/", "off_host"),
        ("ftp://127.0.0.1/nb/", "off_host"),
        ("/a?" + "x" * 2100, "too_large"),
    ],
)
def test_a_redirect_may_not_lead_anywhere(tmp_path, moving, target, outcome):
    site, moves = moving
    moves["/old/"] = target
    crawled = crawl(tmp_path, url=f"{site.url}/old/")

    assert crawled.by_outcome(role="list") == {outcome: [f"{site.url}/old/"]}
    assert site.asked == ["/robots.txt", "/old/"]


def test_five_redirects_are_followed_and_no_sixth(tmp_path, moving):
    site, moves = moving
    moves.update({f"/{number}": f"/{number + 1}" for number in range(9)})
    crawled = crawl(tmp_path, url=f"{site.url}/0")

    assert crawled.by_outcome(role="list") == {"redirect_loop": [f"{site.url}/0"]}
    assert site.asked == ["/robots.txt", "/0", "/1", "/2", "/3", "/4", "/5"]


@pytest.mark.parametrize(
    ("fault", "outcome", "detail"),
    [
        ("500", "server_error", "robots.txt cannot be read: HTTP 500"),
        ("hang", "unreachable", "robots.txt cannot be read: timed out"),
    ],
)
def test_where_robots_txt_cannot_be_read_nothing_is_asked_for(tmp_path, fault, outcome, detail):
    with serve(FIXTURES / "trs", port=0, faults={"/robots.txt": fault}) as site:
        crawled = crawl(tmp_path, url=site.url + COLUMN)

    record = next(item for item in crawled.outcomes if item["role"] == "list")
    assert (record["outcome"], site.asked) == (outcome, ["/robots.txt"])
    assert record["detail"].startswith(detail)
    assert "Traceback" not in crawled.log


def test_where_there_is_no_robots_txt_all_is_allowed(tmp_path):
    def missing(_, asked):
        return Answer(b"", status=404) if asked.path == "/robots.txt" else None

    with serve(FIXTURES / "trs", port=0, interface=missing) as site:
        crawled = crawl(tmp_path, url=site.url + COLUMN)

    assert len(crawled.urls("list")) == 3


@pytest.mark.parametrize(("asks", "own", "paced"), [("0.02", 0, 0.02), ("0.02", 0.05, None), ("", 0, None)])
def test_a_host_is_asked_as_slowly_as_its_robots_txt_wants(tmp_path, asks, own, paced):
    def slow(_, asked):
        return (
            Answer(f"User-agent: *\nCrawl-delay: {asks}\n".encode(), "text/plain") if "robots" in asked.path else None
        )

    with serve(FIXTURES / "trs", port=0, interface=slow) as site:
        crawled = crawl(tmp_path, url=site.url + COLUMN, settings={"DOWNLOAD_DELAY": own})

    host = site.url.removeprefix("http://")
    assert crawled.stats.get(f"harvester/robots_delay/{host}") == paced
    assert len(crawled.urls("list")) == 3


def test_a_host_that_gives_no_answer_three_times_is_left_alone(tmp_path):
    facts = yaml.safe_load((FIXTURES / "f15_challenges" / "site.yaml").read_text(encoding="utf-8"))
    articles = [row["href"] for row in facts["rows"]]
    faults = dict.fromkeys(articles, "close")
    with serve(FIXTURES / "f15_challenges", port=0, faults=faults, interface=portal()) as site:
        crawled = crawl(tmp_path, url=site.url + facts["column"])

    details = [item["detail"] for item in crawled.outcomes if item["outcome"] == "unreachable"]
    silent = "the connection closed early: Connection was closed cleanly."
    assert details[:3] == [silent] * 3
    assert {detail.startswith(f"not asked for: {LOOPBACK}:") for detail in details[3:]} == {True}
    assert sorted(set(site.asked)) == sorted(["/robots.txt", facts["column"], *articles[:3]])
