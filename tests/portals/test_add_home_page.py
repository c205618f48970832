"""`harvester portals add` of a home page that names no column: its menu is followed."""

from __future__ import annotations

from small_site import document, menu, reports, small_site
from test_portal_commands import SITE_TAGS, harvester, read


def test_add_follows_the_menu_of_a_home_page_that_names_no_column(tmp_path):
    """A hub is enough: a crawl goes on to its years."""
    pages = {
        "/": document('<a href="/zwgk/">政务公开</a><a href="/wznb/">政府网站工作年度报表</a>', head=SITE_TAGS),
        "/zwgk/": document(menu("/nb/")),
        "/nb/": document('<a href="/nb/2023/">2023年</a><a href="/nb/2022/">2022年</a>', title="政府信息公开年报"),
        **{f"/nb/{year}/": document(reports(year), title=f"{year}年") for year in (2022, 2023)},
    }
    with small_site(tmp_path / "site", pages) as site:
        _, out, _ = harvester("portals", "add", f"{site.url}/", "--to", "mine", "--allow-private", cwd=tmp_path)

    (portal,) = read(next((tmp_path / "mine").glob("*.yaml")))
    assert [(column.url, column.kind) for column in portal.columns] == [(f"{site.url}/nb/", "hub")]
    assert "to do" not in out


def test_add_looks_at_a_page_that_is_called_only_annual_report_before_it_is_proposed(tmp_path):
    """年度报告 at ``/tj/ndbg/`` may be that of the statistics office."""
    others = "".join(
        f'<li><a href="/tj/t{year}0101_{year}.html">{year}年法治政府建设年度报告</a></li>' for year in (2022, 2023)
    )
    pages = {
        "/": document('<a href="/zwgk/">政务公开</a><a href="/tj/ndbg/">年度报告</a>', head=SITE_TAGS),
        "/zwgk/": document(menu("/nb/")),
        "/nb/": document(reports(2023), title="政府信息公开年报"),
        "/tj/ndbg/": document(f"<ul>{others}</ul>", title="年度报告"),
    }
    with small_site(tmp_path / "site", pages) as site:
        harvester("portals", "add", f"{site.url}/", "--to", "mine", "--allow-private", cwd=tmp_path)

    (portal,) = read(next((tmp_path / "mine").glob("*.yaml")))
    assert [column.url for column in portal.columns] == [f"{site.url}/nb/"]


def test_add_of_a_page_that_leads_to_no_column_says_how_to_go_on(tmp_path):
    with small_site(tmp_path / "site", {"/": document("<h1>乐清市</h1>", head=SITE_TAGS)}) as site:
        _, out, _ = harvester("portals", "add", f"{site.url}/", "--to", "mine", "--allow-private", cwd=tmp_path)

    assert "to do: no column was found from here; write its address under columns: in mine/" in out
