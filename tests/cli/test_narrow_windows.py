"""Tables in a narrow window: columns are left out, and no heading is broken."""

import io

import pytest
from rich.console import Console

from harvester.console import fitting, plain_table

HEADINGS = ("portal", "finished", "reports", "unchanged", "findings")
ROW = ("330382_yueqing", "11-26 23:50", "31 (+1)", "30", "104")


def shown(width, *, folded=False):
    screen = Console(file=io.StringIO(), width=width)

    def make(left_out):
        kept = [place for place, name in enumerate(HEADINGS) if name not in left_out]
        table = plain_table("runs", [HEADINGS[place] for place in kept], texts=2)
        table.columns[0].min_width = 8 if folded else None
        table.add_row(*(ROW[place] for place in kept))
        return table

    screen.print(fitting(screen, make, ("findings", "unchanged")))
    lines = screen.file.getvalue().splitlines()
    return next(line.split() for line in lines if "portal" in line), "\n".join(lines)


@pytest.mark.parametrize(("width", "number"), [(80, 5), (55, 4), (45, 3)])
def test_what_has_no_room_is_left_out_in_its_order(width, number):
    headings, _ = shown(width)

    assert headings == list(HEADINGS[:number])


def test_an_address_is_broken_before_anything_else():
    headings, text = shown(47, folded=True)

    assert headings == list(HEADINGS[:4])
    assert "330382_yueqing" not in text
    assert "31 (+1)" in text
