"""What goes into the store and comes out of it, beside the nouns of :mod:`hudna.model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from hudna.model import Article, Event, Incident

Outcome = Literal["new", "updated", "known"]
"""What became of an article that was added: it is a new one; a text of an article that was there,
whose texts before are kept; or nothing new."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched, so that what an article said can be proved later."""

    url: str
    """Where it was fetched, after redirects."""
    body: bytes
    """The bytes as served, decompressed."""
    fetched: datetime | None = None
    """When; with its zone."""
    status: int | None = None
    """Of HTTP."""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an article was put."""

    id: str
    """The article's id in the store, the same in every database: made of its address or text."""
    version: int
    """The number, from 1, of the version that holds this text."""
    outcome: Outcome
    unread: bool
    """Whether the events of this version are still to be put."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article of the store in one of its versions; ``article.id`` is the store's."""

    article: Article
    version: int
    versions: int
    """How many there are."""
    added: datetime
    """When this version came in."""
    source: str | None
    given_id: str | None
    """The id that the article came with."""
    details: Mapping[str, Any]
    """What else its page says: author, section, tags …"""
    reader: str | None
    """What read it; None while it is unread."""
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes."""

    name: str
    country: str | None = None
    """ISO-3166 alpha-3."""
    language: str | None = None
    side: str | None = None
    """Whom it stands with, as the user says."""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles come from: a feed, a sitemap, a page, a folder, a file."""

    name: str
    kind: str
    location: str
    """Address or path."""
    outlet: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is known of an address before it is fetched again."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    """The header as it was served."""
    fetched: datetime | None = None
    status: int | None = None
    failures: int = 0
    """How many fetches have failed in a row."""
    not_before: datetime | None = None
    """When it may be fetched again."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else a collector wants to find again: how far it came in a file, say."""


ReviewAction = Literal["accept", "reject", "correct", "merge", "split", "undo"]


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of a person about an incident; it overwrites nothing."""

    action: ReviewAction
    incident: str
    """Id of the incident, as it was when the person decided."""
    claims: tuple[str, ...]
    """Ids of the claims that it had then: by them it is found again when merging renames it."""
    who: str
    why: str
    field: str | None = None
    """Of a correction: what is corrected, as ``killed.best`` or ``places[0].lat``."""
    value: Any = None
    """Of a correction: what it is set to, as JSON holds it."""
    moved: tuple[str, ...] = ()
    """Of a merger: ids of the claims that are added; of a split: of those that leave."""
    undoes: int | None = None
    """Of an undoing: the number of the decision that no longer counts."""
    id: int = 0
    """Its number, in the order of decisions; given by the store."""
    at: datetime | None = None
    """When; given by the store."""


Standing = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An incident as review leaves it."""

    incident: Incident
    standing: Standing = "open"
    reviews: tuple[int, ...] = ()
    """Numbers of the decisions that made it what it is, in their order."""
    corrected: Mapping[str, int] = field(default_factory=dict)
    """Each field that a person set, and the number of the decision."""
