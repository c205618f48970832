"""The server of the bundled portals answers as the portals' own servers do."""

from __future__ import annotations

import http.client
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from harvester.demo.bundled import FIXTURES, bundled
from harvester.demo.server import ServerError, serve
from harvester.portals.registry import read

REPORT = "/zwgk/zfxxgk/zfxxgknb/202501/t20250120_10018.html"


@pytest.fixture
def trs():
    with serve(FIXTURES / "trs", port=0) as site:
        yield site


@pytest.fixture
def jcms():
    with serve(FIXTURES / "jcms", port=0) as site:
        yield site


def ask(site, path, method="GET", body=None, **headers):
    with closing(http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=2)) as connection:
        connection.request(method, path, body, headers)
        with closing(connection.getresponse()) as answer:
            answer.content = answer.read()
            return answer


def test_a_folder_is_its_index(trs):
    answer = ask(trs, "/zwgk/zfxxgk/zfxxgknb/")

    assert answer.status == 200
    assert answer.getheader("Content-Type") == "text/html"
    assert "政府信息公开年报".encode() in answer.content


def test_a_folder_without_slash_moves(trs):
    answer = ask(trs, "/zwgk/zfxxgk/zfxxgknb")

    assert (answer.status, answer.getheader("Location")) == (301, "/zwgk/zfxxgk/zfxxgknb/")


def test_a_page_is_sent_with_the_charset_its_portal_declares(trs):
    answer = ask(trs, REPORT)

    assert answer.getheader("Content-Type") == "text/html; charset=gb2312"
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode("gb2312")
    assert "䴙䴘" in answer.content.decode("gb18030")


def test_an_unchanged_page_is_not_sent_again(trs):
    first = ask(trs, REPORT)
    second = ask(trs, REPORT, **{"If-None-Match": first.getheader("ETag")})

    assert first.getheader("Last-Modified") == "Mon, 31 Mar 2025 08:00:00 GMT"
    assert (second.status, second.content) == (304, b"")


def test_an_old_address_moves_and_a_missing_page_is_404(trs):
    moved = ask(trs, "/zwgk/zfxxgk/zfxxgknb/202101/t20210128_9001.html")

    assert (moved.status, moved.getheader("Location")[-20:]) == (301, "t20210128_10007.html")
    assert ask(trs, "/nothing.html").status == 404
    assert ask(trs, "/../site.yaml").status == 404


def test_dataproxy_answers_groups_and_posted_ranges(jcms):
    path = "/module/web/jpage/dataproxy.jsp"
    second = ask(jcms, f"{path}?page=2&columnid=60101").content.decode()
    posted = ask(jcms, f"{path}?startrecord=12&endrecord=13&perpage=5", "POST", "columnid=60101").content.decode()

    assert "<totalrecord>13</totalrecord>" in second
    assert second.count("<record>") == 3
    assert posted.count("<record>") == 2
    assert "磐石镇" in posted
    assert "<record>" not in ask(jcms, f"{path}?page=2&columnid=1").content.decode()


@pytest.mark.parametrize("fault", ["hang", "close", "cut"])
def test_a_path_can_go_wrong(fault):
    with (
        serve(FIXTURES / "trs", port=0, faults={"/robots.txt": fault}) as site,
        pytest.raises((http.client.HTTPException, OSError)),
    ):
        ask(site, "/robots.txt")


def test_a_path_can_answer_500():
    with serve(FIXTURES / "trs", port=0, faults={"/robots.txt": "500"}) as site:
        assert ask(site, "/robots.txt").status == 500


def test_a_taken_port_is_one_clear_line(trs):
    port = urlsplit(trs.url).port
    says = rf"^port {port}: cannot be served on 127\.0\.0\.1: .*; end the program that uses it$"
    with pytest.raises(ServerError, match=says), serve(FIXTURES / "trs", port=port):
        pytest.fail("two servers on one port")


def test_missing_files_are_one_clear_line(tmp_path):
    with pytest.raises(ServerError, match=r"no site\.yaml and www/ in it"), serve(tmp_path):
        pytest.fail("served nothing")
    with pytest.raises(ServerError, match="they come with the source"), bundled(tmp_path):
        pytest.fail("served nothing")


def test_free_ports_are_registered_under_their_addresses():
    with bundled(free_ports=True) as portals:
        homes = {portal.id: portal.url for portal in read(portals.portals_dir / "portals.yaml")}

        assert homes == {
            "000000_demo_trs": f"{portals.sites['trs'].url}/",
            "000000_demo_jcms": f"{portals.sites['jcms'].url}/",
        }
        assert portals.portal_ids == ("000000_demo_trs", "000000_demo_jcms")
    assert not portals.portals_dir.exists()


def test_the_usual_ports_stand_in_the_registry_file():
    registered = {urlsplit(portal.url).port for portal in read(FIXTURES / "portals.yaml")}

    assert registered == {8921, 8922}
