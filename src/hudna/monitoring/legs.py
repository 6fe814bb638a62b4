"""The five questions that hold an incident against a clause.

Each answers yes, no or unclear, and says why in a word or two. They are asked of values that are
small enough to remember, so that many incidents are weighed fast.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from hudna.accords.ground import ground
from hudna.accords.values import Accord, Breach, Clause, Exemption, Fulfilment, Side, Who, Zone
from hudna.model import Incident, Party, Span, Status, Time, Where
from hudna.monitoring.values import Answer
from hudna.text.fold import fold, fold_term
from hudna.text.words import split_words

FAR_KM = 50.0
"""A doubtful place that far outside counts as outside: to ask further would make every village of a
common name a finding."""

Told = tuple[Answer, str]
"""An answer, and why."""

SURE = 0.7
"""Below this confidence in a place, where it lies is unclear: it may be another of its name."""


def matches(who: Who, code: str, name: str | None) -> Answer:
    """Whether a participant is meant by a pattern; ``unclear`` where too little is known of it."""
    country, _, sector = code.partition(":")
    wanted, _, part = who.code.partition(":")
    if who.name is not None:
        if code == who.code:
            return "yes" if name == who.name else "unclear" if name is None else "no"
        return "no"
    if country == wanted and part in ("*", sector):
        return "yes"
    open_country = country == "XXX" or country == wanted
    open_sector = sector == "UNK" or part in ("*", sector)
    return "unclear" if open_country and open_sector else "no"


@lru_cache(maxsize=65536)
def side_of(sides: tuple[Side, ...], code: str, name: str | None) -> str | None:
    """Id of the side that a participant surely belongs to; a group by its name before its code."""
    for named in (True, False):
        for side in sides:
            for who in side.actors:
                if (who.name is not None) == named and matches(who, code, name) == "yes":
                    return side.id
    return None


@lru_cache(maxsize=65536)
def may_be_of(sides: tuple[Side, ...], code: str, name: str | None) -> frozenset[str]:
    """Ids of the sides that a participant of whom little is known may belong to."""
    sure = side_of(sides, code, name)
    if sure is not None:
        return frozenset((sure,))
    return frozenset(
        side.id for side in sides if any(matches(w, code, name) == "unclear" for w in side.actors)
    )


def bound(accord: Accord, sides: Sequence[str], actors: Sequence[Party]) -> Told:
    """Whether one who is said to have done it is bound."""
    if not actors:
        return "unclear", "no actor named"
    answer: Told = ("no", "another side")
    for actor in actors:
        side = side_of(accord.sides, actor.code, actor.name)
        if side in sides:
            return "yes", str(side)
        if side is None and may_be_of(accord.sides, actor.code, actor.name) & set(sides):
            answer = ("unclear", "actor not surely known")
    return answer


def in_force(time: Time | None, reported: date | None, start: date, end: date | None) -> Told:
    """Whether it happened while the clause was in force; of no known time, when it was told."""
    if time is None:
        if reported is not None and reported < start:
            return "no", "told before it began"
        return "unclear", "time unknown"
    if time.end < start:
        return "no", "before"
    if end is not None and time.start > end:
        return "no", "after"
    if time.start >= start and (end is None or time.end <= end):
        return "yes", "inferred" if time.inferred else "within"
    return "unclear", "across its edge"


def located(zone: Zone | None, places: Sequence[Where]) -> Told:
    """Whether it happened in the zone, given the uncertainty of the places and of the line."""
    if zone is None:
        return "yes", "anywhere"
    told = [_standing(zone, place) for place in places]
    if not told:
        return "unclear", "no place named"
    # A village that no gazetteer knows, named beside others that lie outside, lies there too.
    for wanted in ("inside", "near", "doubtful", "outside", "unknown"):
        found = next((one for one in told if one[1] == wanted), None)
        if found is not None:
            return found
    return told[0]


def _standing(zone: Zone, place: Where) -> Told:
    if _is_named(zone, place.name):
        return "yes", "inside"
    if place.lat is None or place.lon is None:
        return "unclear", "unknown"
    radius = place.radius_km
    found = ground(zone).standing(place.lat, place.lon, 0.0 if radius is None else radius)
    if place.confidence < SURE and not (found.answer == "no" and found.km > FAR_KM):
        return "unclear", "doubtful"
    if found.answer == "unclear":
        return "unclear", "near"
    return (found.answer, "inside" if found.answer == "yes" else "outside")


@lru_cache(maxsize=65536)
def _is_named(zone: Zone, name: str) -> bool:
    """Whether a place's name is that of the zone itself."""
    own = (fold_term(zone.name.ar), fold_term(zone.name.en))
    return fold_term(name).removeprefix("ال") in {one.removeprefix("ال") for one in own}


_DONE: tuple[Status, ...] = ("occurred", "ongoing")


def breaks(accord: Accord, clause: Clause, breach: Breach, incident: Incident) -> Told:
    """Whether the act is one that the clause forbids."""
    if incident.type not in breach.types:
        return "no", "another act"
    if incident.status == "ended":
        return "no", "ended"
    answer: Told = ("yes", incident.type)
    if breach.words and not _says(incident, breach.words):
        return "no", "other words"
    if breach.weapons:
        answer = _armed(breach.weapons, incident)
        if answer[0] == "no":
            return answer
    if breach.against:
        found = _any(breach.against, incident.targets)
        if found == "no":
            return ("no", "another target") if incident.targets else ("unclear", "target unknown")
        if found == "unclear":
            answer = ("unclear", "target not surely known")
    if breach.direction != "any" and clause.zone is not None:
        crossing = _direction(accord, accord.zone(clause.zone), breach.direction, incident.actors)
        if crossing != "yes":
            return crossing, "direction"
    return answer


