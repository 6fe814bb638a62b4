"""Incidents and findings, with every state that they had.

A row holds from ``since`` until ``until``; a changed incident closes its row and opens another, so
that any past state can be shown. What did not change is not written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from hudna.store.tables import claims, findings, incidents
from hudna.store.values import Claim, Finding, Incident

BATCH = 200
"""Incidents that an iteration holds at once."""


def at_time(table: sa.Table, at: datetime | None) -> sa.ColumnElement[bool]:
    """Select the rows that held at a time, by default those that hold now."""
    if at is None:
        return table.c.until.is_(None)
    return sa.and_(table.c.since <= at, sa.or_(table.c.until.is_(None), table.c.until > at))


def put(db: Connection, found: Iterable[Incident], at: datetime) -> int:
    """Put incidents, each in place of the one of its id; return how many had changed."""
    return sum(_put(db, incident, at) for incident in found)


def replace_all(db: Connection, found: Iterable[Incident], at: datetime) -> int:
    """Put incidents in place of all that there are; return how many were put, changed or closed."""
    held = set(db.scalars(sa.select(incidents.c.id).where(at_time(incidents, None))))
    changed = 0
    for incident in found:
        held.discard(incident.id)
        changed += _put(db, incident, at)
    return changed + close(db, held, at)


def close(db: Connection, ids: Iterable[str], at: datetime) -> int:
    """End incidents that are no more; what they were can still be shown."""
    return sum(_close(db, incidents, key, at) for key in sorted(set(ids)))


def _put(db: Connection, incident: Incident, at: datetime) -> bool:
    row = db.execute(
        sa.select(incidents).where(incidents.c.id == incident.id, at_time(incidents, None))
    ).first()
    if row is not None:
        before = _read(row, _claims(db, [row.row_id]).get(row.row_id, ()))
        if _same(before, incident):
            return False
        _close(db, incidents, incident.id, at)
    key = db.execute(
        incidents.insert()
        .values(
            id=incident.id, since=at, type=incident.type, status=incident.status,
            starts=incident.starts, ends=incident.ends, record=dict(incident.record),
        )
        .returning(incidents.c.row_id)
    ).scalar_one()  # fmt: skip
    if incident.claims:
        db.execute(
            claims.insert(),
            [
                {"incident_row": key, "number": i, "article_id": c.article, "event": c.event,
                 "record": dict(c.record)}
                for i, c in enumerate(incident.claims)
            ],
        )  # fmt: skip
    return True


def _close(db: Connection, table: sa.Table, key: str, at: datetime) -> int:
    """End the row that holds; one that began at the very same moment never was, and is dropped."""
    held = sa.and_(table.c.id == key, at_time(table, None))
    if db.execute(table.delete().where(held, table.c.since >= at)).rowcount:
        return 1
    return db.execute(table.update().where(held).values(until=at)).rowcount


def _same(a: Incident, b: Incident) -> bool:
    return _canonical(a) == _canonical(b)


def _canonical(incident: Incident) -> str:
    """Write an incident as JSON holds it, whatever the order of its keys."""
    return json.dumps(
        [
            incident.record, incident.type, incident.status, str(incident.starts),
            str(incident.ends), [[c.article, c.event, c.record] for c in incident.claims],
        ],
        sort_keys=True, default=dict,
    )  # fmt: skip


def get(db: Connection, key: str, at: datetime | None) -> Incident | None:
    """Get an incident as it was at a time, by default now."""
    row = db.execute(
        sa.select(incidents).where(incidents.c.id == key, at_time(incidents, at))
    ).first()
    if row is None:
        return None
    return _read(row, _claims(db, [row.row_id]).get(row.row_id, ()))


def after(db: Connection, key: str, at: datetime | None) -> list[Incident]:
    """Get the next incidents by id."""
    rows = db.execute(
        sa.select(incidents)
        .where(at_time(incidents, at), incidents.c.id > key)
        .order_by(incidents.c.id)
        .limit(BATCH)
    ).all()
    told = _claims(db, [row.row_id for row in rows])
    return [_read(row, told.get(row.row_id, ())) for row in rows]


def of_article(db: Connection, article: str) -> list[str]:
    """List the ids of the incidents that hold a claim of an article."""
    query = (
        sa.select(incidents.c.id)
        .join(claims, claims.c.incident_row == incidents.c.row_id)
        .where(claims.c.article_id == article, at_time(incidents, None))
    )
    return list(db.scalars(query.distinct().order_by(incidents.c.id)))


def states(db: Connection, key: str) -> list[tuple[datetime, datetime | None, Incident]]:
    """List every state that an incident had: since when, until when, and what."""
    rows = db.execute(
        sa.select(incidents).where(incidents.c.id == key).order_by(incidents.c.row_id)
    ).all()
    told = _claims(db, [row.row_id for row in rows])
    return [(row.since, row.until, _read(row, told.get(row.row_id, ()))) for row in rows]


def _claims(db: Connection, rows: list[int]) -> dict[int, tuple[Claim, ...]]:
    out: dict[int, tuple[Claim, ...]] = {}
    query = sa.select(claims).where(claims.c.incident_row.in_(rows))
    for row in db.execute(query.order_by(claims.c.incident_row, claims.c.number)):
        claim = Claim(row.article_id, row.event, row.record)
        out[row.incident_row] = (*out.get(row.incident_row, ()), claim)
    return out


def _read(row: Row[Any], told: tuple[Claim, ...]) -> Incident:
    return Incident(row.id, row.record, told, row.type, row.status, row.starts, row.ends)


def put_findings(db: Connection, found: Iterable[Finding], at: datetime) -> int:
    """Put findings in place of all that there are; return how many were put, changed or closed."""
    held = {row.id: row for row in db.execute(sa.select(findings).where(at_time(findings, None)))}
    changed = 0
    for finding in found:
        values: Mapping[str, Any] = {
            "accord": finding.accord, "clause": finding.clause, "status": finding.status,
            "incident_id": finding.incident, "record": dict(finding.record),
        }  # fmt: skip
        before = held.pop(finding.id, None)
        if before is not None:
            if all(before._mapping[name] == value for name, value in values.items()):
                continue
            _close(db, findings, finding.id, at)
        db.execute(findings.insert().values(id=finding.id, since=at, **values))
        changed += 1
    return changed + sum(_close(db, findings, key, at) for key in held)


def findings_at(db: Connection, accord: str | None, at: datetime | None) -> Iterator[Finding]:
    """Get the findings, of one accord or of all, as they were at a time."""
    query = sa.select(findings).where(at_time(findings, at)).order_by(findings.c.id)
    if accord is not None:
        query = query.where(findings.c.accord == accord)
    for row in db.execute(query).all():
        yield Finding(row.id, row.record, row.accord, row.clause, row.incident_id, row.status)
