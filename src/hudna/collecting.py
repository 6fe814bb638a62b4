"""Collecting: source → read → store → merge, for one article or a million.

An article is stored together with what is to be remembered of its source, and read after that; its
events, its claims and the incidents that they change are stored together again. So a collecting
that is killed at any moment has lost nothing and doubled nothing: the next one reads what was
stored and not read, and goes on where the source was left.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from hudna import store as kept_in
from hudna.errors import FetchError, InputError
from hudna.ingest import folder, table, warc
from hudna.ingest.fetched import Fetched
from hudna.ingest.item import Failed, Found, Item, Passed, Seen
from hudna.ingest.page_facts import Facts
from hudna.ingest.sources import WEB, Source, Sources, kind_of
from hudna.ingest.together import together
from hudna.ingest.url import canonical
from hudna.ingest.web import Get, Visit
from hudna.merging import merge_new, told
from hudna.model import Article, Event
from hudna.store import Store

WORKERS = 8
"""Hosts that are visited at once."""

What = Literal["new", "updated", "unchanged", "failed", "waiting", "other"]
"""What became of one thing that a source gave: ``waiting`` failed before and is left alone for now,
``other`` is none of what is collected (another language, no article)."""
Read = Callable[[Article], Sequence[Event]]
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_FAULTS = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of one source that could not be read."""

    what: What
    where: str
    """The address, or the file and the line."""
    source: str = ""
    """The source's name."""
    article: Article | None = None
    """As it was stored, under the store's id."""
    facts: Facts = field(default_factory=Facts)
    version: int | None = None
    events: tuple[Event, ...] = ()
    incidents: tuple[str, ...] = ()
    """Ids of the incidents that are new or changed by it."""
    reason: str | None = None
    """Why it failed."""


@dataclass(slots=True)
class Collector:
    """Collects into a store."""

    store: Store
    get: Get | None = None
    """How the web is visited; None where nothing of the web is collected."""
    read: Read | None = None
    """What reads; by default Hudna's own reader."""
    again: bool = False
    """Whether everything is read again, whatever is remembered of it."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    stop: threading.Event = field(default_factory=threading.Event)
    """Set from outside, or when collecting is left, it ends what goes on in the background."""

    def collect(self, sources: Sources) -> Iterator[Outcome]:
        """Collect from all sources, and tell what became of each article.

        First what an earlier collecting stored and did not read is read, then come files, then the
        web, several hosts at once.

        Raises:
            StoreError: the database is full, locked or out of reach; what was told is stored.
        """
        self._declare(sources)
        yield from self.catch_up()
        for source, item in self._items(sources):
            outcome = self._keep(sources, source, item)
            if outcome is not None:
                yield outcome

    def catch_up(self) -> Iterator[Outcome]:
        """Read and merge the articles that are stored and were not read."""
        for stored in self.store.articles(unread=True):
            article = stored.article
            yield self._settle("new", article, stored.version, article.id, stored.source or "")

    def _declare(self, sources: Sources) -> None:
        with self.store.transaction():
            for outlet in sources.outlets:
                self.store.put_outlet(
                    kept_in.Outlet(
                        outlet.name, outlet.country, outlet.language, outlet.side,
                        {"timezone": outlet.timezone, "sites": list(outlet.sites)},
                    )
                )  # fmt: skip
            for source in sources.sources:
                name = source.outlet.name if source.outlet else None
                self.store.put_source(
                    kept_in.Source(source.name, source.kind, source.location, name)
                )

    def _items(self, sources: Sources) -> Iterator[tuple[Source, Item]]:
        by_host: dict[str, list[Source]] = {}
        for source in sources.sources:
            if source.kind in WEB:
                by_host.setdefault(urlsplit(source.location).netloc, []).append(source)
            else:
                yield from ((source, item) for item in self._local(source))
        if not by_host:
            return
        assert self.get is not None, "sources of the web need a fetcher"
        visit = Visit(self.get, self._recall, self.now)
        jobs = [partial(_visited, visit, group) for group in by_host.values()]
        yield from together(jobs, WORKERS, self.stop)

    def _local(self, source: Source) -> Iterator[Item]:
        place = Path(source.location)
        for path in folder.paths(place) if source.kind == "folder" else (place,):
            try:
                yield from self._file(source, path)
            except InputError as error:
                yield Failed(str(path), error)

    def _file(self, source: Source, path: Path) -> Iterator[Item]:
        zone = source.outlet.zone if source.outlet else None
        kind = kind_of(path) if source.kind == "folder" else source.kind
        if kind == "table":
            return table.items(path, self._recall, source.columns, zone)
        if kind == "warc":
            return warc.items(path, self._recall, source.wants, zone)
        return folder.items(path, self._recall, zone)

    def _recall(self, url: str) -> Seen | None:
        known = None if self.again else self.store.fetch(url)
        return Seen(**_fields_of(known)) if known is not None else None

    def _remember(self, seen: Seen | None) -> None:
        if seen is not None:
            self.store.put_fetch(kept_in.FetchState(**_fields_of(seen)))

    def _keep(self, sources: Sources, source: Source, item: Item) -> Outcome | None:
        if isinstance(item, Found):
            return self._add(sources, source, item)
        self._remember(item.seen)
        if isinstance(item, Passed):
            return None
        if isinstance(item, Failed):
            # An error that names the place already need not name it twice.
            reason = str(item.error).removeprefix(f"{item.where}: ")
            return Outcome("failed", item.where, source.name, reason=reason)
        what: Mapping[str, What] = {"same": "unchanged", "waiting": "waiting", "other": "other"}
        return Outcome(what[item.why], item.where, source.name)

    def _add(self, sources: Sources, source: Source, item: Found) -> Outcome:
        article = _attributed(sources, source, item.article)
        try:
            with self.store.transaction():
                kept = self.store.add_article(
                    article, page=_page(item.page), source=source.name, details=_details(item.facts)
                )
                self._remember(item.seen)
                if item.page is not None and kept.outcome == "known" and not kept.unread:
                    self._returned(kept.id, kept.version)
        except InputError as error:
            return Outcome("failed", item.where, source.name, reason=str(error))
        what: What = "unchanged" if kept.outcome == "known" else kept.outcome
        stored = replace(article, id=kept.id)
        if not kept.unread:
            return Outcome(what, item.where, source.name, stored, item.facts, kept.version)
        if what != "new":
            # What is known of it may come from an earlier version, or another address.
            found = self.store.article(kept.id, kept.version)
            stored = found.article if found is not None else stored
        outcome = self._settle(what, stored, kept.version, item.where, source.name)
        return replace(outcome, facts=item.facts)

    def _settle(
        self, what: What, article: Article, version: int, where: str, source: str
    ) -> Outcome:
        """Read a stored version, and merge what it tells."""
        try:
            events = tuple((self.read or _reader())(article))
            claims = told(article, events)
        except _FAULTS as error:
            # A fault of ours on one article must not cost a user the other thousands.
            why = f"{type(error).__name__}: {error}".splitlines()[0]
            reason = f"Hudna failed on it, please report it: {why}"
            return Outcome("failed", where, source, article, version=version, reason=reason)
        with self.store.transaction():
            self.store.put_events(article.id, events, version=version)
            changed = self._merge(article.id, claims) if self._counts(article.id, version) else ()
        return Outcome(
            what, where, source, article, version=version, events=events, incidents=changed
        )

    def _returned(self, key: str, version: int) -> None:
        """Let the claims of an earlier text count again where its article has gone back to it."""
        current = self.store.article(key)
        if current is not None and current.versions > 1 and current.version == version:
            self._merge(key, told(current.article, current.events))

    def _counts(self, key: str, version: int) -> bool:
        """Whether a version is what its article says now: an archive may tell what it once said."""
        current = self.store.article(key)
        return current is not None and current.version == version

    def _merge(self, key: str, claims: Sequence[Any]) -> tuple[str, ...]:
        """Merge an article's claims with those that are known; return the incidents that change."""
        gone = self.store.put_told(key, claims)
        left = {
            claim.id for incident in self.store.incidents_holding(gone) for claim in incident.claims
        } - gone  # fmt: skip
        known = self.store.known()
        again = known.named(left) if left else ()
        found = merge_new([*claims, *again], known, self.store.decisions())
        self.store.put_incidents(found, gone=gone)
        return tuple(incident.id for incident in found)


