"""The headings of a page in the order of the form: which of the lines that may be headings are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from operator import itemgetter

from harvester.parsers.headings import KEYS, Heading, bare, enclosed, find, number

_ABOVE_PLACES = 16
"""What a point of weight counts more than the ordinals of six headings."""
_FEW, _MOST = 3, 4
"""Headings that make a chain: below the first the page may number otherwise, from the second on it does."""
_SECOND = 2


def chain(paragraphs: Sequence[str]) -> list[tuple[int, Heading]]:
    """The headings in the order of the form, the surest selection: (place among the paragraphs, heading)."""
    found = [(place, heading) for place, text in enumerate(paragraphs) if (heading := find(text))]
    usual = _completed(_heaviest(_without_contents(found)), found, paragraphs)
    if len(usual) < _FEW:
        inside = _heaviest(_without_contents(_and(found, paragraphs, enclosed)))
        return inside if len(inside) >= _MOST else usual
    if len(usual) < len(KEYS) and all(heading.manner == "plain" for _, heading in usual):
        return _heaviest(_without_contents(_and(found, paragraphs, bare)))
    return _with_displaced(usual, found)


def _with_displaced(path: list[tuple[int, Heading]], found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """With the sections that stand elsewhere than in the form: numbered, in its words, alone on their lines."""
    keys = {heading.key for _, heading in path}
    sure = [item for item in found if item[1].manner == "numbered" and item[1].is_alone and item[1].key not in keys]
    first = {heading.key: (place, heading) for place, heading in reversed(sure)}
    return sorted([*path, *first.values()], key=itemgetter(0))


def _completed(
    path: list[tuple[int, Heading]], found: list[tuple[int, Heading]], paragraphs: Sequence[str]
) -> list[tuple[int, Heading]]:
    """With the headings that the form's order passes over, by the numbers of the page.

    The first is 一, whatever it says, where 二 is the form's; behind 三、存在的主要问题 comes 四、行政复议情况.
    """
    if not path or len(path) == len(found):
        return path
    numbers = {place: number(paragraphs[place]) for place, _ in found}
    keys = {heading.key for _, heading in path}
    (start, first), (end, _) = path[0], path[-1]
    is_second = first.key == KEYS[1] and numbers[start] == _SECOND
    begin = [(place, replace(item, key=KEYS[0])) for place, item in found if place < start and numbers[place] == 1]
    late = [(place, item) for place, item in found if place > end and item.key not in keys]
    goes_on = [item for item in late if numbers[item[0]] > numbers[end] > 0]
    return [*(begin[-1:] if is_second else []), *path, *goes_on[:1]]


def _and(
    found: list[tuple[int, Heading]], paragraphs: Sequence[str], other: Callable[[str], Heading | None]
) -> list[tuple[int, Heading]]:
    """The headings found, and those of a manner that counts only beside them or where they are missing."""
    places = {place for place, _ in found}
    more = [(place, other(text)) for place, text in enumerate(paragraphs) if place not in places]
    return sorted([*found, *((place, item) for place, item in more if item)], key=itemgetter(0))


def _without_contents(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Leave out a table of contents: three or more headings on end that come again below, all but one at most."""
    run: list[str] = []
    for (place, heading), start in zip(found, count(found[0][0] if found else 0), strict=False):
        if place != start or heading.key in run:
            break
        run.append(heading.key)
    below = found[len(run) :]
    again = {heading.key for _, heading in below}.intersection(run)
    is_contents = len(again) >= max(_FEW, len(run) - 1)
    return below if is_contents else found


def _heaviest(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """The rising selection with the greatest weight; of equals the one with the form's ordinals, then the first."""
    best: list[tuple[int, list[tuple[int, Heading]]]] = [(0, [])] * (len(KEYS) + 1)
    for place, heading in found:
        order = KEYS.index(heading.key)
        before, path = max(best[: order + 1], key=lambda item: item[0])
        weight = before + heading.weight * _ABOVE_PLACES + heading.in_place
        if weight > best[order + 1][0]:
            best[order + 1] = (weight, [*path, (place, heading)])
    return max(best, key=lambda item: item[0])[1]
