"""The grammar of moments by their first word: months, years, weeks, and whose the rest is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hudna.reading.when.calendar_nodes import Calendar, Relative, Yearly
from hudna.reading.when.clock import read_hours, read_ordinal
from hudna.reading.when.dates import (
    TO,
    Year,
    amount_at,
    day_list,
    month_date,
    year_after,
    year_digits,
)
from hudna.reading.when.days import OF, is_day, one, read_day, read_part
from hudna.reading.when.dispatch import READERS, moment
from hudna.reading.when.nodes import Fixed
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import Beside, Between, WeekOf
from hudna.reading.when.tokens import Line, Token
from hudna.reading.when.wholes import (
    read_decade,
    read_edge,
    read_feast,
    read_fraction,
    read_season,
    read_which,
    read_whole,
    season_node,
    year_node,
)


def _two_days(line: Line, i: int, token: Token) -> list[Parsed] | None:
    found = moment(line, token.last + 1) if line.near(token.last + 1) else None
    if not found or not isinstance(found[0].node, Calendar):
        return None
    if found[0].node.days is None and found[0].node.weekdays is None:
        return None
    if len(found) == 1 and found[0].node.days is None:
        other = line.token(found[0].last + 1, "weekday")
        if other is not None and other.joined:
            return one(found[0].node, i, found[0].last)
    return [Parsed(found[0].node, i, found[0].last), *found[1:]]


def _month(line: Line, i: int, token: Token) -> list[Parsed] | None:
    found = month_date(line, i)
    if found is None:
        return None
    node, last = found
    dated = _day_after(line, i, node, last)
    if dated is not None:
        return dated
    other = line.token(last + 1, "month")
    if (
        other is not None
        and other.joined
        and node.year is None
        and node.way is None
        and other.value == (node.month or 0) % 12 + 1
        and line.near(other.first)
    ):
        right = month_date(line, other.first, told=True)
        if right is not None:
            return one(Between(node, right[0]), i, right[1])
    return one(node, i, last)


def _day_after(line: Line, i: int, node: Calendar, last: int) -> list[Parsed] | None:
    """Read days after their month (تموز 13-15، نوفمبر 15، 2018).

    A number there may count what follows (في تموز 13 قتيلا): a year or a border must close it.
    """
    if not node.yearless or not line.near(last + 1) or line.digits(last + 1, 2) is None:
        return None
    days = day_list(line, last + 1)
    if days is None or len(days.ranges) > 1:
        return None
    low, high, _ = days.ranges[0]
    if not 1 <= low <= high <= 31:
        return None
    node = replace(node, rule="date" if low == high else "days", days=(low, high))
    year = year_after(line, days.last + 1)
    if year is not None and not year.hijri:
        return one(replace(node, year=year.year, year_way=year.way), i, year.last)
    return one(node, i, days.last) if line.gap(days.last + 1) not in " (" else None


def _two_months(line: Line, i: int, token: Token) -> list[Parsed] | None:
    left = month_date(line, token.last + 1, told=True)
    if left is None:
        return None
    right = month_date(line, left[1] + 1, told=True)
    if right is None:
        return one(left[0], i, left[1])
    return one(Between(left[0], right[0]), i, right[1])


def _unit(line: Line, i: int, token: Token) -> list[Parsed] | None:
    unit = token.data["unit"]
    if unit == "hour":
        return read_hours(line, i, token)
    if token.value in (0, 2) and unit == "year":
        return _several_years(line, i, token)
    if token.value != 1:
        return None
    if unit == "day":
        return read_day(line, i, token) if token.text == "يوم" else None
    if unit == "month":
        return _month(line, i, token)
    if unit == "year":
        return _year(line, i, token)
    return _relative(line, i, token, None)


def _relative(line: Line, i: int, token: Token, this: Token | None) -> list[Parsed] | None:
    unit = token.data["unit"]
    if unit not in ("week", "decade", "century") or token.value != 1:
        return None
    way = line.token(token.last + 1, "way", "before_last")
    if unit == "week":
        number, last = read_which(line, token.last + 1, 5)
        whole = read_whole(line, last + 2) if number and line.word(last + 1) in OF else None
        if number is not None and whole is not None:
            latest = way is not None and way.text.startswith("الاخير")
            return one(WeekOf(whole[0], -1 if latest else number), i, whole[1])
    if way is not None and line.near(way.first):
        value = -2 if way.kind == "before_last" else way.value
        return one(Relative(unit, value), i, way.last)
    if this is not None:
        return one(Relative(unit, 0), i, token.last)
    if unit == "century" and token.before.endswith("ال"):
        ordinal = line.token(token.last + 1, "ordinal")
        if ordinal is not None:
            return one(_century(ordinal.value), i, ordinal.last)
    return None


def _century(number: int) -> Fixed:
    interval = date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)
    return Fixed(interval, "century", "century")


def _year(line: Line, i: int, token: Token) -> list[Parsed] | None:
    if not line.near(token.last + 1):
        return None
    way = line.token(token.last + 1, "way", "before_last")
    if way is not None and token.before.endswith(("ال", "لل")):
        value = -2 if way.kind == "before_last" else way.value
        return one(Calendar("year", year_way=value), i, way.last)
    year = year_digits(line, token.last + 1, True)
    if year is not None:
        return read_years(line, i, year)
    spelt = amount_at(line, token.last + 1)
    if spelt is not None and 1900 <= spelt[0] <= 2100:
        return one(Calendar("year", year=spelt[0]), i, spelt[1])
    return None


def read_years(line: Line, i: int, year: Year) -> list[Parsed]:
    """Go on from a year to another that a dash or إلى joins to it."""
    left = year_node(year)
    j = year.last + 1
    if line.gap(j) in "-/" or (line.word(j) in TO and line.near(j)):
        other = year_digits(line, j + (line.word(j) in TO), True)
        if other is not None and year.year and other.year and other.year > year.year:
            return one(Between(left, year_node(other)), i, other.last)
    return one(left, i, year.last)


def _several_years(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read عامي 2017 و2018, أعوام 2011 و2012 و2013: years in a row make one stretch."""
    if not line.near(token.last + 1):
        return None
    year = year_digits(line, token.last + 1, True)
    if year is None:
        return None
    whole = line.relation(i) == "between"
    runs = [(year, year, i)]
    while line.word(j := runs[-1][1].last + 1) in ("و", *TO):
        more = year_digits(line, j + 1, True)
        first, last, at = runs[-1]
        if more is None or not more.year or not last.year:
            break
        if whole or line.word(j) != "و" or more.year == last.year + 1:
            runs[-1] = (first, more, at)
        else:
            runs.append((more, more, j + 1))
    return [
        Parsed(
            year_node(first) if first is last else Between(year_node(first), year_node(last)),
            at, last.last,
        )
        for first, last, at in runs
    ]  # fmt: skip


