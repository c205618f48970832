"""What pages were read as before they were read otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TABLE = "earlier_readings"
_KEYS = {"report_id": "reports.id", "capture_id": "captures.id", "run_id": "runs.id"}


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), comment="null where the report is none any more"),
        sa.Column("capture_id", sa.Integer(), nullable=False, comment="the bytes"),
        sa.Column("run_id", sa.Integer(), nullable=False, comment="the run that read them otherwise"),
        sa.Column("parser_version", sa.String(length=32), nullable=False, comment="of the earlier reading"),
        sa.Column("record", sa.JSON(), nullable=False, comment="as `harvester parse` printed it then"),
        *(
            sa.ForeignKeyConstraint(
                [name], [column], name=f"fk_{_TABLE}_{name}", ondelete="SET NULL" if name == "report_id" else None
            )
            for name, column in _KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_TABLE}"),
    )
    for name in _KEYS:
        op.create_index(f"ix_{_TABLE}_{name}", _TABLE, [name])


def downgrade() -> None:
    op.drop_table(_TABLE)
