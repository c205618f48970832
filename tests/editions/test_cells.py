"""The catalogue of cells: both editions, once each, in the order of the form."""

from harvester.editions.cells import all_cells, edition_cells


def test_each_edition_has_all_its_figures():
    assert len(edition_cells("2019")) == 22 + 161 + 15
    assert len(edition_cells("2021")) == 10 + 175 + 15


def test_a_cell_of_both_editions_stands_once():
    cells = all_cells()
    assert len(cells) == 22 + 10 - 3 + 26 * 7 + 15 + 58
    assert cells["proactive_disclosure.administrative_licensing.decisions"].editions == ("2019", "2021")
    assert cells["requests.other_handling.total"].editions == ("2019",)
    assert cells["requests.other_remaining.total"].editions == ("2021",)


def test_cells_stand_in_the_order_of_the_form():
    rows = list(dict.fromkeys((cell.table, cell.row.key) for cell in all_cells().values()))
    assert rows[:2] == [("proactive_disclosure", "rules"), ("proactive_disclosure", "normative_documents")]
    assert rows[-59] == ("review_and_litigation", "suit_after_review")
    assert rows[-1] == ("statistics_2014", "trainees")
    requests = [row for table, row in rows if table == "requests"]
    assert requests.index("other_handling") + 1 == requests.index("other_no_correction")


def test_a_cell_knows_its_wording_and_its_law():
    cell = all_cells()["requests.denied_internal_affairs.natural_person"]
    assert (cell.row_zh, cell.column.zh, cell.law) == ("（三）不予公开 5.属于三类内部事务信息", "自然人", "条例16(1)")
    assert all_cells()["proactive_disclosure.rules.in_force"].law == "第二十条第（一）项"
    assert edition_cells("2019")["proactive_disclosure.normative_documents.made_this_year"].row_zh == "规范性文件"
