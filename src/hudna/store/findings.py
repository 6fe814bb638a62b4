"""Findings, with every state that they had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.store.codec import from_json, to_json
from hudna.store.history import at_time, end_row
from hudna.store.tables import findings

if TYPE_CHECKING:
    from hudna.monitoring.values import Finding


def put(db: Connection, found: Iterable[Finding], accord: str | None, at: datetime) -> int:
    """Put findings in place of all that there are, of one accord or of all.

    Returns how many were put, changed or ended.
    """
    query = sa.select(findings.c.id, findings.c.record).where(at_time(findings, None))
    if accord is not None:
        query = query.where(findings.c.accord == accord)
    held = {row.id: row.record for row in db.execute(query)}
    changed = 0
    for finding in found:
        record = to_json(finding)
        before = held.pop(finding.id, None)
        if before == record:
            continue
        if before is not None:
            end_row(db, findings, finding.id, at)
        db.execute(
            findings.insert().values(
                id=finding.id, since=at, accord=finding.accord, clause=finding.clause,
                incident_id=finding.incident, kind=finding.kind, grade=finding.grade,
                record=record,
            )
        )  # fmt: skip
        changed += 1
    return changed + sum(end_row(db, findings, key, at) for key in held)


def get(db: Connection, accord: str | None, at: datetime | None) -> list[Finding]:
    """Get the findings by id, of one accord or of all, as they were at a time."""
    from hudna.monitoring.values import Finding

    query = sa.select(findings.c.record).where(at_time(findings, at)).order_by(findings.c.id)
    if accord is not None:
        query = query.where(findings.c.accord == accord)
    return [from_json(Finding, record) for record in db.scalars(query)]