def _direction(
    accord: Accord, zone: Zone, direction: Literal["any", "into", "out-of"], who: Sequence[Party]
) -> Answer:
    """Whether it comes from the side of the line that the clause is about."""
    sides = {side_of(accord.sides, p.code, p.name) for p in who}
    if not sides or zone.held_by is None:
        return "unclear"
    own = zone.held_by in sides
    if direction == "out-of":
        return "yes" if own else "unclear" if None in sides else "no"
    if sides - {zone.held_by, None}:
        return "yes"
    return "unclear" if None in sides else "no"


def keeps(kept: Fulfilment, incident: Incident) -> Told:
    """Whether the act is one that fulfils the clause."""
    if incident.type not in kept.types:
        return "no", "another act"
    if incident.type == "blockade":
        if incident.status != "ended":  # only its lifting keeps a clause
            return "no", "not lifted"
    elif incident.status not in (*_DONE, "planned"):
        return "no", "did not happen"
    if kept.words and not _says(incident, kept.words):
        return "no", "other words"
    return _armed(kept.weapons, incident) if kept.weapons else ("yes", incident.type)


def _armed(wanted: Collection[str], incident: Incident) -> Told:
    """Whether a claim names one of some weapons; ``no`` where claims name others alone."""
    named = {
        weapon.name
        for claim in incident.claims
        if claim.event.status != "denied" or incident.status == "denied"
        for weapon in claim.event.weapons
    }
    if named & set(wanted):
        return "yes", incident.type
    if any(loosely(a, b) for a in named for b in wanted):
        return "unclear", "weapon not surely known"
    return ("no", "other weapons") if named else ("unclear", "weapon not known")


def loosely(one: str, other: str) -> bool:
    """Whether one weapon's name may be used for the other."""
    return (one, other) in _loose() or (other, one) in _loose()


@cache
def _loose() -> frozenset[tuple[str, str]]:
    text = (files("hudna.monitoring") / "weapons.toml").read_text("utf-8")
    table = tomllib.loads(text)["loose"]
    return frozenset((name, other) for name, others in table.items() for other in others)


def done_by(accord: Accord, clause: Clause, kept: Fulfilment, actors: Sequence[Party]) -> Told:
    """Whether it was done by those who owe it."""
    if not kept.actors:
        return bound(accord, clause.bound, actors)
    if not actors:
        return "unclear", "no actor named"
    found = _any(kept.actors, actors)
    return found, {"yes": "owes it", "no": "another side"}.get(found, "actor not surely known")


def exempt(exemptions: Sequence[Exemption], incident: Incident) -> Told:
    """Whether the accord leaves out whom it was done by or to."""
    answer: Told = ("no", "none named")
    for exemption in exemptions:
        for role, who in (("actor", incident.actors), ("target", incident.targets)):
            if exemption.when not in (role, "either"):
                continue
            excluded = [_is_excluded(exemption.actors, p) for p in who]
            if excluded and all(excluded):
                return "yes", f"as {role}"
            if any(excluded):
                answer = ("unclear", f"in part, as {role}")
    return answer


def _is_excluded(patterns: Sequence[Who], party: Party) -> bool:
    return any(matches(who, party.code, party.name) == "yes" for who in patterns)


def _any(patterns: Sequence[Who], parties: Iterable[Party]) -> Answer:
    answers = {matches(who, p.code, p.name) for p in parties for who in patterns}
    return "yes" if "yes" in answers else "unclear" if "unclear" in answers else "no"


_BEFORE, _AFTER = 3, 6
"""Words around a trigger that tell what it is done to."""


def _says(incident: Incident, words: tuple[str, ...]) -> bool:
    """Whether a claim tells it in one of some words: its triggers, what is beside them, its places.

    Not the whole sentence: it may tell of other acts.
    """
    for claim in incident.claims:
        event = claim.event
        spans = (*event.triggers, *event.places, *event.within)
        told = (*(span.text for span in spans), *_beside(claim.quote, event.triggers))
        if any(says(text, words) for text in told):
            return True
    return False


def _beside(sentence: Span | None, triggers: Sequence[Span]) -> Iterator[str]:
    """The words on either side of each trigger that the sentence holds."""
    if sentence is None:
        return
    for trigger in triggers:
        at, end = trigger.start - sentence.start, trigger.end - sentence.start
        if at >= 0 and sentence.text[at:end] == trigger.text:
            before = sentence.text[:at].split()[-_BEFORE:]
            after = sentence.text[end:].split()[:_AFTER]
            yield " ".join([*before, trigger.text, *after])


def says(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds one of some phrases, as words of its own; a clitic may lean on them."""
    shown = f" {' '.join(split_words(fold(text).text).forms)} "
    return any(
        f" {lead}{needle}{tail} " in shown
        for needle in _needles(words)
        for lead in _LEADS
        for tail in _TAILS
    )


_LEADS = ("", "ال", "و", "ب", "ل", "لل", "وال", "بال", "ف")
_TAILS = ("", "ها", "هم", "ه")


@lru_cache(maxsize=1024)
def _needles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(split_words(fold_term(word)).forms) for word in words)
