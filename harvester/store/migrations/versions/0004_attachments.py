"""Files that hang on reports, and pages that a browser built."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COUNTERS = {
    "attachments": "files that hang on reports, of those pages",
    "rendered": "pages that a browser built",
}


def upgrade() -> None:
    for name, comment in COUNTERS.items():
        op.add_column("runs", sa.Column(name, sa.Integer(), nullable=False, server_default="0", comment=comment))
    op.add_column(
        "captures", sa.Column("rendered_by", sa.Text(), comment="the browser that built the page by its scripts")
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("page_url", sa.Text(), nullable=False, comment="the report page that links to it"),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="文件名: the link's, or the server's where that says more"
        ),
        sa.Column("media_type", sa.Text()),
        sa.Column(
            "is_report",
            sa.Boolean(),
            nullable=False,
            comment="true where the page holds no table and the file is read instead",
        ),
        sa.Column("outcome", sa.String(length=32), comment="null until it was asked for; ok where it is kept"),
        sa.Column("capture_id", sa.Integer(), comment="its bytes"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_attachments_report_id"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_attachments_capture_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sa.UniqueConstraint("report_id", "url", name="uq_attachments_report_id_url"),
    )
    op.create_index("ix_attachments_url", "attachments", ["url"])
    op.create_index("ix_attachments_page_url", "attachments", ["page_url"])
    op.create_index("ix_attachments_capture_id", "attachments", ["capture_id"])


def downgrade() -> None:
    op.drop_table("attachments")
    op.drop_column("captures", "rendered_by")
    for name in reversed(COUNTERS):
        op.drop_column("runs", name)
