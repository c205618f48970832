"""Where a page and its file disagree, the report's findings say so, whichever of the two its figures came from."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from harvester.checks.attachment import compare
from harvester.record import to_record
from harvester.store.attachments import files_at, report_at
from harvester.store.facts import findings
from harvester.store.sighting import Sighting

_RULE = "attachment.matches_page"


def note_conflicts(session: Session, seen: Sighting) -> None:
    """Adds what the comparison of a file with its page finds to the report; what it found before is dropped."""
    page_url = seen.page.parent_url
    page = files_at(session, seen.page.portal or "", page_url) if page_url else None
    report_id = report_at(session, page_url) if page_url else None
    if page is None or report_id is None:
        return
    here = findings.c.report_id == report_id
    ours = here & (findings.c.rule == _RULE) & findings.c.message.contains(seen.url, autoescape=True)
    session.execute(delete(findings).where(ours))
    conflicts = compare(page.report, seen.report)
    last = session.scalar(select(func.max(findings.c.position)).where(here)) or 0
    for place, item in enumerate(to_record(seen.report, conflicts), last + 1):
        session.execute(insert(findings).values(report_id=report_id, position=place, **item))
