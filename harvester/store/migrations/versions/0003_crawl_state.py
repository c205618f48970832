"""The state of crawls: what each address last answered, what an unfinished run has done, and who holds a portal."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COUNTERS = {
    "interruptions": "how often the run was cut off and gone on with",
    "not_asked": "addresses that were listed and known well enough not to be asked again",
    "unparsed": "report pages without a table, or that the reader failed on",
    "missing": "reports known before and no longer listed",
}


def upgrade() -> None:
    for name, comment in COUNTERS.items():
        op.add_column("runs", sa.Column(name, sa.Integer(), nullable=False, server_default="0", comment=comment))
    about = "how each column 栏目 ended: declared, listed and read, by address"
    op.add_column("runs", sa.Column("columns", sa.JSON(), comment=about))
    op.add_column("runs", sa.Column("alarms", sa.JSON(), comment="what a person should look at"))
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal", sa.String(length=128), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False, comment="report, attachment"),
        sa.Column("url", sa.Text(), nullable=False, comment="as the list gives it"),
        sa.Column("answered_url", sa.Text(), nullable=False, comment="where a redirect led; else the same"),
        sa.Column("outcome", sa.String(length=32), nullable=False, comment="of the last whole answer"),
        sa.Column("is_report", sa.Boolean(), nullable=False, comment="true where a report was read there"),
        sa.Column("capture_id", sa.Integer(), comment="the bytes of that answer"),
        sa.Column("etag", sa.Text(), comment="validator of the answer"),
        sa.Column("last_modified", sa.Text(), comment="validator of the answer"),
        sa.Column("checked_at", MOMENT, nullable=False, comment="when the server was last asked"),
        sa.Column("missing_since", sa.Integer(), comment="the first run whose lists no longer named it"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_addresses_capture_id"),
        sa.ForeignKeyConstraint(["missing_since"], ["runs.id"], name="fk_addresses_missing_since"),
        sa.PrimaryKeyConstraint("id", name="pk_addresses"),
        sa.UniqueConstraint("portal", "role", "url", name="uq_addresses_portal_role_url"),
    )
    op.create_index("ix_addresses_capture_id", "addresses", ["capture_id"])
    op.create_index("ix_addresses_missing_since", "addresses", ["missing_since"])
    op.create_table(
        "progress",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False, comment="of a request, or of an item"),
        sa.Column("role", sa.String(length=16), nullable=False, comment="column, list, report, part, attachment"),
        sa.Column("url", sa.Text(), nullable=False, comment="that was asked for or listed"),
        sa.Column(
            "outcome",
            sa.String(length=32),
            nullable=False,
            comment="empty for an answer that is archived and not stored yet",
        ),
        sa.Column("capture_id", sa.Integer(), comment="the bytes of the answer"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_progress_capture_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_progress_run_id"),
        sa.PrimaryKeyConstraint("run_id", "key", name="pk_progress"),
    )
    op.create_index("ix_progress_capture_id", "progress", ["capture_id"])
    op.create_index("ix_progress_run_id_url", "progress", ["run_id", "url"])
    op.create_table(
        "locks",
        sa.Column("portal", sa.String(length=128), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False, comment="made by the process that holds the portal"),
        sa.Column("pid", sa.Integer(), nullable=False, comment="number of that process"),
        sa.Column("host", sa.Text(), nullable=False, comment="name of its machine"),
        sa.Column(
            "machine", sa.Text(), nullable=False, comment="where process numbers are comparable: boot and container"
        ),
        sa.Column("born", sa.Text(), comment="when the process began, so that a number used again is told apart"),
        sa.Column("since", MOMENT, nullable=False, comment="when the portal was taken"),
        sa.Column("beat_at", MOMENT, nullable=False, comment="when the process last said that it is alive"),
        sa.PrimaryKeyConstraint("portal", name="pk_locks"),
    )


def downgrade() -> None:
    for name in ("locks", "progress", "addresses"):
        op.drop_table(name)
    for name in ("alarms", "columns", *reversed(COUNTERS)):
        op.drop_column("runs", name)
