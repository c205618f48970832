"""Full text of the narrative sections: SQLite keeps every three characters, PostgreSQL an index of pg_trgm."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SQLITE = (
    """
    CREATE VIRTUAL TABLE search_sections
    USING fts5(text, content='sections', content_rowid='id', tokenize='trigram', detail='none')
    """,
    "INSERT INTO search_sections (search_sections) VALUES ('rebuild')",
    """
    CREATE TRIGGER search_sections_insert AFTER INSERT ON sections BEGIN
        INSERT INTO search_sections (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER search_sections_delete AFTER DELETE ON sections BEGIN
        INSERT INTO search_sections (search_sections, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER search_sections_update AFTER UPDATE ON sections BEGIN
        INSERT INTO search_sections (search_sections, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO search_sections (rowid, text) VALUES (new.id, new.text);
    END
    """,
)
"""The index follows the table by itself, whoever writes. It is asked for three characters at a time: detail none."""

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_sections ON sections USING gin (text gin_trgm_ops)",
)
_HAS_TRIGRAMS = "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"


def upgrade() -> None:
    _remake(
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
        sa.UniqueConstraint("report_id", "section", name="uq_sections_report_id_section"),
    )
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _run(SQLITE)
    elif connection.dialect.name == "postgresql" and connection.scalar(sa.text(_HAS_TRIGRAMS)):
        _run(POSTGRESQL)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_sections")
    _remake(sa.PrimaryKeyConstraint("report_id", "section", name="pk_sections"))


def _remake(*key: SchemaItem) -> None:
    """The table anew with another key, by way of a copy: neither database changes a primary key in place."""
    op.execute("CREATE TABLE sections_kept AS SELECT report_id, section, text FROM sections")
    op.drop_table("sections")
    op.create_table(
        "sections",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False, comment="总体情况, 存在的主要问题及改进情况 …"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_sections_report_id", ondelete="CASCADE"),
        *key,
    )
    columns = "report_id, section, text"
    op.execute(f"INSERT INTO sections ({columns}) SELECT {columns} FROM sections_kept ORDER BY report_id, section")  # noqa: S608  (names from here)
    op.drop_table("sections_kept")


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)