def _visited(visit: Visit, group: Iterable[Source]) -> Iterator[tuple[Source, Item]]:
    for source in group:
        for item in visit.items(source):
            yield source, item


def _attributed(sources: Sources, source: Source, article: Article) -> Article:
    """Name the outlet as the user does, and the address in the form by which it is known."""
    url = article.url
    try:
        url = canonical(url) if url else None
    except FetchError:
        url = None
    outlet = source.outlet or sources.outlet_of(url)
    return replace(article, url=url, outlet=outlet.name if outlet else article.outlet)


def _page(found: Fetched | None) -> kept_in.Page | None:
    if found is None:
        return None
    return kept_in.Page(found.url, found.body, found.at, found.status, found.headers)


def _details(facts: Facts) -> dict[str, Any]:
    """Write what a page says beside its text as JSON holds it; what it does not say is left out."""
    at = facts.published_at
    found = {
        "published_at": at.isoformat() if at else None, "author": facts.author,
        "section": facts.section, "tags": list(facts.tags), "canonical": facts.canonical,
    }  # fmt: skip
    return {name: _storable(value) for name, value in found.items() if value}


def _storable(value: Any) -> Any:
    """Leave out what no database holds: JSON may name half a character, or none."""
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return _UNSTORABLE.sub("", value)


def _fields_of(value: Any) -> dict[str, Any]:
    return {item.name: getattr(value, item.name) for item in fields(value)}


def _reader() -> Read:
    # The lexicon is compiled when the first article is read.
    from hudna.reading.reader import read

    return read


@dataclass(slots=True)
class Tally:
    """How many of each outcome there were."""

    counts: Counter[What] = field(default_factory=Counter)
    events: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        self.counts[outcome.what] += 1
        self.events += len(outcome.events)

    def as_record(self) -> dict[str, int]:
        """Return the counts by name."""
        names: tuple[What, ...] = ("new", "updated", "unchanged", "failed", "waiting", "other")
        return {**{name: self.counts[name] for name in names}, "events": self.events}
