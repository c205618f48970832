"""Runs, captures, outcomes, agencies, reports, their revisions and sources."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.Text(), nullable=False, comment="division code and normalised name: 330382:乐清市人民政府"
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="机关名称, normalised"),
        sa.Column("division_code", sa.String(length=12), comment="行政区划代码"),
        sa.Column(
            "scope", sa.String(length=16), nullable=False, comment="government, office, department, township, other"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agencies"),
        sa.UniqueConstraint("key", name="uq_agencies_key"),
    )
    op.create_index("ix_agencies_division_code", "agencies", ["division_code"])
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal", sa.String(length=128), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column(
            "status",
            sa.String(length=32),
            nullable=False,
            comment="running, finished, interrupted, or why Scrapy ended it",
        ),
        sa.Column("pages", sa.Integer(), nullable=False, comment="pages of any role that arrived"),
        sa.Column("unchanged_pages", sa.Integer(), nullable=False, comment="of these, with the same bytes as before"),
        sa.Column("reports", sa.Integer(), nullable=False, comment="pages read as an annual report 年度报告"),
        sa.Column("new_reports", sa.Integer(), nullable=False),
        sa.Column("changed_reports", sa.Integer(), nullable=False, comment="reports that got a revision"),
        sa.Column("unchanged_reports", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False, comment="the same report at a further address"),
        sa.Column("rejected", sa.Integer(), nullable=False, comment="pages that are no report"),
        sa.Column("failed", sa.Integer(), nullable=False, comment="addresses that could not be fetched or read"),
        sa.Column("findings", sa.Integer(), nullable=False, comment="findings in the reports of this run"),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_portal", "runs", ["portal"])
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False, comment="list, report, part, attachment"),
        sa.Column("portal", sa.String(length=128)),
        sa.Column("column_url", sa.Text(), comment="栏目"),
        sa.Column("anchor_text", sa.Text()),
        sa.Column("listed_on", sa.Date()),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("content_type", sa.Text()),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the body"),
        sa.Column("file", sa.Text(), nullable=False, comment="WARC file, relative to the archive's folder"),
        sa.Column("offset", sa.BigInteger(), nullable=False, comment="of the response record's gzip member"),
        sa.Column("length", sa.BigInteger(), nullable=False, comment="of that member"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_captures_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
        sa.UniqueConstraint("url", "sha256", name="uq_captures_url_sha256"),
    )
    op.create_index("ix_captures_portal", "captures", ["portal"])
    op.create_index("ix_captures_run_id", "captures", ["run_id"])
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False, comment="the run that saw it first"),
        sa.Column("portal", sa.String(length=128), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("column_url", sa.Text(), nullable=False, comment="栏目; empty where no column led to it"),
        sa.Column("role", sa.String(length=16), nullable=False, comment="column, list, report, part, attachment"),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False, comment="the evidence"),
        sa.Column("status", sa.Integer(), comment="of the HTTP answer"),
        sa.Column("anchor_text", sa.Text()),
        sa.Column("listed_on", sa.Date()),
        sa.Column("declared", sa.Integer(), comment="articles that the column says it holds"),
        sa.Column("harvested", sa.Integer(), comment="rows that were read from its list pages"),
        sa.Column("pages", sa.Integer(), comment="list pages that were read"),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_outcomes_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
        sa.UniqueConstraint("portal", "url", "column_url", "role", name="uq_outcomes_portal_url_column_url_role"),
    )
    op.create_index("ix_outcomes_outcome", "outcomes", ["outcome"])
    op.create_index("ix_outcomes_run_id", "outcomes", ["run_id"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer()),
        sa.Column("year", sa.Integer(), comment="报告年度"),
        sa.Column("agency_as_written", sa.Text(), comment="机关名称, the page's own wording"),
        sa.Column("title", sa.Text(), comment="标题"),
        sa.Column("url", sa.Text(), nullable=False, comment="where the current version was read"),
        sa.Column("published_on", sa.Date(), comment="发布日期"),
        sa.Column("proactive_disclosure_edition", sa.String(length=4), comment="表二: form of 2019 or 2021"),
        sa.Column("requests_edition", sa.String(length=4), comment="表三: form of 2019 or 2021"),
        sa.Column("parser_version", sa.String(length=32), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False, comment="the bytes that were read"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_reports_agency_id"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_reports_capture_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("agency_id", "year", name="uq_reports_agency_id_year"),
    )
    op.create_index("ix_reports_capture_id", "reports", ["capture_id"])
    op.create_index("ix_reports_year", "reports", ["year"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 for the first version that was seen"),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it is, or is not, the current version"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="of identity, tables and sections, normalised"
        ),
        sa.Column("parser_version", sa.String(length=32), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False, comment="as `harvester parse` prints it"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_revisions_capture_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_revisions_report_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_revisions_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("report_id", "digest", name="uq_revisions_report_id_digest"),
        sa.UniqueConstraint("report_id", "number", name="uq_revisions_report_id_number"),
    )
    op.create_index("ix_revisions_capture_id", "revisions", ["capture_id"])
    op.create_index("ix_revisions_run_id", "revisions", ["run_id"])
    op.create_index(
        "uq_revisions_current",
        "revisions",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "report_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("portal", sa.String(length=128)),
        sa.Column("column_url", sa.Text(), nullable=False, comment="栏目; empty where no column led to it"),
        sa.Column("anchor_text", sa.Text()),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_report_sources_capture_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_sources_report_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_report_sources_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report_sources"),
        sa.UniqueConstraint("report_id", "url", "column_url", name="uq_report_sources_report_id_url_column_url"),
    )
    op.create_index("ix_report_sources_capture_id", "report_sources", ["capture_id"])
    op.create_index("ix_report_sources_revision_id", "report_sources", ["revision_id"])
    op.create_index("ix_report_sources_url", "report_sources", ["url"])


def downgrade() -> None:
    op.drop_table("report_sources")
    op.drop_table("revisions")
    op.drop_table("reports")
    op.drop_table("outcomes")
    op.drop_table("captures")
    op.drop_table("runs")
    op.drop_table("agencies")
