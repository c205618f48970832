"""Findings between the reports of an agency."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panel_findings",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "other_report_id",
            sa.Integer(),
            comment="the report of the year before; null where several were summed up, or one is elsewhere",
        ),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("other_cells", sa.JSON(), nullable=False, comment="the cells of the other report"),
        sa.Column("expected", sa.JSON()),
        sa.Column("actual", sa.JSON()),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_panel_findings_report_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["other_report_id"], ["reports.id"], name="fk_panel_findings_other_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_panel_findings"),
        comment="rules between reports that do not hold 跨年核对",
    )
    op.create_index("ix_panel_findings_other_report_id", "panel_findings", ["other_report_id"])
    op.create_index("ix_panel_findings_rule", "panel_findings", ["rule"])


def downgrade() -> None:
    op.drop_table("panel_findings")
