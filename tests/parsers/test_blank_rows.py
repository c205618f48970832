"""Rows of 表三 whose zeros were left blank: 3.其他 and （七）总计 have names of columns and are rows all the same."""

import pytest

from fixtures.cases.base_figures import texts
from fixtures.cases.compose import html, pipes
from harvester.items import Edition, Page
from harvester.reader import read_report


@pytest.mark.parametrize("write", [html, pipes])
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("filled", [{}, {"new_received": "2", "granted": "2"}])
def test_a_blank_row_is_read_as_blank(write, edition: Edition, filled: dict[str, str]) -> None:
    figures = {key: "" if key.startswith("requests") else "0" for key in texts(edition, edition)}
    figures |= {
        f"requests.{row}.{column}": text for row, text in filled.items() for column in ("natural_person", "total")
    }
    page = write(edition=(edition, edition), figures=figures).replace("2023", "2020" if edition == "2019" else "2023")
    report = read_report(Page(url=None, body=page.encode()))
    last = report.tables["requests"]["outcome_total"]
    assert set(last.values()) == {None}
    assert "document.complete" not in {finding.rule for finding in report.findings}
