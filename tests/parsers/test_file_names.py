import pytest

from harvester.parsers.file_names import best_name, media_type, stated_name

NAME = "青石县2023年年报.pdf"
TWICE = NAME.encode().decode("latin-1").encode().decode("latin-1")


@pytest.mark.parametrize(
    "header",
    [
        "attachment; filename*=UTF-8''%E9%9D%92%E7%9F%B3%E5%8E%BF2023%E5%B9%B4%E5%B9%B4%E6%8A%A5.pdf",
        "attachment; filename=x; filename*=utf-8'zh'%E9%9D%92%E7%9F%B3%E5%8E%BF2023%E5%B9%B4%E5%B9%B4%E6%8A%A5.pdf",
        "attachment; filename*=GBK''%C7%E0%CA%AF%CF%D82023%C4%EA%C4%EA%B1%A8.pdf",
        "attachment; filename*=UTF-8''%C7%E0%CA%AF%CF%D82023%C4%EA%C4%EA%B1%A8.pdf",
        'attachment; filename="%E9%9D%92%E7%9F%B3%E5%8E%BF2023%E5%B9%B4%E5%B9%B4%E6%8A%A5.pdf"',
        f"attachment;filename={NAME.encode('gbk').decode('latin-1')}",
        f'attachment; FileName="{NAME.encode().decode("latin-1")}"',
        f'attachment; filename="{TWICE}"',
        f'attachment; filename="{NAME}"',
        'attachment; filename="=?UTF-8?B?6Z2S55+z5Y6/MjAyM+W5tOW5tOaKpS5wZGY=?="',
        f'attachment; filename="C:\\\\files\\\\{NAME.encode().decode("latin-1")}"',
        f'attachment; filename="../../{NAME.encode().decode("latin-1")}\x00"',
    ],
)
def test_names_of_the_server_in_every_writing(header):
    assert stated_name(header) == NAME


@pytest.mark.parametrize(
    "header", [None, "", "inline", "attachment", 'attachment; filename=""', "attachment; filename=.."]
)
def test_headers_without_a_name(header):
    assert stated_name(header) is None


@pytest.mark.parametrize(
    ("link", "stated", "url", "name"),
    [
        ("附表.xlsx", "1a2b3c4d.xlsx", "http://www.example.gov.cn/download.jsp?wbfileid=1", "附表.xlsx"),
        ("点击下载", NAME, "http://www.example.gov.cn/download.jsp?wbfileid=1", NAME),
        ("附件1.pdf", NAME, "http://www.example.gov.cn/P020240118001.pdf", NAME),
        (
            "2023年年报",
            "1a2b3c4d5e.pdf",
            "http://www.example.gov.cn/downfile.jsp?filename=1a2b3c4d5e.pdf",
            "2023年年报.pdf",
        ),
        ("2023年年报", None, "http://www.example.gov.cn/downfile.jsp?filename=1a2b3c4d5e.pdf", "2023年年报.pdf"),
        ("2023年年报", None, "http://www.example.gov.cn/P020240118001.PDF", "2023年年报.pdf"),
        ("2023年年报", NAME, "http://www.example.gov.cn/a", NAME),
        ("", None, "http://www.example.gov.cn/%E5%B9%B4%E6%8A%A5.doc", "年报.doc"),
        ("附件1.pdf", None, "http://www.example.gov.cn/P020240118001.pdf", "附件1.pdf"),
        ("附件", None, "http://www.example.gov.cn/P020240118001.doc", "P020240118001.doc"),
    ],
)
def test_the_name_that_says_most(link, stated, url, name):
    assert best_name(link, stated, url) == name


def test_media_by_name_then_by_header_then_by_link():
    assert media_type("年报.docx", "application/octet-stream", None).endswith("wordprocessingml.document")
    assert media_type("年报", "application/pdf; charset=utf-8", None) == "application/pdf"
    assert media_type("年报", "application/octet-stream", "application/ofd") == "application/ofd"
    assert media_type("年报", "application/octet-stream", None) is None
