"""The grammar of days, months and years: everything that is a date of the calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.tokens import Line, Token

TO = frozenset(("الي", "حتي", "وحتي", "لغايه"))
_FROM = frozenset(("من",))
EQUALS = frozenset(("الموافق", "المصادف", "الموافقه", "الموافقين"))
_BEFORE_MONTH = frozenset((
    "في", "خلال", "منذ", "حتي", "قبل", "بعد", "وفي", "منتصف", "ومنذ", "ل", "قبيل", "بعيد", "عقب",
    "طوال", "طيله", "اثناء",
))  # fmt: skip
NOT_TODAY = frozenset(("العالمي", "الوطني", "الدولي", "المفتوح", "الواحد", "الاخير", "الذي"))


class Days(NamedTuple):
    """Days of a month: pairs of first and last, and the last word."""

    ranges: list[tuple[int, int, int]]
    """(first day, last day, index of the first word)."""
    last: int


class Year(NamedTuple):
    """A year: told, or by direction."""

    year: int | None
    way: int | None
    hijri: bool
    last: int


def day_number(line: Line, i: int) -> tuple[int, int] | None:
    """Read a day of the month in digits or as an ordinal; return it and its last word.

    A day that no month has (32) is read as well, so that its date is called impossible.
    """
    i = line.past_article(i)
    value = line.digits(i, 2)
    if value is not None:
        return value, i
    ordinal = line.token(i, "ordinal")
    return (ordinal.value, ordinal.last) if ordinal is not None else None


def day_list(line: Line, i: int) -> Days | None:
    """Read days before a month: ``28``, ``28 و29``, ``28-29``, ``من 10 إلى 15``, ``3 و17``."""
    one = day_number(line, i)
    if one is None:
        return None
    whole = line.relation(i) == "between"
    ranges = [(one[0], one[0], i)]
    last = one[1]
    while (more := _next_day(line, last + 1)) is not None:
        value, at, end, is_range = more
        low, high, first = ranges[-1]
        if ((is_range or whole) and value > low) or value == high + 1:
            ranges[-1] = (low, value, first)
        elif is_range:
            break
        else:
            ranges.append((value, value, at))
        last = end
    return Days(ranges, last)


def _next_day(line: Line, j: int) -> tuple[int, int, int, bool] | None:
    """Read what goes on a list of days: value, first word, last word, whether it closes a range."""
    gap = line.gap(j)
    if gap in "-/" and line.digits(j, 2) is not None:
        found = day_number(line, j)
        return None if found is None else (found[0], j, found[1], True)
    if gap not in " ,":
        return None
    word = line.word(j)
    if word in TO or word == "و":
        found = day_number(line, j + 1)
        if found is not None and line.near(j + 1):
            return found[0], j + 1, found[1], word != "و"
        return None
    token = line.token(j, "ordinal")
    if token is not None and token.joined:
        return token.value, j, token.last, False
    if word == "وال":
        found = day_number(line, j)
        return None if found is None else (found[0], j, found[1], False)
    return None


def month_name(line: Line, i: int) -> tuple[Token, int, bool] | None:
    """Read a month and its twin (``أيلول/سبتمبر``): token, last word, whether a twin was there."""
    token = line.token(i, "month")
    if token is None:
        return None
    twin = line.token(token.last + 1, "month")
    if (
        twin is not None
        and twin.value == token.value
        and ("calendar" in twin.data) == ("calendar" in token.data)
        and line.gap(twin.first) in " /(-,)"
        and not twin.before
    ):
        return token, twin.last, True
    return token, token.last, False


def month_surely(line: Line, token: Token, last: int, twin: bool, told: bool) -> bool:
    """Whether a month's word is the month here, where it may mean something else."""
    if "unsure" not in token.data or told or twin:
        return True
    if token.value == 8 and line.written(token)[:1] == "آ":
        return True
    if year_after(line, last + 1, hijri="calendar" in token.data) or line.token(last + 1, "way"):
        return True
    if token.before:
        return False
    before = line.word(token.first - 1)
    if before not in _BEFORE_MONTH or token.value == 8:
        return False
    return line.near(token.first)


def _is_year(value: int) -> bool:
    return 1800 <= value <= 2100


