"""What a time phrase says, before it is known when it was said; each node resolves itself.

Conventions are the codebook's, section 2.5; where it is silent a comment beside the code says
what was decided. ``resolve`` returns ``None`` for what the words alone do not tell. Dates of the
calendar are in :mod:`.calendar_nodes`, what is counted or spanned from them in :mod:`.span_nodes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from hudna.reading.when import calendar
from hudna.reading.when.calendar import Interval
from hudna.reading.when.phrase import Granularity


class Moment(NamedTuple):
    """From where a phrase is read."""

    day: date | None
    """Day of publication, or a day that it may have been; ``None`` if nothing is known."""
    future: bool = False
    """Whether the clause speaks of what is still to come."""
    before: Interval | None = None
    """The time told before, which anaphoric phrases take up."""


class Resolved(NamedTuple):
    """An interval, either end of which may be open."""

    start: date | None
    end: date | None
    granularity: Granularity
    warning: str | None = None
    approximate: bool = False
    anaphoric: bool = False
    """Whether it was read from the time told before."""


class Node(Protocol):
    """A parsed phrase."""

    @property
    def rule(self) -> str:
        """Name of the rule, for explanation."""
        ...

    def resolve(self, at: Moment) -> Resolved | None:
        """Return the interval it means, or ``None`` if that cannot be told."""
        ...


def exact(interval: Interval, granularity: Granularity, warning: str | None = None) -> Resolved:
    """Resolve to an interval with both ends told."""
    return Resolved(*interval, granularity, warning)


def distance(interval: Interval, day: date) -> int:
    """Count the days between an interval and a day; none if it holds the day."""
    start, end = interval
    if start > day:
        return (start - day).days
    return max((day - end).days, 0)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that the words tell whole: a decade of a century, a dated accord."""

    interval: Interval
    granularity: Granularity
    rule: str

    def resolve(self, at: Moment) -> Resolved | None:
        """Return the interval."""
        return exact(self.interval, self.granularity)


@dataclass(frozen=True, slots=True)
class Known:
    """A dated thing that the words name; several may share the name."""

    options: tuple[Interval, ...]
    rule: str = "accord"

    def resolve(self, at: Moment) -> Resolved | None:
        """Choose the last one before publication; without one only a name of its own will do."""
        past = [c for c in self.options if at.day is not None and c[0] <= at.day]
        if past:
            return exact(max(past), "day")
        return exact(self.options[0], "day") if len(self.options) == 1 else None


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day or an hour with no day beside it: of the day told before, else today's."""

    granularity: Granularity
    rule: str = "part"

    def resolve(self, at: Moment) -> Resolved | None:
        """Take up a single day told before, else the day of publication."""
        if at.before is not None and (at.before[1] - at.before[0]).days <= 1:
            day = at.before[1]
            return Resolved(day, day, self.granularity, anaphoric=True)
        if at.day is None:
            return None
        return Resolved(at.day, at.day, self.granularity)


@dataclass(frozen=True, slots=True)
class Same:
    """The day told before (في اليوم نفسه), or one beside it (في اليوم التالي)."""

    offset: int
    rule: str = "same"

    def resolve(self, at: Moment) -> Resolved | None:
        """Take up the time told before."""
        if at.before is None:
            return None
        start, end = at.before
        if self.offset > 0:
            start = end = calendar.shift(end, self.offset)
        elif self.offset < 0:
            start = end = calendar.shift(start, self.offset)
        return Resolved(start, end, "day" if start == end else "period", anaphoric=True)


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that say when but not which day (قبل أيام، منذ فترة): null in the codebook."""

    rule: str = "vague"

    def resolve(self, at: Moment) -> Resolved | None:
        """Say nothing."""
        return None
