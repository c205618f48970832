"""`scrapy crawl`, which looks at the arguments first: `-a portal=nope` is a line, not a traceback."""

from __future__ import annotations

import argparse

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from harvester.errors import HarvesterError
from harvester.middlewares.introduction import admit
from harvester.portals.selection import select


class Command(crawl.Command):
    """Scrapy's own, ending with status 2 where a portal or an address is not known or may not be asked."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args == ["annual_reports"]:
            self._look_at(**opts.spargs)
        super().run(args, opts)

    def _look_at(self, portal: str = "", url: str | None = None, portals: str | None = None, **_: str) -> None:
        assert self.settings is not None
        folder = portals or self.settings.get("HARVESTER_PORTALS")
        try:
            admit(self.settings, select(portal.split(",") if portal else (), url, (folder,) if folder else ()))
        except HarvesterError as error:
            raise UsageError(str(error), print_help=False) from error
