"""Outlets, sources, and what is known of an address before it is fetched again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from hudna.store.tables import fetches, outlets, sources
from hudna.store.values import FetchState, Outlet, Source


def put_outlet(db: Connection, outlet: Outlet) -> None:
    """Add an outlet, or put it in place of the one of its name."""
    _put(db, outlets, asdict(outlet))


def get_outlets(db: Connection) -> list[Outlet]:
    """List the outlets by name."""
    rows = db.execute(sa.select(outlets).order_by(outlets.c.name)).mappings()
    return [Outlet(**row) for row in rows]


def put_source(db: Connection, source: Source) -> None:
    """Add a source, or put it in place of the one of its name."""
    _put(db, sources, asdict(source))


def get_sources(db: Connection) -> list[Source]:
    """List the sources by name."""
    rows = db.execute(sa.select(sources).order_by(sources.c.name)).mappings()
    return [Source(**row) for row in rows]


def put_fetch(db: Connection, state: FetchState) -> None:
    """Remember the state of an address in place of what was known of it."""
    _put(db, fetches, asdict(state))


def get_fetch(db: Connection, url: str) -> FetchState | None:
    """Return what is known of an address."""
    row = db.execute(sa.select(fetches).where(fetches.c.url == url)).mappings().first()
    return FetchState(**row) if row else None


def _put(db: Connection, table: sa.Table, values: Mapping[str, Any]) -> None:
    insert: Any = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    keys = [column.name for column in table.primary_key]
    statement = insert(table).values(**values)
    others = {name: statement.excluded[name] for name in values if name not in keys}
    db.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))
