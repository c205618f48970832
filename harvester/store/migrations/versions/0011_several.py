"""Pages that hold several reports."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "how many were, of several years or agencies"
    op.add_column("addresses", sa.Column("reports", sa.Integer(), nullable=False, server_default="1", comment=comment))


def downgrade() -> None:
    op.drop_column("addresses", "reports")
