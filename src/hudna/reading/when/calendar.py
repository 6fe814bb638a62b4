"""Arithmetic on days: months, weeks, thirds, quarters, seasons, and the Hijri calendar.

Intervals are pairs of dates, inclusive at both ends. Thirds follow the codebook, section 2.5.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from hijridate import Gregorian, Hijri

Interval = tuple[date, date]
Edge = Literal["early", "mid", "late"]

_EDGES: tuple[Edge, ...] = ("early", "mid", "late")
_WEEK_THIRDS = ((0, 1), (2, 4), (5, 6))
"""Days of a week that begins on Monday; its end is the weekend."""


def shift(day: date, days: int) -> date:
    """Move by days, staying within what the calendar can hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def days_in(year: int, month: int) -> int:
    """Count the days of a month."""
    return monthrange(year, month)[1]


def month_of(year: int, month: int) -> Interval:
    """Return a month; ``month`` may run over the year's ends (0 is December before)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, 1), 9999)
    return date(year, month, 1), date(year, month, days_in(year, month))


def year_of(year: int) -> Interval:
    """Return a year."""
    return years_of(year, 1)


def years_of(first: int, count: int) -> Interval:
    """Return years in a row, staying within what the calendar can hold."""
    start, end = (min(max(year, 1), 9999) for year in (first, first + count - 1))
    return date(start, 1, 1), date(end, 12, 31)


def week_of(day: date) -> Interval:
    """Return the Monday to Sunday that holds a day."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)


def add_months(day: date, months: int) -> date:
    """Move by months, to the month's last day where the day does not exist there."""
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def third_of(interval: Interval, edge: Edge) -> Interval:
    """Return the early, middle or late third of a month, week or longer stretch."""
    start, end = interval
    days = (end - start).days + 1
    third = _EDGES.index(edge)
    if days <= 7:
        first, last = _WEEK_THIRDS[third]
        return shift(start, first), shift(start, last)
    if days <= 31:
        return shift(start, 10 * third), end if third == 2 else shift(start, 10 * third + 9)
    return part_of(interval, third + 1, 3)


def part_of(interval: Interval, number: int, parts: int) -> Interval:
    """Return one of the equal parts of a stretch, by months if it has whole ones (quarters)."""
    start, end = interval
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months % parts == 0:
        size = months // parts
        first = month_of(start.year, start.month + size * (number - 1))[0]
        return first, month_of(first.year, first.month + size - 1)[1]
    days = (end - start).days + 1
    return (
        shift(start, days * (number - 1) // parts),
        shift(start, days * number // parts - 1),
    )


def season_of(year: int, months: tuple[int, ...]) -> Interval:
    """Return the season that begins in a year; winter runs into the next one."""
    return month_of(year, months[0])[0], month_of(year, months[0] + len(months) - 1)[1]


def easter_of(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def hijri_year(day: date) -> int | None:
    """Return the Hijri year of a day, or ``None`` outside the published Umm al-Qura calendar."""
    try:
        return Gregorian.fromdate(day).to_hijri().year
    except OverflowError:
        return None


def hijri_month(year: int, month: int) -> Interval | None:
    """Return a Hijri month, or ``None`` outside the published Umm al-Qura calendar."""
    try:
        first = Hijri(year, month, 1)
        start = first.to_gregorian()
        length = first.month_length()
    except (OverflowError, ValueError):
        return None
    return date(start.year, start.month, start.day), shift(
        date(start.year, start.month, start.day), length - 1
    )
