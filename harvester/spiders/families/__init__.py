"""One list dialect a file: how to find the items of a list page and the next page."""

from __future__ import annotations

from harvester.spiders.families.base import Family
from harvester.spiders.families.dialects import DIALECTS
from harvester.spiders.families.epoint import Epoint
from harvester.spiders.families.feed import Feed
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.gkmlpt import Gkmlpt
from harvester.spiders.families.jcms import Jcms
from harvester.spiders.families.jpaas import Jpaas
from harvester.spiders.families.lonsun import Lonsun
from harvester.spiders.families.page import ListPage
from harvester.spiders.families.trs import Trs
from harvester.spiders.families.truecms import TrueCms
from harvester.spiders.families.ucap import Ucap
from harvester.spiders.families.vsb import Vsb
from harvester.spiders.families.webforms import WebForms
from harvester.spiders.families.xxgk import Xxgk

FAMILIES: tuple[type[Family], ...] = (
    *(Feed, Gkmlpt, TrueCms, Epoint, Jpaas, Xxgk, Jcms, WebForms, Lonsun, Vsb, Trs, Ucap),
    *DIALECTS,
    Generic,
)
"""In the order in which they are asked; the last one takes every page."""
BY_NAME = {family.name: family for family in FAMILIES}


def detect(page: ListPage) -> type[Family]:
    """The first family that knows the page as its own."""
    return next(family for family in FAMILIES if family.matches(page))
