"""The tables: one description for SQLite and PostgreSQL.

A change here needs a migration beside it (``migrations/versions``); a test compares the two.
``docs/store.md`` says what each table holds. Dates are days; times are UTC. A ``record`` is JSON as
:mod:`hudna.records` writes it: the columns beside it are what is searched by.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A time with its zone: UTC without a zone on SQLite, ``timestamptz`` on PostgreSQL."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write in UTC."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_JSON: sa.types.TypeEngine[Any] = sa.JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A row's own number: SQLite numbers rows only where the type is INTEGER."""


def _column(name: str, kind: Any, *more: Any, **options: Any) -> sa.Column[Any]:
    """Describe a column that holds a value unless it says ``nullable``."""
    return sa.Column(name, kind, *more, **{"nullable": False, **options})


def _of(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


outlets = sa.Table(
    "outlet", metadata,
    _column("name", sa.Text, primary_key=True),
    _column("country", sa.Text, nullable=True),
    _column("language", sa.Text, nullable=True),
    _column("side", sa.Text, nullable=True),
    _column("details", _JSON),
)  # fmt: skip

sources = sa.Table(
    "source", metadata,
    _column("name", sa.Text, primary_key=True),
    _column("kind", sa.Text),
    _column("location", sa.Text),
    _column("outlet", sa.Text, nullable=True),
    _column("details", _JSON),
)  # fmt: skip

fetches = sa.Table(
    "fetch_state", metadata,
    _column("url", sa.Text, primary_key=True),
    _column("etag", sa.Text, nullable=True),
    _column("last_modified", sa.Text, nullable=True),
    _column("fetched", Moment, nullable=True),
    _column("status", sa.Integer, nullable=True),
    _column("failures", sa.Integer),
    _column("not_before", Moment, nullable=True),
    _column("details", _JSON),
)  # fmt: skip

articles = sa.Table(
    "article", metadata,
    _column("id", sa.Text, primary_key=True),
    _column("given_id", sa.Text, nullable=True, index=True),
    _column("url", sa.Text, nullable=True),
    _column("outlet", sa.Text, nullable=True, index=True),
    _column("source", sa.Text, nullable=True, index=True),
    _column("published", sa.Date, nullable=True, index=True),
    _column("current_version", sa.Integer),
    _column("added", Moment),
)  # fmt: skip

addresses = sa.Table(
    "address", metadata,
    _column("url", sa.Text, primary_key=True),
    _column("article_id", sa.Text, _of("article"), index=True),
    _column("outlet", sa.Text, nullable=True),
    _column("added", Moment),
)  # fmt: skip

versions = sa.Table(
    "version", metadata,
    _column("id", _KEY, primary_key=True),
    _column("article_id", sa.Text, _of("article")),
    _column("number", sa.Integer),
    _column("text", sa.Text),
    _column("sha256", sa.Text, index=True),
    _column("published", sa.Date, nullable=True),
    _column("details", _JSON),
    _column("added", Moment),
    _column("seen", Moment, nullable=True),
    _column("reader", sa.Text, nullable=True, index=True),
    sa.UniqueConstraint("article_id", "number"),
    sa.UniqueConstraint("article_id", "sha256"),
)  # fmt: skip

pages = sa.Table(
    "page", metadata,
    _column("version_id", _KEY, _of("version"), primary_key=True, autoincrement=False),
    _column("url", sa.Text),
    _column("fetched", Moment, nullable=True),
    _column("status", sa.Integer, nullable=True),
    _column("headers", _JSON),
    _column("sha256", sa.Text),
    _column("size", sa.Integer),
    _column("gzip", sa.LargeBinary),
)  # fmt: skip

events = sa.Table(
    "event", metadata,
    _column("id", _KEY, primary_key=True),
    _column("version_id", _KEY, _of("version")),
    _column("number", sa.Integer),
    _column("type", sa.Text, index=True),
    _column("status", sa.Text),
    _column("starts", sa.Date, nullable=True),
    _column("ends", sa.Date, nullable=True),
    _column("killed_low", sa.BigInteger, nullable=True),
    _column("killed_high", sa.BigInteger, nullable=True),
    _column("injured_low", sa.BigInteger, nullable=True),
    _column("injured_high", sa.BigInteger, nullable=True),
    _column("record", _JSON),
    sa.UniqueConstraint("version_id", "number"),
    sa.Index(None, "starts", "ends"),
)  # fmt: skip

places = sa.Table(
    "place", metadata,
    _column("id", _KEY, primary_key=True),
    _column("key", sa.Text, unique=True),
    _column("name", sa.Text, index=True),
    _column("name_latin", sa.Text, nullable=True),
    _column("country", sa.Text, nullable=True),
    _column("known_as", sa.Text),
    _column("lat", sa.Double),
    _column("lon", sa.Double),
    _column("radius_km", sa.Double, nullable=True),
    _column("record", _JSON),
)  # fmt: skip
"""Every place with coordinates; ``place_box`` indexes them: see the migrations. ``known_as`` holds
its names and those of the units that it lies in, folded, each between bars."""

spans = sa.Table(
    "span", metadata,
    _column("event_id", _KEY, _of("event"), primary_key=True, autoincrement=False),
    _column("role", sa.Text, primary_key=True),
    _column("number", sa.Integer, primary_key=True, autoincrement=False),
    _column("start_at", sa.Integer),
    _column("end_at", sa.Integer),
    _column("text", sa.Text),
    _column("folded", sa.Text),
    _column("code", sa.Text, nullable=True),
    _column("name", sa.Text, nullable=True),
    _column("place_id", _KEY, sa.ForeignKey("place.id"), nullable=True, index=True),
    sa.Index(None, "code"),
    sa.Index(None, "role", "folded"),
)  # fmt: skip

sketches = sa.Table(
    "sketch", metadata,
    _column("id", _KEY, primary_key=True),
    _column("claim_id", sa.Text, unique=True),
    _column("article_id", sa.Text, _of("article"), index=True),
    _column("told", sa.LargeBinary),
)  # fmt: skip

sketch_keys = sa.Table(
    "sketch_key", metadata,
    _column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    _column("sketch_id", _KEY, _of("sketch"), primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

incidents = sa.Table(
    "incident", metadata,
    _column("row_id", _KEY, primary_key=True),
    _column("id", sa.Text, index=True),
    _column("since", Moment),
    _column("until", Moment, nullable=True),
    _column("type", sa.Text),
    _column("status", sa.Text),
    _column("starts", sa.Date, nullable=True),
    _column("ends", sa.Date, nullable=True),
    _column("record", _JSON),
    sa.Index(None, "until", "id"),
    sa.Index(None, "starts"),
)  # fmt: skip

claims = sa.Table(
    "claim", metadata,
    _column("incident_row", _KEY, sa.ForeignKey("incident.row_id", ondelete="CASCADE"),
            primary_key=True, autoincrement=False),
    _column("number", sa.Integer, primary_key=True, autoincrement=False),
    _column("claim_id", sa.Text, index=True),
    _column("article_id", sa.Text, index=True),
    _column("event", sa.Integer),
    _column("record", _JSON),
)  # fmt: skip

findings = sa.Table(
    "finding", metadata,
    _column("row_id", _KEY, primary_key=True),
    _column("id", sa.Text, index=True),
    _column("since", Moment),
    _column("until", Moment, nullable=True),
    _column("accord", sa.Text, index=True),
    _column("clause", sa.Text),
    _column("incident_id", sa.Text, index=True),
    _column("kind", sa.Text),
    _column("grade", sa.Text),
    _column("record", _JSON),
    sa.Index(None, "until", "id"),
)  # fmt: skip

reviews = sa.Table(
    "review", metadata,
    _column("id", _KEY, primary_key=True),
    _column("at", Moment, index=True),
    _column("who", sa.Text),
    _column("why", sa.Text),
    _column("action", sa.Text),
    _column("incident_id", sa.Text, index=True),
    _column("record", _JSON),
    sqlite_autoincrement=True,
)  # fmt: skip
"""Append-only: triggers refuse a change or a removal of a row."""
