"""The grammar of moments: a day with its part, weekday and date; months, years, weeks, feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from hudna.reading.when.calendar import third_of
from hudna.reading.when.dates import (
    _EQUALS,
    _NOT_TODAY,
    _TO,
    Year,
    full_date,
    month_date,
    numeric_date,
    weekday_span,
    year_after,
    year_digits,
)
from hudna.reading.when.nodes import Between, Calendar, Fixed, Node, PartOfDay, Relative, Yearly
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.phrase import Granularity
from hudna.reading.when.tokens import Line, Token
from hudna.text.fold import fold_term

_OF = frozenset(("من", "في"))
_HOURS_SKIP = frozenset((
    "الاولي", "الباكر", "الباكره", "المبكره", "المتاخره", "المتاخر", "الماضيه", "متاخره", "مبكره",
))  # fmt: skip
_CLOCK_SKIP = frozenset((
    "بتوقيت", "بالتوقيت", "المحلي", "غرينتش", "جرينتش", "دمشق", "مكه", "القاهره", "بيروت", "ت", "غ",
    "غمت", "بغداد", "موسكو", "تماما", "تقريبا", "دقيقه", "دقايق", "gmt",
))  # fmt: skip


def moment(line: Line, i: int) -> list[Parsed] | None:
    """Read the longest moment that begins at a word; a list of dates makes several."""
    token = line.tokens.get(i)
    if token is None:
        return _from_digits(line, i)
    read = _READERS.get(token.kind)
    return read(line, i, token) if read is not None else None


def _one(node: Node, first: int, last: int) -> list[Parsed]:
    return [Parsed(node, first, last)]


def _from_digits(line: Line, i: int) -> list[Parsed] | None:
    return _dates(line, i) if line.digits(i) is not None else None


def _dates(line: Line, i: int) -> list[Parsed] | None:
    found = full_date(line, i)
    if found is None:
        return None
    nodes, firsts, last = found
    ends = [first - 1 for first in firsts[1:]] + [last]
    out = []
    for node, first, end in zip(nodes, firsts, ends, strict=True):
        while end > first and line.word(end) == "و":
            end -= 1
        out.append(Parsed(node, first, end))
    final, end = _after_day(line, nodes[-1], last)
    out[-1] = Parsed(final, firsts[-1], end)
    return out


# ------------------------------------------------------------------------------------ days


def _day(line: Line, i: int, token: Token, granularity: Granularity | None = None,
         night: bool = False) -> list[Parsed] | None:  # fmt: skip
    """Read a day told from today, a weekday or a date, and what narrows it."""
    j = i
    day = Calendar("day", clock=granularity)
    last = -1
    while True:
        step = _day_piece(line, j, day, night)
        if step is None:
            break
        day, last = step
        if line.word(last + 1) in _EQUALS and line.near(last + 1, " ,("):
            j = last + 2
            if line.word(j) in ("ل", "في"):
                j += 1
            continue
        j = last + 1
        if not line.near(j, " ,("):
            break
    if last < 0:
        return None
    if day.days is not None:
        day = replace(day, rule="date" if day.days[0] == day.days[1] else "days")
    day, last = _after_day(line, day, last)
    return _one(day, i, last)


def _day_piece(line: Line, j: int, day: Calendar, night: bool) -> tuple[Calendar, int] | None:
    token = line.tokens.get(j)
    if token is not None and token.kind == "day":
        if _started(day):
            return None
        if token.value == 0 and not _today(line, token):
            return None
        clock = day.clock or ("part" if "part" in token.data else None)
        return replace(day, offset=token.value, clock=clock), token.last
    if token is not None and token.kind == "weekday":
        if day.weekdays is not None or (_started(day) and token.joined):
            return None
        if token.value == 1 and not _monday(line, token):
            return None
        span = weekday_span(line, j, night)
        assert span is not None
        rule = day.rule if day.offset is not None else "weekday"
        return replace(day, weekdays=span[0], rule=rule), span[1]
    if day.days is not None:
        return None
    if (
        token is not None
        and token.kind == "unit"
        and token.text == "يوم"
        and token.data["unit"] == "day"
    ):
        if (token.before[-2:] in ("ال", "لل")) or not line.near(token.last + 1):
            return None
        return _day_piece(line, token.last + 1, day, night)
    return _date_piece(line, j, day)


def _started(day: Calendar) -> bool:
    return day.offset is not None or day.weekdays is not None or day.days is not None


def _date_piece(line: Line, j: int, day: Calendar) -> tuple[Calendar, int] | None:
    found = full_date(line, j)
    if found is not None:
        nodes, _, last = found
        if len(nodes) > 1:
            return None
        node = nodes[0]
        return replace(
            node, offset=day.offset, weekdays=day.weekdays, clock=day.clock, way=node.way
        ), last
    if day.weekdays is not None or day.offset is not None or line.word(j - 1) in ("يوم", "بتاريخ"):
        loose = numeric_date(line, j, loose=True)
        if loose is not None:
            node, last = loose
            return replace(node, offset=day.offset, weekdays=day.weekdays, clock=day.clock), last
    return None


def _today(line: Line, token: Token) -> bool:
    """Whether اليوم is today: not in a title, not "the second day", not "World Day"."""
    after = line.word(token.last + 1)
    if after in _NOT_TODAY and line.near(token.last + 1):
        return False
    ordinal = line.token(token.last + 1, "ordinal")
    if ordinal is not None and line.near(ordinal.first) and ordinal.text.startswith("ال"):
        month = full_date(line, ordinal.first)
        return month is not None
    return not any(h.first < token.first <= h.last for h in line.doc.of("outlet"))


def _monday(line: Line, token: Token) -> bool:
    """Whether الاثنين is Monday rather than "the two"."""
    before = line.word(token.first - 1)
    after = line.word(token.last + 1)
    return before not in ("بين", "كلا", "كلي", "هذين", "من") and after not in ("معا", "الاخرين")


def _after_day(line: Line, day: Calendar, last: int) -> tuple[Calendar, int]:
    """Read what may follow a day: its direction, year, and part."""
    way = line.token(last + 1, "way")
    if (
        way is not None
        and line.near(way.first, " )")
        and day.way is None
        and not way.text.startswith("السابق")
        and (day.days is not None or (day.offset is None and day.weekdays is not None))
    ):
        day, last = replace(day, way=way.value), way.last
    before = line.token(last + 1, "before_last")
    if before is not None and day.weekdays is not None and day.days is None:
        day, last = replace(day, way=-1, offset=-7), before.last
    if day.days is not None and day.year is None and day.year_way is None:
        year = year_after(line, last + 1)
        if year is not None and (year.hijri == day.hijri or year.year is None):
            day, last = replace(day, year=year.year, year_way=year.way), year.last
    part = line.token(last + 1, "part")
    if (
        part is not None
        and part.text in _alone(part)
        and line.near(part.first, " ,")
        and not part.before
        and day.clock is None
    ):
        day, last = replace(day, clock="part"), part.last
    return day, last


@cache
def _spellings(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_term, words))


def _alone(part: Token) -> frozenset[str]:
    """The folded spellings in which a part of the day needs no day beside it."""
    return _spellings(tuple(part.data.get("alone", ())))


def _part(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read a part of the day with its day, or alone where its spelling says so."""
    night = token.value == "night"
    j = token.last + 1
    if line.near(j, " ,/"):
        if line.word(j) in _OF:
            j += 1
        inner = line.tokens.get(j)
        if line.gap(j) != "," or (inner is not None and inner.kind == "day"):
            found = _day(line, j, token, "part", night)
            if found is None and inner is not None and inner.kind == "this":
                unit = line.token(inner.last + 1, "day")
                if unit is not None and unit.value == 0:
                    found = _one(Calendar("day", offset=0, clock="part"), j, unit.last)
            if found is not None:
                return _one(found[0].node, i, found[0].last)
    last = token.last
    definite = token.before.endswith("ال") or token.text.startswith(("ال", "بعد", "منتصف", "ما"))
    if token.text in _alone(token) or (definite and _time_before(line, token)):
        while line.word(last + 1) in _HOURS_SKIP and line.near(last + 1):
            last += 1
        return _one(PartOfDay("part"), i, last)
    return None


