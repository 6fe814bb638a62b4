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

Mode = Literal["narrated", "quoted", "claimed", "denied"]
"""How an article tells an event: in its own voice, as what somebody said, as a mere claim, or as
what somebody denies."""

Saying = Literal["published", "said", "reported", "claimed", "denied", "according"]
"""How one in a chain of attribution tells it: the outlet publishes, others say, report, claim or
deny, or it is told according to them."""

Loading = Literal["honorific", "neutral", "pejorative"]
"""What an outlet's wording thinks of whom it names."""

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
MODES: tuple[Mode, ...] = get_args(Mode)
SAYINGS: tuple[Saying, ...] = get_args(Saying)
LOADINGS: tuple[Loading, ...] = get_args(Loading)

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
    loading: Loading = "neutral"
    """What the wording thinks of them; the code does not depend on it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A first- or second-level administrative unit."""

    code: str
    """ISO 3166-2 of a first-level unit (``SY-ID``), else its gazetteer id."""
    name_ar: str | None = None
    name_latin: str | None = None
    pcode: str | None = None
    """OCHA p-code."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another bearer of a place's name, which may be the one that is meant."""

    gazetteer_id: str
    share: float
    """Its share of the belief, 0 to 1."""
    name_ar: str | None = None
    name_latin: str | None = None
    kind: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    """ISO 3166 alpha-3."""
    admin1: str | None = None
    """ISO 3166-2 code of its first-level unit."""


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A place: the words that name it, and where on the earth that is, as far as it is known.

    The names, kind, units and id are those of the gazetteer's place; the point may lie beside it
    where the text says so (``على بعد 5 كم شمال كذا``).
    """

    name_ar: str | None = None
    name_latin: str | None = None
    kind: str | None = None
    """``village``, ``city``, ``crossing`` …: the gazetteer's kinds."""
    lat: float | None = None
    """Degrees north, WGS 84."""
    lon: float | None = None
    """Degrees east, WGS 84."""
    radius_km: float | None = None
    """Radius of uncertainty around the point."""
    geo_precision: int | None = None
    """ACLED: 1 the place itself, 2 near it or part of a region, 3 a wider region."""
    where_prec: int | None = None
    """UCDP GED: 1 exact, 2 within about 25 km, 3 second-level unit, 4 first-level unit, 5 a line or
    area, 6 country."""
    country: str | None = None
    """ISO 3166 alpha-3."""
    admin1: Unit | None = None
    admin2: Unit | None = None
    gazetteer_id: str | None = None
    """``gn:`` GeoNames, ``wof:`` Who's On First, ``ocha:`` a p-code, ``iso:`` a unit …"""
    confidence: float | None = None
    """Belief that the place lies within the radius, 0 to 1."""
    runners_up: tuple[Candidate, ...] = ()
    """The most likely other bearers of the name, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Weapon(Span):
    """A weapon or way of attack, by the words that name it."""

    name: str
    """In English, as the lexicon calls its kind: ``mortar``, ``IED``."""


@dataclass(frozen=True, slots=True)
class Link:
    """One in a chain of attribution: who tells it, and how."""

    name: str
    """As the article writes it; of the outlet, as the article's source gives it."""
    mode: Saying
    span: Span | None = None
    """The words that name it; ``None`` for the outlet, which is known from outside the text."""
    cue: Span | None = None
    """The word of saying (نقلت، بحسب، نفى); ``None`` for the outlet."""


