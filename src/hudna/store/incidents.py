"""Incidents, with every state that they had.

A row holds from ``since`` until ``until``; a changed incident closes its row and opens another, so
that any past state can be shown. What did not change is not written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from hudna.model import Incident
from hudna.store.batches import batched
from hudna.store.codec import from_json, to_json
from hudna.store.history import at_time, end_row
from hudna.store.tables import claims, incidents

BATCH = 200
"""Incidents that an iteration holds at once, and ids that a query names at once."""


def put(db: Connection, found: Iterable[Incident], gone: Collection[str], at: datetime) -> int:
    """Put incidents; end those that held a claim of theirs, or a claim that is gone.

    Returns how many were put, changed or ended.
    """
    put: set[str] = set()
    told = set(gone)
    changed = 0
    for incident in found:
        put.add(incident.id)
        told.update(claim.id for claim in incident.claims)
        changed += _put(db, incident, at)
    return changed + end(db, set(holding(db, told)) - put, at)


def put_all(db: Connection, found: Iterable[Incident], at: datetime) -> int:
    """Put incidents in place of all that there are; return how many were put, changed or ended."""
    held = set(db.scalars(sa.select(incidents.c.id).where(at_time(incidents, None))))
    changed = 0
    for incident in found:
        held.discard(incident.id)
        changed += _put(db, incident, at)
    return changed + end(db, held, at)


def end(db: Connection, ids: Iterable[str], at: datetime) -> int:
    """End incidents that are no more; what they were can still be shown."""
    return sum(end_row(db, incidents, key, at) for key in sorted(set(ids)))


def _put(db: Connection, incident: Incident, at: datetime) -> bool:
    row = db.execute(
        sa.select(incidents).where(incidents.c.id == incident.id, at_time(incidents, None))
    ).first()
    record = to_json(incident)
    told = record.pop("claims")
    if row is not None:
        if row.record == record and _records(db, [row.row_id]).get(row.row_id, []) == told:
            return False
        end_row(db, incidents, incident.id, at)
    time = incident.time
    key = db.execute(
        incidents.insert()
        .values(
            id=incident.id, since=at, type=incident.type, status=incident.status,
            starts=time and time.start, ends=time and time.end, record=record,
        )
        .returning(incidents.c.row_id)
    ).scalar_one()  # fmt: skip
    rows = [
        {"incident_row": key, "number": number, "claim_id": claim.id, "event": claim.number,
         "article_id": claim.article, "record": told[number]}
        for number, claim in enumerate(incident.claims)
    ]  # fmt: skip
    db.execute(claims.insert(), rows)
    return True


def get(db: Connection, ids: Iterable[str], at: datetime | None) -> list[Incident]:
    """Get incidents by id, as they were at a time, by default now."""
    out: list[Incident] = []
    for some in batched(sorted(set(ids)), BATCH):
        query = sa.select(incidents).where(incidents.c.id.in_(some), at_time(incidents, at))
        out += _read(db, query)
    return out


def after(db: Connection, key: str, at: datetime | None) -> list[Incident]:
    """Get the next incidents by id."""
    query = sa.select(incidents).where(at_time(incidents, at), incidents.c.id > key)
    return _read(db, query.order_by(incidents.c.id).limit(BATCH))


def holding(db: Connection, told: Iterable[str], at: datetime | None = None) -> list[str]:
    """List the ids of the incidents that hold some claims at a time."""
    return _holding(db, claims.c.claim_id, told, at)


def of_articles(db: Connection, ids: Iterable[str]) -> list[str]:
    """List the ids of the incidents that hold a claim of some articles."""
    return _holding(db, claims.c.article_id, ids, None)


def _holding(
    db: Connection, column: sa.Column[Any], values: Iterable[str], at: datetime | None
) -> list[str]:
    out: set[str] = set()
    for some in batched(sorted(set(values)), BATCH):
        query = sa.select(incidents.c.id).join(claims, claims.c.incident_row == incidents.c.row_id)
        out.update(db.scalars(query.where(column.in_(some), at_time(incidents, at))))
    return sorted(out)


def states(db: Connection, key: str) -> list[tuple[datetime, datetime | None]]:
    """List since when and until when each state of an incident held."""
    query = sa.select(incidents.c.since, incidents.c.until).where(incidents.c.id == key)
    return [(row.since, row.until) for row in db.execute(query.order_by(incidents.c.row_id))]


def _read(db: Connection, query: sa.Select[Any]) -> list[Incident]:
    rows: list[Row[Any]] = list(db.execute(query))
    told = _records(db, [row.row_id for row in rows])
    return [from_json(Incident, {**row.record, "claims": told[row.row_id]}) for row in rows]


def _records(db: Connection, rows: list[int]) -> dict[int, list[Any]]:
    out: dict[int, list[Any]] = {row: [] for row in rows}
    query = sa.select(claims.c.incident_row, claims.c.record).where(claims.c.incident_row.in_(rows))
    for row in db.execute(query.order_by(claims.c.incident_row, claims.c.number)):
        out[row.incident_row].append(row.record)
    return out
