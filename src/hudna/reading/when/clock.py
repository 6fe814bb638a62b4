"""The grammar of the clock: hours with their part of the day and day."""

from __future__ import annotations

from dataclasses import replace

from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.dates import month_date
from hudna.reading.when.days import HOURS_SKIP, OF, is_day, one, read_dates, read_part
from hudna.reading.when.dispatch import moment
from hudna.reading.when.nodes import PartOfDay
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import DayOf
from hudna.reading.when.tokens import Line, Token
from hudna.reading.when.wholes import read_feast

_CLOCK_SKIP = frozenset((
    "بتوقيت", "بالتوقيت", "المحلي", "غرينتش", "جرينتش", "دمشق", "مكه", "القاهره", "بيروت", "ت", "غ",
    "غمت", "بغداد", "موسكو", "تماما", "تقريبا", "دقيقه", "دقايق", "gmt",
))  # fmt: skip


def read_hours(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read الساعة with its hour, or ساعات with a part of the day (ساعات الصباح الأولى)."""
    j = token.last + 1
    if not line.near(j):
        return None
    if token.value == 1:
        return _clock(line, i, j) if token.before.endswith("ال") else None
    part = line.token(j, "part")
    if part is None:
        return None
    last = part.last
    while line.word(last + 1) in HOURS_SKIP and line.near(last + 1):
        last += 1
    inner = last + 1 + (line.word(last + 1) in OF)
    if line.near(last + 1):
        found = read_part(line, inner, part) if inner == part.first else moment(line, inner)
        if found and isinstance(found[0].node, Calendar) and found[0].node.rule != "month":
            return one(replace(found[0].node, clock="part"), i, found[0].last)
    direct = read_part(line, j, part)
    if direct is not None:
        return one(direct[0].node, i, max(direct[0].last, last))
    return one(PartOfDay("part"), i, last)


def _clock(line: Line, i: int, j: int) -> list[Parsed] | None:
    """Read an hour after الساعة, its minutes, and the day or part that follows."""
    hour = line.digits(j, 2)
    ordinal = line.token(j, "ordinal")
    if ordinal is not None and ordinal.value <= 12:
        last = ordinal.last
    elif hour is not None and hour <= 24:
        last = j
        if line.gaps[j + 1] in (":", ".", ",", "،") and line.digits(j + 1, 2) is not None:
            last = j + 1
    else:
        return None
    return _after_hour(line, i, last)


def _after_hour(line: Line, i: int, last: int) -> list[Parsed]:
    j = last + 1
    while line.near(j, " (),") and (
        line.word(j) in _CLOCK_SKIP
        or line.token(j, "fraction") is not None
        or line.word(j) in ("الا", "ربعا", "ثلثا", "و")
        or (line.word(j - 1) in ("و", "الا") and line.digits(j, 2) is not None)
    ):
        if line.word(j) == "و" and line.digits(j + 1, 2) is None:
            break
        j += 1
    last = j - 1
    if line.near(j, " ,)"):
        if line.word(j) in OF:
            j += 1
        found = moment(line, j)
        if found and isinstance(found[0].node, PartOfDay):
            after = found[0].last + 1
            while line.word(after) in _CLOCK_SKIP and line.near(after):
                after += 1
            follow = (
                moment(line, after + (line.word(after) in OF)) if line.near(after, " ,") else None
            )
            if follow and isinstance(follow[0].node, Calendar) and is_day(follow[0].node):
                return one(replace(follow[0].node, clock="clock"), i, follow[0].last)
            return one(PartOfDay("clock", "clock"), i, found[0].last)
        if found and isinstance(found[0].node, Calendar) and is_day(found[0].node):
            return one(replace(found[0].node, clock="clock"), i, found[0].last)
    return one(PartOfDay("clock", "clock"), i, last)


def read_ordinal(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read a date that begins with an ordinal, or an hour (الرابعة من صباح أمس)."""
    found = read_dates(line, i)
    if found is not None:
        return found
    days = line.token(token.last + 1, "unit")
    if days is not None and days.data["unit"] == "day" and days.value == 0:
        feast = line.token(days.last + 1, "feast")
        if feast is not None:
            whole = read_feast(line, feast.first, feast)[0]
            return one(DayOf(whole.node, token.value), i, whole.last)
        month = month_date(line, days.last + 1, told=True) if line.near(days.last + 1) else None
        if month is not None:  # أول أيام شهر رمضان
            return one(DayOf(month[0], token.value, "day of month"), i, month[1])
    if token.text[-1] in "هي" and token.value <= 12 and token.text.startswith("ال"):
        j = token.last + 1
        if line.word(j) in OF:
            j += 1
        part = line.token(j, "part")
        if part is not None and line.near(token.last + 1) and not part.before:
            return _after_hour(line, i, token.last)
    return None
