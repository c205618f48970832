"""Postbacks of ASP.NET: the controls of a pager, what they send, and sessions that stand in the path."""

from __future__ import annotations

import pytest
from served import closing_of, crawl_of
from walking import listing

from harvester.demo.server import Answer

PAGES = {1: (1, 2), 2: (3, 4), 3: (5, 6), 4: (7,)}
LINK = """<a href="javascript:__doPostBack('gv','Page${}')">{}</a>"""


def numbers(number):
    return " ".join(str(n) if n == number else LINK.format(n, n) for n in PAGES)


def windows(number):
    """Two numbers at a time, and ``...`` for the windows beside them."""
    start = number if number % 2 else number - 1
    shown = [str(n) if n == number else LINK.format(n, n) for n in (start, start + 1)]
    before, after = (
        [LINK.format(start - 1, "...")] * (start > 1),
        [LINK.format(start + 2, "...")] * (start + 2 in PAGES),
    )
    return " ".join((*before, *shown, *after))


def box(number):
    options = "".join(f"<option {'selected' if n == number else ''} value='{n}'>{n}</option>" for n in PAGES)
    return rf"""<select name="gv" onchange="setTimeout('__doPostBack(\'gv\',\'\')', 0)">{options}</select>"""


def form(number, pager):
    return f"""<form method="post" action="nb.aspx"><input type="hidden" name="__VIEWSTATE" value="v{number}">
        {listing(PAGES[number])}{pager(number)}</form>"""


def wanted(fields):
    """The page that a postback asks for; as with event validation, none but those that a control names."""
    number = fields.get("gv") or fields.get("__EVENTARGUMENT", "").removeprefix("Page$")
    return int(number) if number.isdigit() and int(number) in PAGES else None


@pytest.mark.parametrize("pager", [numbers, windows, box])
def test_a_pager_is_followed_to_its_last_page_and_no_further(tmp_path, pager):
    def answer(asked):
        if asked.path != "/nb.aspx":
            return None
        number = wanted(asked.form) if asked.method == "POST" else 1
        return form(number, pager) if number else Answer(b"Invalid postback or callback argument.", "text/html", 500)

    closing = closing_of(crawl_of(tmp_path, answer, "/nb.aspx")[0])

    assert (closing["outcome"], closing["detail"], closing["harvested"]) == ("ok", "", 7)


def test_a_session_in_the_path_is_kept_for_requests_and_left_out_of_what_is_stored(tmp_path):
    sessions = iter(range(1000))

    def answer(asked):
        _, _, path = asked.path.partition("))")
        if asked.path.startswith("/xx/"):
            return Answer(b"", "text/html", 302, {"Location": f"/(S(k{next(sessions)}q)){asked.path}"})
        if not path:
            return None
        if path == "/xx/nb.aspx":
            number = int(asked.query.get("page", 1))
            pager = f'<a href="nb.aspx?page={number + 1}">下一页</a>' if number + 1 in PAGES else ""
            rows = "".join(
                f'<li><a href="s{n}.aspx">第{n}局2023年政府信息公开年报</a> 2024-01-0{n}</li>' for n in PAGES[number]
            )
            return f"<ul>{rows}</ul>{pager}{'<p>公开</p>' * 80}"
        return f"<h1>第{path[5]}局2023年政府信息公开年报</h1><p>一、总体情况</p><p>二、主动公开政府信息情况</p>"

    crawled, site = crawl_of(tmp_path, answer, "/xx/nb.aspx")

    assert (closing_of(crawled)["outcome"], closing_of(crawled)["harvested"]) == ("ok", 7)
    assert not [item["url"] for item in crawled.outcomes if "(S(" in item["url"] + item["detail"]]
    assert [path for path in site.asked if not path.startswith("/(S(k0q))")] == ["/robots.txt", "/xx/nb.aspx"]