def year_after(line: Line, i: int, far: bool = True, hijri: bool = False) -> Year | None:
    """Read a year after a month or a part: ``2018``, ``من عام 2018``, ``العام الماضي``."""
    if not line.near(i, " ,)/-" if far else " )"):
        return None
    j = i + 1 if line.word(i) in _FROM and line.near(i + 1) else i
    this = line.token(j, "this")
    if this is not None:
        j = this.last + 1
    unit = line.token(j, "unit")
    if unit is not None and unit.data["unit"] == "year" and unit.value == 1:
        if this is not None:
            return Year(None, 0, False, unit.last)
        way = line.token(unit.last + 1, "way", "before_last")
        if way is not None and line.near(way.first):
            return Year(None, -2 if way.kind == "before_last" else way.value, False, way.last)
        return year_digits(line, unit.last + 1, True)
    if this is not None or j != i:
        return None
    return year_digits(line, i, hijri, hijri)


def year_digits(line: Line, i: int, told: bool, hijri_month: bool = False) -> Year | None:
    """Read four digits as a year, and the mark of its era (م، هـ).

    After a Hijri month years that no calendar is published for are read too, so that they are
    called unknown rather than left out, which would move the date to the latest such month.
    """
    value = line.digits(i)
    if value is None or len(line.word(i)) not in ((3, 4) if hijri_month else (4,)):
        return None
    era = line.word(i + 1)
    marked = era in ("م", "ه", "ميلادي", "ميلاديه", "هجري", "هجريه") and line.near(i + 1)
    last = i + 1 if marked else i
    hijri = marked and era[0] == "ه"
    if not hijri and len(line.word(i)) == 3:
        return None
    if hijri_month and not marked and not (1300 <= value <= 1500 or _is_year(value)):
        # "5 رمضان 1250 شخصا" counts people.
        return Year(value, None, True, last) if value > 1500 or line.gap(last + 1) != " " else None
    if hijri or (1300 <= value <= 1500 and not marked and told):
        return Year(value, None, hijri or value <= 1500, last)
    if _is_year(value) or (told and value <= 2100) or (marked and value <= 2100):
        return Year(value, None, False, last)
    return None


def month_date(line: Line, i: int, told: bool = False) -> tuple[Calendar, int] | None:
    """Read ``[شهر] month [way] [year]``, or a month told by its direction."""
    j = i
    this = line.token(i, "this")
    if this is not None:
        j = this.last + 1
    unit = line.token(j, "unit")
    if unit is not None and unit.data["unit"] == "month" and unit.value == 1:
        by_way = _way_of(line, unit, this)
        if by_way is not None:
            way, last = by_way
            return Calendar("month", month_way=way), last
        if this is not None or not line.near(unit.last + 1):
            return None
        j, told = unit.last + 1, True
        number = line.digits(j, 2)
        if number is not None and 1 <= number <= 12 and year_after(line, j + 1):
            return _finish_month(line, Calendar("month", month=number), j)
    elif this is not None:
        return None
    named = month_name(line, j)
    if named is None or (j > i and named[0].before):
        return None
    token, last, twin = named
    if not month_surely(line, token, last, twin, told):
        return None
    node = Calendar("month", month=token.value, hijri="calendar" in token.data)
    return _finish_month(line, node, last)


def _way_of(line: Line, unit: Token, this: Token | None) -> tuple[int, int] | None:
    """Read the direction of a unit: ``الشهر الماضي``, ``هذا الشهر``."""
    way = line.token(unit.last + 1, "way", "before_last")
    if way is not None and line.near(way.first):
        return (-2 if way.kind == "before_last" else way.value), way.last
    return (0, unit.last) if this is not None else None


def _finish_month(line: Line, node: Calendar, last: int) -> tuple[Calendar, int]:
    way = line.token(last + 1, "way")
    if way is not None and line.near(way.first, " )"):
        node, last = replace(node, way=way.value), way.last
    year = year_after(line, last + 1, hijri=node.hijri)
    # A Gregorian month has no Hijri year, so that a lone 1439 beside it is no year; a Hijri one
    # may be told with a Gregorian year.
    if year is not None and (node.hijri or not year.hijri or year.year is None):
        node, last = replace(node, year=year.year, year_way=year.way), year.last
    return node, last


