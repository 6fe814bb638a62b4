"""Tracks: series of talks with their rounds, and where a report's talks belong among them.

The rounds that a track's file lists are those that public sources document; talks that a report
tells of find their round by number, by date, or as the next one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, get_args

from hudna.accords.fields import AccordError, Faults, Table
from hudna.accords.lines import Lines
from hudna.accords.values import Source, Text
from hudna.model import Event
from hudna.text.fold import fold, fold_term
from hudna.text.ordinals import round_in
from hudna.text.words import split_words

RoundState = Literal["announced", "held", "postponed", "collapsed"]
"""How far a round of talks got."""
ROUND_STATES: tuple[RoundState, ...] = get_args(RoundState)
Reason = Literal["name", "envoy", "venue", "stated number", "dates", "next"]
"""What placed talks in a track, or in a round of it."""

LONGEST_ROUND_DAYS = 31
"""Talks dated less exactly than this many days are of no one round."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round, as public sources document it."""

    number: int | None
    """Its place in the series where the series is numbered."""
    start: date
    end: date
    place: Text
    state: RoundState
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Envoy:
    """Who leads a track for a time."""

    name: Text
    words: tuple[str, ...]
    """By which Arabic reports name them."""
    start: date
    end: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A series of talks."""

    id: str
    country: str
    """ISO 3166 alpha-3 of the country that it is about."""
    name: Text
    aliases: tuple[str, ...]
    """Words that mean this track alone."""
    venues: tuple[str, ...]
    """Places that mean it only where the talks are about its country."""
    guarantors: tuple[str, ...]
    led_by: str
    rounds: tuple[Round, ...]
    """In order of time."""
    envoys: tuple[Envoy, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where talks belong."""

    track: str
    round: int | None
    """Number of the round; ``None``: of no one round, or the series is not numbered."""
    known: Round | None
    """The documented round that it is."""
    state: RoundState
    """What the report says of it."""
    why: tuple[Reason, ...]


@cache
def tracks() -> tuple[Track, ...]:
    """The tracks that ship with Hudna, by id."""
    folder = files("hudna.accords") / "data" / "tracks"
    entries = sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=str)
    return tuple(track_of(entry.read_text("utf-8"), f"tracks/{entry.name}") for entry in entries)


