"""A release that lost much of what the one in its folder had does not take its place unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from harvester.errors import HarvesterError
from harvester.exports.manifest import read_manifest
from harvester.exports.reading import Release
from harvester.exports.series import Walk, columns_of, side_by_side

TOLERATED = 0.02
"""Share of the reports, or of the figures, that may be gone."""
_NAMED = 20
"""Reports that the message names."""


class LossError(HarvesterError):
    """Raised when an export has less than the release that it would replace."""

    exit_status = 14


@dataclass(slots=True)
class Loss:
    """What the release before had and this one lacks."""

    reports: int = 0
    figures: int = 0
    gone: list[str] = field(default_factory=list)
    """The first of the reports that lost most: agency and year."""

    def note(self, name: str, figures: int, *, whole: bool) -> None:
        self.reports += whole
        self.figures += figures
        if len(self.gone) < _NAMED:
            self.gone.append(name if whole else f"{name}（少{figures}个数字 {figures} figures）")


def refuse_loss(to: Path, folder: Path) -> None:
    """Raise LossError where the release in ``folder`` lost too much against that in ``to``."""
    old, new = read_manifest(to), read_manifest(folder)
    if old is None or new is None:
        return
    loss = _compared(Release(to, old), Release(folder, new)) or Loss(
        max(0, old["reports"] - new["reports"]), max(0, old["figures"] - new["figures"])
    )
    parts = [
        f"{lost} of {had} {name}"
        for name, lost, had in (("reports", loss.reports, old["reports"]), ("figures", loss.figures, old["figures"]))
        if lost > TOLERATED * had
    ]
    if parts:
        filters = "" if old.get("filters") == new.get("filters") else "; its filters were others"
        named = f": {'、'.join(loss.gone)}{' …' if len(loss.gone) == _NAMED else ''}" if loss.gone else ""
        raise LossError(
            f"export: the release in {str(to)!r} has {' and '.join(parts)} that this one lacks{filters}{named}"
            " (look into it, or replace it with --force)"
        )


def _compared(old: Release, new: Release) -> Loss | None:
    """Report by report, where both have the table in a format that can be read; None where not."""
    if old.format is None or new.format is None or "reports" not in old.tables & new.tables:
        return None
    loss = Loss()
    for name, had, has in _figures(Walk(old, "reports", old.format), Walk(new, "reports", new.format)):
        if has is None or has < had:
            loss.note(name, had - (has or 0), whole=has is None)
    return loss


def _figures(old: Walk, new: Walk) -> Iterator[tuple[str, int, int | None]]:
    """Each report of the old release, how many figures it had, and how many it has; None where it is gone."""
    for _, before, after in side_by_side(old, new):
        if before:
            row = columns_of(before[0], old.header)
            name = f"{row['agency'] or row['url']} {row['year']}".strip()
            yield name, int(row["figures"]), int(columns_of(after[0], new.header)["figures"]) if after else None
