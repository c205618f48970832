"""The portals that come with the source: all of them served at once, and the folder that registers them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from harvester.demo.server import Fault, ServerError, Site, serve
from harvester.portals.registry import read

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "portals"


@dataclass(frozen=True, slots=True)
class Bundled:
    """The served portals: ``portals_dir`` is what `--portals` takes, ``portal_ids`` what it registers."""

    portals_dir: Path
    portal_ids: tuple[str, ...]
    sites: Mapping[str, Site]


@contextmanager
def bundled(
    folder: Path = FIXTURES, *, free_ports: bool = False, faults: Mapping[str, Mapping[str, Fault]] | None = None
) -> Iterator[Bundled]:
    """Serve every portal that ``folder``/portals.yaml names on its own port: addresses are the same in every run.

    ``free_ports`` takes whatever is free and registers the portals under those addresses, for tests that run together.
    ``faults`` maps a site's name to its paths that go wrong.
    """
    if not (folder / "portals.yaml").is_file():
        raise ServerError(
            f"bundled portals {str(folder)!r}: not there; they come with the source, not with the package"
        )
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(
                serve(folder / name, port=0 if free_ports else None, faults=(faults or {}).get(name))
            )
            for name in _homes(folder / "portals.yaml")
        }
        registered = folder
        if free_ports:
            registered = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="harvester-portals-")))
            _register(folder / "portals.yaml", registered / "portals.yaml", sites)
        ids = tuple(portal.id for portal in read(registered / "portals.yaml"))
        yield Bundled(registered, ids, sites)


def _register(source: Path, target: Path, sites: Mapping[str, Site]) -> None:
    """The registry file with the addresses that are served now instead of the usual ones."""
    text = source.read_text(encoding="utf-8")
    for name, home in _homes(source).items():
        text = text.replace(home, sites[name].url)
    target.write_text(text, encoding="utf-8")


def _homes(source: Path) -> dict[str, str]:
    """Folder and address of every portal that the registry file names."""
    return {(portal.source or "").rpartition("/")[2]: portal.url.rstrip("/") for portal in read(source)}
