"""`python -m harvester.demo`: serves the bundled portals until Ctrl-C, for whoever follows docs/add-a-portal.md."""

from __future__ import annotations

import sys
import time
from contextlib import suppress

from harvester.demo.bundled import bundled
from harvester.errors import HarvesterError
from harvester.output import print_line, say


def main() -> int:
    try:
        with bundled() as portals, suppress(KeyboardInterrupt):
            for name, site in portals.sites.items():
                print_line(f"{name}: {site.url}/")
            sys.stdout.flush()
            while True:
                time.sleep(3600)
    except HarvesterError as error:
        say(str(error))
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
