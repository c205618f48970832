"""What a list interface names beside a title: the parts of an address, and files."""

from harvester.items import Attachment
from harvester.spiders.families.json_rows import json_rows

BASE = "http://www.example.gov.cn/szf/nb/"
OFD = "application/ofd"


def files(**fields):
    row = {"doctitle": "明溪县2024年政府信息公开工作年度报告", "url": "./202502/t20250227_1.htm", **fields}
    (found,) = json_rows({"data": [row]}, BASE).rows
    return found.files


def test_files_stand_beside_the_article_under_the_name_of_their_description():
    found = files(files=[{"appdesc": "年报附件.ofd", "appfile": "P020250303.OFD", "fileext": "OFD"}], rels=[])
    url = "http://www.example.gov.cn/szf/nb/202502/P020250303.OFD"
    assert found == (Attachment(url=url, name="年报附件.ofd", media_type=OFD),)


def test_attachments_of_gkmlpt_have_addresses_of_their_own():
    found = files(attachment=[{"name": "年报.pdf", "url": "http://www.example.gov.cn/attachment/0/1/2.pdf"}])
    assert [(item.url, item.name) for item in found] == [
        ("http://www.example.gov.cn/attachment/0/1/2.pdf", "年报.pdf")
    ]


def test_empty_and_damaged_lists_name_nothing():
    assert files(files=[], attachment=[None, "a.pdf", {"name": "年报"}]) == ()


def test_an_address_may_come_in_three_parts():
    row = {"title": "年报", "domain": "http://gk.example.gov.cn", "path": "/col/7/", "link": "art/1.html"}
    (found,) = json_rows({"value": {"list": [row]}}, BASE).rows
    assert found.url == "http://gk.example.gov.cn/col/7/art/1.html"


def test_a_row_may_be_a_field_of_its_item():
    """TRS's JSONP has it in ``tip``, a search engine in ``_source``."""
    hits = [
        {"_id": "7", "_source": {"title": f"某局{year}年年报", "url": f"/nb/{year}.html"}} for year in (2022, 2023)
    ]

    assert [row.url[-9:] for row in json_rows({"hits": {"total": 2, "hits": hits}}, BASE).rows] == [
        "2022.html",
        "2023.html",
    ]
