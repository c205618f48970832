"""How each column ended in a run."""

from __future__ import annotations

from sqlalchemy.orm import Session

from harvester.store.models import Run
from harvester.store.outcomes import Answer


def set_column(session: Session, run_id: int, answer: Answer, declared_pages: int | None) -> None:
    """Writes the end of a column's walk; a run that is gone on with walks it again and overwrites it."""
    run = session.get_one(Run, run_id)
    ended = {name: getattr(answer, name) for name in ("url", "outcome", "detail", "declared", "harvested", "pages")}
    others = [column for column in run.columns or () if column["url"] != answer.url]
    run.columns = [*others, ended | {"declared_pages": declared_pages}]
