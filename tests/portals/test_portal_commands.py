"""The commands around portals as a user meets them, with a real local portal."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from small_site import document, menu, reports, small_site

from harvester.demo.server import Answer
from harvester.portals.propose import propose
from harvester.portals.registry import read
from harvester.spiders.families.page import ListPage
from tests.commands import run_here

SITE_TAGS = '<meta name="SiteName" content="乐清市人民政府"><meta name="SiteIDCode" content="3303820001">'
COLUMN = document(reports(2022, 2023, 2024), title="政府信息公开年报_乐清市人民政府", head=SITE_TAGS)
HOME = document(menu("/zfxxgknb/"), title="乐清市人民政府", head=SITE_TAGS)


def harvester(*args, cwd=None, contact=""):
    """Exit status, output and errors of one command, run inside this process."""
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(cwd or Path.cwd()):
        patch.setattr("harvester.settings.HARVESTER_CONTACT", contact)
        done = run_here("harvester", *args)
    return done.returncode, done.stdout, done.stderr


# list, show, check


def test_list_names_the_portals_of_a_province():
    status, out, _ = harvester("portals", "list", "--province", "浙江")

    assert status == 0
    assert "330825_longyou" in out
    assert out.splitlines()[-1].startswith("4 portals")


@pytest.mark.parametrize("command", [("portals", "show"), ("crawl",)], ids=["show", "crawl"])
def test_portals_of_the_environment_s_folder_are_in_the_registry(tmp_path, monkeypatch, command):
    entry = {"id": "000000_own", "name": "某县人民政府", "url": "http://10.0.0.1/", "source": "tests"}
    (tmp_path / "own.yaml").write_text(yaml.safe_dump({"portals": [entry]}, allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("HARVESTER_PORTALS", str(tmp_path))

    _, out, err = harvester(*command, "000000_own", cwd=tmp_path)

    assert "http://10.0.0.1/" in out + err  # shown; of a crawl: an address inside a private network
    assert "not in the registry" not in err


@pytest.mark.parametrize("tags", [SITE_TAGS, SITE_TAGS.replace('"', ""), SITE_TAGS.replace('"', "'").swapcase()])
def test_name_and_division_are_in_the_tags_however_they_are_written(tags):
    portal = propose(ListPage("http://127.0.0.1:8921/nb/", document("", head=tags).encode()), date(2026, 11, 26))

    assert (portal.name, portal.division_code) == ("乐清市人民政府", "330382")


@pytest.mark.parametrize(
    ("name", "code", "division"),
    [
        ("齐齐哈尔市人民政府", "5001070012", "230200"),
        ("邯郸市水利局", "1306000001", "130400"),
        ("邯郸市丛台区人民政府", "1304000009", "130400"),
        ("网站名称", "1304000009", "130400"),
    ],
)
def test_a_code_that_was_copied_with_the_template_gives_way_to_the_name(name, code, division):
    tags = f'<meta name="SiteName" content="{name}"><meta name="SiteIDCode" content="{code}">'
    portal = propose(ListPage("http://127.0.0.1:8921/nb/", document("", head=tags).encode()), date(2026, 11, 26))

    assert (portal.division_code, portal.name == name) == (division, name != "网站名称")


def test_list_as_json_is_read_by_scripts():
    _, out, _ = harvester("portals", "list", "--json")
    portals = json.loads(out)

    assert len(portals) == 166
    assert {"id", "name", "province", "url", "source", "seen"} <= set(portals[0])


def test_show_prints_a_portal_as_its_file_has_it():
    status, out, _ = harvester("portals", "show", "350400_sanming")
    shown = yaml.safe_load(out)

    assert status == 0
    assert shown["expect"] == {"reports": 13, "years": [2013, 2025]}
    assert shown["columns"] == ["https://www.sm.gov.cn/smsrmzfbgs/smsrmzf/zfxxgkndbg/"]


def test_show_of_an_unknown_portal_suggests_one():
    status, _, err = harvester("portals", "show", "350401_sanming")

    assert status == 4
    assert "did you mean 350400_sanming" in err
    assert len(err.splitlines()) == 1


def test_check_passes_on_what_ships():
    command = Path(sys.executable).with_name("harvester")
    done = subprocess.run([command, "portals", "check"], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "166 portals in 33 files, mistakes: none\n"


def test_check_names_each_mistake_on_a_line_and_fails(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        'portals:\n  - {id: 330399_x, name: 某, division_code: "330399", url: "http://x.cn/"}\n', encoding="utf-8"
    )

    status, out, _ = harvester("portals", "check", path)
    as_json = json.loads(harvester("portals", "check", tmp_path, "--json")[1])

    assert status == 4
    assert f"{path}:2: portal '330399_x': field 'division_code': '330399' is no division" in out
    assert "field 'url': 'x.cn' does not end in .gov.cn" in out
    assert [(item["line"], item["portal"], item["field"]) for item in as_json] == [
        (2, "330399_x", "division_code"),
        (2, "330399_x", "url"),
    ]


# add


def test_add_proposes_a_portal_from_its_column(tmp_path):
    with small_site(tmp_path / "site", {"/zfxxgknb/": COLUMN}) as site:
        status, out, err = harvester(
            "portals", "add", f"{site.url}/zfxxgknb/", "--to", "mine", "--allow-private", cwd=tmp_path
        )

    (path,) = (tmp_path / "mine").glob("*.yaml")
    (portal,) = read(path)
    assert (status, err) == (0, "")
    assert portal.id.startswith("330382_local_")
    assert (portal.name, portal.division_code, portal.province) == ("乐清市人民政府", "330382", "浙江")
    assert [(column.url, column.name) for column in portal.columns] == [(f"{site.url}/zfxxgknb/", "政府信息公开年报")]
    assert portal.verified is False
    assert "review every line" in path.read_text(encoding="utf-8")
    assert out.startswith(f"mine/{path.name}: written")
    assert harvester("portals", "check", tmp_path / "mine")[0] == 0


def test_add_takes_the_column_from_the_menu_of_a_home_page(tmp_path):
    with small_site(tmp_path / "site", {"/": HOME}) as site:
        harvester("portals", "add", f"{site.url}/", "--to", "mine", "--allow-private", cwd=tmp_path)

    (portal,) = read(next((tmp_path / "mine").glob("*.yaml")))
    assert [column.url for column in portal.columns] == [f"{site.url}/zfxxgknb/"]


def test_add_never_overwrites(tmp_path):
    with small_site(tmp_path / "site", {"/": HOME}) as site:
        command = ("portals", "add", f"{site.url}/", "--to", "mine", "--allow-private")
        harvester(*command, cwd=tmp_path)
        path = next((tmp_path / "mine").glob("*.yaml"))
        path.write_text("portals: []\n", encoding="utf-8")
        status, _, err = harvester(*command, cwd=tmp_path)

    assert status == 2
    assert "is there already; nothing was written" in err
    assert path.read_text(encoding="utf-8") == "portals: []\n"


def test_add_follows_a_page_that_only_sends_the_browser_on(tmp_path):
    stub = "<html><script>location.href='/nb/';</script></html>"
    with small_site(tmp_path / "site", {"/old/": stub, "/nb/": COLUMN}) as site:
        status, out, _ = harvester(
            "portals", "add", f"{site.url}/old/", "--to", "mine", "--allow-private", cwd=tmp_path
        )

    assert status == 0
    assert f"{site.url}/nb/" in out


def test_add_of_a_page_that_is_not_there_writes_nothing(tmp_path):
    with small_site(tmp_path / "site", {}) as site:
        status, _, err = harvester(
            "portals", "add", f"{site.url}/nb/", "--to", "mine", "--allow-private", cwd=tmp_path
        )

    assert status == 1
    assert "gone: HTTP 404" in err
    assert not (tmp_path / "mine").exists()


# probe


def registered(folder, site, columns):
    folder.mkdir()
    lines = ["portals:", "  - id: 000000_mine", "    name: 某部", f"    url: {site.url}/", "    columns:"]
    text = "\n".join([*lines, *(f"      - {site.url}{path}" for path in columns)])
    (folder / "mine.yaml").write_text(text, encoding="utf-8")


HUB = document("".join(f'<a href="/nb/{year}/">{year}年</a>' for year in (2021, 2022, 2023)))
SHELL = document("<div id='list'></div><script>$.getJSON('/api/list?channel=7&page=' + n, draw)</script>")


@pytest.mark.parametrize(
    ("page", "outcome", "says"),
    [
        (COLUMN, "ok", "3 rows"),
        (HUB, "ok", "a hub that leads to 3 columns"),
        (SHELL, "ok", "asked for at http"),
        (document("<p>栏目建设中</p>"), "empty_shell", "0 rows"),
        (None, "gone", "HTTP 404"),
    ],
)
def test_probe_says_what_a_portal_answers(tmp_path, page, outcome, says):
    with small_site(tmp_path / "site", {"/nb/": page}) as site:
        registered(tmp_path / "mine", site, ["/nb/"])
        command = ("portals", "probe", "000000_mine", "--portals", tmp_path / "mine", "--allow-private")
        status, out, err = harvester(*command)
        as_json = json.loads(harvester(*command, "--json")[1])

    assert (status, err) == (0, "")
    assert out.split()[:2] == ["000000_mine", outcome]
    assert says in out
    assert (as_json["portal"], as_json["outcome"]) == ("000000_mine", outcome)


def test_probe_asks_nobody_anonymously():
    status, _, err = harvester("portals", "probe", "330000_zhejiang")

    assert status == 2
    assert "HARVESTER_CONTACT: not set" in err
    assert len(err.splitlines()) == 1


# discover


def test_discover_prints_the_columns_that_it_found(tmp_path):
    with small_site(tmp_path, {"/": HOME, "/zfxxgknb/": COLUMN}) as site:
        status, out, _ = harvester("discover", site.url, "--allow-private")
        as_json = json.loads(harvester("discover", site.url, "--allow-private", "--json")[1])

    assert status == 0
    assert f"{site.url}/zfxxgknb/" in out
    assert [(item["url"], item["reports"]) for item in as_json["columns"]] == [(f"{site.url}/zfxxgknb/", 3)]


@pytest.mark.parametrize(("value", "status"), [("1", 0), ("true", 0), ("0", 2), ("", 2)])
def test_the_environment_allows_a_private_host_as_the_option_does(tmp_path, monkeypatch, value, status):
    monkeypatch.setenv("HARVESTER_ALLOW_PRIVATE", value)
    with small_site(tmp_path, {"/": HOME, "/zfxxgknb/": COLUMN}) as site:
        assert harvester("discover", site.url)[0] == status


def test_discover_without_success_says_where_it_looked(tmp_path):
    with small_site(tmp_path, {"/": document('<a href="/wznb/">政府网站工作年度报表</a>')}) as site:
        status, out, err = harvester("discover", site.url, "--allow-private")

    assert status == 1
    assert "looked at" in out
    assert "no 年报 column found; give a page whose menu names it" in err


def test_discover_says_what_the_given_page_answered_instead(tmp_path):
    with small_site(tmp_path, {"/": Answer(b"<h1>no</h1>", "text/html", 403)}) as site:
        status, out, err = harvester("discover", site.url, "--allow-private")

    assert (status, out) == (1, "")
    assert err == f"harvester: discover: {site.url}: forbidden: HTTP 403; look at the page in a browser\n"


@pytest.mark.parametrize(
    "command", ["portals list", "portals show", "portals check", "portals add", "portals probe", "discover"]
)
def test_each_help_has_an_example(command):
    status, out, _ = harvester(*command.split(), "--help")

    assert status == 0
    assert f"harvester {command}" in out.partition("Example:")[2]


@pytest.mark.parametrize("command", [("discover",), ("portals", "add")])
@pytest.mark.parametrize("url", ["http://[::1/", "http://127.0.0.1:99999/", "ftp://x/", "www.x.gov.cn"])
def test_an_address_that_is_none_is_one_line(command, url):
    status, _, err = harvester(*command, url, "--allow-private")

    assert (status, err) == (
        2,
        f"harvester: url {url!r}: an http or https address is expected, such as http://www.example.gov.cn/\n",
    )
