"""The record: articles and their versions, events, incidents, findings, reviews, in one database.

A file of SQLite's by default; ``HUDNA_DATABASE=postgresql://…`` keeps the same on PostgreSQL::

    from hudna.store import open_store

    with open_store() as store:
        kept = store.add_article(article, page=page, source="feed")   # the same twice is one
        if kept.unread:
            store.put_events(kept.id, read(article), version=kept.version)
        for stored in store.articles():           # stored.article, stored.events; memory is flat
            ...
        store.put_incidents(found, complete=True) # what did not change is not written
        store.put_fetch(FetchState(url, etag=…))  # and store.fetch(url)
        store.search('قصف "وقف إطلاق النار"', Filters(types=["shelling"]))

Each call is one transaction; ``with store.transaction():`` makes several one. A killed process
leaves what was committed; an article that was added and not read comes back from
``store.articles(unread=True)``.
"""

from __future__ import annotations

from hudna.store.address import Address, address_of
from hudna.store.filters import Box, Filters
from hudna.store.search import Hit
from hudna.store.snippets import Snippet
from hudna.store.store import Store, open_store
from hudna.store.values import (
    FetchState,
    Kept,
    Outlet,
    Page,
    Review,
    Reviewed,
    Source,
    Stored,
)

__all__ = [
    "Address",
    "Box",
    "FetchState",
    "Filters",
    "Hit",
    "Kept",
    "Outlet",
    "Page",
    "Review",
    "Reviewed",
    "Snippet",
    "Source",
    "Store",
    "Stored",
    "address_of",
    "open_store",
]  # fmt: skip
