"""Pages with a list amid menus and side bars, and the rows that are read of them."""

from __future__ import annotations

from datetime import date

from harvester.spiders.families.page import ListPage
from harvester.spiders.families.rows import Row, read_rows

COLUMN = "http://www.x.gov.cn/nb/"
NAME = "某县2023年政府信息公开工作年度报告"
WANTED = Row("http://www.x.gov.cn/nb/202401/t20240115_1.html", NAME, date(2024, 1, 15))
LINK = "./202401/t20240115_1.html"

MENU = """
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zn/">政府信息公开指南</a></li>
<li><a href="./">政府信息公开年报</a></li><li><a href="/ysq/">依申请公开</a></li></ul></div>
<div class="crumb"><a href="/">首页</a> &gt; <a href="./">政府信息公开年报</a></div>
"""
NEWS = "".join(
    f'<li><a href="/xw/202403/t2024031{n}_{n}.html">要闻第{n}条</a><span>2024-03-1{n}</span></li>' for n in range(9)
)
SIDE = f'<div class="hot"><ul>{NEWS}</ul></div>'
PAGER = '<div class="page"><a href="./">1</a><a href="index_1.html">2</a><a href="index_1.html">下一页</a></div>'
STALE = '<!-- <li><a href="./201801/t20180101_9.html">旧</a>2018-01-01</li> -->'


def rows(body):
    return read_rows(ListPage(COLUMN, f"<html><body>{body}</body></html>".encode()), COLUMN).rows