Chain = tuple[Link, ...]
"""Who says so, the outermost first: the outlet, the agency that it quotes, the official whom that
quotes. Never empty; whoever the words rest on comes last."""


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
    places: tuple[Place, ...] = ()
    within: tuple[Place, ...] = ()
    """Areas that only locate the places (بريف حماة)."""
    time: Time | None = None
    casualties: Casualties = field(default_factory=Casualties)
    according_to: tuple[Span, ...] = ()
    name: str | None = None
    """The process or agreement as the text names it."""
    round: int | None = None
    weapons: tuple[Weapon, ...] = ()
    """What it was done with, as the text says."""
    mode: Mode | None = None
    """How the article tells it; ``None`` if nobody said."""
    confidence: float | None = None
    """How probable it is, from 0 to 1, that the article asserts this; ``None`` if nobody said."""
    chains: tuple[Chain, ...] = ()
    """Who says so: a chain for each whom the article quotes for it or who denies it, in text
    order; where it quotes nobody, the outlet alone, if that is known."""

    @property
    def denials(self) -> tuple[Chain, ...]:
        """The chains at whose end somebody denies the event, or a part in it."""
        return tuple(chain for chain in self.chains if chain[-1].mode == "denied")


@dataclass(frozen=True, slots=True)
class Where:
    """A place on the ground, apart from the words that name it; ``None`` where it is not known."""

    name: str
    """As the article writes it."""
    lat: float | None = None
    """Degrees north, WGS 84."""
    lon: float | None = None
    """Degrees east, WGS 84."""
    radius_km: float | None = None
    """Radius of uncertainty."""
    confidence: float = 0.0
    """Belief that the place is within its radius of the point, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One event as one article asserts it."""

    id: str
    """Stable: made of the article's id, the event's type and where its first trigger stands."""
    article: str
    """The article's id."""
    number: int
    """The event's place, from 0, among the events of the article."""
    event: Event
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    places: tuple[Where, ...] = ()
    """Where the event's places are; of what holds them where it names none."""
    quote: Span | None = None
    """The sentence of the first trigger."""
    rises: bool = False
    """Whether it says that an earlier toll has risen (ارتفاع الحصيلة إلى …)."""
    dispatch: str | None = None
    """Within an incident: the source it counts as. Claims that share it are one source told again
    (near-copies, one outlet twice, one agency quoted); it is the id of the earliest of them."""


TollRule = Literal["none", "single", "agreed", "update", "latest", "lowest"]
"""Which rule chose the best of several tolls: no source tells one; one does, or all say the same;
most sources agree; a claim says that the toll has risen; as many sources tell each and the latest
was taken; the same, told on the same day, and the lowest was taken."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A count over all claims of an incident; ``None`` means unknown, never zero."""

    best: int | None = None
    low: int | None = None
    high: int | None = None
    """``None`` beside a ``low`` where a claim sets no upper bound (20 at least)."""
    rule: TollRule = "none"
    claims: tuple[str, ...] = ()
    """Ids of the claims that tell the best figure."""


@dataclass(frozen=True, slots=True)
class Party:
    """A participant over all claims of an incident."""

    code: str
    name: str | None
    words: tuple[str, ...]
    """What the claims call it, the most frequent first."""
    sources: int
    """How many independent sources name it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of what was known of an incident."""

    claim: str
    """Id of the claim that brought it."""
    published: date | None
    what: Literal["reported", "status", "killed", "injured", "denied"]
    before: str | None
    after: str | None
    """The value as text: a status, or a count (``5``, ``5-7``, ``20+``)."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, with every claim about it side by side."""

    id: str
    """Made of its earliest claim's id."""
    claims: tuple[Claim, ...]
    """By day of publication, then id; never empty."""
    type: EventType
    status: Status
    time: Time | None = None
    places: tuple[Where, ...] = ()
    """What the most sources name first."""
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    killed: Toll = field(default_factory=Toll)
    injured: Toll = field(default_factory=Toll)
    sources: int = 1
    """How many independent sources tell it: near-copies of one dispatch count once."""
    reported: date | None = None
    """When it was first told."""
    contested: bool = False
    """Whether a source denies what another asserts."""
    history: tuple[Change, ...] = ()
    name: str | None = None
    """Of talks, an agreement or a violation: the process as the claims name it."""
    round: int | None = None
