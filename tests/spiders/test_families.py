"""What a class of a list dialect has to have."""

from __future__ import annotations

import pytest

from harvester.spiders.families import FAMILIES, detect
from harvester.spiders.families.base import Family
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.paging import Totals

COLUMN = "http://www.x.gov.cn/nb/"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_is_whole(family):
    assert family(COLUMN).column_url == COLUMN


def test_a_family_that_does_not_say_what_its_pages_look_like_is_none():
    class Half(Family):
        name = "half"

    with pytest.raises(TypeError, match="matches"):
        Half(COLUMN)


@pytest.mark.parametrize("article", ["/c100186/202601/4f909a907e3aa1f921c8fda04d9cb0db.shtml", "/public/66/7.html"])
def test_a_pager_that_posts_back_is_walked_whatever_system_made_the_articles(article):
    control = "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>"
    form = f'<form method="post"><input type="hidden" name="__VIEWSTATE" value="v1">{control}</form>'
    page = ListPage("http://www.x.gov.cn/nb.aspx?c=1", f'<html><a href="{article}">年报</a>{form}</html>'.encode())
    (step,) = detect(page)(page.url).steps(page, 1, Totals())

    assert dict(step.form)["__EVENTARGUMENT"] == "2"
