import pytest
from lxml import html

from harvester.documents.html import read_html
from harvester.items import Document, Grid, GridCell, Link
from harvester.parsers import attachments

BASE = "http://www.example.gov.cn/zwgk/xxgknb/202401/t20240118_1.html"


def found(*links, base=BASE):
    document = Document(blocks=(), links=tuple(Link(*link) for link in links))
    return [(item.url, item.name, item.media_type) for item in attachments.find(document, base)]


def test_a_file_beside_the_page():
    assert found(("./P020240118001.pdf", "附件：青石县2023年年度报告.pdf")) == [
        (
            "http://www.example.gov.cn/zwgk/xxgknb/202401/P020240118001.pdf",
            "青石县2023年年度报告.pdf",
            "application/pdf",
        )
    ]


@pytest.mark.parametrize(("href", "text"), [("down.jsp?id=7", "附件下载"), ("attach/77", "年报全文")])
def test_a_program_beside_the_page_hands_out_a_file(href, text):
    assert [url for url, *_ in found((href, text))] == [f"http://www.example.gov.cn/zwgk/xxgknb/202401/{href}"]


@pytest.mark.parametrize(
    "ending", ["pdf", "doc", "docx", "docm", "odt", "xls", "xlsx", "ods", "mht", "wps", "ofd", "OFD", "zip", "rar"]
)
def test_endings_of_reports(ending):
    ((url, _, media_type),) = found((f"a.{ending}", "年报"))
    assert url.endswith(f"a.{ending}")
    assert media_type


@pytest.mark.parametrize(
    ("href", "text", "name"),
    [
        ("/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=77", "年报.xlsx", "年报.xlsx"),
        ("/module/download/downfile.jsp?classid=0&filename=1a2b3c.pdf", "2023年年报", "2023年年报"),
        ("/virtual_attach_file.vsb?afc=1&e=.doc", "附件【年报.doc】", "年报.doc"),
        ("/protect/P0202401/P020240118/P020240118.docx", "附件1.年报", "年报"),
        ("files/%E5%B9%B4%E6%8A%A5.docx", "", "年报.docx"),
    ],
)
def test_names_come_from_the_link(href, text, name):
    assert [item[1] for item in found((href, text))] == [name]


@pytest.mark.parametrize(
    "href",
    [
        "http://10.1.2.3/wcm/a.pdf",
        "http://192.168.0.9/a.pdf",
        "http://172.16.5.5/a.doc",
        "http://127.0.0.1/a.doc",
        "http://localhost/a.doc",
        "file:///C:/Users/a/年报.doc",
        "javascript:open('a.pdf')",
        "mailto:a@example.gov.cn?subject=a.pdf",
        "data:application/pdf;base64,AAAA.pdf",
        "http://[bad/a.pdf",
        "http://www.x.gov.cn:99999/a.pdf",
        "http://www.x.gov.cn:0/a.pdf",
        "t20240118_2.html",
        "#a.pdf-section",
    ],
)
def test_links_that_are_no_attachments(href):
    assert found((href, "年报")) == []


def test_software_of_the_site_is_no_attachment():
    assert found(("/soft/ofdreader.zip", "OFD阅读器下载")) == []


@pytest.mark.parametrize(
    ("does", "text", "url"),
    [
        ("form:POST /d.do?id=7", "附件1：名单.xls", f"{BASE}#form:POST%20/d.do?id=7"),
        ("javascript:down('7')", "附件下载", f"{BASE}#javascript:down('7')"),
        ("/d.do?id=8", "附件.doc", "http://www.example.gov.cn/d.do?id=8"),
    ],
)
def test_a_file_that_is_handed_out_by_a_script_or_a_form_is_named(does, text, url):
    (item,) = attachments.find(Document(blocks=(), handed_out=(Link(does, text),)), BASE)
    assert (item.url, attachments.has_no_address(item.url)) == (url, "#" in url)


