"""How much hangs on whom one believes: the same ledger by the outlets of one side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hudna.accords.values import Accord
from hudna.merging.history import history_of
from hudna.merging.incident import contested, status_of
from hudna.merging.toll import toll_of
from hudna.model import Actor, Claim, Incident, Party, Time, Where
from hudna.monitoring.ledger import Reports, ledger
from hudna.monitoring.values import Ledger
from hudna.text.fold import fold_term

UNKNOWN = ""
"""Side of an outlet of which none is known."""


def by_outlet_side(
    accord: Accord,
    incidents: Sequence[Incident],
    sides: Mapping[str, str],
    start: date | None = None,
    end: date | None = None,
    reports: Reports | None = None,
) -> dict[str, Ledger]:
    """Draw up an accord's ledger as if only one side's outlets were believed, for each side.

    Args:
        accord: the accord.
        incidents: everything that the record holds.
        sides: which side each outlet stands on, as the user says (``regime``, ``independent`` …).
        start: as for :func:`hudna.monitoring.ledger.ledger`.
        end: likewise.
        reports: likewise.

    Returns:
        A ledger for each side of which a claim is recorded, by the side's name; outlets of no
        known side are together under :data:`UNKNOWN`.
    """
    whole = ledger(accord, incidents, start, end, reports=reports)
    found = sorted({_side(c, sides) for i in incidents for c in i.claims})
    out = {}
    for side in found:
        believed = [
            part
            for i in incidents
            if (part := restrict(i, [c for c in i.claims if _side(c, sides) == side])) is not None
        ]
        told = None
        if reports is not None:
            told = {k: n for k, n in reports.items() if sides.get(k[1], UNKNOWN) == side}
        out[side] = ledger(accord, believed, whole.start, whole.end, reports=told)
    return out


def _side(claim: Claim, sides: Mapping[str, str]) -> str:
    return sides.get(claim.outlet or "", UNKNOWN)


def restrict(incident: Incident, claims: Sequence[Claim]) -> Incident | None:
    """The incident as some of its claims alone tell it; ``None`` where there are none.

    It keeps its id, so that ledgers can be laid beside each other.
    """
    if not claims:
        return None
    if len(claims) == len(incident.claims):
        return incident
    types = [claim.event.type for claim in claims]
    return replace(
        incident,
        claims=tuple(claims),
        type=incident.type if incident.type in types else types[0],
        status=status_of(claims),
        time=_time(incident, claims),
        places=_places(incident, claims),
        actors=_parties(incident.actors, [(c, c.event.actors) for c in claims]),
        targets=_parties(incident.targets, [(c, c.event.targets) for c in claims]),
        killed=toll_of(claims, lambda toll: toll.killed),
        injured=toll_of(claims, lambda toll: toll.injured),
        sources=len({claim.dispatch or claim.id for claim in claims}),
        reported=min((c.published for c in claims if c.published), default=None),
        contested=contested(claims),
        history=history_of(claims),
    )


def _time(incident: Incident, claims: Iterable[Claim]) -> Time | None:
    """The incident's own days if a claim tells them, else the shortest interval that one tells."""
    times = [claim.event.time for claim in claims if claim.event.time is not None]
    whole = incident.time
    if whole and any((t.start, t.end) == (whole.start, whole.end) for t in times):
        return whole
    return min(times, key=lambda t: (t.inferred, t.end - t.start, t.start), default=None)


def _places(incident: Incident, claims: Iterable[Claim]) -> tuple[Where, ...]:
    named = {fold_term(place.name) for claim in claims for place in claim.places}
    return tuple(place for place in incident.places if fold_term(place.name) in named)


def _parties(
    parties: Sequence[Party], told: Sequence[tuple[Claim, Sequence[Actor]]]
) -> tuple[Party, ...]:
    out = []
    for party in parties:
        naming = [
            (claim, actor)
            for claim, actors in told
            for actor in actors
            if (actor.code, actor.name) == (party.code, party.name)
        ]
        if naming:
            words = {actor.text for _, actor in naming}
            sources = len({claim.dispatch or claim.id for claim, _ in naming})
            kept = tuple(word for word in party.words if word in words)
            out.append(Party(party.code, party.name, kept, sources))
    return tuple(out)
