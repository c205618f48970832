"""Agencies by stable ids, and the names that they bore; agencies whose ids agree become one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from harvester.store.rekeying import name_all, rekey

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COMMENTS = {
    "key": "the agency's stable id: division code and organ, 330382-人民政府",
    "name": "机关名称, normalised: the one of its latest report",
    "division_code": "行政区划代码, as the place is numbered today",
}


def upgrade() -> None:
    op.create_table(
        "agency_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="机关名称, normalised"),
        sa.Column("as_written", sa.Text(), nullable=False, comment="机关名称, the page's own wording"),
        sa.Column("first_year", sa.Integer(), comment="earliest 报告年度 under this name"),
        sa.Column("last_year", sa.Integer(), comment="latest 报告年度 under this name"),
        sa.Column("first_url", sa.Text(), nullable=False, comment="where the report of the earliest year was read"),
        sa.Column("last_url", sa.Text(), nullable=False, comment="where the report of the latest year was read"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_agency_names_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_names"),
        sa.UniqueConstraint("agency_id", "name", "as_written", name="uq_agency_names_agency_id_name_as_written"),
    )
    op.create_index("ix_agency_names_name", "agency_names", ["name"])
    if op.get_bind().dialect.name != "sqlite":  # which keeps no comments
        for name, comment in COMMENTS.items():
            op.alter_column("agencies", name, comment=comment)
    with Session(op.get_bind()) as session:
        name_all(session)
        rekey(session)
        session.flush()


def downgrade() -> None:
    op.drop_table("agency_names")
    op.execute("UPDATE agencies SET key = coalesce(division_code, '-') || ':' || name")