def _this(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    unit = line.tokens.get(j)
    if unit is None or not (unit.before.endswith("ال") or unit.text.startswith("ال")):
        return None
    if unit.kind == "day":
        part = "part" if "part" in unit.data else None
        return one(Calendar("day", offset=0, clock=part), i, unit.last)  # type: ignore[arg-type]
    if unit.kind == "fraction" and unit.data["parts"] == 4:
        return one(Relative("quarter", 0), i, unit.last)
    if unit.kind == "season":
        return one(season_node(unit, None, None, 0), i, unit.last)
    if unit.kind == "part":
        return one(Calendar("day", offset=0, clock="part"), i, unit.last)
    if unit.kind != "unit" or unit.value != 1:
        return None
    name = unit.data["unit"]
    if name == "month":
        return one(Calendar("month", month_way=0), i, unit.last)
    if name == "year":
        return one(Calendar("year", year_way=0), i, unit.last)
    return _relative(line, i, unit, token)


def _eve(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read غداة or عشية: told of today's happening, the day beside it."""
    j = token.last + 1
    found = moment(line, j) if line.near(j) else None
    if found and isinstance(found[0].node, Calendar) and is_day(found[0].node):
        return None
    if found and isinstance(found[0].node, Yearly):  # عشية عيد الفطر
        beside = Beside(found[0].node, 1 if token.value < 0 else -1, "day")
        return one(beside, i, found[0].last)
    return one(Calendar("eve", offset=-1 if token.value < 0 else 1), i, token.last)


def _now(line: Line, i: int, token: Token) -> list[Parsed]:
    return one(Calendar("now", offset=0), i, token.last)


READERS.update({
    "day": read_day, "weekday": read_day, "part": read_part, "month": _month, "unit": _unit,
    "this": _this,
    "two_days": _two_days, "two_months": _two_months, "two_years": _several_years,
    "ordinal": read_ordinal, "edge": read_edge, "fraction": read_fraction, "season": read_season,
    "feast": read_feast, "decade": read_decade, "eve": _eve, "now": _now,
})  # fmt: skip
