"""Whether tests with a real browser can run here, and why not."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

from harvester.net.chromium import why_no_browser

MISSING = why_no_browser(Settings({"HARVESTER_CHROMIUM": ""}))
needs_browser = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
