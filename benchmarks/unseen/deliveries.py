"""Lists that are not plain pages: records in a script, an interface behind a script, and postbacks of a form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from unseen.chrome import page
from unseen.draw import Article, Portal, data, filled
from unseen.lists import href, row, rows

from harvester.demo.server import Answer, Asked

if TYPE_CHECKING:
    from unseen.answers import Site

_XML = "text/xml; charset=UTF-8"


def datastore(site: Site, asked: Asked) -> Answer | None:
    """JCMS: three screens of records in a script, the rest from dataproxy.jsp, by `nextgroup` or by a POST."""
    portal = site.portal
    if asked.path.endswith("dataproxy.jsp"):
        return Answer(_answered(site, asked).encode(), _XML)
    if asked.path != portal.column:
        return None
    group = "".join(_record(site, article) for article in portal.articles[: _group(portal)])
    number, unit = portal.parts["n7"], portal.parts["n6"]
    following = filled(_NEXT, unit=unit, number=number) if portal.random("datastore").random() < 0.5 else ""
    values = {"records": group, "following": following, "unit": unit, "number": number, "size": portal.size}
    return site.html(page(portal, filled(_STORE, **values, total=len(portal.articles)), title=portal.name))


_PROXY = "/module/web/jpage/dataproxy.jsp"
_NEXT = f"""<nextgroup><![CDATA[<a href="{_PROXY}?page=1&appid=1&webid=1&path=/&columnid=$number&unitid=$unit"></a>]]>
</nextgroup>"""
_STORE = """<div id="$unit"><script type="text/xml"><datastore>$following
<recordset>$records</recordset></datastore></script></div>
<script>var param_$unit = {columnid:$number,unitid:'$unit'};
$$('#$unit').jpage({totalRecord:$total,perPage:$size,groupSize:3,dataProxy:'/module/web/jpage/dataproxy.jsp'});</script>"""


def _group(portal: Portal) -> int:
    return portal.size * 3


def _record(site: Site, article: Article) -> str:
    number = site.portal.articles.index(article)
    return f"<record><![CDATA[{row(site.portal, article, site.home, number)}]]></record>"


def _answered(site: Site, asked: Asked) -> str:
    portal, given = site.portal, {**asked.query, **asked.form}
    size = _group(portal)
    first = int(given.get("startrecord") or (int(given.get("page", 1)) - 1) * size + 1)
    last = int(given.get("endrecord") or first + size - 1)
    records = "".join(_record(site, article) for article in portal.articles[first - 1 : last])
    total = len(portal.articles)
    counts = f"<totalrecord>{total}</totalrecord><totalpage>{-(-total // portal.size)}</totalpage>"
    return f"<datastore>{counts}<recordset>{records}</recordset></datastore>"


def interface(site: Site, asked: Asked) -> Answer | None:
    """A page whose script asks an interface for its rows."""
    portal = site.portal
    shape = _shape(portal)
    path = filled(shape["path"], node=portal.parts["n4"], id=portal.parts["hex32"])
    if asked.path == path:
        return _rows_answer(site, asked, shape)
    if asked.path != portal.column.partition("?")[0].partition("#")[0]:
        return None
    values = {"path": path, "node": portal.parts["n4"], "size": portal.size, "id": portal.parts["hex32"]}
    values |= {"prefix": portal.articles[0].path.rpartition("/")[0], **shape["fields"]}
    return site.html(page(portal, filled(shape["page"], **values), title=portal.name))


def _shape(portal: Portal) -> dict[str, Any]:
    """Rows without a link need articles whose addresses their key ends."""
    is_keyed = portal.articles[0].path.endswith(".html")
    shapes = [shape for shape in data("interfaces") if is_keyed or "link" in shape["fields"]]
    return portal.random("interface").choice(shapes)  # type: ignore[no-any-return]


def _rows_answer(site: Site, asked: Asked, shape: dict[str, Any]) -> Answer:
    portal, given = site.portal, {**asked.query, **asked.form}
    if asked.body.startswith(b"{"):
        given |= json.loads(asked.body)
    if any(name not in given for name in shape["needs"]):
        return Answer(b'{"code": 500, "msg": "error"}')
    size = min(int(given.get(shape["size"], portal.size)), shape.get("cap", 100))
    number = int(given.get(shape["number"], shape["from"])) - shape["from"]
    start = number if shape.get("by_row") else number * size
    found = [_item(site, article, shape) for article in portal.articles[start : start + size]]
    text = filled(shape["answer"], total=len(portal.articles), pages=-(-len(portal.articles) // size))
    answered = text.replace('"ROWS"', json.dumps(found, ensure_ascii=bool(portal.seed % 2)))
    if "callback" in shape:
        answered = f"{given.get(shape['callback'], 'callback')}({answered});"
    return Answer(answered.encode())


def _item(site: Site, article: Article, shape: dict[str, Any]) -> dict[str, Any]:
    fields = shape["fields"]
    identifier = article.path.rpartition("/")[2].rpartition("=")[2].removesuffix(".html")
    values = {"title": article.title, "day": str(article.day), "key": identifier}
    values["link"] = href(site.portal, article, site.home)
    return {fields[name]: values[name] for name in fields} | {"content": "", "status": 1}


def postback(site: Site, asked: Asked) -> Answer | None:
    """ASP.NET: every page has one address, and the form's state says which is shown."""
    portal = site.portal
    if asked.path != portal.column.partition("?")[0]:
        return None
    number = _posted(portal, asked)
    if not number:
        return site.html("<html><body>Validation of viewstate MAC failed.</body></html>", 500)
    controls = _pager(portal, number)
    values = {
        "state": f"state{number}x{portal.seed}",
        "action": portal.column,
        "rows": rows(portal, number, site.home),
    }
    return site.html(page(portal, filled(_FORM, **values, controls=controls), title=portal.name))


_FORM = """<form method="post" action="$action" id="form1"><input type="hidden" name="__VIEWSTATE" value="$state">
<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">
<input type="hidden" name="__EVENTVALIDATION" value="v$state">$rows<div>$controls</div>
<input type="submit" name="ctl00$$btnSearch" value="检索"></form>"""


def _posted(portal: Portal, asked: Asked) -> int:
    """The page that is meant, or 0 where the state is not one that was given out."""
    state = asked.form.get("__VIEWSTATE", "")
    if asked.method == "GET" or not state:
        return 1
    if not state.endswith(f"x{portal.seed}") or asked.form.get("__EVENTVALIDATION") != f"v{state}":
        return 0
    shown = int(state.removeprefix("state").partition("x")[0])
    argument = asked.form.get("__EVENTARGUMENT", "").removeprefix("Page$")
    if asked.form.get("__EVENTTARGET", "").endswith("lbNext"):
        return min(shown + 1, portal.pages)
    return int(argument) if argument.isdigit() else 1


def _pager(portal: Portal, number: int) -> str:
    shape = portal.random("postback").choice(data("interfaces_of_forms"))
    shown = [page for page in range(1, portal.pages + 1) if page != number]
    if shape["by_next"]:
        shown = [number + 1] if number < portal.pages else []
    drawn = "".join(filled(shape["control"], n=page) for page in shown)
    return filled(shape["wrap"], controls=drawn, n=number, T=portal.pages)


DELIVERIES = {"datastore": datastore, "interface": interface, "postback": postback}
