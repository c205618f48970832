"""The registry: what ships, and how a mistake in a portal file is named."""

from __future__ import annotations

import pytest

from harvester.errors import RegistryError
from harvester.portals.registry import Column, load, read
from harvester.portals.selection import unregistered
from harvester.spiders.families import BY_NAME

GOOD = """\
province: 浙江
portals:
  - id: 330382_yueqing
    name: 乐清市人民政府
    division_code: "330382"
    url: https://www.yueqing.gov.cn/
    family: jcms
    columns:
      - https://www.yueqing.gov.cn/col/col1/index.html
      - {url: "https://www.yueqing.gov.cn/col/col2/index.html", name: 2024年度}
"""


def write(folder, text, name="zhejiang.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_portal_file_becomes_portals(tmp_path):
    (portal,) = read(write(tmp_path, GOOD))

    assert (portal.id, portal.name, portal.division_code) == ("330382_yueqing", "乐清市人民政府", "330382")
    assert portal.columns == (
        Column("https://www.yueqing.gov.cn/col/col1/index.html"),
        Column("https://www.yueqing.gov.cn/col/col2/index.html", "2024年度"),
    )
    assert portal.verified is False


def test_bundled_portals_say_where_they_come_from_and_that_nobody_has_crawled_them():
    portals = list(load())

    assert len(portals) >= 5
    assert all(portal.source and not portal.verified and portal.family in BY_NAME for portal in portals)


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
        (
            "id: 330382_yueqing",
            "id: Yueqing",
            "portal 'Yueqing': field 'id': 330382_<slug in a-z and 0-9> is expected",
        ),
        ("id: 330382_yueqing", "id: 330304_yueqing", "field 'id': 330382_<slug in a-z and 0-9> is expected"),
        ("    name: 乐清市人民政府\n", "", "portal '330382_yueqing': field 'name' is missing"),
        ("name: 乐清市人民政府", "name: 2024", "field 'name': text is expected, found 2024; put it in quotes"),
        ('"330382"', "330382", "field 'division_code': six or nine digits in quotes are expected, found 330382"),
        ("family: jcms", "family: wordpress", "field 'family': 'wordpress' is none of generic, jcms, trs"),
        ("url: https://www.yueqing.gov.cn/\n", "url: www.yueqing.gov.cn\n", "field 'url': an http or https address"),
        (
            "      - https://www.yueqing.gov.cn/col/col1/index.html",
            "      - /col/col1/",
            "field 'columns': an http or",
        ),
        ("name: 2024年度}", "year: 2024}", "field 'columns': field 'year' is not known; fields are url, name"),
        ("    family: jcms", "    family: jcms\n    pace: slow", "field 'pace' is not known; fields are id, name"),
        (
            "    family: jcms",
            "    family: jcms\n    verified: 是",
            "field 'verified': true or false is expected, found '是'",
        ),
        ("province: 浙江", "region: 浙江", "field 'region' is not known; fields are province, portals"),
    ],
)
def test_a_mistake_is_named_with_file_portal_and_field_in_one_line(tmp_path, wrong, right, says):
    assert wrong in GOOD
    path = write(tmp_path, GOOD.replace(wrong, right))

    with pytest.raises(RegistryError) as error:
        read(path)

    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("columns", ["", " 5"])
def test_columns_are_a_list(tmp_path, columns):
    path = write(tmp_path, GOOD.partition("    columns:")[0] + f"    columns:{columns}\n")

    with pytest.raises(RegistryError, match="field 'columns'"):
        read(path)


def test_a_file_that_is_no_yaml_is_named_with_its_line(tmp_path):
    path = write(tmp_path, GOOD.replace("    name: 乐清市人民政府", "    name: [乐清市人民政府"))

    with pytest.raises(RegistryError, match=r"zhejiang\.yaml:5: not YAML: "):
        read(path)


def test_a_file_without_portals_says_what_is_expected(tmp_path):
    with pytest.raises(RegistryError, match="field 'portals': a list of portals is expected"):
        read(write(tmp_path, "province: 浙江\n"))


def test_the_same_id_in_two_files_names_both(tmp_path):
    first, second = write(tmp_path, GOOD, "a.yaml"), write(tmp_path, GOOD, "b.yaml")

    with pytest.raises(RegistryError) as error:
        load([tmp_path])

    assert str(error.value) == (f"{second}: portal '330382_yueqing': field 'id' is taken by {first}; ids are unique")


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
