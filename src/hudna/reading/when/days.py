"""The grammar of a day: its part, weekday and date, and what may follow it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.dates import (
    EQUALS,
    NOT_TODAY,
    TO,
    full_date,
    numeric_date,
    weekday_span,
    year_after,
)
from hudna.reading.when.nodes import Node, PartOfDay
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.phrase import Granularity
from hudna.reading.when.tokens import Line, Token
from hudna.text.fold import fold_term

OF = frozenset(("من", "في"))


HOURS_SKIP = frozenset((
    "الاولي", "الباكر", "الباكره", "المبكره", "المتاخره", "المتاخر", "الماضيه", "متاخره", "مبكره",
))  # fmt: skip


def one(node: Node, first: int, last: int) -> list[Parsed]:
    """Make a list of one phrase."""
    return [Parsed(node, first, last)]


def read_dates(line: Line, i: int) -> list[Parsed] | None:
    """Read days with their month; several that do not follow each other make several phrases."""
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


def read_day(
    line: Line,
    i: int,
    token: Token,
    granularity: Granularity | None = None,
    night: bool = False,
) -> list[Parsed] | None:
    """Read a day told from today, a weekday or a date, and what narrows it."""
    j = i
    day = Calendar("day", clock=granularity)
    last = -1
    while True:
        step = _day_piece(line, j, day, night)
        if step is None:
            break
        day, last = step
        if line.word(last + 1) in EQUALS and line.near(last + 1, " ,("):
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
    return one(day, i, last)


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
    if after in NOT_TODAY and line.near(token.last + 1):
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
    if after in TO and line.token(token.last + 2, "weekday") is not None:
        return True  # من الاثنين إلى الخميس
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
        year = year_after(line, last + 1, hijri=day.hijri)
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


def read_part(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read a part of the day with its day, or alone where its spelling says so."""
    night = token.value == "night"
    j = token.last + 1
    if line.near(j, " ,/"):
        if line.word(j) in OF:
            j += 1
        inner = line.tokens.get(j)
        if line.gap(j) != "," or (inner is not None and inner.kind == "day"):
            found = read_day(line, j, token, "part", night)
            if found is None and inner is not None and inner.kind == "this":
                unit = line.token(inner.last + 1, "day")
                if unit is not None and unit.value == 0:
                    found = one(Calendar("day", offset=0, clock="part"), j, unit.last)
            if found is not None:
                return one(found[0].node, i, found[0].last)
    last = token.last
    definite = token.before.endswith("ال") or token.text.startswith(("ال", "بعد", "منتصف", "ما"))
    if token.text in _alone(token) or (definite and _time_before(line, token)):
        while line.word(last + 1) in HOURS_SKIP and line.near(last + 1):
            last += 1
        return one(PartOfDay("part"), i, last)
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
        "صلاه",
    )


def is_day(node: Calendar) -> bool:
    """Whether a date is told to the day."""
    return node.days is not None or node.weekdays is not None or node.offset is not None
