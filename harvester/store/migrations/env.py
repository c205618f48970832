"""What Alembic runs: the migrations on the connection that `harvester.store.migrate` hands over."""

from alembic import context

from harvester.store import facts  # noqa: F401  (its tables belong to the metadata)
from harvester.store.models import Report

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Report.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
