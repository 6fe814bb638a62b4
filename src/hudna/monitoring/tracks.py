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
    """The last that is told of it; what was held is no longer announced."""
    start: date | None
    end: date | None
    steps: tuple[Step, ...]
    """By day of publication."""


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
    order = {track.id: i for i, track in enumerate(known)}
    return tuple(
        sorted(out, key=lambda f: (order[f.track], f.start or date.max, f.round or 0, f.state))
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
