"""A store to survey, and the crawls and addresses that it knows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from harvester.agencies.identity import agency_id
from harvester.coverage.survey import Wish, survey
from harvester.items import Agency
from harvester.portals.portal import Portal
from harvester.store.models import Run
from harvester.store.outcomes import Answer, set_outcome
from harvester.store.runs import start_run
from tests.store.conftest import _report, _tables, see, store, url

__all__ = ["_report", "_tables", "see", "store", "url"]

TODAY = date(2025, 11, 25)
YUEQING = Portal(
    id="330382_yueqing",
    name="乐清市人民政府",
    url="http://www.example.gov.cn/",
    province="浙江",
    division_code="330382",
)


@pytest.fixture
def publish(see, report, tables):
    """Stores the report of an agency on a year."""

    def _publish(year, name="乐清市人民政府", code="330382", scope="government", key=None, **changes):
        agency = Agency(name=name, as_written=name, division_code=code, scope=scope)
        agency = replace(agency, id=key or agency_id(agency, None))
        where = f"http://www.example.gov.cn/{agency.id}/{year}.html"
        usual = {"agency": agency, "year": year, "url": where, "source": where, "findings": (), "cells": ()}
        usual |= {"published_on": date(year + 1, 1, 20)}
        return see(report(**(usual | changes)), where, repr((name, year)).encode())

    return _publish


@pytest.fixture
def crawled(store):
    """Ends the portal's run as it is told, and notes what addresses answered."""

    def _crawled(*outcomes, on=date(2025, 6, 1), portal=YUEQING.id):
        columns = [
            {"url": f"http://www.example.gov.cn/{number}/", "outcome": it} for number, it in enumerate(outcomes)
        ]
        with store.write() as session:
            run = session.get_one(Run, start_run(session, portal))
            run.status, run.columns = "finished", columns
            run.finished_at = datetime(on.year, on.month, on.day, tzinfo=UTC)

    return _crawled


@pytest.fixture
def answered(store):
    """An address of the portal's list that gave no report."""

    def _answered(outcome, anchor_text, portal=YUEQING.id):
        url = f"http://www.example.gov.cn/dead/{anchor_text}.html"
        with store.write() as session:
            answer = Answer(
                portal=portal, url=url, column_url="", role="report", outcome=outcome, anchor_text=anchor_text
            )
            set_outcome(session, start_run(session, portal), answer, datetime(2025, 6, 1, tzinfo=UTC))
        return url

    return _answered


@pytest.fixture
def rows(store):
    """The rows of 浙江 by the agency's name."""

    def _rows(*years, levels=("county",), portals=(YUEQING,), today=TODAY):
        wish = Wish(years=years, levels=frozenset(levels), today=today, prefix="33")
        with store.read() as session:
            return {row.agency.name: row for row in survey(session, portals, wish)}

    return _rows


@pytest.fixture
def states(rows):
    """The states of one agency by year."""

    def _states(*years, of="乐清市人民政府", **options):
        return [cell and cell.state for cell in rows(*years, **options)[of].cells]

    return _states
