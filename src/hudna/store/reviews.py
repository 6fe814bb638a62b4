"""Decisions of people, in the order in which they were made; rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.store.codec import from_json, to_json
from hudna.store.tables import reviews
from hudna.store.values import Review

_OWN_COLUMNS = {"action": "action", "incident": "incident_id", "who": "who", "why": "why"}
"""Each field that has a column of its own; the others are in the record."""


def add(db: Connection, review: Review, at: datetime) -> Review:
    """Add a decision; return it with its number and time."""
    record = to_json(review)
    del record["id"], record["at"]
    values = {column: record.pop(name) for name, column in _OWN_COLUMNS.items()}
    row = db.execute(
        reviews.insert().values(at=at, record=record, **values).returning(reviews.c.id)
    ).scalar_one()
    return _read({**values, "id": row, "at": at, "record": record})


def until(db: Connection, at: datetime | None) -> list[Review]:
    """List the decisions up to a time, by default all."""
    query = sa.select(reviews).order_by(reviews.c.id)
    if at is not None:
        query = query.where(reviews.c.at <= at)
    return [_read(row) for row in db.execute(query).mappings()]


def _read(row: Any) -> Review:
    own = {name: row[column] for name, column in _OWN_COLUMNS.items()}
    return from_json(Review, {**row["record"], **own, "id": row["id"], "at": row["at"]})
