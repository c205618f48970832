"""What `harvester portals check` finds beyond the schema."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harvester.portals.check import check
from harvester.portals.registry import BUNDLED, portal_files

GOOD = """\
province: 浙江
portals:
  - id: 330382_yueqing
    name: 乐清市人民政府
    division_code: "330382"
    url: http://www.yueqing.gov.cn/
    scheme: http
    columns:
      - http://www.yueqing.gov.cn/zfxxgknb/
    expect: {reports: 17, years: [2008, 2024]}
    examples: ["http://www.yueqing.gov.cn/zfxxgknb/202501/t20250120_1.html"]
"""
NOW = datetime.now(UTC).year


def mistakes(folder, *texts):
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return [str(error).removeprefix(f"{folder.resolve()}/") for error in check(portal_files([folder])).mistakes]


def test_the_bundled_files_have_no_mistake():
    result = check(portal_files([BUNDLED]))

    assert result.mistakes == ()
    assert (result.files, result.portals) == (33, 166)


def test_a_good_file_has_no_mistake(tmp_path):
    assert mistakes(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("330382", "330399", "field 'division_code': '330399' is no division of China"),
        ("330382", "330183", "field 'division_code': '330183' 富阳市 was in use until 2014; it is 330111 today"),
        ("330382", "320681", "field 'division_code': '320681' lies in 江苏省, the file is of 浙江"),
        ('    division_code: "330382"\n', "", "field 'id': 000000_<slug> is expected, found '330382_yueqing'"),
        (
            "gov.cn/zfxxgknb/\n",
            "cn/zfxxgknb/\n",
            "is on none of the portal's hosts; list www.yueqing.cn under 'hosts'",
        ),
        ("- http://", "- https://", "field 'columns': 'https://www.yueqing.gov.cn/zfxxgknb/' is not http, the only"),
        (
            "www.yueqing.gov.cn",
            "www.yueqing.cn",
            "field 'url': 'www.yueqing.cn' does not end in .gov.cn; list it under",
        ),
        ("www.yueqing.gov.cn", "61.150.65.235", "field 'url': '61.150.65.235' is a bare address, left over from"),
        (
            '["http://www.',
            '["http://old',
            "field 'examples': 'http://oldyueqing.gov.cn/zfxxgknb/202501/t20250120_1.html'",
        ),
        (
            "17, years: [2008, 2024]",
            "22, years: [2003, 2024]",
            "field 'expect': years from 2003: the first reports are on 2008",
        ),
        ("[2008, 2024]", f"[2024, {NOW}]", f"years to {NOW}: reports on {NOW - 1} are the newest there can be"),
        ("reports: 17", "reports: 9", "9 reports cannot cover the 17 years from 2008 to 2024"),
        ("    scheme: http", "    family: wordpress", "field 'family': 'wordpress' is none of"),
    ],
)
def test_a_mistake_is_found(tmp_path, wrong, right, says):
    found = mistakes(tmp_path, GOOD.replace(wrong, right))

    assert len(found) == 1
    assert found[0].startswith("0.yaml:")
    assert says in found[0]


def test_a_mistake_is_named_with_the_line_of_its_field(tmp_path):
    assert mistakes(tmp_path, GOOD.replace("[2008, 2024]", "[2009, 2100]"))[0].startswith("0.yaml:10: ")


def test_hosts_that_are_listed_are_the_portals_own(tmp_path):
    text = GOOD.replace("    scheme: http\n", "    hosts: [zwgk.yueqing.cn]\n").replace(
        "- http://www.yueqing.gov.cn", "- http://zwgk.yueqing.cn"
    )

    assert mistakes(tmp_path, text) == []


def test_local_portals_need_no_government_domain(tmp_path):
    assert mistakes(tmp_path, GOOD.replace("www.yueqing.gov.cn", "127.0.0.1:8031")) == []


def test_columns_of_a_former_vendor_may_be_on_its_host(tmp_path):
    era = '    eras:\n      - {until: 2019-06-30, url: "http://old.cn/", columns: ["http://%s/nb/"]}\n'

    assert mistakes(tmp_path, GOOD + era % "old.cn") == []
    assert "field 'eras': 'http://older.cn/nb/' is on none" in mistakes(tmp_path, GOOD + era % "older.cn")[0]


def test_what_has_no_columns_cannot_be_verified(tmp_path):
    text = GOOD.replace("    columns:\n      - http://www.yueqing.gov.cn/zfxxgknb/\n", "    verified: true\n")

    assert "field 'verified': true, but there are no columns" in mistakes(tmp_path, text)[0]


def test_ids_and_columns_belong_to_one_portal(tmp_path):
    other = GOOD.replace("330382_yueqing", "330382_other").replace(
        "http://www.yueqing.gov.cn/zf", "http://yueqing.gov.cn/zf"
    )

    assert mistakes(tmp_path, GOOD, GOOD) == [
        f"1.yaml:3: portal '330382_yueqing': field 'id': is taken by {tmp_path.resolve()}/0.yaml:3; ids are unique"
    ]
    (shared,) = mistakes(tmp_path, GOOD, other)
    assert shared.startswith("1.yaml:8: portal '330382_other': field 'columns': ")
    assert shared.endswith("'http://yueqing.gov.cn/zfxxgknb/' is a column of '330382_yueqing' already")


def test_fragments_are_columns_of_their_own(tmp_path):
    other = GOOD.replace("330382_yueqing", "330382_other").replace("zfxxgknb/\n", "zfxxgknb/#2629\n")

    assert (
        mistakes(
            tmp_path,
            GOOD,
            other.replace(
                "- http://www.yueqing.gov.cn/zfxxgknb/#2629", '- "http://www.yueqing.gov.cn/zfxxgknb/#2629"'
            ),
        )
        == []
    )
