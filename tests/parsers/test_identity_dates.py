"""Dates as pages write them."""

from datetime import date

import pytest

from harvester.parsers.dates import first_date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021- 01- 27 15 : 11", date(2021, 1, 27)),
        ("发布日期：2020年08月02日", date(2020, 8, 2)),
        ("2024/04/30 09:30", date(2024, 4, 30)),
        ("2021.1.5", date(2021, 1, 5)),
        ("二〇二三年一月二十日", date(2023, 1, 20)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("二零二四年元月廿一日", date(2024, 1, 21)),
        ("2024年元月20日", date(2024, 1, 20)),
        ("２０２４年１月２０日", date(2024, 1, 20)),
        ("2021-02-30", None),
        ("2021年", None),
        ("", None),
    ],
)
def test_the_first_date_of_a_text(text, found):
    assert first_date(text) == found
