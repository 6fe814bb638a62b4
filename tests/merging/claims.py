"""Claims for the tests: articles of our own, and events whose spans are found in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from hudna.merging import Told, held, told
from hudna.model import (
    Actor,
    Article,
    Bounds,
    Casualties,
    Event,
    EventType,
    Place,
    Span,
    Status,
    Time,
)
from hudna.reading.reader import read


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(words, start, start + len(words))


def place_at(text: str, words: str) -> Place:
    where = span(text, words)
    return Place(where.text, where.start, where.end)


def article(id_: str, outlet: str | None, day: int, text: str, month: int = 11) -> Article:
    return Article(
        text,
        id=id_,
        outlet=outlet,
        published=date(2018, month, day),
        url=f"https://x.example/{id_}",
    )


def claim(
    id_: str, outlet: str | None, day: int, text: str, *,
    type: EventType = "shelling", trigger: str = "قصف", place: str | None = None,
    status: Status = "occurred", on: int | None = None, month: int = 11,
    killed: int | Bounds | None = None, injured: int | Bounds | None = None,
    actor: tuple[str, str] | None = None, source: str | None = None,
    name: str | None = None, round: int | None = None,
) -> Told:  # fmt: skip
    """One claim of one article, with the values given."""
    event = Event(
        type=type,
        status=status,
        triggers=(span(text, trigger),),
        actors=() if actor is None else (_actor(text, *actor),),
        places=() if place is None else (place_at(text, place),),
        time=None if on is None else Time(date(2018, month, on), date(2018, month, on)),
        casualties=Casualties(_bounds(killed), _bounds(injured)),
        according_to=() if source is None else (span(text, source),),
        name=name,
        round=round,
    )
    return told(article(id_, outlet, day, text, month), [event])[0]


def _actor(text: str, words: str, code: str) -> Actor:
    found = span(text, words)
    return Actor(found.text, found.start, found.end, code)


def _bounds(count: int | Bounds | None) -> Bounds | None:
    return Bounds(count, count) if isinstance(count, int) else count


def reading(id_: str, outlet: str, day: int, text: str, month: int = 11) -> tuple[Told, ...]:
    """The claims that the reader finds in an article."""
    found = article(id_, outlet, day, text, month)
    return told(found, read(found))


class Kept:
    """Known claims, as a database would find them."""

    def __init__(self, claims: Iterable[Told] = ()) -> None:
        self.claims = {item.claim.id: item for item in claims}

    def holding(self, keys: Collection[str]) -> Iterable[Told]:
        wanted = set(keys)
        return [c for c in self.claims.values() if not wanted.isdisjoint(held(c.sketch))]

    def named(self, ids: Collection[str]) -> Iterable[Told]:
        return [self.claims[key] for key in ids if key in self.claims]
