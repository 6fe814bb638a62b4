"""The store: what the other rooms call, each call one transaction or part of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from hudna.errors import StoreError
from hudna.model import Article, Event, Incident
from hudna.records import Record
from hudna.store import articles, desk, events, findings, incidents, reviews, sources, told
from hudna.store.address import address_of
from hudna.store.database import PATIENCE, Database
from hudna.store.filters import Filters
from hudna.store.reviewed import pairs
from hudna.store.search import Hit, search
from hudna.store.told import KnownClaims
from hudna.store.upgrade import count, upgrade
from hudna.store.values import (
    FetchState,
    Kept,
    Outlet,
    Page,
    Review,
    Reviewed,
    Source,
    Standing,
    Stored,
)

if TYPE_CHECKING:
    from hudna.merging import Decisions, Told
    from hudna.monitoring.values import Finding


def open_store(
    address: str | Path | None = None, *, patience: float = PATIENCE, create: bool = True
) -> Store:
    """Open the database, making or migrating its tables first where they are not this release's.

    ``address`` is a file, ``sqlite:///FILE`` or ``postgresql://…``; by default what
    ``$HUDNA_DATABASE`` says, else ``hudna.sqlite`` in the user's data folder. ``patience`` is how
    many seconds a writer waits for another. Without ``create`` a missing file is an error.

    Raises:
        StoreError: it cannot be opened; the message says why and what to do.
    """
    found = address_of(address)
    if not create and found.path is not None and not found.path.exists():
        raise StoreError(f"{found.shown}: no database yet; collecting articles makes it")
    database = Database(found, patience)
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store:
    """One open database. Threads may share it; each has its own transactions.

    Whatever a method writes is written whole or not at all, and several writes inside ``with
    store.transaction()`` likewise. Every method raises :class:`~hudna.errors.StoreError` when the
    database is locked for longer than the patience, full, or out of reach.
    """

    def __init__(self, database: Database) -> None:
        """Use :func:`open_store`."""
        self.database = database

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several writes one: kept together, or after an error none of them.

        Other writers wait meanwhile: read and fetch outside of it.
        """
        with self.database.writing():
            yield

    def counts(self) -> dict[str, int]:
        """Count what the store holds, by kind."""
        with self.database.reading() as db:
            return count(db)

    # Articles

    def add_article(
        self, article: Article, *, page: Page | None = None, source: str | None = None,
        details: Mapping[str, Any] | None = None, at: datetime | None = None,
    ) -> Kept:  # fmt: skip
        """Add an article, or a new version of one that is there; the same twice is one.

        The same is the same address (``article.url``, canonical), or the same text unless the two
        name different days of publication. A changed text is a new version, and the old is kept.
        ``details`` is what else the page says (author, section, tags, time of publication …) as
        JSON holds it, ``source`` the name of where it came from, ``at`` the time, now by default.

        Raises:
            InputError: the article is empty or holds a null character.
        """
        with self.database.writing() as db:
            return articles.add(db, article, page, details or {}, source, at or articles.now())

    def article(self, name: str, version: int | None = None) -> Stored | None:
        """Get an article with its events, by its id, an address, or the id that it came with."""
        with self.database.reading() as db:
            key = articles.find(db, name)
            found = articles.get(db, key, version) if key is not None else None
            return self._with_events([found])[0] if found else None

    def articles(self, *, unread: bool = False) -> Iterator[Stored]:
        """Go through the articles with their events, in the order in which they came in.

        Memory is flat, and the store may be written to meanwhile; articles that come in then are
        gone through too. ``unread``: only those whose events are still to be put.
        """
        row = 0
        while True:
            with self.database.reading() as db:
                batch = articles.after(db, row, unread)
                found = self._with_events(batch)
            if not batch:
                return
            yield from found
            row = batch[-1][0]

    def _with_events(self, found: Sequence[tuple[int, Stored]]) -> list[Stored]:
        with self.database.reading() as db:
            told = events.get(db, {row: item.article for row, item in found})
        return [replace(item, events=told[row]) for row, item in found]

    def page(self, name: str, version: int | None = None) -> Page | None:
        """Get the page that an article's version came from, as it was fetched."""
        with self.database.reading() as db:
            key = articles.find(db, name)
            return articles.page_of(db, key, version) if key is not None else None

    def search(
        self, text: str, filters: Filters | None = None, *,
        is_place: Callable[[str], bool] = lambda word: False,
    ) -> Iterator[Hit]:  # fmt: skip
        """Find articles by words, phrases in quotation marks, and filters, best first.

        ``is_place`` tells whether a folded word is a place's name, for taking ``بإدلب`` apart. An
        empty text finds all that the filters let through, the latest first.

        Raises:
            InputError: the query has too many words, or the area of the filters is none.
        """
        with self.database.reading() as db:
            yield from search(db, text, filters or Filters(), is_place)

    # Events

    def put_events(
        self, article: str, found: Sequence[Event], *, version: int | None = None,
        reader: str = "hudna",
    ) -> None:  # fmt: skip
        """Put the events of an article's version, in place of those that were read before.

        ``article`` is its id in the store, ``reader`` what read it.

        Raises:
            StoreError: there is no such article.
        """
        with self.database.writing() as db:
            row = events.version_row(db, article, version)
            if row is None:
                raise StoreError(f"{article}: no article of this id and version")
            events.put(db, row, found, reader)

    def event_records(self, article: str, version: int | None = None) -> list[Record]:
        """Get the events of an article as they were written, whatever more they hold."""
        with self.database.reading() as db:
            row = events.version_row(db, article, version)
            return list(events.records_of(db, row)) if row is not None else []

    # Claims, as merging compares them

    def put_told(self, article: str, claims: Sequence[Told]) -> frozenset[str]:
        """Put the claims of an article in place of those that it made before.

        Returns the ids of those that it no longer makes. What they were merged with is to be
        looked at again: see :meth:`incidents_holding`.
        """
        with self.database.writing() as db:
            return told.put(db, article, claims)

    def known(self) -> KnownClaims:
        """Return the claims as :func:`hudna.merging.merge_new` asks for them."""
        return KnownClaims(self.database)

    def told(self) -> Iterator[Told]:
        """Go through all claims, in the order in which they came in; memory is flat."""
        row = 0
        while True:
            with self.database.reading() as db:
                row, batch = told.after(db, row)
            if not batch:
                return
            yield from batch

    # Incidents

    def put_incidents(
        self, found: Iterable[Incident], *, complete: bool = False,
        gone: Collection[str] = (), at: datetime | None = None,
    ) -> int:  # fmt: skip
        """Put incidents; the past state of one that was there is kept.

        An incident that is there and holds a claim of theirs, or a claim of the ids ``gone``, and
        is not among them ends: it is now another. ``complete``: these are all that there are, and
        every other ends. Returns how many were put, changed or ended.
        """
        with self.database.writing() as db:
            at = at or articles.now()
            if complete:
                return incidents.put_all(db, found, at)
            return incidents.put(db, found, gone, at)

    def incident(self, key: str, *, as_of: datetime | None = None) -> Incident | None:
        """Get an incident as merging made it, now or at a time."""
        with self.database.reading() as db:
            found = incidents.get(db, [key], as_of)
            return found[0] if found else None

    def incidents(self, *, as_of: datetime | None = None) -> Iterator[Incident]:
        """Go through the incidents by id, as merging made them; memory is flat."""
        key = ""
        while True:
            with self.database.reading() as db:
                batch = incidents.after(db, key, as_of)
            if not batch:
                return
            yield from batch
            key = batch[-1].id

    def incidents_holding(self, claims: Collection[str]) -> list[Incident]:
        """List the incidents that hold some claims."""
        with self.database.reading() as db:
            return incidents.get(db, incidents.holding(db, claims), None)

    def incidents_of(self, article: str) -> list[Incident]:
        """List the incidents that hold a claim of an article."""
        with self.database.reading() as db:
            return incidents.get(db, incidents.of_articles(db, [article]), None)

    # Review

    def decide(self, review: Review, *, at: datetime | None = None) -> Review:
        """Add a decision about an incident, as review has left it; return it with its number.

        ``review`` names the action, the incident, who and why; a correction its ``field`` and
        ``value``, a merger the ids of the other incidents in ``moved``, a split those of the claims
        that leave, an undoing the number of the decision in ``undoes``. Nothing is overwritten.

        Raises:
            InputError: what it is about is not there; the message says what is.
        """
        with self.database.writing() as db:
            return desk.decide(db, review, self.known().named, at or articles.now())

    def reviews(self, *, as_of: datetime | None = None) -> list[Review]:
        """List the decisions in their order, all or those up to a time."""
        with self.database.reading() as db:
            return reviews.until(db, as_of)

    def reviewed(
        self, *, as_of: datetime | None = None, standings: Collection[Standing] = ()
    ) -> Iterator[Reviewed]:
        """Go through the incidents by id as review leaves them, now or at a time.

        ``standings`` picks some; by default all, the rejected too. Memory is flat but for the
        incidents that decisions are about.
        """
        with self.database.reading() as db:
            made = reviews.until(db, as_of)
            touched = desk.view(db, made, as_of, self.known().named)
        for item in desk.all_of(made, touched, self.incidents(as_of=as_of)):
            if not standings or item.standing in standings:
                yield item

    def reviewed_incident(self, key: str, *, as_of: datetime | None = None) -> Reviewed | None:
        """Get an incident by its id as review leaves it, now or at a time."""
        with self.database.reading() as db:
            return desk.view_of(db, key, as_of, self.known().named)

    def unattached(self) -> list[Review]:
        """List the decisions that are about nothing that is still there."""
        with self.database.reading() as db:
            made = reviews.until(db, None)
            return list(desk.view(db, made, None, self.known().named).unattached)

    def decisions(self) -> Decisions:
        """Return what review has decided of claims, as merging takes it."""
        from hudna.merging import Decisions

        together, apart = pairs(self.reviews())
        return Decisions(together, apart)

    # Findings

    def put_findings(
        self, found: Iterable[Finding], accord: str | None = None, *, at: datetime | None = None
    ) -> int:
        """Put findings in place of all that there are, of one accord or of all; the past is kept.

        Returns how many were put, changed or ended.
        """
        with self.database.writing() as db:
            return findings.put(db, found, accord, at or articles.now())

    def findings(
        self, accord: str | None = None, *, as_of: datetime | None = None
    ) -> list[Finding]:
        """List the findings by id, of one accord or of all, now or at a time."""
        with self.database.reading() as db:
            return findings.get(db, accord, as_of)

    # Outlets, sources, and what is known of an address

    def put_outlet(self, outlet: Outlet) -> None:
        """Add an outlet, or put it in place of the one of its name."""
        with self.database.writing() as db:
            sources.put_outlet(db, outlet)

    def outlets(self) -> list[Outlet]:
        """List the outlets by name."""
        with self.database.reading() as db:
            return sources.get_outlets(db)

    def put_source(self, source: Source) -> None:
        """Add a source, or put it in place of the one of its name."""
        with self.database.writing() as db:
            sources.put_source(db, source)

    def sources(self) -> list[Source]:
        """List the sources by name."""
        with self.database.reading() as db:
            return sources.get_sources(db)

    def put_fetch(self, state: FetchState) -> None:
        """Remember the state of an address, in place of what was known of it."""
        with self.database.writing() as db:
            sources.put_fetch(db, state)

    def fetch(self, url: str) -> FetchState | None:
        """Return what is known of an address before it is fetched again."""
        with self.database.reading() as db:
            return sources.get_fetch(db, url)