@pytest.mark.parametrize(
    ("does", "text"),
    [
        ("javascript:window.print()", "打印"),
        ("javascript:down('7')", "客户端下载"),
        ("form:POST /s.do?", "搜索"),
        ("javascript:window.open('x')", "2023年年报"),
    ],
)
def test_controls_of_the_page_hand_out_no_file(does, text):
    assert attachments.find(Document(blocks=(), handed_out=(Link(does, text),)), BASE) == ()


def test_each_address_once_in_the_order_of_the_page():
    names = [item[1] for item in found(("b.pdf", "乙"), ("a.pdf", "甲"), ("./b.pdf", "乙再"))]
    assert names == ["乙", "甲"]


def test_without_an_address_of_the_page_links_stay_relative():
    assert found(("a/b.pdf", "年报"), base=None) == [("a/b.pdf", "年报", "application/pdf")]


PICTURES = """<html><body><img src="/logo.png"><div class="TRS_Editor"><p>三、收到和处理政府信息公开申请情况</p>
<p><img src="./W020240118001.jpg" alt="表三"></p><p><img src="http://10.0.0.5/wcm/W2.jpg"></p>
<p><img src="/wcm/app/editor/editor/images/spacer.gif"></p></div></body></html>"""


def test_pictures_in_the_article_stand_for_missing_tables():
    document = Document(blocks=(), tree=html.document_fromstring(PICTURES))
    (picture,) = attachments.find(document, BASE)
    assert picture.url == "http://www.example.gov.cn/zwgk/xxgknb/202401/W020240118001.jpg"
    assert (picture.name, picture.media_type) == ("表三", "image/jpeg")


def test_where_nothing_marks_the_article_pictures_that_are_no_links_count():
    tree = html.document_fromstring('<a href="/"><img src="/xw/1.jpg"></a><div><img src="/nb/W1.jpg"></div>')
    assert [item.name for item in attachments.find(Document(blocks=(), tree=tree), BASE)] == ["W1.jpg"]


def test_pictures_beside_all_three_tables_are_only_pictures():
    words = ("信息内容", "申请人情况", "行政复议")
    grids = tuple(Grid(((GridCell(word, 0, 0),),)) for word in words)
    document = Document(blocks=grids, tree=html.document_fromstring(PICTURES))
    assert attachments.find(document, BASE) == ()


MENU = '<ul><li><a href="/down/soft.jsp?download=1">表格下载</a></li></ul>'


@pytest.mark.parametrize(
    "href",
    ["/download?id=1", "/down.jsp?f=2", "/attach/3", "/files/4f2c", "get.do?fileId=9", "/x/DownloadFile.ashx?i=1"],
)
def test_an_address_that_hands_out_a_file_counts_within_the_article(href):
    tree = html.document_fromstring(f'{MENU}<div class="TRS_Editor"><p>见附件</p><a href="{href}">查看</a></div>')
    links = tuple(Link(node.get("href"), node.text_content()) for node in tree.iter("a"))
    items = attachments.find(Document(blocks=(), links=links, tree=tree), BASE)

    assert [item.name for item in items] == ["查看"]


def test_outside_an_article_such_an_address_counts_by_its_words():
    assert [item[1] for item in found(("/download?id=1", "附件下载"), ("/download?id=2", "表格下载"))] == ["附件下载"]


@pytest.mark.parametrize("href", ["/download/", "/files/index.html", "/attach/a.jpg", "/downloads/x.shtml", "t1.html"])
def test_pages_and_pictures_are_not_handed_out(href):
    assert found((href, "附件")) == []


def test_a_link_may_keep_its_address_in_its_data():
    page = b'<a data-href="/files/b.docx" href="#">\xe5\xb9\xb4\xe6\x8a\xa5.docx</a><a href="#top">a.doc</a>'
    names = [
        (item.url[-7:], item.name) for item in attachments.find(read_html(page, "text/html; charset=utf-8"), BASE)
    ]

    assert names == [("/b.docx", "年报.docx")]
