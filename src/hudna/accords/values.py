"""Accords as values: what was agreed, by whom, where, when, and what breaks or keeps it.

An accord is read from ``accord.toml`` and ``zones.geojson`` (:mod:`hudna.accords.load`). Every fact
names the public sources that document it. Dates are whole days, intervals inclusive at both ends,
and ``None`` as an end means that none was agreed. An accord and its sides, zones and clauses are
compared by identity, so that what is worked out for them is found again at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

AccordKind = Literal["ceasefire", "de-escalation", "demilitarisation", "cessation-of-hostilities"]
"""What kind of accord it is, by its main obligation."""
Role = Literal["party", "guarantor", "mediator", "witness"]
"""What a signatory is to the accord."""
Direction = Literal["any", "into", "out-of"]
"""Across a zone's line: ``into`` is an act by a side that does not hold the zone, ``out-of`` one by
the side that holds it."""
ExemptAs = Literal["either", "actor", "target"]
"""In which part an excluded group takes an act out of a clause."""

ACCORD_KINDS: tuple[AccordKind, ...] = get_args(AccordKind)
ROLES: tuple[Role, ...] = get_args(Role)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
EXEMPT_AS: tuple[ExemptAs, ...] = get_args(ExemptAs)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Arabic and English."""

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """A public document that states facts of an accord or a track."""

    id: str
    by: str
    url: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """A pattern of actors: a code, and the name of one group where only that group is meant."""

    code: str
    """``SYR:MIL``, or ``SYR:*`` for every sector of a country."""
    name: str | None = None
    """As :attr:`hudna.model.Actor.name` gives it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A signatory."""

    actor: str
    """Its code, as ``RUS:GOV``."""
    name: Text
    role: Role
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Those on the ground whom clauses bind together."""

    id: str
    name: Text
    actors: tuple[Who, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """When and where it was signed or announced."""

    on: date
    place: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days in which the accord is in force."""

    start: date
    end: date | None
    sources: tuple[str, ...]
    note: Text | None = None


Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of each corner, in WGS 84 degrees, the first repeated at the end."""
Polygon = tuple[Ring, ...]
"""An outer ring, and the rings of its holes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The land of a zone: any number of polygons."""

    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """Where clauses hold."""

    id: str
    name: Text
    outline: Shape
    """The zone as best known."""
    sure: Shape | None
    """What lies in it even if the line is off; ``None``: the outline less the uncertainty."""
    approximate: bool
    """Whether the line was drawn from a description rather than published."""
    uncertainty_km: float
    """By how much the line may be off, in km."""
    drawn: Text | None
    """How it was drawn, where it is approximate."""
    held_by: str | None
    """Id of the side that holds the land, where one does."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks a clause."""

    types: frozenset[str]
    weapons: frozenset[str]
    """English names as the lexicon has them; empty: with whatever weapon."""
    direction: Direction
    against: tuple[Who, ...]
    """Whom it must be done to; empty: whomever."""
    words: tuple[str, ...]
    """Words of which a trigger, what is beside it, or a place must hold one; empty: whatever."""


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What fulfils a clause, and the last day for it."""

    types: frozenset[str]
    weapons: frozenset[str]
    actors: tuple[Who, ...]
    """Whose act fulfils it; empty: whoever's."""
    words: tuple[str, ...]
    """Words of which a trigger, what is beside it, or a place must hold one; empty: whatever."""
    by: date | None
    """The deadline."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """Groups that the accord leaves out."""

    actors: tuple[Who, ...]
    when: ExemptAs
    note: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One obligation, in our own words."""

    id: str
    text: Text
    bound: tuple[str, ...]
    """Ids of the sides that it binds."""
    zone: str | None
    """Id of the zone; ``None``: wherever it happens."""
    start: date
    end: date | None
    breach: Breach | None
    kept: Fulfilment | None
    exemptions: tuple[Exemption, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Accord:
    """An agreement, whole and checked."""

    id: str
    kind: AccordKind
    name: Text
    aliases: tuple[str, ...]
    """Other names of it, in any script."""
    country: str
    """ISO 3166 alpha-3 of the country whose war it is about."""
    document: str | None
    """Symbol of the United Nations document that holds its text."""
    signed: Signing
    in_force: tuple[Period, ...]
    """In order, never overlapping."""
    predecessor: str | None
    successor: str | None
    parties: tuple[Party, ...]
    sides: tuple[Side, ...]
    zones: tuple[Zone, ...]
    clauses: tuple[Clause, ...]
    sources: tuple[Source, ...]

    def side(self, id: str) -> Side:
        """Return a side by its id."""
        return next(side for side in self.sides if side.id == id)

    def zone(self, id: str) -> Zone:
        """Return a zone by its id."""
        return next(zone for zone in self.zones if zone.id == id)

    def clause(self, id: str) -> Clause:
        """Return a clause by its id."""
        return next(clause for clause in self.clauses if clause.id == id)
