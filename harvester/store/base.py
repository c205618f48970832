"""What all tables have in common: the names of their constraints and the types of their columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from harvester.store.types import UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text(), datetime: UtcDateTime(), date: Date(), dict[str, Any]: JSON()}  # noqa: RUF012  (SQLAlchemy's declaration)
