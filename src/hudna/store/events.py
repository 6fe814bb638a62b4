"""The events of an article's version: the whole record, the columns and spans to search it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.model import Article, Event
from hudna.records import Record, event_record, events_of
from hudna.store.places import place_of
from hudna.store.tables import articles, events, spans, versions
from hudna.text.fold import fold_term

_ROLES = {
    "triggers": "trigger", "actors": "actor", "targets": "target", "places": "place",
    "within": "within", "according_to": "source",
}  # fmt: skip
"""Each list of spans in a record, and the role under which ``span`` holds it."""
_LARGEST = 2**63 - 1


def version_row(db: Connection, article: str, version: int | None) -> int | None:
    """Find the row of an article's version, by default the current one."""
    number = articles.c.current_version if version is None else version
    found: int | None = db.scalar(
        sa.select(versions.c.id)
        .join(articles, articles.c.id == versions.c.article_id)
        .where(articles.c.id == article, versions.c.number == number)
    )
    return found


def put(db: Connection, version: int, found: Sequence[Event], reader: str) -> None:
    """Put the events of a version in place of those that were read before."""
    db.execute(events.delete().where(events.c.version_id == version))
    for number, event in enumerate(found):
        record = event_record(event)
        key = db.execute(
            events.insert().values(version_id=version, number=number, **_columns(record))
            .returning(events.c.id)
        ).scalar_one()  # fmt: skip
        rows = list(_spans(db, key, record))
        if rows:
            db.execute(spans.insert(), rows)
    db.execute(versions.update().where(versions.c.id == version).values(reader=reader))


def _columns(record: Record) -> dict[str, Any]:
    time = record["time"] or {}
    columns: dict[str, Any] = {
        "type": record["type"],
        "status": record["status"],
        "starts": day(time.get("start")),
        "ends": day(time.get("end")),
        "record": record,
    }
    for what in ("killed", "injured"):
        bounds = record["casualties"][what] or {}
        for side in ("low", "high"):
            count = bounds.get(side)
            columns[f"{what}_{side}"] = None if count is None else min(count, _LARGEST)
    return columns


def day(value: str | None) -> date | None:
    """Read a day of a record."""
    return date.fromisoformat(value) if value else None


def _spans(db: Connection, event: int, record: Record) -> Iterator[dict[str, Any]]:
    for key, role in _ROLES.items():
        for number, span in enumerate(record[key]):
            place = place_of(db, span) if role in ("place", "within") else None
            yield _row(event, role, number, span, place)
    time = record["time"] or {}
    if "span" in time:
        yield _row(event, "time", 0, {**time["span"], "text": time["text"]}, None)


def _row(
    event: int, role: str, number: int, span: Mapping[str, Any], place: int | None
) -> dict[str, Any]:
    return {
        "event_id": event, "role": role, "number": number, "start_at": span["start"],
        "end_at": span["end"], "text": span["text"], "folded": fold_term(span["text"]),
        "code": span.get("code"), "name": span.get("name"), "place_id": place,
    }  # fmt: skip


def get(db: Connection, by_version: Mapping[int, Article]) -> dict[int, tuple[Event, ...]]:
    """Get the events of versions, each given with its article."""
    rows = db.execute(
        sa.select(events.c.version_id, events.c.record)
        .where(events.c.version_id.in_(by_version))
        .order_by(events.c.version_id, events.c.number)
    )
    records: dict[int, list[Record]] = {}
    for row in rows:
        records.setdefault(row.version_id, []).append(row.record)
    return {
        version: events_of({"events": records.get(version, [])}, article)
        for version, article in by_version.items()
    }


def records_of(db: Connection, version: int) -> Iterable[Record]:
    """Get the events of a version as they were written."""
    query = sa.select(events.c.record).where(events.c.version_id == version)
    return db.scalars(query.order_by(events.c.number)).all()
