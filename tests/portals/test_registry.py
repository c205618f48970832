"""The registry: what ships, and how a mistake in a portal file is named."""

from __future__ import annotations

import pytest
from portal_file import GOOD, write

from harvester.errors import RegistryError
from harvester.portals.registry import Column, load, read, scan
from harvester.portals.selection import unregistered


def test_a_portal_file_becomes_portals(tmp_path):
    (portal,) = read(write(tmp_path, GOOD))

    assert (portal.id, portal.name, portal.division_code) == ("330382_yueqing", "乐清市人民政府", "330382")
    assert portal.columns == (
        Column("https://www.yueqing.gov.cn/col/col1/index.html"),
        Column("https://www.yueqing.gov.cn/col/col2/index.html", "2024年度"),
    )
    assert portal.verified is False


def test_a_portal_without_columns_is_entered_at_its_home_page(tmp_path):
    (portal,) = read(write(tmp_path, GOOD.split("    columns:", maxsplit=1)[0]))

    assert portal.columns == ()
    assert portal.entries == (Column("https://www.yueqing.gov.cn/", None, "hub"),)


def test_a_folder_adds_to_the_bundled_portals(tmp_path):
    write(tmp_path, GOOD)

    registry = load([tmp_path])

    assert len(registry) == len(load()) + 1
    assert registry.get("330382_yueqing").family == "jcms"


def test_a_ministry_has_no_division_code(tmp_path):
    text = GOOD.replace("330382_yueqing", "000000_moe").replace('    division_code: "330382"\n', "")

    assert read(write(tmp_path, text))[0].division_code is None


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("id: 330382_yueqing", "id: Yueqing", ":3: portal 'Yueqing': field 'id': <division code>_<slug in a-z"),
        ("id: 330382_yueqing", "id: 330304_yueqing", ":3: portal '330304_yueqing': field 'id': 330382_<slug> is"),
        ("    name: 乐清市人民政府\n", "", ":3: portal '330382_yueqing': field 'name': is missing"),
        ("name: 乐清市人民政府", "name:", ":4: portal '330382_yueqing': field 'name': is missing"),
        ("name: 乐清市人民政府", "name: 2024", "field 'name': text is expected, found 2024; put it in quotes"),
        ('"330382"', "330382", ":5: portal '330382_yueqing': field 'division_code': six or nine digits in quotes"),
        ("family: jcms", "family: wordpress", ":7: portal '330382_yueqing': field 'family': 'wordpress' is none of "),
        ("family: jcms", "render: perhaps", "field 'render': 'perhaps' is none of never, auto, always"),
        ("family: jcms", "scheme: ftp", "field 'scheme': 'ftp' is none of http, https"),
        ("family: jcms", "pace: slow", "field 'pace': seconds between 0 and 600 are expected, found 'slow'"),
        ("family: jcms", "pace: -1", "field 'pace': seconds between 0 and 600 are expected, found -1"),
        ("family: jcms", "hosts: [www.Yueqing.gov.cn/x]", "field 'hosts': a host name in small letters is expected"),
        ("family: jcms", "expect: {reports: many}", "field 'expect.reports': a whole number above 0 is expected"),
        ("family: jcms", "expect: {years: [2024, 2008]}", "field 'expect.years': [first, last] is expected"),
        ("family: jcms", "expect: {pages: 3}", "field 'expect.pages': is not known; fields are reports, years"),
        (
            "family: jcms",
            "seen:",
            ":7: portal '330382_yueqing': field 'seen': is empty; give a value or leave the line",
        ),
        ("url: https://www.yueqing.gov.cn/\n", "url: www.yueqing.gov.cn\n", "field 'url': an http or https address"),
        ("url: https://www.yueqing.gov.cn/\n", "url: https://[::1/\n", "field 'url': an http or https address"),
        ("url: https://www.yueqing.gov.cn/\n", "url: https://a.gov.cn:https/\n", "field 'url': an http or https"),
        (
            "- https://www.yueqing.gov.cn/col/col1/index.html",
            "- /col/col1/",
            ":9: portal '330382_yueqing': field 'col",
        ),
        ("- https://www.yueqing.gov.cn/col/col1/index.html", "- []", "field 'columns': an http or https address"),
        (
            "col/col2",
            "col/col1",
            ":10: portal '330382_yueqing': field 'columns': 'https://www.yueqing.gov.cn/col/col1",
        ),
        ("name: 2024年度}", "year: 2024}", ":10: portal '330382_yueqing': field 'columns.year': is not known; fields"),
        ("name: 2024年度}", "kind: article}", "field 'columns.kind': 'article' is none of list, hub"),
        ("name: 2024年度}", "years: [2020, 2024]}", "field 'columns.url': {year} in the address and 'years' belong"),
        ("family: jcms", "speed: 1", "field 'speed': is not known; fields are id, name, division_code, url, hosts"),
        ("family: jcms", "verified: 是", "field 'verified': true or false is expected, found '是'"),
        ("family: jcms", "name: 乐清市", "not YAML: field 'name' is given twice"),
        ("province: 浙江", "region: 浙江", ":1: field 'region': is not known; fields are province, portals, left_out"),
    ],
)
def test_a_mistake_is_named_with_file_line_portal_and_field_in_one_line(tmp_path, wrong, right, says):
    assert wrong in GOOD
    path = write(tmp_path, GOOD.replace(wrong, right))

    with pytest.raises(RegistryError) as error:
        read(path)

    message = str(error.value)
    assert message.startswith(f"{path}:")
    assert says in message
    assert "\n" not in message


