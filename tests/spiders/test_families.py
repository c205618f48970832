"""What a class of a list dialect has to have."""

from __future__ import annotations

import pytest

from harvester.spiders.families import FAMILIES
from harvester.spiders.families.base import Family

COLUMN = "http://www.x.gov.cn/nb/"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_is_whole(family):
    assert family(COLUMN).column_url == COLUMN


def test_a_family_that_does_not_say_what_its_pages_look_like_is_none():
    class Half(Family):
        name = "half"

    with pytest.raises(TypeError, match="matches"):
        Half(COLUMN)
