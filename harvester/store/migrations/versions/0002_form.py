"""The tables that look like the form, the cells that are not plain, and the findings."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COUNT = sa.Numeric().with_variant(sa.BigInteger(), "sqlite")
MONEY = sa.Numeric().with_variant(sa.REAL(), "sqlite")


def figures(*columns: tuple[str, str]) -> Iterator[sa.Column[object]]:
    for name, wording in columns:
        yield sa.Column(name, COUNT, comment=wording)


def upgrade() -> None:
    op.create_table(
        "sections",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False, comment="总体情况, 存在的主要问题及改进情况 …"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_sections_report_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "section", name="pk_sections"),
    )
    op.create_table(
        "proactive_disclosure",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=4), comment="form of 2019 or 2021"),
        *figures(
            ("rules_made_this_year", "规章 本年新制作数量（2019）"),
            ("rules_newly_disclosed", "规章 本年新公开数量（2019）"),
            ("rules_disclosed_total", "规章 对外公开总数量（2019）"),
            ("normative_documents_made_this_year", "规范性文件 本年新制作数量（2019）"),
            ("normative_documents_newly_disclosed", "规范性文件 本年新公开数量（2019）"),
            ("normative_documents_disclosed_total", "规范性文件 对外公开总数量（2019）"),
            ("administrative_licensing_items_last_year", "行政许可 上一年项目数量（2019）"),
            ("administrative_licensing_items_change", "行政许可 本年增/减（2019）"),
            ("administrative_licensing_decisions", "行政许可 处理决定数量（2019）"),
            ("other_external_services_items_last_year", "其他对外管理服务事项 上一年项目数量（2019）"),
            ("other_external_services_items_change", "其他对外管理服务事项 本年增/减（2019）"),
            ("other_external_services_decisions", "其他对外管理服务事项 处理决定数量（2019）"),
            ("administrative_penalty_items_last_year", "行政处罚 上一年项目数量（2019）"),
            ("administrative_penalty_items_change", "行政处罚 本年增/减（2019）"),
            ("administrative_penalty_decisions", "行政处罚 处理决定数量（2019）"),
            ("administrative_coercion_items_last_year", "行政强制 上一年项目数量（2019）"),
            ("administrative_coercion_items_change", "行政强制 本年增/减（2019）"),
            ("administrative_coercion_decisions", "行政强制 处理决定数量（2019）"),
            ("administrative_fees_items_last_year", "行政事业性收费 上一年项目数量（2019）"),
            ("administrative_fees_items_change", "行政事业性收费 本年增/减（2019）"),
            ("government_central_procurement_procurement_projects", "政府集中采购 采购项目数量（2019）"),
        ),
        sa.Column(
            "government_central_procurement_procurement_amount", MONEY, comment="政府集中采购 采购总金额（2019）"
        ),
        *figures(
            ("rules_issued", "规章 本年制发件数（2021）"),
            ("rules_repealed", "规章 本年废止件数（2021）"),
            ("rules_in_force", "规章 现行有效件数（2021）"),
            ("normative_documents_issued", "行政规范性文件 本年制发件数（2021）"),
            ("normative_documents_repealed", "行政规范性文件 本年废止件数（2021）"),
            ("normative_documents_in_force", "行政规范性文件 现行有效件数（2021）"),
        ),
        sa.Column(
            "administrative_fees_fee_amount", MONEY, comment="行政事业性收费 本年收费金额（单位：万元）（2021）"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_proactive_disclosure_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", name="pk_proactive_disclosure"),
        comment="表二 主动公开政府信息情况",
    )
    op.create_table(
        "requests",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the form, from 1"),
        sa.Column("group_label", sa.Text(), comment="the form's wording above the row"),
        sa.Column("label", sa.Text(), nullable=False, comment="the form's wording of the row"),
        *figures(
            ("natural_person", "自然人"),
            ("org_business", "商业企业"),
            ("org_research", "科研机构"),
            ("org_public_welfare", "社会公益组织"),
            ("org_legal_service", "法律服务机构"),
            ("org_other", "其他"),
            ("total", "总计"),
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_requests_report_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "row", name="pk_requests"),
        comment="表三 收到和处理政府信息公开申请情况",
    )
    op.create_table(
        "review_and_litigation",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the form, from 1"),
        sa.Column("group_label", sa.Text(), comment="the form's wording above the row"),
        sa.Column("label", sa.Text(), nullable=False, comment="the form's wording of the row"),
        *figures(
            ("upheld", "结果维持"),
            ("corrected", "结果纠正"),
            ("other_result", "其他结果"),
            ("pending", "尚未审结"),
            ("total", "总计"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_review_and_litigation_report_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "row", name="pk_review_and_litigation"),
        comment="表四 政府信息公开行政复议、行政诉讼情况",
    )
    op.create_table(
        "cells",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.Text(), nullable=False, comment="table.row.column"),
        sa.Column("raw", sa.Text(), nullable=False, comment="the text that is printed there"),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.Text()),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_cells_report_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_cells"),
        comment="cells that are not a plain number, and doubtful ones",
    )
    op.create_table(
        "findings",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("expected", sa.JSON()),
        sa.Column("actual", sa.JSON()),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_findings_report_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_findings"),
        comment="rules that do not hold 勾稽关系",
    )
    op.create_index("ix_findings_rule", "findings", ["rule"])


def downgrade() -> None:
    op.drop_table("findings")
    op.drop_table("cells")
    op.drop_table("review_and_litigation")
    op.drop_table("requests")
    op.drop_table("proactive_disclosure")
    op.drop_table("sections")
