"""One list dialect a file: how to find the items of a list page and the next page."""

from __future__ import annotations

from harvester.spiders.families.base import Family
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.jcms import Jcms
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.trs import Trs

FAMILIES: tuple[type[Family], ...] = (Jcms, Trs, Generic)
"""In the order in which they are asked; the last one takes every page."""
BY_NAME = {family.name: family for family in FAMILIES}


def detect(page: ListPage) -> type[Family]:
    """The first family that knows the page as its own."""
    return next(family for family in FAMILIES if family.matches(page))
