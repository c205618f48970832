"""How each column ended in a run."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from harvester.store.models import Address, Outcome, Run
from harvester.store.outcomes import Answer


def set_column(session: Session, run_id: int, answer: Answer, declared_pages: int | None) -> None:
    """Writes the end of a column's walk; a run that is gone on with walks it again and overwrites it."""
    run = session.get_one(Run, run_id)
    ended = {name: getattr(answer, name) for name in ("url", "outcome", "detail", "declared", "harvested", "pages")}
    others = [column for column in run.columns or () if column["url"] != answer.url]
    run.columns = [*others, ended | {"declared_pages": declared_pages}]


def is_report(session: Session, portal: str, url: str) -> bool:
    """True where the column's page was last a report that led to nothing else."""
    here = (Outcome.portal == portal, Outcome.role == "column", Outcome.url == url)
    is_bare = (Outcome.outcome == "ok", Outcome.pages == 0, Outcome.detail == "")
    address = (Address.portal == portal, Address.role == "report", Address.url == url, Address.is_report)
    return all(
        session.scalar(select(model.id).where(*those).limit(1))
        for model, those in ((Outcome, (*here, *is_bare)), (Address, address))
    )
