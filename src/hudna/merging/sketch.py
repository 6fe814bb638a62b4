"""What is compared of a claim, drawn once from its article.

A *told* event is a claim with its sketch. Everything in a sketch comes from the one article, so
that how alike two claims are never depends on a third.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hudna.merging.salience import main_event
from hudna.merging.types import group_of
from hudna.merging.wording import Vector, Wording, stems, vector, wording
from hudna.model import Article, Bounds, Claim, Event, EventType, Place, Span, Status, Where
from hudna.reading.document import Document, prepare
from hudna.reading.toll_cues import cues
from hudna.reading.where import find_places
from hudna.reading.where_coords import locate
from hudna.reading.who import home_of
from hudna.text.fold import fold_term

_LATE = 1
"""Days before publication within which an event without a time is taken to lie."""
WIDE_KM = 30.0
"""Radius from which a place is a wide area."""
_MOST_PLACES = 12
"""Places of a claim that are compared; a list of hundreds would make each pair dear."""
_BEFORE, _AFTER = 8, 3
"""Words around a trigger in which a risen toll is told."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a claim."""

    type: EventType
    status: Status
    group: str
    """Of its type: see :mod:`hudna.merging.types`."""
    days: tuple[int, int] | None
    """First and last day, as proleptic ordinals."""
    dated: bool
    """Whether the article tells the day, rather than its day of publication."""
    published: int | None
    points: tuple[tuple[float, float, float], ...]
    """Latitude, longitude and radius in kilometres."""
    names: frozenset[str]
    """Folded names of the places."""
    mentioned: frozenset[str]
    """Folded names of all places of the article but wide areas."""
    actors: frozenset[str]
    """Codes."""
    targets: frozenset[str]
    killed: Bounds | None
    injured: Bounds | None
    name: str | None
    """Folded name of the talks or agreement."""
    round: int | None
    main: bool
    """Whether it is what its article is about."""
    words: Vector
    """Of the sentences that tell it."""
    report: Wording
    """Of the whole article."""
    cumulative: bool = False
    """Whether its toll sums a period."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what is compared of it."""

    claim: Claim
    sketch: Sketch


def article_id(article: Article) -> str:
    """The article's id; where it has none, one made of its text."""
    if article.id:
        return article.id
    text = "\n".join(filter(None, (article.outlet, article.url, article.text)))
    return "text-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def told(article: Article, events: Sequence[Event]) -> tuple[Told, ...]:
    """Draw the claims of an article, one an event, in the order of its events.

    Args:
        article: the text that the events were read from.
        events: its events, as :func:`hudna.reading.reader.read` gives them.
    """
    if not events:
        return ()
    page = _Page.of(article)
    ids = _ids(article_id(article), events)
    main = main_event(article, events)
    return tuple(
        _told(page, event, number, ids[number], main) for number, event in enumerate(events)
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """An article and what all its claims share."""

    doc: Document
    where: Mapping[int, Where]
    """Every place that it names, by where the name starts."""
    mentioned: frozenset[str]
    """Folded names of its places but wide areas."""
    starts: Sequence[int]
    """Offset of each word in the article as it stands."""
    report: Wording

    @classmethod
    def of(cls, article: Article) -> _Page:
        doc = prepare(article)
        starts: Sequence[int] = doc.words.starts
        if doc.folded.cuts:
            starts = [
                doc.folded.original(start, end)[0]
                for start, end in zip(doc.words.starts, doc.words.ends, strict=True)
            ]
        where = _located(doc)
        mentioned = frozenset(
            fold_term(place.name)
            for place in where.values()
            if place.radius_km is None or place.radius_km <= WIDE_KM
        )
        return cls(doc, where, mentioned, starts, wording(article.text))

    def word(self, span: Span) -> int:
        """Index of the word in which a span starts."""
        return max(0, bisect_right(self.starts, span.start) - 1)

    def sentence(self, span: Span) -> tuple[int, int]:
        """First word of the span's sentence, and the one after its last."""
        found = self.doc.sentences[self.doc.sentence_of[self.word(span)]]
        return found.first, found.last


def _ids(article: str, events: Sequence[Event]) -> list[str]:
    """Ids that outlast a change of what else is read in the article."""
    seen: Counter[str] = Counter()
    out = []
    for event in events:
        key = f"{article}#{event.type}@{event.triggers[0].start}"
        seen[key] += 1
        out.append(key if seen[key] == 1 else f"{key}+{seen[key] - 1}")
    return out


def _told(page: _Page, event: Event, number: int, key: str, main: Event | None) -> Told:
    article = page.doc.article
    places = _places(event.places, page.where) or _places(event.within, page.where)
    claim = Claim(
        id=key,
        article=article_id(article),
        number=number,
        event=event,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
        places=places,
        quote=_quote(page, event),
        rises=_rises(page, event),
    )
    published = article.published.toordinal() if article.published else None
    sketch = Sketch(
        type=event.type,
        status=event.status,
        group=group_of(event.type),
        days=_days(event, published),
        dated=event.time is not None,
        published=published,
        points=tuple(
            (p.lat, p.lon, p.radius_km or 0.0)
            for p in places[:_MOST_PLACES]
            if p.lat is not None and p.lon is not None
        ),
        names=frozenset(fold_term(p.name) for p in places[:_MOST_PLACES]),
        mentioned=page.mentioned,
        actors=frozenset(a.code for a in event.actors),
        targets=frozenset(a.code for a in event.targets),
        killed=event.casualties.killed,
        injured=event.casualties.injured,
        name=fold_term(event.name) if event.name else None,
        round=event.round,
        main=event is main,
        words=vector(stems(_sentences(page, event))),
        report=page.report,
        cumulative=event.casualties.cumulative,
    )
    return Told(claim, sketch)


def _located(doc: Document) -> dict[int, Where]:
    """Every place that the article names, by where the name starts."""
    phrases = find_places(doc)
    return {
        phrase.span.start: Where(
            phrase.span.text, found.lat, found.lon, found.radius_km, round(found.confidence, 3)
        )
        for phrase, found in zip(phrases, locate(doc, phrases, home_of(doc)), strict=True)
    }


def _places(places: Sequence[Place], where: Mapping[int, Where]) -> tuple[Where, ...]:
    """Where an event's places are: as it says itself, else as its article's places are found."""
    return tuple(
        where.get(place.start, Where(place.text))
        if place.lat is None
        else Where(place.text, place.lat, place.lon, place.radius_km, place.confidence or 0.0)
        for place in places
    )


def _days(event: Event, published: int | None) -> tuple[int, int] | None:
    if event.time is not None:
        return event.time.start.toordinal(), event.time.end.toordinal()
    if published is None or event.status == "planned":
        return None
    return published - _LATE, published


def _quote(page: _Page, event: Event) -> Span:
    first, last = page.sentence(event.triggers[0])
    return page.doc.span(first, last - 1)


def _sentences(page: _Page, event: Event) -> str:
    """The sentences that tell an event, one after the other."""
    parts = sorted({page.sentence(trigger) for trigger in event.triggers})
    return " ".join(" ".join(page.doc.words.forms[first:last]) for first, last in parts)


def _rises(page: _Page, event: Event) -> bool:
    """Whether a trigger stands by a word that says that a toll has risen."""
    if event.casualties.killed is None and event.casualties.injured is None:
        return False
    rises, forms = cues().rises, page.doc.words.forms
    for trigger in event.triggers:
        at = page.word(trigger)
        if any(form in rises for form in forms[max(0, at - _BEFORE) : at + _AFTER + 1]):
            return True
    return False