def test_all_mistakes_of_a_file_are_found_at_once(tmp_path):
    text = (
        GOOD.replace("family: jcms", "family: wordpress").replace('"330382"', "330382").replace("col/col2", "col/col1")
    )

    assert [str(error).partition(": ")[0].rpartition(":")[2] for error in scan(write(tmp_path, text)).errors] == [
        "5",
        "7",
        "10",
    ]


@pytest.mark.parametrize("columns", ["", " 5", " []"])
def test_columns_are_a_list(tmp_path, columns):
    path = write(tmp_path, GOOD.split("    columns:", maxsplit=1)[0] + f"    columns:{columns}\n")

    with pytest.raises(RegistryError, match="field 'columns'"):
        read(path)


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path):
    path = write(tmp_path, GOOD.replace("    name: 乐清市人民政府", "    name: [乐清市人民政府"))

    with pytest.raises(RegistryError, match=r"zhejiang\.yaml:5: not YAML: "):
        read(path)


def test_a_file_that_is_not_utf8_is_an_error(tmp_path):
    path = tmp_path / "zhejiang.yaml"
    path.write_bytes(GOOD.encode("gb18030"))

    with pytest.raises(RegistryError, match=r"cannot be read: .*; files are UTF-8"):
        read(path)


def test_a_file_without_portals_says_what_is_expected(tmp_path):
    with pytest.raises(RegistryError, match="field 'portals': a list of portals is expected"):
        read(write(tmp_path, "province: 浙江\n"))


def test_the_same_id_in_two_files_names_both(tmp_path):
    first, second = write(tmp_path, GOOD, "a.yaml"), write(tmp_path, GOOD, "b.yaml")

    with pytest.raises(RegistryError) as error:
        load([tmp_path])

    assert str(error.value) == (
        f"{second}:3: portal '330382_yueqing': field 'id': is taken by {first}:3; ids are unique"
    )


def test_one_wrong_portal_does_not_take_the_others_away(tmp_path):
    write(tmp_path, GOOD, "a.yaml")
    write(
        tmp_path,
        GOOD.replace("330382", "330381").replace("yueqing\n", "ruian\n").replace("jcms", "wordpress"),
        "b.yaml",
    )

    registry = load([tmp_path], strict=False)

    assert registry.get("330382_yueqing").family == "jcms"
    assert len(registry.broken) == 1
    with pytest.raises(
        RegistryError, match=r"b\.yaml:7: portal '330381_ruian': field 'family': 'wordpress' is none of"
    ):
        registry.get("330381_ruian")


@pytest.mark.parametrize("name", ["浙江", "浙江省", "33", "330000"])
def test_a_province_is_asked_for_by_name_or_code(tmp_path, name):
    portals = load().of_province(name)

    assert "330000_zhejiang" in [portal.id for portal in portals]
    assert {portal.province for portal in portals} == {"浙江"}


@pytest.mark.parametrize("name", ["琉球", "99", ""])
def test_a_province_that_is_not_there_is_answered_with_those_that_are(name):
    with pytest.raises(RegistryError, match="no portal; provinces are 安徽、"):
        load().of_province(name)


def test_an_unknown_id_suggests_what_looks_alike(tmp_path):
    write(tmp_path, GOOD)

    with pytest.raises(RegistryError, match=r"portal '330381_yueqing': .* did you mean 330382_yueqing\?"):
        load([tmp_path]).get("330381_yueqing")


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(RegistryError, match=r"portals folder .*nowhere': no such folder"):
        load([tmp_path / "nowhere"])


def test_a_column_that_no_registry_names_is_a_portal_of_its_host():
    portal = unregistered("http://www.example.gov.cn:8080/zfxxgknb/")

    assert (portal.id, portal.family, portal.division_code) == ("www.example.gov.cn:8080", "", None)
    assert portal.columns == (Column("http://www.example.gov.cn:8080/zfxxgknb/"),)
