"""What a time phrase says, before it is known when it was said; each node resolves itself.

Conventions are the codebook's, section 2.5; where it is silent a comment beside the code says
what was decided. ``resolve`` returns ``None`` for what the words alone do not tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from hudna.reading.when import calendar
from hudna.reading.when.calendar import Edge, Interval
from hudna.reading.when.phrase import Granularity, Opening


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


def _exact(interval: Interval, granularity: Granularity, warning: str | None = None) -> Resolved:
    return Resolved(*interval, granularity, warning)


def _distance(interval: Interval, day: date) -> int:
    start, end = interval
    if start > day:
        return (start - day).days
    return max((day - end).days, 0)


def pick(candidates: list[Interval], at: date, way: int | None, future: bool) -> Interval | None:
    """Choose the year of a yearless date: by its direction, else by the clause's tense."""
    if way == 0:
        return min(candidates, key=lambda c: _distance(c, at), default=None)
    past = [c for c in candidates if (c[1] < at if way == -1 else c[0] <= at)]
    coming = [c for c in candidates if (c[0] > at if way == 1 else c[1] >= at)]
    if way == 1 or (way is None and future):
        return min(coming, default=None)
    if way is None and coming:
        # With no word for the future, a day later in the very month of publication is yet a
        # coming one: nobody names last year's by day and month alone.
        first = min(coming)
        if first[0] == first[1] and (first[0].year, first[0].month) == (at.year, at.month):
            return first
    return max(past, default=None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date of the calendar, however much of it is told."""

    rule: str
    days: tuple[int, int] | None = None
    """First and last day of the month."""
    month: int | None = None
    hijri: bool = False
    year: int | None = None
    weekdays: tuple[int, int] | None = None
    """First and last weekday, Monday 1."""
    offset: int | None = None
    """Days from today (اليوم 0، أمس -1)."""
    way: int | None = None
    """-1 الماضي, 0 الجاري, 1 المقبل: of the finest unit told."""
    month_way: int | None = None
    """Of a month told only by its direction (الشهر الماضي)."""
    year_way: int | None = None
    """Of a year told only by its direction (العام الماضي)."""
    edge: Edge | None = None
    fraction: tuple[int, int] | None = None
    """(which, of how many): النصف الأول is (1, 2)."""
    clock: Granularity | None = None
    """``part`` or ``clock`` where a part of the day or an hour is told too."""

    def resolve(self, at: Moment) -> Resolved | None:
        """Resolve the finest parts that are told; coarser ones only narrow the choice."""
        if self.days is not None:
            return self._days(at)
        if self.month is not None or self.month_way is not None:
            return self._month(at)
        if self.offset is not None or self.weekdays is not None:
            return self._near(at)
        year = self._year(at)
        return None if year is None else self._cut(calendar.year_of(year), "year")

    def _year(self, at: Moment) -> int | None:
        if self.year is not None:
            return self.year
        if self.year_way is not None and at.day is not None:
            return at.day.year + self.year_way
        return None

    def _cut(self, interval: Interval, granularity: Granularity) -> Resolved:
        if self.edge is not None:
            return _exact(calendar.third_of(interval, self.edge), "third")
        if self.fraction is not None:
            return _exact(calendar.part_of(interval, *self.fraction), "quarter")
        return _exact(interval, granularity)

    def _months(self, at: Moment) -> list[Interval]:
        """The months it may be, over the years around publication."""
        if self.hijri:
            return self._hijri_months(at)
        year = self._year(at)
        if self.month is None:
            if at.day is None or self.month_way is None:
                return []
            return [calendar.month_of(at.day.year, at.day.month + self.month_way)]
        if year is not None:
            return [calendar.month_of(year, self.month)]
        if at.day is None:
            return []
        return [calendar.month_of(at.day.year + k, self.month) for k in (-1, 0, 1)]

    def _hijri_months(self, at: Moment) -> list[Interval]:
        assert self.month is not None
        years = [self.year] if self.year is not None else []
        if not years and at.day is not None:
            year = calendar.hijri_year(at.day)
            years = [year - 1, year, year + 1] if year is not None else []
            if self.year_way is not None and year is not None:
                years = [year + self.year_way]
        found = (calendar.hijri_month(year, self.month) for year in years)
        return [month for month in found if month is not None]

    def _month(self, at: Moment) -> Resolved | None:
        months = self._months(at)
        if not months:
            return self._unpublished()
        month = months[0]
        if len(months) > 1:
            assert at.day is not None
            month = self._pick_month(months, at.day, at.future)
        out = self._cut(month, "month")
        return out._replace(approximate=self.hijri)

    def _pick_month(self, months: list[Interval], day: date, future: bool) -> Interval:
        chosen = pick(months, day, self.way, future)
        if chosen is None:
            chosen = min(months, key=lambda c: _distance(c, day))
        return chosen

    def _unpublished(self) -> Resolved | None:
        if self.hijri and self.year is not None:
            return Resolved(None, None, "unknown", f"no published calendar for {self.year} AH")
        return None

    def _days(self, at: Moment) -> Resolved | None:
        assert self.days is not None
        low, high = self.days
        months = self._months(at)
        if not months:
            return self._unpublished()
        days = [
            (calendar.shift(start, low - 1), calendar.shift(start, high - 1))
            for start, end in months
            if high <= (end - start).days + 1
        ]
        if not days:
            return self._impossible(months, at)
        if len(months) == 1:
            chosen = days[0]
        else:
            assert at.day is not None
            chosen = self._pick_day(days, at)
        warning = self._mismatch(chosen)
        granularity: Granularity = self.clock or "day" if low == high else "days"
        return Resolved(*chosen, granularity, warning, self.hijri)

    def _pick_day(self, days: list[Interval], at: Moment) -> Interval:
        assert at.day is not None
        day = at.day
        if self.offset is not None:
            day = calendar.shift(day, self.offset)
            return min(days, key=lambda c: _distance(c, day))
        if self.weekdays is not None and self.way is None:
            same = [c for c in days if c[0].isoweekday() == self.weekdays[0]]
            if same:
                return min(same, key=lambda c: _distance(c, day))
        chosen = pick(days, day, self.way, at.future)
        return chosen or min(days, key=lambda c: _distance(c, day))

    def _impossible(self, months: list[Interval], at: Moment) -> Resolved:
        month = months[0]
        if len(months) > 1 and at.day is not None:
            month = self._pick_month(months, at.day, at.future)
        last = (month[1] - month[0]).days + 1
        told = self.days[1] if self.days else 0
        return Resolved(*month, "month", f"the month has {last} days, not {told}")

    def _mismatch(self, interval: Interval) -> str | None:
        if self.weekdays is None or self.hijri or interval[0] != interval[1]:
            return None
        if interval[0].isoweekday() in self.weekdays:
            return None
        return f"{interval[0].isoformat()} is not that day of the week"

    def _near(self, at: Moment) -> Resolved | None:
        if at.day is None:
            return None
        granularity: Granularity = self.clock or "day"
        if self.weekdays is None:
            assert self.offset is not None
            day = calendar.shift(at.day, self.offset)
            return _exact((day, day), granularity)
        first, last = self.weekdays
        # With أمس or اليوم beside it, the weekday nearest to that day; the day itself as a rule.
        day = at.day if self.offset is None else calendar.shift(at.day, self.offset + 3)
        if self.way == -1:
            day = calendar.shift(day, -1)
        elif self.way == 1 or (self.way is None and self.offset is None and at.future):
            day = calendar.shift(day, 7 if self.way == 1 else 6)
        start = calendar.shift(day, -((day.isoweekday() - first) % 7))
        end = calendar.shift(start, (last - first) % 7)
        if end > day and self.way is None and self.offset is None and not at.future:
            start, end = calendar.shift(start, -7), calendar.shift(end, -7)
        return _exact((start, end), granularity if start == end else "days")


@dataclass(frozen=True, slots=True)
class Relative:
    """A week, decade or century told by its direction (الأسبوع الماضي)."""

    unit: str
    way: int
    edge: Edge | None = None
    fraction: tuple[int, int] | None = None
    rule: str = "relative"

    def resolve(self, at: Moment) -> Resolved | None:
        """Resolve against publication."""
        if at.day is None:
            return None
        granularity: Granularity
        if self.unit == "week":
            interval = calendar.week_of(calendar.shift(at.day, 7 * self.way))
            granularity = "week"
        elif self.unit == "decade":
            first = at.day.year // 10 * 10 + 10 * self.way
            interval = date(first, 1, 1), date(first + 9, 12, 31)
            granularity = "decade"
        else:
            first = (at.day.year - 1) // 100 * 100 + 100 * self.way + 1
            interval = date(first, 1, 1), date(first + 99, 12, 31)
            granularity = "century"
        if self.edge is not None:
            return _exact(calendar.third_of(interval, self.edge), "third")
        if self.fraction is not None:
            return _exact(calendar.part_of(interval, *self.fraction), "quarter")
        return _exact(interval, granularity)


_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def _moved(day: date, amount: int, unit: str) -> date:
    if unit in _MONTHS:
        return calendar.add_months(day, amount * _MONTHS[unit])
    if unit in _DAYS:
        return calendar.shift(day, amount * _DAYS[unit])
    hours = amount if unit == "hour" else amount // 60
    # Whole days; what is left of a day reaches into the day before (24 hours are one day).
    return calendar.shift(day, hours // 24 if hours > 0 else -(-hours // 24))


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units ago, or hence: قبل ثلاثة أيام، بعد أسبوعين."""

    amount: int
    """Negative for the past."""
    unit: str
    approximate: bool = False
    anaphoric: bool = False
    """Whether it counts from the time told before rather than from publication."""
    rule: str = "ago"

    def resolve(self, at: Moment) -> Resolved | None:
        """Days and weeks ago are a day; months and years ago a whole month or year."""
        day = at.day
        if self.anaphoric:
            if at.before is not None:
                day = at.before[1] if self.amount > 0 else at.before[0]
            elif self.amount < 0 or day is None:
                return None
        if day is None:
            return None
        moved = _moved(day, self.amount, self.unit)
        approximate = self.approximate or self.unit in ("hour", "minute")
        if self.unit == "month":
            interval, granularity = calendar.month_of(moved.year, moved.month), "month"
        elif self.unit in ("year", "decade", "century"):
            interval, granularity = calendar.year_of(moved.year), "year"
        else:
            interval, granularity = (moved, moved), "day"
        return Resolved(
            *interval,
            granularity,  # type: ignore[arg-type]
            approximate=approximate,
            anaphoric=self.anaphoric,
        )


@dataclass(frozen=True, slots=True)
class Window:
    """The last so many units up to publication, or the next ones from it."""

    amount: int
    unit: str
    way: int | None
    """-1 past, 1 coming, ``None`` by the clause's tense."""
    approximate: bool = False
    rule: str = "window"

    def resolve(self, at: Moment) -> Resolved | None:
        """``published`` less the amount, to ``published`` (codebook)."""
        if at.day is None:
            return None
        way = self.way or (1 if at.future else -1)
        other = _moved(at.day, way * self.amount, self.unit)
        if way < 0:
            return Resolved(other, at.day, "period", approximate=self.approximate)
        return Resolved(at.day, other, "period", approximate=self.approximate)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An interval that the words tell whole: a decade of a century, a dated accord."""

    interval: Interval
    granularity: Granularity
    rule: str

    def resolve(self, at: Moment) -> Resolved | None:
        """Return the interval."""
        return _exact(self.interval, self.granularity)


@dataclass(frozen=True, slots=True)
class Known:
    """A dated thing that the words name; several may share the name."""

    options: tuple[Interval, ...]
    rule: str = "accord"

    def resolve(self, at: Moment) -> Resolved | None:
        """Choose the last one before publication; without one only a name of its own will do."""
        past = [c for c in self.options if at.day is not None and c[0] <= at.day]
        if past:
            return _exact(max(past), "day")
        return _exact(self.options[0], "day") if len(self.options) == 1 else None


@dataclass(frozen=True, slots=True)
class Yearly:
    """A feast or a season, which comes once a year."""

    rule: str
    kind: str
    """``gregorian``, ``hijri``, ``easter`` or ``season``."""
    month: int
    day: int
    days: int
    months: tuple[int, ...] = ()
    year: int | None = None
    year_way: int | None = None
    way: int | None = None

    def _of(self, year: int) -> Interval | None:
        if self.kind == "season":
            return calendar.season_of(year, self.months)
        if self.kind == "hijri":
            month = calendar.hijri_month(year, self.month)
            first = calendar.shift(month[0], self.day - 1) if month else None
        elif self.kind == "easter":
            first = calendar.shift(calendar.easter_of(year), self.day)
        else:
            first = date(year, self.month, self.day)
        return None if first is None else (first, calendar.shift(first, self.days - 1))

    def resolve(self, at: Moment) -> Resolved | None:
        """Choose the year by direction, else the feast nearest to publication."""
        year = self.year
        if year is None and self.year_way is not None and at.day is not None:
            year = at.day.year + self.year_way
        years = self._years(year, at.day)
        found = [interval for y in years if (interval := self._of(y)) is not None]
        if year is not None:
            found = [
                c for c in found if c[0].year == year or (year < 1600 and self.kind == "hijri")
            ]
        if not found:
            return None
        chosen: Interval | None = found[0]
        if len(found) > 1 and at.day is not None:
            way = self.way
            if way is None and self.kind != "season" and not at.future:
                chosen = min(found, key=lambda c: _distance(c, at.day or c[0]))
            else:
                chosen = pick(found, at.day, way, at.future)
        if chosen is None:
            return None
        granularity: Granularity = "season" if self.kind == "season" else "days"
        if self.days == 1 and self.kind != "season":
            granularity = "day"
        return Resolved(*chosen, granularity, approximate=self.kind == "hijri")

    def _years(self, year: int | None, day: date | None) -> list[int]:
        if self.kind == "hijri":
            if year is not None and year < 1600:
                return [year]
            if year is not None:
                day = date(year, 7, 1)
            middle = calendar.hijri_year(day) if day is not None else None
            return [] if middle is None else [middle - 1, middle, middle + 1]
        if year is not None:
            return [year]
        return [] if day is None else [day.year - 1, day.year, day.year + 1]


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


@dataclass(frozen=True, slots=True)
class Open:
    """An interval with one end told: منذ، حتى، قبل، بعد."""

    opening: Opening
    node: Node

    @property
    def rule(self) -> str:
        """Name of the rule."""
        return f"{self.opening} {self.node.rule}"

    def resolve(self, at: Moment) -> Resolved | None:
        """منذ X runs from X's start to publication (codebook); بعد X the same from X's end."""
        inner = self.node.resolve(at)
        if inner is None or inner.start is None or inner.end is None:
            return inner
        if self.opening in ("since", "after"):
            start = inner.start if self.opening == "since" else calendar.shift(inner.end, 1)
            end = at.day if at.day is not None and start <= at.day else None
            return inner._replace(start=start, end=end, granularity="period")
        end = inner.end if self.opening == "until" else calendar.shift(inner.start, -1)
        first = at.day if self.opening == "until" and at.day and at.day < end else None
        return inner._replace(start=first, end=end, granularity="period")


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another, both inclusive."""

    left: Node
    right: Node
    ends_now: bool = False
    """Whether it cannot reach beyond publication (منذ 2012 حتى عام 2022)."""

    @property
    def rule(self) -> str:
        """Name of the rule."""
        return f"range {self.left.rule}"

    def resolve(self, at: Moment) -> Resolved | None:
        """A left end with no year of its own is the last one before the right end."""
        left = self.left.resolve(at)
        right = self.right.resolve(at)
        told = self.left.resolve(Moment(None))
        if told is not None and told.start and self.right.resolve(Moment(None)) is None:
            right = self.right.resolve(Moment(told.start, True, at.before))
        if right is None or right.end is None or right.start is None:
            return None
        if left is None or left.start is None or left.start > right.start:
            left = self.left.resolve(Moment(right.start, False, at.before))
        if left is None or left.start is None or left.start > right.end:
            return right
        warning = left.warning or right.warning
        approximate = left.approximate or right.approximate
        end = right.end
        if self.ends_now and at.day is not None and left.start <= at.day < end:
            end = at.day
        return Resolved(left.start, end, "period", warning, approximate)


@dataclass(frozen=True, slots=True)
class Beside:
    """So many units before or after another time: بعد يومين من 17 أيلول، بعد يوم من الهجوم."""

    base: Node | None
    """``None`` where the other time is a happening whose date the phrase does not tell."""
    amount: int
    unit: str
    rule: str = "beside"

    def resolve(self, at: Moment) -> Resolved | None:
        """Count from the base; from a happening, on from the time told before.

        Where that would run past publication the phrase is of a happening that today's came after
        (جاء ذلك بعد يوم من …): it is then that other one's day, as annotators take it.
        """
        if self.base is not None:
            base = self.base.resolve(at)
            if base is None or base.start is None or base.end is None:
                return None
            told = base.end if self.amount > 0 else base.start
            return self._at(_moved(told, self.amount, self.unit), False)
        if at.before is not None:
            told = at.before[1] if self.amount > 0 else at.before[0]
            moved = _moved(told, self.amount, self.unit)
            if at.day is None or moved <= at.day:
                return self._at(moved, True)
        if self.amount < 0 or at.day is None:
            return None
        return self._at(_moved(at.day, -self.amount, self.unit), True)

    def _at(self, day: date, anaphoric: bool) -> Resolved:
        return Resolved(day, day, "day", anaphoric=anaphoric)


@dataclass(frozen=True, slots=True)
class Slice:
    """The last so many units of a longer stretch (الأيام الثلاثة الأخيرة من تشرين الأول)."""

    base: Node
    amount: int
    unit: str
    rule: str = "slice"

    def resolve(self, at: Moment) -> Resolved | None:
        """Count back from the stretch's end."""
        base = self.base.resolve(at)
        if base is None or base.start is None or base.end is None:
            return None
        after = calendar.shift(base.end, 1)
        start = max(_moved(after, -self.amount, self.unit), base.start)
        return Resolved(start, base.end, "period")
