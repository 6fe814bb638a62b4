"""The words of an article that its events rest on, each with what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from hudna.model import Actor, Article, Event, Place, Span, Weapon


class Stored(Protocol):
    """An article with its events: what the store hands out."""

    @property
    def article(self) -> Article:
        """The article, in one of its versions."""

    @property
    def version(self) -> int:
        """The number of that version."""

    @property
    def events(self) -> Sequence[Event]:
        """What it asserts."""


class Mention(NamedTuple):
    """Some words, and what they are in one event."""

    event: int
    """The event's place, from 0, among the article's."""
    role: str
    span: Span
    code: str | None
    """An actor's code, a place's gazetteer id, a weapon's kind; of a trigger, the event's type."""


ROLES = ("trigger", "actor", "target", "place", "within", "time", "weapon", "source")


def mentions(events: Sequence[Event]) -> Iterator[Mention]:
    """Go through the words that events rest on."""
    for number, event in enumerate(events):
        listed: tuple[tuple[str, Sequence[Span]], ...] = (
            ("trigger", event.triggers),
            ("actor", event.actors),
            ("target", event.targets),
            ("place", event.places),
            ("within", event.within),
            ("time", (event.time.span,) if event.time and event.time.span else ()),
            ("weapon", event.weapons),
            ("source", event.according_to),
        )
        for role, spans in listed:
            for span in spans:
                yield Mention(number, role, span, _code(role, span, event))


def _code(role: str, span: Span, event: Event) -> str | None:
    if role == "trigger":
        return event.type
    if isinstance(span, Actor):
        return span.code
    if isinstance(span, Place):
        return span.gazetteer_id
    if isinstance(span, Weapon):
        return span.name
    if role == "time" and event.time is not None:
        return f"{event.time.start}/{event.time.end}"
    return None
