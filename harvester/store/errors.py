"""What a database refuses, in the words of somebody who did not write this program."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

_REASONS = {
    "unable to open database file": "cannot be opened (does the folder exist, and may you write there?)",
    "readonly database": "cannot be written (check the permissions of the file and its folder)",
    "file is not a database": "not a database (give another file, or move this one away)",
    "database is locked": "another process is writing to it (wait until it has finished, then start again)",
    "due to lock timeout": "another process is writing to it (wait until it has finished, then start again)",
    "database or disk is full": "the disk is full (make room, then start again)",
    "disk i/o error": "the disk cannot be read or written (check the disk and the permissions)",
    "no such module: fts5": "the SQLite of this Python cannot search text (3.34 or newer with FTS5 is needed)",
    "no such tokenizer: trigram": "the SQLite of this Python is too old (3.34 or newer is needed)",
    "database disk image is malformed": "damaged (restore it, or harvest into a new one)",
}


def explain(error: SQLAlchemyError) -> str | None:
    """One line for what the user can act on; None for a mistake of the program itself."""
    if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError):
        return None
    text = str(error.orig)
    for sign, reason in _REASONS.items():
        if sign in text.lower():
            return reason
    return " ".join(text.split()) if error.connection_invalidated or _is_connecting(error) else None


def _is_connecting(error: DBAPIError) -> bool:
    """True where no statement was running: the server did not answer, or refused the login."""
    return error.statement is None
