"""Talks as they are told: rounds followed from their announcement, tracks side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hudna.accords.tracks import Round, RoundState, Track, place, tracks
from hudna.model import Claim, Incident
from hudna.monitoring.findings import quote
from hudna.monitoring.values import Quote


@dataclass(frozen=True, slots=True)
class Step:
    """What one claim says of a round."""

    published: date | None
    state: RoundState
    start: date | None
    end: date | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Followed:
    """One round of a track, or the track as a whole, as reports tell it."""

    track: str
    round: int | None
    """Number; ``None``: the track as a whole, or a round of a series without numbers."""
    known: Round | None
    """The round as public sources document it."""
    state: RoundState
    """The last that is told of it; what was held is no longer announced. Of a round that no report
    tells, what public sources document."""
    start: date | None
    end: date | None
    steps: tuple[Step, ...]
    """By day of publication; empty for a round that no report tells."""


def beside(
    incidents: Iterable[Incident],
    country: str,
    start: date,
    end: date,
    among: Sequence[Track] | None = None,
) -> tuple[Followed, ...]:
    """The talks on a country in a period: as reports tell them, and what else is documented.

    Args:
        incidents: everything that the record holds.
        country: what the talks are about (ISO 3166 alpha-3).
        start: first day of the period. A round belongs to it if it took place or was told in it; a
            report of no known day is taken to be of the period.
        end: last day.
        among: the tracks; by default those that ship.
    """
    known = tracks() if among is None else among
    of_country = {track.id for track in known if track.country == country}
    told = [
        one
        for one in follow(incidents, country, known)
        if one.track in of_country and _is_of(one, start, end)
    ]
    followed = {(one.track, one.known) for one in told}
    untold = [
        Followed(track.id, one.number, one, one.state, one.start, one.end, ())
        for track in known
        if track.id in of_country
        for one in track.rounds
        if one.start <= end and start <= one.end and (track.id, one) not in followed
    ]
    return _in_order([*told, *untold], known)


def _is_of(one: Followed, start: date, end: date) -> bool:
    if any(s.published is None or start <= s.published <= end for s in one.steps):
        return True
    if one.start is None or one.end is None:
        return False
    return one.start <= end and start <= one.end


def follow(
    incidents: Iterable[Incident],
    country: str | None = None,
    among: Sequence[Track] | None = None,
) -> tuple[Followed, ...]:
    """Follow the rounds of talks that incidents tell, by track, then in order of time."""
    shelf: defaultdict[tuple[str, int | None, Round | None], list[tuple[Claim, RoundState]]]
    shelf = defaultdict(list)
    known = tracks() if among is None else among
    for incident in incidents:
        if incident.type != "talks":
            continue
        for claim in incident.claims:
            found = place(claim.event, claim.published, country, known)
            if found is not None:
                shelf[found.track, found.round, found.known].append((claim, found.state))
    out = [_followed(track, number, of, told) for (track, number, of), told in shelf.items()]
    return _in_order(out, known)


def _in_order(found: Iterable[Followed], known: Sequence[Track]) -> tuple[Followed, ...]:
    order = {track.id: i for i, track in enumerate(known)}
    return tuple(
        sorted(found, key=lambda f: (order[f.track], f.start or date.max, f.round or 0, f.state))
    )


def _followed(
    track: str, number: int | None, known: Round | None, told: list[tuple[Claim, RoundState]]
) -> Followed:
    told.sort(key=lambda t: (t[0].published or date.min, t[0].id))
    steps = tuple(
        Step(
            claim.published, state,
            claim.event.time.start if claim.event.time else None,
            claim.event.time.end if claim.event.time else None,
            quote(claim, claim.event.triggers[0]),
        )
        for claim, state in told
    )  # fmt: skip
    dated = [s for s in steps if s.start is not None]
    last = dated[-1] if dated else None
    done = [s.state for s in steps if s.state != "announced"]
    return Followed(
        track, number, known, done[-1] if done else "announced",
        last.start if last else known.start if known else None,
        last.end if last else known.end if known else None,
        steps,
    )  # fmt: skip