def _time_before(line: Line, token: Token) -> bool:
    """Whether what stands before makes الصباح or الليل a time: في، منذ، خلال، ساعات."""
    if not token.before.endswith("ال") and not token.text.startswith("ال"):
        return True
    before = line.word(token.first - 1)
    return before in (
        "في",
        "منذ",
        "خلال",
        "حتي",
        "ساعات",
        "ساعه",
        "طوال",
        "مع",
        "قبل",
        "بعد",
        "عند",
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
            return _one(found[0].node, i, found[0].last)
    return [Parsed(found[0].node, i, found[0].last), *found[1:]]


# ------------------------------------------------------------------- months, years, weeks, hours


def _month(line: Line, i: int, token: Token) -> list[Parsed] | None:
    found = month_date(line, i)
    if found is None:
        return None
    node, last = found
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
            return _one(Between(node, right[0]), i, right[1])
    return _one(node, i, last)


def _two_months(line: Line, i: int, token: Token) -> list[Parsed] | None:
    left = month_date(line, token.last + 1, told=True)
    if left is None:
        return None
    right = month_date(line, left[1] + 1, told=True)
    if right is None:
        return _one(left[0], i, left[1])
    return _one(Between(left[0], right[0]), i, right[1])


def _unit(line: Line, i: int, token: Token) -> list[Parsed] | None:
    unit = token.data["unit"]
    if unit == "hour":
        return _hours(line, i, token)
    if token.value != 1:
        return None
    if unit == "day":
        return _day(line, i, token) if token.text == "يوم" else None
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
    if way is not None and line.near(way.first):
        value = -2 if way.kind == "before_last" else way.value
        return _one(Relative(unit, value), i, way.last)
    if this is not None:
        return _one(Relative(unit, 0), i, token.last)
    if unit == "century" and token.before.endswith("ال"):
        ordinal = line.token(token.last + 1, "ordinal")
        if ordinal is not None:
            return _one(_century(ordinal.value), i, ordinal.last)
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
        return _one(Calendar("year", year_way=value), i, way.last)
    year = year_digits(line, token.last + 1, True)
    return None if year is None else _years(line, i, year)


def _years(line: Line, i: int, year: Year) -> list[Parsed]:
    left = _year_node(year)
    j = year.last + 1
    if line.gap(j) in "-/" or (line.word(j) in _TO and line.near(j)):
        other = year_digits(line, j + (line.word(j) in _TO), True)
        if other is not None and year.year and other.year and other.year > year.year:
            return _one(Between(left, _year_node(other)), i, other.last)
    return _one(left, i, year.last)


def _year_node(year: Year) -> Node:
    if year.hijri and year.year is not None:
        return Between(
            Calendar("year", month=1, hijri=True, year=year.year),
            Calendar("year", month=12, hijri=True, year=year.year),
        )
    return Calendar("year", year=year.year, year_way=year.way)


def _two_years(line: Line, i: int, token: Token) -> list[Parsed] | None:
    left = year_digits(line, token.last + 1, True)
    if left is None or not line.near(token.last + 1):
        return None
    j = left.last + 1
    if line.word(j) in ("و", "الي", "حتي"):
        right = year_digits(line, j + 1, True)
        between = line.token(i - 1, "relation")
        whole = line.word(j) != "و" or (between is not None and between.value == "between")
        if right is not None and right.year and left.year:
            if whole or right.year == left.year + 1:
                return _one(Between(_year_node(left), _year_node(right)), i, right.last)
            return [
                Parsed(_year_node(left), i, left.last),
                Parsed(_year_node(right), j + 1, right.last),
            ]
    return _one(_year_node(left), i, left.last)


def _this(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    unit = line.tokens.get(j)
    if unit is None or not (unit.before.endswith("ال") or unit.text.startswith("ال")):
        return None
    if unit.kind == "day":
        part = "part" if "part" in unit.data else None
        return _one(Calendar("day", offset=0, clock=part), i, unit.last)  # type: ignore[arg-type]
    if unit.kind == "season":
        return _one(_season(unit, None, None, 0), i, unit.last)
    if unit.kind == "part":
        return _one(Calendar("day", offset=0, clock="part"), i, unit.last)
    if unit.kind != "unit" or unit.value != 1:
        return None
    name = unit.data["unit"]
    if name == "month":
        return _one(Calendar("month", month_way=0), i, unit.last)
    if name == "year":
        return _one(Calendar("year", year_way=0), i, unit.last)
    return _relative(line, i, unit, token)


def _hours(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    if token.value == 1:
        return _clock(line, i, j) if token.before.endswith("ال") else None
    part = line.token(j, "part")
    if part is None:
        return None
    last = part.last
    while line.word(last + 1) in _HOURS_SKIP and line.near(last + 1):
        last += 1
    inner = last + 1 + (line.word(last + 1) in _OF)
    if line.near(last + 1):
        found = _part(line, inner, part) if inner == part.first else moment(line, inner)
        if found and isinstance(found[0].node, Calendar) and found[0].node.rule != "month":
            return _one(replace(found[0].node, clock="part"), i, found[0].last)
    direct = _part(line, j, part)
    if direct is not None:
        return _one(direct[0].node, i, max(direct[0].last, last))
    return _one(PartOfDay("part"), i, last)


def _clock(line: Line, i: int, j: int) -> list[Parsed] | None:
    """Read an hour after الساعة, its minutes, and the day or part that follows."""
    hour = line.digits(j, 2)
    ordinal = line.token(j, "ordinal")
    if ordinal is not None and ordinal.value <= 12:
        last = ordinal.last
    elif hour is not None and hour <= 24:
        last = j
        if line.gap(j + 1) in ":." and line.digits(j + 1, 2) is not None:
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
        if line.word(j) in _OF:
            j += 1
        found = moment(line, j)
        if found and isinstance(found[0].node, PartOfDay):
            after = found[0].last + 1
            follow = (
                moment(line, after + (line.word(after) in _OF)) if line.near(after, " ,") else None
            )
            if follow and isinstance(follow[0].node, Calendar) and _is_day(follow[0].node):
                return _one(replace(follow[0].node, clock="clock"), i, follow[0].last)
            return _one(PartOfDay("clock", "clock"), i, found[0].last)
        if found and isinstance(found[0].node, Calendar) and _is_day(found[0].node):
            return _one(replace(found[0].node, clock="clock"), i, found[0].last)
    return _one(PartOfDay("clock", "clock"), i, last)


def _is_day(node: Calendar) -> bool:
    return node.days is not None or node.weekdays is not None or node.offset is not None


def _ordinal(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read a date that begins with an ordinal, or an hour (الرابعة من صباح أمس)."""
    found = _dates(line, i)
    if found is not None:
        return found
    if token.text[-1] in "هي" and token.value <= 12 and token.text.startswith("ال"):
        j = token.last + 1
        if line.word(j) in _OF:
            j += 1
        part = line.token(j, "part")
        if part is not None and line.near(token.last + 1) and not part.before:
            return _after_hour(line, i, token.last)
    return None


# ------------------------------------------------------------- thirds, fractions, seasons, feasts


def _edge(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    if line.word(j) in _OF:
        j += 1
    inner = _whole(line, j)
    if inner is None:
        return None
    node, last = inner
    if isinstance(node, Relative | Calendar):
        if isinstance(node, Calendar) and (node.days or node.weekdays or node.offset is not None):
            return None
        rule = "third"
        if isinstance(node, Relative):
            return _one(replace(node, edge=token.value, rule=rule), i, last)
        return _one(replace(node, edge=token.value, rule=rule), i, last)
    if isinstance(node, Fixed):
        return _one(Fixed(third_of(node.interval, token.value), "third", "third"), i, last)
    return None


def _whole(line: Line, j: int) -> tuple[Node, int] | None:
    """Read the month, week, year or decade that a third or a fraction is of."""
    found = month_date(line, j, told=True)
    if found is not None:
        token = line.token(j, "month")
        return None if token is not None and token.before not in ("", "ل") else found
    token = line.token(j, "unit")
    if token is not None and token.value == 1 and token.data["unit"] in ("week", "month", "year"):
        whole = moment(line, j)
        if whole is not None:
            return whole[0].node, whole[0].last
        if token.before.endswith(("ال", "لل")):
            unit = token.data["unit"]
            if unit == "week":
                return Relative("week", 0), token.last
            if unit == "month":
                return Calendar("month", month_way=0), token.last
            return Calendar("year", year_way=0), token.last
        return None
    year = year_digits(line, j, False)
    if year is not None:
        return _year_node(year), year.last
    whole = moment(line, j) if line.token(j, "decade", "this", "unit", "season") else None
    return (whole[0].node, whole[0].last) if whole is not None else None


def _fraction(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read النصف الأول من العام, or ربع السنة الأول."""
    parts = token.data["parts"]
    j = token.last + 1
    if not line.near(j):
        return None
    unit = line.token(j, "unit")
    if (
        unit is not None
        and unit.data["unit"] in ("year", "month")
        and not token.before.endswith("ال")
    ):
        number, last = _which(line, unit.last + 1, parts)
        if number is None:
            return None
        node = (
            Calendar("year", year_way=0)
            if unit.data["unit"] == "year"
            else Calendar("month", month_way=0)
        )
        year = year_after(line, last + 1)
        if year is not None:
            node, last = Calendar("year", year=year.year, year_way=year.way), year.last
        return _one(replace(node, fraction=(number, parts), rule="fraction"), i, last)
    number, last = _which(line, j, parts)
    if number is None or not token.before.endswith("ال"):
        return None
    k = last + 1
    if line.word(k) in _OF:
        k += 1
    whole = _whole(line, k) if line.near(last + 1) else None
    if whole is None or not isinstance(whole[0], Calendar | Relative):
        return None
    return _one(replace(whole[0], fraction=(number, parts), rule="fraction"), i, whole[1])


def _which(line: Line, j: int, parts: int) -> tuple[int | None, int]:
    ordinal = line.token(j, "ordinal")
    if ordinal is not None and ordinal.value <= parts:
        return ordinal.value, ordinal.last
    way = line.token(j, "way")
    if way is not None and way.text.startswith("الاخير"):
        return parts, way.last
    return None, j


def _season(token: Token, year: int | None, year_way: int | None, way: int | None) -> Yearly:
    months = tuple(token.data["months"])
    return Yearly("season", "season", 0, 0, 0, months, year, year_way, way)


def _season_phrase(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    way = line.token(j, "way")
    if way is not None and line.near(j) and token.before.endswith("ال"):
        return _one(_season(token, None, None, way.value), i, way.last)
    year = year_after(line, j, far=False)
    if year is not None:
        return _one(_season(token, year.year, year.way, None), i, year.last)
    if line.word(i - 1) == "فصل" and token.before.endswith("ال"):
        return _one(_season(token, None, None, None), i, token.last)
    return None


def _feast(line: Line, i: int, token: Token) -> list[Parsed]:
    data = token.data
    node = Yearly(
        "feast", data.get("calendar", "gregorian"), data.get("month", 1), data["day"],
        data.get("days", 1),
    )  # fmt: skip
    last = token.last
    way = line.token(last + 1, "way")
    if way is not None and line.near(way.first):
        node, last = replace(node, way=way.value), way.last
    year = year_after(line, last + 1, far=False)
    if year is not None:
        node, last = replace(node, year=year.year, year_way=year.way), year.last
    return _one(node, i, last)


def _decade(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    century = line.token(j, "unit")
    base, last = 1900, token.last
    if century is not None and century.data["unit"] == "century" and line.near(j):
        last = century.last
        follow = line.token(last + 1, "ordinal", "way")
        if follow is not None:
            base = (
                (follow.value - 1) * 100
                if follow.kind == "ordinal"
                else (1900 if follow.value < 0 else 2000)
            )
            last = follow.last
    elif not token.before.endswith("ال"):
        return None
    first = base + int(token.value)
    return _one(Fixed((date(first, 1, 1), date(first + 9, 12, 31)), "decade", "decade"), i, last)


def _eve(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read غداة or عشية: told of today's happening, the day beside it."""
    j = token.last + 1
    found = moment(line, j) if line.near(j) else None
    if found and isinstance(found[0].node, Calendar) and _is_day(found[0].node):
        return None
    return _one(Calendar("eve", offset=-1 if token.value < 0 else 1), i, token.last)


def _now(line: Line, i: int, token: Token) -> list[Parsed]:
    return _one(Calendar("now", offset=0), i, token.last)


_READERS = {
    "day": _day, "weekday": _day, "part": _part, "month": _month, "unit": _unit, "this": _this,
    "two_days": _two_days, "two_months": _two_months, "two_years": _two_years,
    "ordinal": _ordinal, "edge": _edge, "fraction": _fraction, "season": _season_phrase,
    "feast": _feast, "decade": _decade, "eve": _eve, "now": _now,
}  # fmt: skip
