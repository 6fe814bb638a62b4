"""The database's tables at this release's state: made where there are none, else migrated.

A migration is one transaction: after a fault the database is as it was. Two processes that open a
database at once migrate it once, since each is a writer.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.errors import StoreError
from hudna.store.database import Database
from hudna.store.tables import (
    articles,
    events,
    findings,
    incidents,
    pages,
    places,
    reviews,
    sources,
    versions,
)

HEAD = "0001"
"""The last step; opening a database of this state needs no Alembic, whose import takes time."""


def upgrade(database: Database) -> str | None:
    """Bring the tables to this release's state.

    Returns the state before, None for a database without tables.

    Raises:
        StoreError: the database is of a newer release, or not Hudna's, or cannot be written.
    """
    with database.reading() as connection:
        before = _state(connection)
    if before == HEAD:
        return before
    with database.writing() as connection:
        before = _state(connection)  # another process may have been faster
        if before != HEAD:
            _run(database, connection, before)
    return before


def _state(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def _run(database: Database, connection: Connection, before: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config()
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if before is not None and before not in known:
        raise StoreError(
            f"{database.address.shown}: made by a newer Hudna (state {before}, this one knows up to"
            f" {HEAD}); use that release"
        )
    if before is None and sa.inspect(connection).get_table_names():
        raise StoreError(
            f"{database.address.shown}: holds other tables than Hudna's; name an empty database"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "hudna.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def count(connection: Connection) -> dict[str, int]:
    """Count the rows of each table that holds things of their own."""
    held = (articles, versions, pages, events, places, incidents, findings, reviews, sources)
    out = {}
    for table in held:
        query = sa.select(sa.func.count()).select_from(table)
        if "until" in table.c:
            query = query.where(table.c.until.is_(None))
        out[table.name] = int(connection.scalar(query) or 0)
    return out
