"""What every copy of the tests' process would load again for itself: the form, the words, the places, the tables.

Imported by the process that is copied.
"""

from __future__ import annotations

from pathlib import Path

import harvester
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.page import ListPage
from harvester.store.session import open_store

FIXTURES = Path(__file__).parent.parent / "fixtures"
COLUMN = FIXTURES / "portals" / "trs" / "www" / "zwgk" / "zfxxgk" / "zfxxgknb" / "index.html"

harvester.parse((FIXTURES / "pages" / "official_2019.html").read_bytes())
Generic("http://trs.gov.cn/").rows(ListPage("http://trs.gov.cn/", COLUMN.read_bytes()))
open_store("sqlite://").close()
