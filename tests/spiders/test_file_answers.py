"""What the answer to a request for a file is taken for."""

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from harvester.items import Attachment, Page
from harvester.portals.portal import Portal
from harvester.spiders.files import Wanted, parse_file

URL = "http://www.x.gov.cn/nb/a.doc"
LABELS = ("制发件数", "行政许可", "行政处罚", "行政强制", "行政事业性收费")
SAVED_BY_WORD = f"<html><table>{''.join(f'<tr><td>{label}</td><td>1</td></tr>' for label in LABELS)}</table></html>"


def answer(text):
    wanted = Wanted(
        portal=Portal(id="x", name="某县人民政府", url="http://www.x.gov.cn/"),
        file=Attachment(url=URL, name="年报.doc", media_type="application/msword"),
        page_url="http://www.x.gov.cn/nb/t1.html",
        column_url="http://www.x.gov.cn/nb/",
    )
    (found,) = parse_file(HtmlResponse(URL, body=text.encode(), request=Request(URL)), wanted)
    return "file" if isinstance(found, Page) else found.outcome


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        (SAVED_BY_WORD, "file"),
        ("<html><table><tr><td>您访问的页面不存在</td></tr></table></html>", "soft_404"),
    ],
)
def test_a_word_file_that_is_html_is_a_file_and_another_page_is_none(text, taken_for):
    assert answer(text) == taken_for
