"""What Alembic runs: the steps, on the connection that :mod:`hudna.store.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from hudna.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=lambda name, kind, parents: kind != "table" or name in metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
