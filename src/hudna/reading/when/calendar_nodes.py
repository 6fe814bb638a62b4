"""Dates of the calendar, however much is told: days, months, years, weeks, feasts, seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hudna.reading.when import calendar
from hudna.reading.when.calendar import Edge, Interval
from hudna.reading.when.nodes import Moment, Resolved, distance, exact
from hudna.reading.when.phrase import Granularity

_GREGORIAN = 1600
"""Years from this one on are Gregorian; a published Hijri calendar ends well before it."""
_LEAP = 2000


def pick(candidates: list[Interval], at: date, way: int | None, future: bool) -> Interval | None:
    """Choose the year of a yearless date: by its direction, else by the clause's tense."""
    if way == 0:
        return min(candidates, key=lambda c: distance(c, at), default=None)
    past = [c for c in candidates if (c[1] < at if way == -1 else c[0] <= at)]
    coming = [c for c in candidates if (c[0] > at if way == 1 else c[1] >= at)]
    if way == 1 or (way is None and future):
        return min(coming, default=None)
    if way is None and coming:
        # With no word for the future, a day later in the very month of publication is yet a
        # coming one: nobody names last year's by day and month alone.
        first = min(coming)
        days = (first[1] - first[0]).days + 1
        if days < 28 and (first[0].year, first[0].month) == (at.year, at.month):
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

    @property
    def yearless(self) -> bool:
        """Whether it is a month or a day of one whose year another date may lend."""
        told = (self.year, self.year_way, self.way, self.offset, self.month_way)
        return self.month is not None and all(part is None for part in told)

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
            return exact(calendar.third_of(interval, self.edge), "third")
        if self.fraction is not None:
            return exact(calendar.part_of(interval, *self.fraction), "quarter")
        return exact(interval, granularity)

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
        if self.year is not None and self.year >= _GREGORIAN:
            return self._hijri_in(self.year)
        found = (calendar.hijri_month(year, self.month) for year in years)
        return [month for month in found if month is not None]

    def _hijri_in(self, year: int) -> list[Interval]:
        """The Hijri month that begins in a Gregorian year, the first where two do."""
        assert self.month is not None
        first = calendar.hijri_year(date(year, 1, 1))
        years = [] if first is None else [first, first + 1]
        found = [month for y in years if (month := calendar.hijri_month(y, self.month)) is not None]
        return [month for month in found if month[0].year == year][:1]

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
            chosen = min(months, key=lambda c: distance(c, day))
        return chosen

    def _unpublished(self) -> Resolved | None:
        if self.hijri and self.year is not None:
            return Resolved(None, None, "unknown", f"no published Hijri calendar for {self.year}")
        return None

    def _never(self) -> Resolved | None:
        """Say that a day with no year is one that its month never has."""
        if self.days is None or self.month is None:
            return None
        longest = 30 if self.hijri else calendar.days_in(_LEAP, self.month)
        low, high = self.days
        if low >= 1 and high <= longest:
            return None
        told = high if high > longest else low
        return Resolved(None, None, "unknown", f"the month has {longest} days, not {told}")

    def _no_month(self) -> Resolved:
        """Read a date whose month no year has as its year."""
        warning = f"there is no month {self.month}"
        if self.year is None:
            return Resolved(None, None, "unknown", warning)
        if not self.hijri:
            return exact(calendar.year_of(self.year), "year", warning)
        first = calendar.hijri_month(self.year, 1)
        last = calendar.hijri_month(self.year, 12)
        if first is None or last is None:
            return Resolved(None, None, "unknown", warning)
        return Resolved(first[0], last[1], "year", warning, approximate=True)

    def _days(self, at: Moment) -> Resolved | None:
        assert self.days is not None
        low, high = self.days
        if self.month is not None and not 1 <= self.month <= 12:
            return self._no_month()
        months = self._months(at)
        if not months:
            return self._unpublished() or self._never()
        days = [
            (calendar.shift(start, low - 1), calendar.shift(start, high - 1))
            for start, end in months
            if low >= 1 and high <= (end - start).days + 1
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
            return min(days, key=lambda c: distance(c, day))
        if self.weekdays is not None and self.way is None:
            same = [c for c in days if c[0].isoweekday() == self.weekdays[0]]
            if same:
                return min(same, key=lambda c: distance(c, day))
        chosen = pick(days, day, self.way, at.future)
        return chosen or min(days, key=lambda c: distance(c, day))

    def _impossible(self, months: list[Interval], at: Moment) -> Resolved:
        month = months[0]
        if len(months) > 1 and at.day is not None:
            month = self._pick_month(months, at.day, at.future)
        last = (month[1] - month[0]).days + 1
        low, high = self.days or (0, 0)
        told = high if high > last else low
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
            return exact((day, day), granularity)
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
        return exact((start, end), granularity if start == end else "days")


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
        elif self.unit == "quarter":
            month = (at.day.month - 1) // 3 * 3 + 1 + 3 * self.way
            first = calendar.month_of(at.day.year, month)[0]
            interval = first, calendar.month_of(first.year, first.month + 2)[1]
            granularity = "quarter"
        elif self.unit == "decade":
            year = at.day.year // 10 * 10 + 10 * self.way
            interval = calendar.years_of(year, 10)
            granularity = "decade"
        else:
            year = (at.day.year - 1) // 100 * 100 + 100 * self.way + 1
            interval = calendar.years_of(year, 100)
            granularity = "century"
        if self.edge is not None:
            return exact(calendar.third_of(interval, self.edge), "third")
        if self.fraction is not None:
            return exact(calendar.part_of(interval, *self.fraction), "quarter")
        return exact(interval, granularity)


_FEAST_NEAR = 60
"""Days ahead within which a feast told with no direction is the coming one."""


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
            soon = [c for c in found if 0 <= (c[0] - at.day).days <= _FEAST_NEAR]
            if way is None and self.kind != "season" and soon:
                chosen = soon[0]
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
        years = () if day is None else (day.year - 1, day.year, day.year + 1)
        return [year for year in years if date.min.year <= year <= date.max.year]
