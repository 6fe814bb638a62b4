"""From the claims of one happening to the incident: what is most told, and how it came to be known.

Every choice counts sources, not articles, so that a dispatch printed ten times weighs as much as
one. Ties go to the earlier claim, then to the smaller id: never to the order of coming.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from hudna.merging.dispatch import dispatched
from hudna.merging.history import history_of
from hudna.merging.sketch import Told
from hudna.merging.toll import toll_of
from hudna.model import Actor, Claim, Event, EventType, Incident, Party, Status, Time, Where
from hudna.text.fold import fold_term

_T = TypeVar("_T", bound=Hashable)

_VAGUE: Mapping[EventType, int] = {"casualties": 1, "violation": 1}
"""Types that say less of what happened than any other: taken only where no claim says more."""


def incident_of(told: Sequence[Told]) -> Incident:
    """Make the incident of claims that tell one happening; at least one, in any order."""
    claims = dispatched(told)
    status = status_of(claims)
    return Incident(
        id=incident_id(claims),
        claims=claims,
        type=_type(claims),
        status=status,
        time=_time(claims),
        places=_places(claims),
        actors=_parties(claims, lambda event: event.actors),
        targets=_parties(claims, lambda event: event.targets),
        killed=toll_of(claims, lambda toll: toll.killed),
        injured=toll_of(claims, lambda toll: toll.injured),
        sources=len({claim.dispatch for claim in claims}),
        reported=min((c.published for c in claims if c.published), default=None),
        contested=contested(claims),
        history=history_of(claims),
        name=_most(claims, lambda claim: [claim.event.name] if claim.event.name else []),
        round=_most(claims, lambda c: [] if c.event.round is None else [c.event.round]),
    )


def incident_id(claims: Sequence[Claim]) -> str:
    """An id that later claims leave as it is: made of the first claim's."""
    return "inc-" + hashlib.sha256(claims[0].id.encode()).hexdigest()[:12]


def _source(claim: Claim) -> str:
    return claim.dispatch or claim.id


def _ranked(claims: Sequence[Claim], values: Callable[[Claim], Iterable[_T]]) -> list[_T]:
    """Values by how many sources tell them, the most first; of equals the first told."""
    sources: defaultdict[_T, set[str]] = defaultdict(set)
    for claim in claims:
        for value in values(claim):
            sources[value].add(_source(claim))
    # The order of insertion is that of the claims, and sorting keeps it among equals.
    return sorted(sources, key=lambda value: -len(sources[value]))


def _most(claims: Sequence[Claim], values: Callable[[Claim], Iterable[_T]]) -> _T | None:
    ranked = _ranked(claims, values)
    return ranked[0] if ranked else None


def _type(claims: Sequence[Claim]) -> EventType:
    ranked: list[EventType] = _ranked(claims, lambda claim: [claim.event.type])
    return min(ranked, key=lambda type_: _VAGUE.get(type_, 0))


def status_of(claims: Sequence[Claim]) -> Status:
    """The status that holds: of the last day's claims what most sources say.

    What happened is no longer planned, whoever goes on announcing it; a denial holds only where
    nobody asserts the thing denied.
    """
    asserted = [claim for claim in claims if claim.event.status != "denied"]
    if not asserted:
        return "denied"
    done = [claim for claim in asserted if claim.event.status != "planned"] or asserted
    dated = [claim.published for claim in done if claim.published is not None]
    last = max(dated, default=None)
    newest = [claim for claim in done if claim.published == last] if last else done
    chosen = _most(newest, lambda claim: [claim.event.status])
    ongoing: Status = chosen or done[0].event.status
    return ongoing


def contested(claims: Sequence[Claim]) -> bool:
    """Whether one source denies what another asserts."""
    denying = {_source(c) for c in claims if c.event.status == "denied"}
    asserting = {_source(c) for c in claims if c.event.status != "denied"}
    return bool(denying and asserting and len(denying | asserting) > 1)


def _time(claims: Sequence[Claim]) -> Time | None:
    """The interval that most sources tell; among equals the shorter, and stated before inferred."""
    sources: defaultdict[tuple[date, date], set[str]] = defaultdict(set)
    stated: set[tuple[date, date]] = set()
    for claim in claims:
        time = claim.event.time
        if time is not None:
            sources[time.start, time.end].add(_source(claim))
            if not time.inferred:
                stated.add((time.start, time.end))
    if not sources:
        return None
    start, end = min(
        sources,
        key=lambda t: (t not in stated, -len(sources[t]), t[1] - t[0], t),
    )
    return Time(start, end, inferred=(start, end) not in stated)


def _places(claims: Sequence[Claim]) -> tuple[Where, ...]:
    """One place for each name, the surest reading of it."""
    surest: dict[str, Where] = {}
    for claim in claims:
        for place in claim.places:
            held = surest.get(fold_term(place.name))
            if held is None or _sureness(place) > _sureness(held):
                surest[fold_term(place.name)] = place
    names = _ranked(claims, lambda claim: [fold_term(place.name) for place in claim.places])
    return tuple(surest[name] for name in names)


def _sureness(place: Where) -> tuple[bool, float, float]:
    return place.lat is not None, place.confidence, -(place.radius_km or 0.0)


def _parties(
    claims: Sequence[Claim], whom: Callable[[Event], Sequence[Actor]]
) -> tuple[Party, ...]:
    """Participants by code and name, those that most sources name first."""
    words: defaultdict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    sources: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for claim in claims:
        for actor in whom(claim.event):
            words[actor.code, actor.name][actor.text] += 1
            sources[actor.code, actor.name].add(_source(claim))
    ranked = _ranked(claims, lambda claim: [(a.code, a.name) for a in whom(claim.event)])
    return tuple(
        Party(
            code, name,
            tuple(sorted(words[code, name], key=lambda w: (-words[code, name][w], w))),
            len(sources[code, name]),
        )
        for code, name in ranked
    )  # fmt: skip
