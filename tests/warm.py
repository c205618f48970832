"""What every copy of the tests' process would load again: the form, the words, the places, the tables, the portals.

Imported by the process that is copied. The pool of a copy is made of copies as well: it asks this process for them,
and does not start one like it, which takes a second.
"""

from __future__ import annotations

from multiprocessing import forkserver, resource_tracker
from pathlib import Path

import harvester
from harvester.portals import registry
from harvester.spiders.families.generic import Generic
from harvester.spiders.families.page import ListPage
from harvester.store.session import open_store

FIXTURES = Path(__file__).parent.parent / "fixtures"
COLUMN = FIXTURES / "portals" / "trs" / "www" / "zwgk" / "zfxxgk" / "zfxxgknb" / "index.html"

harvester.parse((FIXTURES / "pages" / "official_2019.html").read_bytes())
Generic("http://trs.gov.cn/").rows(ListPage("http://trs.gov.cn/", COLUMN.read_bytes()))
open_store("sqlite://").close()
registry.load()
forkserver._forkserver.ensure_running = resource_tracker.ensure_running  # type: ignore[method-assign]