def full_date(line: Line, i: int) -> tuple[list[Calendar], list[int], int] | None:
    """Read days with their month: the dates, the first word of each, and the last word."""
    numeric = numeric_date(line, i)
    if numeric is not None:
        return [numeric[0]], [i], numeric[1]
    days = day_list(line, i)
    if days is None:
        return None
    j = days.last + 1
    if not line.near(j, " /-,("):
        return None
    of = line.word(j) in _FROM
    current = line.token(j + of, "way")
    if (
        current is not None
        and current.value == 0
        and line.near(j)
        and (of or line.digits(i, 2) is not None)
        and all(low >= 1 and high <= 31 for low, high, _ in days.ranges)
    ):
        # في 17 الجاري، في التاسع من الجاري
        low, high, _ = days.ranges[-1]
        return [Calendar("date", days=(low, high), month_way=0)], [i], current.last
    j += of
    found = month_date(line, j, told=True)
    if found is None:
        return None
    month, last = found
    token = line.token(j, "month")
    if token is not None and token.before not in ("", "ل"):
        return None
    if token is not None and line.gap(j) == "," and line.digits(days.last) is None:
        return None
    way = month.way
    dates = [
        replace(month, rule="date" if low == high else "days", days=(low, high), way=way)
        for low, high, _ in days.ranges
    ]
    return dates, [first for _, _, first in days.ranges], last


def numeric_date(line: Line, i: int, loose: bool = False) -> tuple[Calendar, int] | None:
    """Read ``1/2/2018``, ``2018-02-01``, ``23.09.2022``; ``25/6`` only where a day is expected."""
    parts = [line.digits(i)]
    if parts[0] is None:
        return None
    mark = line.gap(i + 1)
    j = i
    while len(parts) < 4 and mark in "/-." and line.gap(j + 1) == mark:
        value = line.digits(j + 1)
        if value is None:
            break
        parts.append(value)
        j += 1
    values = [v for v in parts if v is not None]
    if len(values) == 3:
        return _three(line, values, i, j)
    if len(values) == 2 and loose and mark == "/":
        day, month = values
        if 1 <= day <= 31 and 1 <= month <= 12:
            return Calendar("date", days=(day, day), month=month), j
    return None


def _three(line: Line, values: list[int], i: int, last: int) -> tuple[Calendar, int] | None:
    widths = [len(line.word(k)) for k in (i, i + 1, i + 2)]
    if widths[0] == 4:
        year, month, day = values
    elif widths[2] == 4 or (widths[2] == 2 and line.gap(i + 1) in "/-."):
        day, month, year = values
        if widths[2] == 2:
            # 3.2.18 may be a version or a section; 03.02.18 is a day.
            dotted = line.gap(i + 1) == "."
            if values[2] > 50 or widths[0] + widths[1] < (4 if dotted else 3):
                return None
            year += 2000
    else:
        return None
    # Day before month, as Arabic writes it; the other way round only where that is no month.
    if month > 12 and day <= 12:
        day, month = month, day
    possible = 1 <= month <= 12 and 1 <= day <= 31
    if not possible and sorted(widths)[1:] != [2, 4] and sorted(widths) != [1, 1, 4]:
        return None
    era = line.word(last + 1)
    marked = era in ("م", "ه") and line.near(last + 1)
    hijri = 1300 <= year <= 1500 or (marked and era == "ه")
    if not (hijri or _is_year(year)):
        return None
    last += marked
    return Calendar("date", days=(day, day), month=month, year=year, hijri=hijri), last


def weekday_span(line: Line, i: int, night: bool) -> tuple[tuple[int, int], int] | None:
    """Read a weekday, or neighbours joined: ``ليل السبت الأحد``, ``الثلاثاء والأربعاء``."""
    token = line.token(i, "weekday")
    if token is None:
        return None
    first = last_day = token.value
    last = token.last
    while True:
        j = last + 1
        if line.word(j) in TO and line.near(j) and line.token(j + 1, "weekday"):
            other = line.token(j + 1, "weekday")
            assert other is not None
            return (first, other.value), other.last
        if night and line.word(j) == "علي" and line.near(j):  # ليلة السبت على الأحد
            j += 1
        other = line.token(j, "weekday")
        if other is None:
            break
        gap = line.gap(j)
        following = other.value == last_day % 7 + 1
        joined = gap in "/-" or (gap == " " and (other.joined or night))
        if not (joined and following):
            break
        last_day, last = other.value, other.last
    return (first, last_day), last


def amount_at(line: Line, i: int) -> tuple[int, int] | None:
    """Read a small number in digits or words: it and its last word."""
    if line.word(i) == "ال" and line.near(i + 1):
        i += 1
    value = line.digits(i)
    if value is not None:
        return value, i
    token = line.token(i, "cardinal")
    if token is None:
        return None
    total, last = int(token.value), token.last
    while True:
        more = line.token(last + 1, "cardinal", "ordinal")
        if more is None or not more.joined or not line.near(more.first):
            return total, last
        total, last = total + int(more.value), more.last
