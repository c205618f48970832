"""Why a cell is in doubt, and the statistics table of 2014 to 2018."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cells", sa.Column("reason", sa.String(length=32), comment="why it is not plain, or in doubt"))
    op.create_table(
        "statistics_2014",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the form, from 1"),
        sa.Column("label", sa.Text(), nullable=False, comment="the form's wording of the row"),
        sa.Column("value", sa.Numeric().with_variant(sa.REAL(), "sqlite"), comment="统计数"),
        sa.Column("unit", sa.String(length=8), nullable=False, comment="the form's own"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_statistics_2014_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "row", name="pk_statistics_2014"),
        comment="政府信息公开情况统计表（2014—2018）",
    )


def downgrade() -> None:
    op.drop_table("statistics_2014")
    op.drop_column("cells", "reason")
