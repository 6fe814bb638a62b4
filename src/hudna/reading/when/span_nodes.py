"""What is counted or spanned from other times: ago, since, between, the last so many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hudna.reading.when import calendar
from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.nodes import Moment, Node, Resolved, distance, exact
from hudna.reading.when.phrase import Opening

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


def _far(amount: int, unit: str) -> bool:
    return amount * _MONTHS.get(unit, 0) > 60


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
        if not at.future and not self.anaphoric and _far(self.amount, self.unit):
            return None  # بعد 28 عاما: since something, not from now
        moved = _moved(day, self.amount, self.unit)
        if moved.year in (date.min.year, date.max.year) and moved.year != day.year:
            return Resolved(None, None, "unknown", "beyond the calendar")
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


_DEADLINE = 60
"""Days ahead within which the yearless end of حتى is a coming one."""
_OPENING = 14
"""Days ahead within which a yearless range is a coming one."""


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
        inner = self._inner(at)
        if inner is None or inner.start is None or inner.end is None:
            return inner
        if self.opening in ("since", "after"):
            start = inner.start if self.opening == "since" else calendar.shift(inner.end, 1)
            end = at.day if at.day is not None and start <= at.day else None
            return inner._replace(start=start, end=end, granularity="period")
        end = inner.end if self.opening == "until" else calendar.shift(inner.start, -1)
        first = at.day if self.opening == "until" and at.day and at.day < end else None
        return inner._replace(start=first, end=end, granularity="period")

    def _inner(self, at: Moment) -> Resolved | None:
        """Resolve what it opens from; a yearless end that comes soon is the one meant."""
        inner = self.node.resolve(at)
        day = at.day
        if self.opening != "until" or day is None or not _yearless(self.node):
            return inner
        coming = self.node.resolve(at._replace(future=True))
        return coming if _days_off(coming, day) <= _DEADLINE else inner


def _yearless(node: Node) -> bool:
    return isinstance(node, Calendar) and node.yearless


def _days_off(found: Resolved | None, day: date) -> int:
    """Count the days between an interval and a day."""
    if found is None or found.start is None or found.end is None:
        return day.max.toordinal()
    return distance((found.start, found.end), day)


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
        left, right = self.left.resolve(at), self.right.resolve(at)
        if right is not None and right.start and _yearless(self.left):
            if self.right.resolve(Moment(None)):
                left = self.left.resolve(Moment(right.start, False, at.before))
            elif at.day is not None and _yearless(self.right):
                left, right = self._yearless(at, at.day)
        told = self.left.resolve(Moment(None))
        if told is not None and told.start and self.right.resolve(Moment(None)) is None:
            right = self.right.resolve(Moment(told.start, True, at.before))
        if right is None or right.end is None or right.start is None:
            return None
        if left is None or left.start is None or left.start > right.end:
            left = self.left.resolve(Moment(right.start, False, at.before))
        if left is None or left.start is None or left.start > right.end:
            return right
        warning = left.warning or right.warning
        approximate = left.approximate or right.approximate
        end = right.end
        if self.ends_now and at.day is not None and left.start <= at.day < end:
            end = at.day
        return Resolved(left.start, end, "period", warning, approximate)

    def _yearless(self, at: Moment, day: date) -> tuple[Resolved | None, Resolved | None]:
        """Choose the year of a range that tells none: around publication, soon, or past."""
        coming = self._ends(at._replace(future=True))
        if at.future:
            return coming
        left, right = coming
        if left is not None and right is not None and left.start and right.end:
            off = distance((left.start, right.end), day)
            if off == 0 or (left.start > day and off <= _OPENING):
                return coming
        return self._ends(at)

    def _ends(self, at: Moment) -> tuple[Resolved | None, Resolved | None]:
        right = self.right.resolve(at)
        if right is None or right.start is None:
            return None, right
        return self.left.resolve(Moment(right.start, False, at.before)), right


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
    """The last so many units of a longer stretch, or first (الأيام الثلاثة الأخيرة من تموز)."""

    base: Node
    amount: int
    unit: str
    rule: str = "slice"
    leading: bool = False
    """Whether it is the first ones (الأشهر الستة الأولى من العام)."""

    def resolve(self, at: Moment) -> Resolved | None:
        """Count back from the stretch's end, or on from its start."""
        base = self.base.resolve(at)
        if base is None or base.start is None or base.end is None:
            return None
        if self.leading:
            end = calendar.shift(_moved(base.start, self.amount, self.unit), -1)
            return Resolved(base.start, min(end, base.end), "period")
        if self.amount == 1 and self.unit == "day":
            return Resolved(base.end, base.end, "day")
        after = calendar.shift(base.end, 1)
        start = max(_moved(after, -self.amount, self.unit), base.start)
        return Resolved(start, base.end, "period")


@dataclass(frozen=True, slots=True)
class WeekOf:
    """A week counted within a month (الأسبوع الأول من أيلول): by sevens, -1 for the last seven."""

    base: Node
    number: int
    rule: str = "week of month"

    def resolve(self, at: Moment) -> Resolved | None:
        """Count from the month's first day, or back from its last."""
        base = self.base.resolve(at)
        if base is None or base.start is None or base.end is None:
            return None
        if self.number < 0:
            return exact((calendar.shift(base.end, -6), base.end), "week")
        start = calendar.shift(base.start, 7 * (self.number - 1))
        if start > base.end:
            return None
        return exact((start, min(calendar.shift(start, 6), base.end)), "week")


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day counted within a feast (ثاني أيام عيد الفطر)."""

    base: Node
    number: int
    rule: str = "day of feast"

    def resolve(self, at: Moment) -> Resolved | None:
        """Count from the first day; the feast's own length does not bound it (رابع أيام العيد)."""
        base = self.base.resolve(at)
        if base is None or base.start is None:
            return None
        day = calendar.shift(base.start, self.number - 1)
        return Resolved(day, day, "day", approximate=base.approximate)
