"""The reader of files that comes to no end."""

from __future__ import annotations

import time

from harvester.documents import worker

worker.WALL_SECONDS = 1
worker.read = lambda *_: time.sleep(60)
worker.main()
