"""Files of corrections: every mistake is one line that names file, line, entry and field."""

from __future__ import annotations

import pytest

from harvester.errors import RegistryError
from harvester.lookups.load import load_lookups, scan
from tests.lookups.samples import BASIS

ENTRY = """corrections:
  - id: one
    match: {url: "http://www.example.gov.cn/1.html"}
    set: {year: 2020}
    BASIS
"""


def problems(path):
    return [str(error).removeprefix(f"{path}:") for error in scan([path.parent]).errors]


def test_a_whole_file_is_read(write):
    path = write(ENTRY)
    (entry,) = [entry for entry in load_lookups([path.parent]).entries if entry.basis.where.path == path]
    assert (entry.basis.id, entry.basis.who, entry.year) == ("one", "张三", 2020)


def test_a_file_may_end_in_yml(write):
    path = write(ENTRY)
    assert scan([path.rename(path.with_suffix(".yml")).parent]).files == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("set: {year: 2020}", "set: {year: 20}"), "4: correction 'one': field 'set.year': a year from 2007 to"),
        (
            ("set: {year: 2020}", "set: {jahr: 1}"),
            "4: correction 'one': field 'set.jahr': is not known; fields are kind,",
        ),
        (("set: {year: 2020}", "sets: {}"), "4: correction 'one': field 'sets': is not known"),
        (("    set: {year: 2020}\n", ""), "2: correction 'one': changes nothing"),
        (
            ("set: {year: 2020}", "set: {kind: no}"),
            "4: correction 'one': field 'set.kind': False is none of report, not",
        ),
        (("set: {year: 2020}", 'set: {division_code: "320699"}'), "4: correction 'one': field 'set.division_code'"),
        (
            ("set: {year: 2020}", "cells: {requests.x: 1}"),
            "4: correction 'one': field 'cells.requests.x': the form has no",
        ),
        (("set: {year: 2020}", "cells: {requests.granted.total: x}"), "a number is expected, or null for a blank"),
        (
            ("set: {year: 2020}", "cells: {requests.granted.total: {is: 3}}"),
            "value and printed are expected, found is",
        ),
        (
            ('{url: "http://www.example.gov.cn/1.html"}', "{year: 2020}"),
            "3: correction 'one': field 'match': url, sha256",
        ),
        (('{url: "http://www.example.gov.cn/1.html"}', "{sha256: 12}"), "64 hexadecimal digits"),
        (("who: 张三", "who: ''"), "5: correction 'one': field 'who': text is expected"),
        (("who: 张三\n", "\n"), "field 'who': is missing"),
        (("2024-06-30", "2999-01-01"), "2999-01-01 is yet to come"),
        (("2024-06-30", "gestern"), "a day such as 2024-06-30 is expected, found 'gestern'"),
        (("id: one", "id: Eins"), "a name of a-z, 0-9 and hyphens is expected, found 'Eins'"),
        (("corrections:", "korrekturen:"), "1: fields corrections and agencies are expected"),
        (("corrections:", "corrections: ["), "not YAML"),
    ],
)
def test_a_mistake_names_its_line(write, change, problem):
    (found,) = problems(write(ENTRY.replace("BASIS", BASIS.strip()).replace(*change)))
    assert problem in found


def test_an_id_and_a_field_are_given_once(write):
    again = ENTRY.removeprefix("corrections:\n")
    found = problems(write(ENTRY + again + again.replace("id: one", "id: two")))
    assert [line.split(" (")[0] for line in found] == [
        "9: correction 'one': the id is taken by correction 'one'",
        "9: correction 'one': field 'year' is corrected by correction 'one'",
        "16: correction 'two': field 'year' is corrected by correction 'one'",
    ]


MERGE = "  - {id: NAME, merge: [OLD], into: NEW, who: 张三, when: 2024-06-30, why: 机构改革, source: 三定方案}\n"


def merge(name, old, new):
    return MERGE.replace("NAME", name).replace("OLD", old).replace("NEW", new)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            merge("a", "320681-甲局", "320681-乙局") + merge("b", "320681-乙局", "320681-甲局"),
            "merged into itself in the end",
        ),
        (merge("a", "320681-甲局", "320681-甲局"), "is one of those that are merged into it"),
        (
            merge("a", "320681-甲局", "320681-乙局") + merge("b", "320681-甲局", "320681-丙局"),
            "is corrected by correction 'a'",
        ),
        (merge("a", "甲局", "320681-乙局"), "the id of an agency, such as 330382-人民政府, is expected, found '甲局'"),
        (
            merge("a", "320681-甲局", "320681-乙局")
            + "  - {id: b, apart: [320681-甲局, 320681-乙局], who: 李, when: 2024-06-30, why: 两个, source: 电话}\n",
            "kept apart here and merged elsewhere",
        ),
    ],
)
def test_merges_that_contradict_each_other_are_mistakes(write, text, problem):
    assert any(problem in line for line in problems(write("agencies:\n" + text)))


def test_the_first_mistake_refuses_the_whole_set(write, tmp_path):
    with pytest.raises(RegistryError, match="yet to come"):
        load_lookups(
            [
                write(
                    ENTRY.replace("2020}", "2020}").replace("BASIS", BASIS.strip().replace("2024-06", "2999-06"))
                ).parent
            ]
        )
    with pytest.raises(RegistryError, match="no such folder; name a folder of"):
        load_lookups([tmp_path / "none"])
