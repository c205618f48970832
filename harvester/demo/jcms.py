"""JCMS `dataproxy.jsp`: the records of a column in groups, as XML with CDATA."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_SHOWN = 22
"""Characters after which a list template cuts a title."""


def record(row: Mapping[str, Any]) -> str:
    """One record: ``<record><![CDATA[<li><a href='…' title='完整标题'>标题被截断…</a></li>]]></record>``."""
    return f"<record><![CDATA[{list_row(row)}]]></record>"


def list_row(row: Mapping[str, Any]) -> str:
    title = str(row["title"])
    shown = title if len(title) <= _SHOWN else f"{title[:_SHOWN]}…"
    link = f"<a href='{row['href']}' title='{escape(title)}' target='_blank'>{escape(shown)}</a>"
    return f"<li>{link}<span>{row['date']}</span></li>"


def datastore(columns: Sequence[Mapping[str, Any]], query: Mapping[str, str], form: Mapping[str, str]) -> str:
    """The answer to ``?page=N&columnid=…`` or to the posted ``startrecord``; an unknown column is empty."""
    number = form.get("columnid") or query.get("columnid")
    column = next((item for item in columns if item.get("number") == number), None)
    rows = column["rows"] if column else []
    first, last = _range(query, column["group"] if column else 1)
    records = "\n".join(record(row) for row in rows[first:last])
    return f"<datastore><totalrecord>{len(rows)}</totalrecord><recordset>\n{records}\n</recordset></datastore>"


def _range(query: Mapping[str, str], group: int) -> tuple[int, int]:
    start, end = query.get("startrecord", ""), query.get("endrecord", "")
    if start.isdigit() and end.isdigit():
        return int(start) - 1, int(end)
    page = int(query["page"]) if query.get("page", "").isdigit() else 1
    return (page - 1) * group, page * group