def track_of(text: str, file: str = "track.toml") -> Track:
    """Read one track.

    Raises:
        AccordError: the text breaks a rule; its ``faults`` hold every message.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AccordError([f"{file}: {error}; mend the TOML here"]) from error
    faults = Faults(file, Lines(text))
    root = Table(values, (), faults)
    root.known(
        "id", "country", "name", "aliases", "venues", "guarantors", "led_by", "source", "round",
        "envoy",
    )  # fmt: skip
    sources = tuple(
        Source(t.id(), t.string("by", "who"), t.string("url", "https://…"), t.maybe_day("on"))
        for t in root.tables("source")
    )
    known = {source.id for source in sources}
    track = Track(
        id=root.id(),
        country=root.string("country", "SYR"),
        name=root.text("name"),
        aliases=root.strings("aliases"),
        venues=root.strings("venues"),
        guarantors=root.strings("guarantors"),
        led_by=root.string("led_by", "United Nations"),
        rounds=tuple(_round(t, known) for t in root.tables("round")),
        envoys=tuple(_envoy(t, known) for t in root.tables("envoy")),
        sources=sources,
    )
    for i, (before, after) in enumerate(zip(track.rounds, track.rounds[1:], strict=False), 1):
        if after.start <= before.end:
            what = f"the round from {after.start} begins before the one before it ends"
            faults.add(("round", i, "from"), what, "write the rounds in order of time")
    faults.settle()
    return track


def _cited(table: Table, known: Iterable[str]) -> tuple[str, ...]:
    cited = table.strings("sources")
    if not cited or not set(cited) <= set(known):
        table.fault("sources", "a fact without a known source", "name the id of a [[source]]")
    return cited


def _round(table: Table, known: Iterable[str]) -> Round:
    table.known("number", "from", "to", "place", "state", "sources")
    number = table.values.get("number")
    if number is not None and (isinstance(number, bool) or not isinstance(number, int)):
        table.fault("number", f"{number!r} is no number", "write number = 11")
        number = None
    start, end = table.day("from"), table.day("to")
    if end < start:
        table.fault("to", f"ends on {end}, before it begins on {start}", "swap them")
    state = table.one_of("state", ROUND_STATES)
    return Round(number, start, end, table.text("place"), state, _cited(table, known))


def _envoy(table: Table, known: Iterable[str]) -> Envoy:
    table.known("name", "words", "from", "to", "sources")
    return Envoy(
        table.text("name"), table.strings("words"), table.day("from"), table.maybe_day("to"),
        _cited(table, known),
    )  # fmt: skip


def place(
    event: Event,
    published: date | None = None,
    country: str | None = None,
    among: Sequence[Track] | None = None,
) -> Placed | None:
    """Find the track and the round of an event of type ``talks``; ``None`` where there is none.

    ``published`` is the day of the report, against which "a new round" is the next one; ``country``
    is what the report is about, where that is known (ISO 3166 alpha-3).
    """
    if event.type != "talks":
        return None
    words = [event.name or "", *(t.text for t in event.triggers)]
    named = _joined(tuple(words))
    where = _joined(tuple(p.text for p in (*event.places, *event.within)))
    who = _joined(tuple(a.text for a in (*event.actors, *event.targets)))
    countries = {a.code[:3] for a in (*event.actors, *event.targets)} | {country or ""}
    for track, reason in _candidates(named, where, who, countries, among or tracks()):
        number, known, why = _round_of(track, event, words, published)
        if reason == "envoy" and "next" in why:
            number, known, why = None, None, ()  # an envoy's every meeting is no new round
        return Placed(track.id, number, known, state_of(event), (reason, *why))
    return None


def _candidates(
    named: str, where: str, who: str, countries: set[str], among: Sequence[Track]
) -> Iterable[tuple[Track, Reason]]:
    for track in among:
        if _holds(named, track.aliases):
            yield track, "name"
    for track in among:
        if _holds(who, tuple(w for e in track.envoys for w in e.words)):
            yield track, "envoy"
    for track in among:
        if track.country in countries and _holds(f"{named} {where}", track.venues):
            yield track, "venue"
    for track in among:
        if _holds(where, track.aliases) and track.guarantors:
            yield track, "venue"


def _round_of(
    track: Track, event: Event, words: Sequence[str], published: date | None
) -> tuple[int | None, Round | None, tuple[Reason, ...]]:
    stated = event.round
    if stated is None:
        stated = next((n for n in map(round_in, words) if n is not None), None)
    if stated is not None:
        known = next((r for r in track.rounds if r.number == stated), None)
        return stated, known, ("stated number",)
    time = event.time
    if time is not None and (time.end - time.start).days <= LONGEST_ROUND_DAYS:
        met = [r for r in track.rounds if r.start <= time.end and time.start <= r.end]
        if len(met) == 1:
            return met[0].number, met[0], ("dates",)
        if event.status == "planned" and not met:
            return _next(track, time.start)
    elif time is None and event.status == "planned" and published is not None:
        return _next(track, published)
    return None, None, ()


def _next(track: Track, day: date) -> tuple[int | None, Round | None, tuple[Reason, ...]]:
    """The round after the last that was held before a day, in a series that is numbered."""
    before = [r for r in track.rounds if r.end < day and r.number is not None]
    if not before or before[-1].number is None:
        return None, None, ()
    number = before[-1].number + 1
    known = next((r for r in track.rounds if r.number == number), None)
    return number, known, ("next",)


def state_of(event: Event) -> RoundState:
    """What a report says of a round: announced, held, postponed or collapsed."""
    told = _joined(tuple(t.text for t in event.triggers))
    if _holds(told, _words()["postponed"]):
        return "postponed"
    if event.status in ("ended", "attempted", "denied") or _holds(told, _words()["collapsed"]):
        return "collapsed"
    return "announced" if event.status == "planned" else "held"


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = (files("hudna.accords") / "data" / "round_words.toml").read_text("utf-8")
    return {state: tuple(words) for state, words in tomllib.loads(text).items()}


@lru_cache(maxsize=4096)
def _joined(texts: tuple[str, ...]) -> str:
    return f" {' '.join(w for t in texts for w in split_words(fold(t).text).forms)} "


@lru_cache(maxsize=1024)
def _needles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(split_words(fold_term(word)).forms) for word in words)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether a folded text holds one of some phrases, a proclitic before it allowed."""
    return any(
        f" {lead}{needle} " in text
        for needle in _needles(words)
        for lead in ("", "و", "ب", "ل", "ف", "ال", "بال", "وال")
    )
