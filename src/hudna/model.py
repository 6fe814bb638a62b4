"""The nouns: frozen values that the rooms hand to each other.

Field names are the codebook's. Every offset counts Unicode code points of the article's unchanged
text; every interval of dates is inclusive at both ends. Nothing here computes beyond a derived
property, and ``None`` always means *unknown*, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

EventType = Literal[
    "shelling", "air-strike", "armed-clash", "ground-attack", "gunfire", "explosion",
    "targeted-killing", "chemical-attack", "shoot-down", "abduction", "destruction", "casualties",
    "detention", "territorial-change", "deployment", "withdrawal", "mine-laying", "demining",
    "blockade", "displacement", "return", "aid", "evacuation", "prisoner-exchange", "protest",
    "talks", "agreement", "violation",
]  # fmt: skip
"""What happened: the 28 types of the codebook, section 2.1."""

Status = Literal["occurred", "ongoing", "attempted", "planned", "ended", "denied"]
"""How far it went: the codebook, section 2.2."""

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)

Family = Literal["violence", "control", "people", "peace"]
"""What kind of thing happened: the codebook's four families of types, section 2.1."""

FAMILIES: Mapping[Family, tuple[EventType, ...]] = {
    "violence": (
        "shelling", "air-strike", "armed-clash", "ground-attack", "gunfire", "explosion",
        "targeted-killing", "chemical-attack", "shoot-down", "abduction", "destruction",
        "casualties",
    ),
    "control": (
        "detention", "territorial-change", "deployment", "withdrawal", "mine-laying", "demining",
        "blockade",
    ),
    "people": (
        "displacement", "return", "aid", "evacuation", "prisoner-exchange", "protest",
    ),
    "peace": ("talks", "agreement", "violation"),
}  # fmt: skip
FAMILY: Mapping[str, Family] = {t: f for f, types in FAMILIES.items() for t in types}
"""The family of each type."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the article: ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Actor(Span):
    """A participant: the words that name it, and a code that does not depend on them."""

    code: str
    """ISO-3166 alpha-3 (or ``XXX``, ``UNO`` …), a colon, and the sector: ``SYR:MIL``."""
    name: str | None = None
    """English name of a named group or person."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A count known within bounds, both inclusive; ``high=None`` means no upper bound is stated."""

    low: int
    high: int | None


Harm = Literal["killed", "injured", "missing", "detained", "displaced"]
"""What befell people. The codebook codes the first two; the others go beyond it."""

VictimGroup = Literal["civilians", "children", "women", "combatants", "medics", "journalists"]
"""Who the victims of a toll may be, beyond the codebook."""

HARMS: tuple[Harm, ...] = get_args(Harm)
VICTIM_GROUPS: tuple[VictimGroup, ...] = get_args(VictimGroup)


@dataclass(frozen=True, slots=True)
class GroupToll:
    """How many of a toll belong to one group, or to several taken together."""

    harm: Harm
    groups: tuple[VictimGroup, ...]
    """Never empty; several where the text counts them together (معظمهم نساء وأطفال)."""
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Casualties:
    """The toll of one event; ``None`` where the text gives none."""

    killed: Bounds | None = None
    injured: Bounds | None = None
    cumulative: bool = False
    """Whether it sums a period, which is then the event's time."""
    missing: Bounds | None = None
    detained: Bounds | None = None
    displaced: Bounds | None = None
    groups: tuple[GroupToll, ...] = ()
    """What the text says of groups; they are parts of the tolls above and never add to them."""


@dataclass(frozen=True, slots=True)
class Time:
    """When: an interval of whole days, inclusive, and the words that state it."""

    start: date
    end: date
    span: Span | None = None
    """The phrase; ``None`` where the interval was inferred from something else than a phrase."""
    inferred: bool = False
    """Whether the interval is our inference rather than the article's statement."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one outlet: title, blank line, body.

    The text never changes; spans point into it.
    """

    text: str
    id: str = ""
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one article asserts: type, participants, place, time and status."""

    type: EventType
    status: Status
    triggers: tuple[Span, ...]
    """The words that tell it, the most informative first; never empty."""
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    places: tuple[Span, ...] = ()
    within: tuple[Span, ...] = ()
    """Areas that only locate the places (بريف حماة)."""
    time: Time | None = None
    casualties: Casualties = field(default_factory=Casualties)
    according_to: tuple[Span, ...] = ()
    name: str | None = None
    """The process or agreement as the text names it."""
    round: int | None = None
