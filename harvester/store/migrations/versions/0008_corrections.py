"""What people corrected in each report."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    entry = "id of the correction in the files of harvester/lookups"
    field = "agency, division_code, agency_id, year, kind, or table.row.column"
    op.create_table(
        "corrections",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False, comment=entry),
        sa.Column("field", sa.Text(), nullable=False, comment=field),
        sa.Column("before", sa.Text(), comment="what was read"),
        sa.Column("after", sa.Text(), comment="what the correction says"),
        sa.Column("who", sa.Text(), nullable=False, comment="who says so"),
        sa.Column("dated", sa.String(length=10), nullable=False, comment="since when: `when` of the entry"),
        sa.Column("why", sa.Text(), nullable=False, comment="the reason"),
        sa.Column("source", sa.Text(), nullable=False, comment="where it can be checked"),
        sa.Column("problem", sa.String(length=32), comment="why it was not applied; null where it was"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_corrections_report_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_corrections"),
        comment="what people corrected",
    )
    op.create_index("ix_corrections_entry", "corrections", ["entry"])


def downgrade() -> None:
    op.drop_table("corrections")
