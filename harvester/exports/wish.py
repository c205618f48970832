"""What the options of `harvester export` ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harvester.agencies.identity import NATIONAL
from harvester.divisions import province_named
from harvester.errors import UsageError
from harvester.exports.dictionary import load_resources
from harvester.exports.formats import FORMATS
from harvester.exports.release import Wish
from harvester.store.selection import EDITIONS, LEVELS, ONLY, Selection
from harvester.years import wanted_years

MINISTRIES = "部委"
"""How the registry calls what belongs to no province."""


def read_wish(given: Mapping[str, str | None], *, flags: bool, force: bool) -> Wish:
    """``given``: the options by name. Raises UsageError for a word that is not known, with those that are."""
    return Wish(
        formats=_words("--format", given["format"], FORMATS),
        tables=_words("--tables", given["tables"], load_resources()),
        selection=_selection(given),
        flags=flags,
        force=force,
    )


def _selection(given: Mapping[str, str | None]) -> Selection:
    return Selection(
        province=_province(given["province"]) if given["province"] else "",
        levels=frozenset(_words("--level", given["level"], LEVELS)),
        years=wanted_years(given["years"] or ""),
        editions=frozenset(_words("--edition", given["edition"], EDITIONS)),
        portals=frozenset(_parts(given["portal"])),
        only=_words("--only", given["only"], ONLY)[-1],
    )


def _province(name: str) -> str:
    """How division codes begin there; ``000000`` for ministries."""
    if name.strip() in {MINISTRIES, NATIONAL}:
        return NATIONAL
    found = province_named(name)
    if found is None:
        raise UsageError(
            f"export: --province {name!r}: no such province (write 浙江, 浙江省 or 33; {MINISTRIES} for ministries)"
        )
    return found.code[:2]


def _words(option: str, text: str | None, known: Iterable[str]) -> tuple[str, ...]:
    words, known = _parts(text), tuple(known)
    if text is not None and not words:
        raise UsageError(f"export: {option} {text!r}: names nothing (give {', '.join(known)})")
    for word in words:
        if word not in known:
            raise UsageError(f"export: {option} {word!r}: not known (give {', '.join(known)})")
    return words


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in (text or "").split(",")))))
