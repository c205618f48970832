"""`harvester coverage`: the terminal, CSV, JSON, and what it refuses."""

import csv
import json
from datetime import date

import pytest

from harvester.coverage.command import read_wish, show_coverage
from harvester.coverage.states import by_outcome, states
from harvester.coverage.tally import percent
from harvester.errors import ExportError, UsageError
from harvester.spiders.outcomes import FAILURES

TODAY = date(2025, 11, 25)


@pytest.fixture
def url(tmp_path_factory):
    """One kind of database is enough: test_survey reads from each."""
    return f"sqlite:///{tmp_path_factory.mktemp('store')}/harvest.sqlite"


@pytest.fixture
def show(store):
    def _show(province="浙江", year="2022-2023", level=(), to=None, as_json=False):
        show_coverage(store, read_wish(province, year, level, TODAY), to=to, portals=None, as_json=as_json)

    return _show


@pytest.fixture
def lines(show, tmp_path):
    """The CSV, read as a spreadsheet would."""

    def _lines(**options):
        show(to=tmp_path / "coverage.csv", **options)
        with (tmp_path / "coverage.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return _lines


def test_the_file_has_a_line_for_each_agency_and_year(publish, lines):
    publish(2023)
    found = lines()
    assert len(found) == 2 * 102
    (line,) = [line for line in found if line["state"] == "published"]
    assert (line["agency"], line["year"], line["published_on"]) == ("乐清市人民政府", "2023", "2024-01-20")
    assert (line["division_code"], line["region"], line["level"]) == ("330382", "浙江省", "county")
    assert (line["state_zh"], line["agency_id"]) == ("已公布", "330382-人民政府")


def test_json_has_the_same_lines(publish, show, lines, capsys):
    publish(2023)
    show(as_json=True)
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    as_text = [{name: "" if value is None else str(value) for name, value in line.items()} for line in printed]
    assert as_text == lines()


def test_the_terminal_shows_shares_by_year_and_what_the_states_are(publish, show, capsys):
    publish(2023)
    show()
    said = capsys.readouterr().out
    assert "浙江省" in said
    assert "已公布 published" in said
    assert "尚未采集 not crawled" in said


def test_without_a_year_all_since_the_regulation_are_asked_for():
    assert read_wish(None, None, (), TODAY).years == tuple(range(2008, 2025))
    assert read_wish(None, "2019,2021-2022", (), TODAY).years == (2019, 2021, 2022)


@pytest.mark.parametrize("name", ["浙江", "浙江省", "33", "330000"])
def test_a_province_by_name_or_code(name):
    assert read_wish(name, None, (), TODAY).prefix == "33"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("乐清", None, ()), "no such province"),
        ((None, "新", ()), "no year of a report"),
        ((None, None, ("village",)), "not a level"),
    ],
)
def test_what_is_not_understood_is_one_line(options, message):
    with pytest.raises(UsageError, match=message):
        read_wish(*options, TODAY)


def test_only_kinds_of_files_that_are_known_are_written(show, tmp_path):
    with pytest.raises(UsageError, match=r"\.csv or \.html"):
        show(to=tmp_path / "coverage.pdf")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(show, tmp_path):
    tmp_path.joinpath("coverage.csv").mkdir()
    with pytest.raises(ExportError, match="cannot write"):
        show(to=tmp_path / "coverage.csv")
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_every_outcome_that_leaves_something_missing_has_a_state():
    assert set(by_outcome()) >= FAILURES


def test_every_state_has_its_words_and_its_colours():
    from importlib.resources import files

    colours = files("harvester.coverage").joinpath("states.css").read_text("utf-8")
    assert [name for name in states() if f".{name} {{" not in colours] == []
    symbols = [state.symbol for state in states().values()]
    assert len(set(symbols)) == len(symbols), "told apart without colours"


@pytest.mark.parametrize(
    ("share", "shown"), [(0, "0"), (0.004, "<1"), (0.01, "1"), (0.5, "50"), (0.994, "99"), (0.996, ">99"), (1, "100")]
)
def test_a_share_says_neither_none_nor_all_where_it_is_not(share, shown):
    assert percent(share) == shown


@pytest.mark.parametrize(("share", "shown"), [(0.0001, "<0.1"), (0.5, "50.0"), (0.9999, ">99.9"), (1, "100.0")])
def test_nor_does_one_with_a_decimal(share, shown):
    assert percent(share, 1) == shown
