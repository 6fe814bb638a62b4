"""The claims as merging compares them, found again by the keys that they hold.

So that new articles are merged with what is known without going through all of it: this is
:class:`hudna.merging.groups.Known` on the database.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.store.batches import batched
from hudna.store.codec import from_bytes, to_bytes
from hudna.store.database import Database
from hudna.store.tables import sketch_keys, sketches

if TYPE_CHECKING:
    from hudna.merging.sketch import Told

BATCH = 500
"""Keys or ids that a query names at once."""


class KnownClaims:
    """The claims of a store, by the keys that they hold and by id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def holding(self, keys: Collection[str]) -> Iterable[Told]:
        """Return every claim that holds one of some keys."""
        numbers = sorted({_number(key) for key in keys})
        with self._database.reading() as db:
            rows: set[int] = set()
            for some in batched(numbers, BATCH):
                query = sa.select(sketch_keys.c.sketch_id).where(sketch_keys.c.key.in_(some))
                rows.update(db.scalars(query))
            return list(_read(db, sketches.c.id, sorted(rows)))

    def named(self, ids: Collection[str]) -> Iterable[Told]:
        """Return the claims of some ids."""
        with self._database.reading() as db:
            return list(_read(db, sketches.c.claim_id, sorted(set(ids))))


def put(db: Connection, article: str, claims: Sequence[Told]) -> frozenset[str]:
    """Put the claims of an article in place of those that it made before.

    Returns the ids of those before that it no longer makes.
    """
    from hudna.merging.keys import held

    before = sa.select(sketches.c.claim_id).where(sketches.c.article_id == article)
    gone = frozenset(db.scalars(before)) - {told.claim.id for told in claims}
    db.execute(sketches.delete().where(sketches.c.article_id == article))
    for told in claims:
        row = db.execute(
            sketches.insert()
            .values(
                claim_id=told.claim.id,
                article_id=article,
                told=zlib.compress(to_bytes(told), level=1),
            )
            .returning(sketches.c.id)
        ).scalar_one()
        keys = {_number(key) for key in held(told.sketch)}
        if keys:
            rows = [{"key": key, "sketch_id": row} for key in sorted(keys)]
            db.execute(sketch_keys.insert(), rows)
    return gone


def after(db: Connection, row: int) -> tuple[int, list[Told]]:
    """Get the next claims in the order in which they came in, and the last one's row."""
    query = sa.select(sketches.c.id).where(sketches.c.id > row).order_by(sketches.c.id)
    rows = list(db.scalars(query.limit(BATCH)))
    return (rows[-1] if rows else row), list(_read(db, sketches.c.id, rows))


def _read(db: Connection, column: sa.Column[int] | sa.Column[str], values: Sequence[int | str]
          ) -> Iterator[Told]:  # fmt: skip
    from hudna.merging.sketch import Told

    for some in batched(values, BATCH):
        query = sa.select(sketches.c.told).where(column.in_(some)).order_by(sketches.c.id)
        for data in db.scalars(query):
            yield from_bytes(Told, zlib.decompress(data))


def _number(key: str) -> int:
    """Write a key in the 64 bits of the databases' integers."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
