"""Words in the narrative: found whole, in either script, on both databases, wherever the store wrote them."""

from dataclasses import replace

import pytest

from harvester.errors import UsageError
from harvester.fulltext.hits import hit_of, query_of
from harvester.items import Agency
from harvester.store.facts import sections
from harvester.store.search import count, find

PROSE = {
    "overview": "本市全年受理行政复议 12 件，\n其中纠正1件。100%按时答复（GDP数据除外）。",
    "problems_and_improvements": "存在问题：“数据开放”不够。",
    "other_matters": "本年度没有收取信息处理费。",
}
COUNTY = Agency(name="洪泽县人民政府", as_written="洪泽县人民政府", division_code="320829", scope="government")


@pytest.fixture
def search(store, see, report):
    """Two reports in the store, and what a search finds: agency and section of each hit."""
    see(report(sections=PROSE))
    see(
        report(agency=COUNTY, year=2014, sections={"overview": "全縣受理行政復議3件，數據開放有進展。"}),
        "http://www.example.gov.cn/2014.html",
        b"2",
    )

    def _search(words, limit=None, **narrowed):
        query = query_of(words, **narrowed)
        with store.read() as session:
            hits = [hit_of(found, query) for found in find(session, query, limit)]
            assert limit is not None or count(session, query) == len(hits)
        return hits

    return _search


def _places(hits):
    return [(hit.year, hit.section) for hit in hits]


@pytest.mark.parametrize("words", ["行政复议", "复议", "件", "受理行政复议 纠正", "行政複議 糾正"])
def test_words_of_any_length_and_script_are_found(search, words):
    assert (2023, "overview") in _places(search(words))


def test_simplified_words_find_traditional_text_and_the_latest_report_comes_first(search):
    assert _places(search("行政复议")) == [(2023, "overview"), (2014, "overview")]


def test_all_words_have_to_stand_in_one_section(search):
    assert search("行政复议 信息处理费") == []


@pytest.mark.parametrize("words", ["100%", "“数据开放”", "gdp", "0%按"])
def test_signs_are_looked_for_as_they_stand_and_case_does_not_count(search, words):
    assert len(search(words)) == 1


@pytest.mark.parametrize("words", ["1_0", "%", "复议\\", '"', "政复议纠", "NOT 复议 OR"])
def test_no_sign_is_a_wildcard_or_an_operator(search, words):
    assert [hit for hit in search(words) if words not in hit.snippet] == []


@pytest.mark.parametrize(
    ("narrowed", "years"),
    [
        ({"years": frozenset({2014})}, [2014]),
        ({"agency": "洪泽"}, [2014]),
        ({"agency": "3303"}, [2023]),
        ({"section": "总体情况"}, [2023, 2014]),
        ({"section": "other_matters"}, []),
    ],
)
def test_years_agencies_and_sections_narrow(search, narrowed, years):
    assert [hit.year for hit in search("行政复议", **narrowed)] == years


def test_a_snippet_is_one_line_and_says_where_the_words_stand(search):
    (hit,) = search("纠正")
    assert hit.snippet == PROSE["overview"].replace("\n", " ")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["纠正"]


def test_a_long_text_is_cut_around_the_first_word(search, see, report):
    see(report(sections={"overview": "甲" * 500 + "公开平台" + "乙" * 500}), body=b"3")
    (hit,) = search("公开平台")
    assert hit.snippet == "…" + "甲" * 40 + "公开平台" + "乙" * 40 + "…"


def test_a_limit_cuts_the_list(search):
    assert len(search("行政复议", limit=1)) == 1


def test_what_a_new_version_no_longer_says_is_no_longer_found(search, see, report):
    see(report(sections=PROSE | {"overview": "本市全年未收到申请。"}), body=b"4")
    assert _places(search("纠正")) == []
    assert _places(search("未收到")) == [(2023, "overview")]


def test_the_index_of_sqlite_agrees_with_the_text_after_every_change(search, see, report, store):
    if store.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own index")
    see(report(sections={"overview": "改写"}), body=b"5")
    with store.writer.begin() as connection:
        connection.execute(sections.delete().where(sections.c.section == "overview"))
        connection.exec_driver_sql("INSERT INTO search_sections (search_sections, rank) VALUES ('integrity-check', 1)")


def test_bad_questions_are_refused_with_a_way_out(search):
    with pytest.raises(UsageError, match="no word given"):
        search("  ")
    with pytest.raises(UsageError, match=r"section '第七部分': not known .*总体情况"):
        search("复议", section="第七部分")


def test_the_python_call_needs_only_a_database(store, see, report, url):
    import harvester

    see(report(sections=PROSE, agency=replace(COUNTY, name="洪泽县人民政府")))
    (hit,) = harvester.search("信息处理费", database=url)
    assert (hit.agency, hit.year, hit.section) == ("洪泽县人民政府", 2023, "other_matters")
