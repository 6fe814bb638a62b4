"""What monitoring says: findings and their legs, tallies, and a truce's ledger.

All are plain frozen values that a template can walk. Counts of people are bounds; ``None`` as an
upper bound means that no source sets one, and what no source tells is counted as untold, not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from hudna.model import Bounds, Span, Where

Answer = Literal["yes", "no", "unclear"]
LegName = Literal["bound", "act", "where", "when", "exempt"]
"""The questions that a finding answers: is the accused side bound; is the act one that the clause
is about; is the place in the clause's zone; is the clause in force; is it exempt."""
Kind = Literal["breach", "foiled", "planned", "denied", "kept", "pledged"]
"""What is held against the clause: an act that would break it; one that was foiled, is only
planned, or that every source denies; an act that fulfils it, or the announcement of one."""
Grade = Literal["reported", "corroborated", "contested"]
"""Told by one source; by independent ones; denied or contradicted by one. Never *proved*."""
Verdict = Literal["holds", "unclear", "exempt"]

KINDS: tuple[Kind, ...] = get_args(Kind)
GRADES: tuple[Grade, ...] = get_args(Grade)
BREACHES: tuple[Kind, ...] = ("breach", "foiled", "planned", "denied")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one claim's article."""

    claim: str
    """The claim's id."""
    article: str
    outlet: str | None
    url: str | None
    published: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Leg:
    """One answer of a finding, and the words that it rests on."""

    name: LegName
    answer: Answer
    detail: str
    """Why, in a word or two: ``inside``, ``near``, ``no actor named`` …"""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Accused:
    """Whom one outlet names as the one who did it."""

    outlet: str | None
    code: str
    words: str
    """As the outlet writes it."""
    side: str | None
    """Id of the side that the accord counts it to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An incident held against one clause."""

    accord: str
    clause: str
    incident: str
    kind: Kind
    grade: Grade
    legs: tuple[Leg, ...]
    """In the order of :data:`LegName`."""
    quotes: tuple[Quote, ...]
    """The words that tell the act, one for each claim; never empty."""
    accused: tuple[Accused, ...]
    sides: tuple[str, ...]
    """Ids of the sides whose act it is; empty where that is unknown."""
    start: date | None
    end: date | None
    """The days within which it happened; ``None``: unknown."""
    on_time: Answer | None
    """Of what fulfils a clause with a deadline: whether it was met."""
    places: tuple[Where, ...]
    killed: Bounds | None
    injured: Bounds | None
    sources: int
    """How many independent sources tell it."""
    outlets: tuple[str, ...]

    @property
    def id(self) -> str:
        """Stable name: incident, accord, clause, and whether it breaks or keeps it."""
        way = "breaks" if self.kind in BREACHES else "keeps"
        return f"{self.incident}:{self.accord}:{self.clause}:{way}"

    def leg(self, name: LegName) -> Leg:
        """Return one of its legs."""
        return next(leg for leg in self.legs if leg.name == name)

    @property
    def verdict(self) -> Verdict:
        """``exempt`` where an exemption surely applies; ``holds`` where every leg does."""
        if self.leg("exempt").answer == "yes":
            return "exempt"
        sure = all(leg.answer == ("no" if leg.name == "exempt" else "yes") for leg in self.legs)
        return "holds" if sure else "unclear"

    @property
    def day(self) -> date | None:
        """The day, where it is known to the day."""
        return self.start if self.start == self.end else None


@dataclass(frozen=True, slots=True)
class Sum:
    """A toll over several incidents."""

    low: int = 0
    high: int | None = 0
    """``None``: some source sets no upper bound."""
    untold: int = 0
    """Incidents of which no source tells a count; they add nothing to the bounds."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings counted, each incident's people once."""

    findings: int = 0
    incidents: int = 0
    holds: int = 0
    unclear: int = 0
    exempt: int = 0
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    grades: Mapping[Grade, int] = field(default_factory=dict)
    killed: Sum = Sum()
    injured: Sum = Sum()


@dataclass(frozen=True, slots=True)
class Row:
    """A tally under a heading."""

    key: str
    """Id of the clause or side, name of the area, ISO day, or ISO day of a week's Monday; empty
    where it is unknown."""
    breaches: Tally
    """What breaks or would break clauses."""
    kept: Tally
    """What fulfils clauses, or is announced to."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which outlets reported on a day: silence is no peace."""

    day: date
    outlets: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days of the period without a breach told."""

    covered: int
    """Days on which, or on the day after which, some outlet reported."""
    uncovered: int
    """Days of which the record holds no report at all."""
    longest: tuple[date, date] | None
    """The longest run of covered days without a breach."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A cumulative claim beside the sum of what is recorded."""

    incident: str
    quotes: tuple[Quote, ...]
    start: date
    end: date
    what: Literal["killed", "injured"]
    claimed: Bounds
    recorded: Sum
    incidents: int
    """How many recorded incidents the sum is over."""
    missing: Bounds
    """By how much the claim exceeds the record: at least, and at most."""
    outcome: Literal["reconciled", "record exceeds claim", "unreconciled"]


@dataclass(frozen=True, slots=True)
class Point:
    """One week of the trend."""

    week: date
    """Its Monday."""
    count: int | None
    """Incidents with a breach; ``None`` where the record holds no report of the week."""
    rate: float | None
    """Smoothed: a week's mean over the weeks beside it."""
    low: float | None
    high: float | None
    """The interval of the mean, 95 %."""


@dataclass(frozen=True, slots=True)
class Break:
    """A week in which the level changed, by the test that the trend names."""

    week: date
    before: float
    """Mean of a week before it, since the break before."""
    after: float
    p: float
    """Of the test, corrected for the weeks tried."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Weeks of breaches, smoothed, with what may be said of changes."""

    points: tuple[Point, ...]
    dispersion: float
    """Variance over mean, at least 1: by how much counts scatter more than chance alone."""
    breaks: tuple[Break, ...]
    method: str


@dataclass(frozen=True, slots=True)
class Mention:
    """What reports say of the accord itself."""

    incident: str
    what: Literal["signed", "in force", "alleged violation", "extended", "ended", "other"]
    start: date | None
    end: date | None
    accused: tuple[Accused, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The record held against an accord, over a period."""

    accord: str
    start: date
    end: date
    total: Row
    clauses: tuple[Row, ...]
    sides: tuple[Row, ...]
    areas: tuple[Row, ...]
    days: tuple[Row, ...]
    weeks: tuple[Row, ...]
    findings: tuple[Finding, ...]
    """By day, then id; those without a day last."""
    mentions: tuple[Mention, ...]
    cumulative: tuple[Reconciled, ...]
    coverage: tuple[Coverage, ...]
    quiet: Quiet
    trend: Trend
