"""What every format of incidents needs of one: where it was, in which codes, what review set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from hudna.crosswalk import Codes, codes_of
from hudna.model import Actor, Event, Incident, Party, Place, Span, Unit, Where

_SAME_PLACE = 0.1
"""Degrees within which a claim's place and the incident's are one."""


class Reviewed(Protocol):
    """An incident as review leaves it: what the store hands out."""

    @property
    def incident(self) -> Incident:
        """The incident."""

    @property
    def standing(self) -> str:
        """``open``, ``accepted`` or ``rejected``."""

    @property
    def reviews(self) -> Sequence[int]:
        """Numbers of the decisions that made it what it is."""

    @property
    def corrected(self) -> Mapping[str, int]:
        """Each field that a person set, and the number of the decision."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an incident was, with what its claims know of the place."""

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geo_precision: int | None = None
    where_prec: int | None = None
    country: str | None = None
    """ISO 3166 alpha-3."""
    admin1: Unit | None = None
    admin2: Unit | None = None

    @property
    def located(self) -> bool:
        """Whether it has a point."""
        return self.lat is not None and self.lon is not None


def spots_of(item: Reviewed) -> list[Spot]:
    """All places of an incident, in its order.

    What a reviewer has set stands alone: the units and precision of the place that the claims
    meant are not those of the corrected one.
    """
    told = list(_told_places(item.incident))
    return [
        _spot(where, told, _set_by_hand(item.corrected, number))
        for number, where in enumerate(item.incident.places)
    ]


def spot_of(item: Reviewed) -> Spot | None:
    """The place that stands for an incident: the first with a point, else the first."""
    number = index_of_spot(item.incident)
    return None if number is None else spots_of(item)[number]


def index_of_spot(incident: Incident) -> int | None:
    """Which of an incident's places stands for it; None where it has none."""
    located = (n for n, place in enumerate(incident.places) if place.lat is not None)
    return next(located, 0 if incident.places else None)


def _set_by_hand(corrected: Mapping[str, int], number: int) -> bool:
    field = re.compile(rf"places(?:\[{number}\].*)?")
    return any(field.fullmatch(path) for path in corrected)


def _told_places(incident: Incident) -> Iterator[Place]:
    for claim in incident.claims:
        yield from claim.event.places
        yield from claim.event.within


def _spot(where: Where, told: Iterable[Place], by_hand: bool) -> Spot:
    if not by_hand:
        for place in told:
            if place.text == where.name and _agree(where, place):
                # A point that merging has stays; the claim's place only adds to it.
                point = where if where.lat is not None else place
                return Spot(
                    where.name, point.lat, point.lon, point.radius_km, place.geo_precision,
                    place.where_prec, place.country, place.admin1, place.admin2,
                )  # fmt: skip
    return Spot(where.name, where.lat, where.lon, where.radius_km)


def _agree(where: Where, place: Place) -> bool:
    if where.lat is None or where.lon is None:
        return True
    if place.lat is None or place.lon is None:
        return False
    return abs(where.lat - place.lat) <= _SAME_PLACE and abs(where.lon - place.lon) <= _SAME_PLACE


def unit_name(unit: Unit | None) -> str | None:
    """The name of an administrative unit, in Latin letters where it has one."""
    return None if unit is None else unit.name_latin or unit.name_ar


def event_of(incident: Incident) -> Event:
    """The incident as one event, for what is coded of events."""
    first = incident.claims[0].event
    return replace(
        first,
        type=incident.type,
        status=incident.status,
        actors=tuple(_actor(party) for party in incident.actors),
        targets=tuple(_actor(party) for party in incident.targets),
        weapons=tuple(
            weapon
            for claim in incident.claims
            if claim.event.type == incident.type
            for weapon in claim.event.weapons
        ),
    )


def _actor(party: Party) -> Actor:
    return Actor("", 0, 0, party.code, party.name)


def codes_of_incident(incident: Incident) -> Codes:
    """The incident in other codings."""
    return codes_of(event_of(incident))


def called(party: Party) -> str:
    """What a participant is called: its name, else what most claims call it, else its code."""
    return party.name or (party.words[0] if party.words else party.code)


def sides(incident: Incident) -> tuple[Sequence[Party], Sequence[Party]]:
    """The two sides: who does it and to whom; where there are only doers, the first and the rest.

    Of a clash, of talks and of an agreement all participants are doers.
    """
    if not incident.targets and incident.type in ("armed-clash", "talks", "agreement"):
        return incident.actors[:1], incident.actors[1:]
    return incident.actors, incident.targets


def outlets_of(incident: Incident) -> list[str]:
    """The outlets that tell it, in the order of their first claim."""
    return list(dict.fromkeys(claim.outlet for claim in incident.claims if claim.outlet))


def quote_of(incident: Incident) -> Span | None:
    """The first sentence that tells it."""
    return next((claim.quote for claim in incident.claims if claim.quote), None)


def day_of(incident: Incident) -> tuple[date | None, date | None]:
    """First and last day."""
    time = incident.time
    return (time.start, time.end) if time else (None, None)


def length_of(incident: Incident) -> int | None:
    """How many days its time spans; None where it is unknown."""
    time = incident.time
    return None if time is None else (time.end - time.start).days + 1


def sums_a_period(incident: Incident) -> bool:
    """Whether the best toll of the dead sums a period, rather than being of this incident alone."""
    return any(
        claim.event.casualties.cumulative
        for claim in incident.claims
        if claim.id in incident.killed.claims
    )


def corrections(item: Reviewed) -> list[str]:
    """Which fields a reviewer set, each with the number of the decision: ``killed.best#3``."""
    return [f"{path}#{number}" for path, number in sorted(item.corrected.items())]


def provenance(item: Reviewed) -> list[str]:
    """What review says of an incident, in words that fit a column of tags."""
    out = [] if item.standing == "open" else [f"review={item.standing}"]
    if item.corrected:
        out.append("corrected=" + ",".join(corrections(item)))
    return out
