"""Pages of a few lines, and who reports by them."""

from harvester.items import Document, Page, Text
from harvester.parsers.identity import identify

TITLE = "如皋市教育局2021年政府信息公开工作年度报告"
BARE = "政府信息公开工作年度报告"


def read(*lines, title=None, meta=None, metadata=None, preamble=None, **page):
    document = Document(blocks=tuple(Text(line) for line in lines), title=title, meta=meta or {})
    return identify(document, Page(url=None, body=b"", **page), metadata or {}, preamble)


def introduced(preamble, *lines, title=BARE, overview=None, **page):
    """A report whose title names nobody, by its introduction."""
    document = Document(blocks=tuple(Text(line) for line in (title, *lines)), title=None)
    return identify(document, Page(url=None, body=b"", **page), {}, preamble, overview)
