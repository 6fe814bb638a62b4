"""A time phrase as it is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hudna.model import Span

Granularity = Literal[
    "clock", "part", "day", "days", "week", "third", "month", "quarter", "season", "year",
    "decade", "century", "period", "unknown",
]  # fmt: skip
"""How finely the words say when; ``third`` is a third of a month, week or year (أوائل، منتصف)."""

Opening = Literal["since", "until", "before", "after"]
"""Which end of the interval the words leave open."""


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words that say when, and the interval of whole days that they mean."""

    first: int
    """Index of the first word."""
    last: int
    """Index of the last word, inclusive."""
    span: Span
    start: date | None
    """First day, inclusive; ``None`` where the words do not tell it."""
    end: date | None
    """Last day, inclusive; ``None`` where the words do not tell it."""
    granularity: Granularity
    rule: str
    """Name of the rule that read it, for explanation."""
    inferred: bool = False
    """Whether it is as wide as it is because the day of publication was itself inferred."""
    anaphoric: bool = False
    """Whether it was read from a time told before (في اليوم التالي)."""
    open: Opening | None = None
    approximate: bool = False
    """Whether the words say "about", or the calendar itself is uncertain by a day."""
    of_saying: bool = False
    """Whether syntax gives it to a verb of saying rather than to what is said."""
    warning: str | None = None
    """What is wrong with the date as written; the interval is then wider than the words."""

    @property
    def days(self) -> int | None:
        """Length of the interval in days, or ``None`` where an end is unknown."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    @property
    def time_precision(self) -> int | None:
        """ACLED's ``time_precision``: 1 the day is known, 2 the week, 3 the month."""
        days = self.days
        if days is None:
            return None
        if days == 1:
            return 2 if self.approximate else 1
        return 2 if days <= 7 else 3

    @property
    def date_prec(self) -> int | None:
        """UCDP GED's ``date_prec``: 1 day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
        days = self.days
        if days is None:
            return None
        if days == 1:
            return 2 if self.approximate else 1
        for precision, limit in ((2, 6), (3, 7), (4, 31)):
            if days <= limit:
                return precision
        return 5
