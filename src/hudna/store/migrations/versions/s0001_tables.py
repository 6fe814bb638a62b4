"""The first tables, the full-text index and the index of places by coordinates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_MOMENT = sa.DateTime(timezone=True)
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    # Contentless: the words are kept as an index only, beside the text that they come from.
    "CREATE VIRTUAL TABLE article_text USING fts5("
    "title, body, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE place_box USING rtree(id, min_lon, max_lon, min_lat, max_lat)",
    "CREATE TRIGGER review_stays BEFORE UPDATE ON review"
    " BEGIN SELECT RAISE(ABORT, 'reviews are only added'); END",
    "CREATE TRIGGER review_remains BEFORE DELETE ON review"
    " BEGIN SELECT RAISE(ABORT, 'reviews are only added'); END",
)
_POSTGRESQL = (
    "CREATE TABLE article_text ("
    "version_id bigint PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,"
    "words tsvector NOT NULL)",
    "CREATE INDEX ix_article_text_words ON article_text USING gin (words)",
    "CREATE INDEX ix_place_point ON place USING gist (point(lon, lat))",
    "CREATE FUNCTION review_stays() RETURNS trigger LANGUAGE plpgsql AS"
    " 'BEGIN RAISE EXCEPTION ''reviews are only added''; END'",
    "CREATE TRIGGER review_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON review"
    " FOR EACH STATEMENT EXECUTE FUNCTION review_stays()",
)


def upgrade() -> None:
    """Make the tables."""
    _outlets_and_articles()
    _events()
    _incidents()
    on_postgresql = op.get_context().dialect.name == "postgresql"
    for statement in _POSTGRESQL if on_postgresql else _SQLITE:
        op.execute(statement)


def _outlets_and_articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.Column("added", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_given_id"), "article", ["given_id"], unique=False)
    op.create_index(op.f("ix_article_outlet"), "article", ["outlet"], unique=False)
    op.create_index(op.f("ix_article_published"), "article", ["published"], unique=False)
    op.create_index(op.f("ix_article_source"), "article", ["source"], unique=False)
    op.create_table(
        "fetch_state",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("fetched", _MOMENT, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before", _MOMENT, nullable=True),
        sa.Column("details", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_fetch_state")),
    )
    op.create_table(
        "outlet",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("details", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_outlet")),
    )
    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("details", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "address",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("added", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_address_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_address")),
    )
    op.create_index(op.f("ix_address_article_id"), "address", ["article_id"], unique=False)
    op.create_table(
        "version",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("details", _JSON, nullable=False),
        sa.Column("added", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=True),
        sa.Column("reader", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_version_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_version_article_id_number")),
        sa.UniqueConstraint("article_id", "sha256", name=op.f("uq_version_article_id_sha256")),
    )
    op.create_index(op.f("ix_version_reader"), "version", ["reader"], unique=False)
    op.create_index(op.f("ix_version_sha256"), "version", ["sha256"], unique=False)
    op.create_table(
        "page",
        sa.Column("version_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched", _MOMENT, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", _JSON, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("gzip", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_page_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_page")),
    )


def _events() -> None:
    op.create_table(
        "place",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_latin", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("known_as", sa.Text(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("radius_km", sa.Double(), nullable=True),
        sa.Column("record", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("key", name=op.f("uq_place_key")),
    )
    op.create_index(op.f("ix_place_name"), "place", ["name"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("version_id", _KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("killed_low", sa.BigInteger(), nullable=True),
        sa.Column("killed_high", sa.BigInteger(), nullable=True),
        sa.Column("injured_low", sa.BigInteger(), nullable=True),
        sa.Column("injured_high", sa.BigInteger(), nullable=True),
        sa.Column("record", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_event_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_event_version_id_number")),
    )
    op.create_index(op.f("ix_event_starts_ends"), "event", ["starts", "ends"], unique=False)
    op.create_index(op.f("ix_event_type"), "event", ["type"], unique=False)
    op.create_table(
        "span",
        sa.Column("event_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("place_id", _KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_span_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_span_place_id")),
        sa.PrimaryKeyConstraint("event_id", "role", "number", name=op.f("pk_span")),
    )
    op.create_index(op.f("ix_span_code"), "span", ["code"], unique=False)
    op.create_index(op.f("ix_span_place_id"), "span", ["place_id"], unique=False)
    op.create_index(op.f("ix_span_role_folded"), "span", ["role", "folded"], unique=False)


def _incidents() -> None:
    op.create_table(
        "finding",
        sa.Column("row_id", _KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=True),
        sa.Column("accord", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("record", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_accord"), "finding", ["accord"], unique=False)
    op.create_index(op.f("ix_finding_id"), "finding", ["id"], unique=False)
    op.create_index(op.f("ix_finding_incident_id"), "finding", ["incident_id"], unique=False)
    op.create_index(op.f("ix_finding_until_id"), "finding", ["until", "id"], unique=False)
    op.create_table(
        "incident",
        sa.Column("row_id", _KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("record", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_id"), "incident", ["id"], unique=False)
    op.create_index(op.f("ix_incident_starts"), "incident", ["starts"], unique=False)
    op.create_index(op.f("ix_incident_until_id"), "incident", ["until", "id"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("record", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_at"), "review", ["at"], unique=False)
    op.create_index(op.f("ix_review_incident_id"), "review", ["incident_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("incident_row", _KEY, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("record", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_row"],
            ["incident.row_id"],
            name=op.f("fk_claim_incident_row"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("incident_row", "number", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_article_id"), "claim", ["article_id"], unique=False)
    op.create_index(op.f("ix_claim_claim_id"), "claim", ["claim_id"], unique=False)
    op.create_table(
        "sketch",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_sketch_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sketch")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_sketch_claim_id")),
    )
    op.create_index(op.f("ix_sketch_article_id"), "sketch", ["article_id"], unique=False)
    op.create_table(
        "sketch_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sketch_id", _KEY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["sketch_id"], ["sketch.id"], name=op.f("fk_sketch_key_sketch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "sketch_id", name=op.f("pk_sketch_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sketch_key_sketch_id"), "sketch_key", ["sketch_id"], unique=False)
