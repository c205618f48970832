"""TRS WCM (拓尔思): static rows; `countPage` or `createPageHTML` in a script names ``index_1.html`` and the rest."""

from __future__ import annotations

import re

from harvester.spiders.families.generic import Generic
from harvester.spiders.families.page import ListPage

_SCRIPT = re.compile(r"\bcountPage\b|\bcreatePageHTML\s*\(|\bwas5/web/search\b")
_ARTICLE = re.compile(r"href=[\"'][^\"']*/t(?:\d{8}_\d+|\d{5,9})\.s?html?[\"']")
_MARKUP = re.compile(r"TRS_Editor|CurrChnlCls|TRS_UEDITOR|trs_editor_view")


class Trs(Generic):
    """Two of its three marks are enough: the pager's script, ``t20200903_2748784.html``, the editor's classes."""

    name = "trs"

    @classmethod
    def matches(cls, page: ListPage) -> bool:
        marks = (_SCRIPT.search(page.script), _ARTICLE.search(page.text), _MARKUP.search(page.text))
        return sum(1 for mark in marks if mark) >= 2
