import pytest

from harvester.items import Attachment, Report
from harvester.parsers.report_files import copies, report_files
from harvester.parsers.wording import load

PDF, PICTURE, SHEET = "application/pdf", "image/png", "application/vnd.ms-excel"


TABLES = {name: {"row": {"column": 1}} for name in ("proactive_disclosure", "requests", "review_and_litigation")}


def page(*files, title="青石县2023年政府信息公开工作年度报告", tables=None, kind="report"):
    attachments = tuple(Attachment(url=url, name=name, media_type=media) for url, name, media in files)
    return Report(
        source="",
        url=None,
        sha256="",
        kind=kind,
        parser_version="",
        title=title,
        tables=tables or {},
        attachments=attachments,
    )


def test_the_first_document_of_a_page_without_tables_is_its_report():
    found = page(("b.xls", "人员名册", SHEET), ("a.pdf", "工作情况", PDF), ("c.pdf", "荣誉证书", PDF))
    assert report_files(found) == {"a.pdf": "青石县2023年政府信息公开工作年度报告"}


@pytest.mark.parametrize("name", ["附件2", "附件2.xls", "附件2 表.xls", "情况统计表（一）.xls", "附表", "表一.xls"])
def test_the_tables_may_stand_in_another_file_than_the_report(name):
    first, title = ("a.pdf", "工作情况", PDF), "青石县2023年政府信息公开工作年度报告"
    assert report_files(page(first, ("b.xls", name, SHEET))) == {"a.pdf": title, "b.xls": title}
    named = ("a.pdf", f"{title}.pdf", PDF)
    assert report_files(page(named, ("b.xls", name, SHEET))) == {"a.pdf": title, "b.xls": title}


def test_a_sheet_where_there_is_no_document():
    assert list(report_files(page(("a.png", "扫描件", PICTURE), ("b.xls", "附表", SHEET)))) == ["b.xls"]


@pytest.mark.parametrize(
    "ending", ["pdf", "doc", "docx", "docm", "wps", "rtf", "odt", "ofd", "mht", "xls", "xlsm", "ods"]
)
def test_a_report_of_any_office(ending):
    media = load("attachments.yaml")["endings"][ending]
    assert list(report_files(page((f"a.{ending}", "附件", media)))) == [f"a.{ending}"]


def test_files_that_name_their_agencies_are_a_report_each():
    titles = ["青石县教育局2023年政府信息公开工作年度报告", "青石县民政局2023年政府信息公开工作年度报告"]
    found = page(("a.pdf", f"{titles[0]}.pdf", PDF), ("b.pdf", titles[1], PDF), ("c.pdf", "目录.pdf", PDF))
    assert report_files(found) == {"a.pdf": titles[0], "b.pdf": titles[1]}


def test_a_title_without_its_year_takes_the_pages():
    found = report_files(page(("a.pdf", "政府信息公开工作年度报告.pdf", PDF)))
    assert found == {"a.pdf": "青石县2023年政府信息公开工作年度报告"}


def test_a_page_with_tables_is_the_report_itself():
    assert report_files(page(("a.pdf", "年报.pdf", PDF), tables=TABLES)) == {}
    assert report_files(page(("a.pdf", "年报.pdf", PDF), tables={"statistics_2014": {"fees": {"value": 0}}})) == {}


def test_a_page_that_lacks_one_of_its_tables_may_have_it_in_its_file():
    assert list(report_files(page(("b.xls", "附表三", SHEET), tables=TABLES | {"requests": None}))) == ["b.xls"]


def test_files_that_bear_the_title_of_a_page_with_tables_are_copies_of_it():
    tables = TABLES
    files = (("a.pdf", "青石县2023年政府信息公开工作年度报告.pdf", PDF), ("b.pdf", "政府信息公开年报.pdf", PDF))
    others = (("c.pdf", "附件1.pdf", PDF), ("d.png", "政府信息公开工作年度报告.png", PICTURE))
    assert copies(page(*files, *others, tables=tables)) == {
        "a.pdf": "青石县2023年政府信息公开工作年度报告",
        "b.pdf": "青石县2023年政府信息公开工作年度报告",
    }
    assert copies(page(*files)) == {}


def test_pictures_are_no_documents_and_other_pages_have_no_reports():
    assert report_files(page(("a.png", "年报", PICTURE))) == {}
    assert report_files(page(("a.pdf", "年报.pdf", PDF), kind="not_a_report")) == {}


def test_a_zip_file_is_taken_where_there_is_no_document():
    packed = ("a.zip", "工作照片", "application/zip")

    assert list(report_files(page(packed))) == ["a.zip"]
    assert list(report_files(page(packed, ("b.xls", "附表", SHEET)))) == ["b.xls"]
