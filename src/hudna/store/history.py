"""Tables that keep every state: a row holds from ``since`` until ``until``."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection


def at_time(table: sa.Table, at: datetime | None) -> sa.ColumnElement[bool]:
    """Select the rows that held at a time, by default those that hold now."""
    if at is None:
        return table.c.until.is_(None)
    return sa.and_(table.c.since <= at, sa.or_(table.c.until.is_(None), table.c.until > at))


def end_row(db: Connection, table: sa.Table, key: str, at: datetime) -> int:
    """End the row that holds; one that began at the very same moment never was, and is dropped."""
    held = sa.and_(table.c.id == key, at_time(table, None))
    if db.execute(table.delete().where(held, table.c.since >= at)).rowcount:
        return 1
    return db.execute(table.update().where(held).values(until=at)).rowcount
