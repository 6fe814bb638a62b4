"""Full-text search over the current versions of the articles, best first.

The database finds and ranks by words (FTS5's BM25, PostgreSQL's ``ts_rank_cd``; a word of the title
weighs most); phrases are then looked for in the texts themselves, the same way on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.records import Record
from hudna.store.articles import columns, stored
from hudna.store.filters import Filters, asks_for_events, of_article, of_event
from hudna.store.query import Query, matches, parse
from hudna.store.snippets import Snippet, prepared, snippets
from hudna.store.tables import articles, events, versions
from hudna.store.values import Stored

_BATCH = 50
_TITLE_WEIGHT = 4.0
"""How much more a word of the title weighs than one of the body."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found."""

    stored: Stored
    score: float
    """Higher is better; to be compared within one search only."""
    snippets: tuple[Snippet, ...]
    events: tuple[Record, ...] = ()
    """The events that the filters ask for."""

    @property
    def title(self) -> str:
        """The article's first line."""
        return self.stored.article.text.partition("\n")[0]


def search(
    db: Connection, text: str, filters: Filters, is_place: Callable[[str], bool]
) -> Iterator[Hit]:
    """Find articles that hold every word and phrase of a query; all that fit for an empty one."""
    query = parse(text, is_place)
    if text.strip() and not query.words:
        return
    statement = _statement(db, query, filters)
    for row in db.execute(statement.execution_options(yield_per=_BATCH)):
        folded, words = prepared(row.text)
        found = matches(query, words)
        if found is None:
            continue
        shown = snippets(row.text, folded, words, found)
        told = _events(db, row.version_id, filters) if asks_for_events(filters) else ()
        yield Hit(stored(row), row.score, shown, told)


def _statement(db: Connection, query: Query, filters: Filters) -> sa.Select[Any]:
    on_postgresql = db.dialect.name == "postgresql"
    joined = articles.join(
        versions,
        sa.and_(
            versions.c.article_id == articles.c.id,
            versions.c.number == articles.c.current_version,
        ),
    )
    score: sa.ColumnElement[float] = sa.literal(0.0)
    conditions = of_article(filters, on_postgresql)
    source: sa.FromClause = joined
    if query.words and on_postgresql:
        wanted = sa.func.to_tsquery("simple", _tsquery(query))
        index = sa.table("article_text", sa.column("version_id"), sa.column("words"))
        source = joined.join(index, index.c.version_id == versions.c.id)
        conditions.append(index.c.words.op("@@")(wanted))
        # Weights of D, C, B, A: only A (the title) and D (the body) are in use.
        weights = sa.text(f"'{{{1 / _TITLE_WEIGHT},0,0,1}}'::real[]")
        score = sa.func.ts_rank_cd(weights, index.c.words, wanted)
    elif query.words:
        index = sa.table("article_text", sa.column("rowid"))
        source = joined.join(index, index.c.rowid == versions.c.id)
        name: sa.ColumnElement[str] = sa.literal_column("article_text")
        conditions.append(name.op("MATCH")(_fts5(query)))
        score = -sa.func.bm25(name, _TITLE_WEIGHT, 1.0)
    return (
        sa.select(*columns(), score.label("score"))
        .select_from(source)
        .where(*conditions)
        .order_by(sa.desc("score"), articles.c.published.desc().nulls_last(), articles.c.id)
    )


def _fts5(query: Query) -> str:
    """Write the words for FTS5; quoted, and of letters and digits only."""
    return " AND ".join(
        "(" + " OR ".join(f'"{term}"' for term in alternatives) + ")"
        for alternatives in query.words
    )


def _tsquery(query: Query) -> str:
    """Write the words for PostgreSQL; quoted, and of letters and digits only."""
    return " & ".join(
        "(" + " | ".join(f"'{term}'" for term in alternatives) + ")" for alternatives in query.words
    )


def _events(db: Connection, version: int, filters: Filters) -> tuple[Record, ...]:
    conditions = of_event(filters, db.dialect.name == "postgresql")
    rows = db.execute(
        sa.select(events.c.number, events.c.record)
        .select_from(
            events.join(versions, versions.c.id == events.c.version_id).join(
                articles, articles.c.id == versions.c.article_id
            )
        )
        .where(events.c.version_id == version, *conditions)
        .order_by(events.c.number)
    )
    return tuple({"event": row.number, **row.record} for row in rows)
