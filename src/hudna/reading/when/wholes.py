"""The grammar of longer stretches and their parts: thirds, fractions, seasons, feasts, decades."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hudna.reading.when.calendar import third_of
from hudna.reading.when.calendar_nodes import Calendar, Relative, Yearly
from hudna.reading.when.dates import Year, month_date, year_after, year_digits
from hudna.reading.when.days import OF, one
from hudna.reading.when.dispatch import moment
from hudna.reading.when.nodes import Fixed, Node
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import Between
from hudna.reading.when.tokens import Line, Token


def read_edge(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read مطلع، منتصف، نهاية and their like with what they are of."""
    j = token.last + 1
    if not line.near(j):
        return None
    if line.word(j) in OF:
        j += 1
    inner = read_whole(line, j)
    if inner is None:
        return None
    node, last = inner
    if isinstance(node, Relative | Calendar):
        if isinstance(node, Calendar) and (node.days or node.weekdays or node.offset is not None):
            return None
        rule = "third"
        if isinstance(node, Relative):
            return one(replace(node, edge=token.value, rule=rule), i, last)
        return one(replace(node, edge=token.value, rule=rule), i, last)
    if isinstance(node, Fixed):
        return one(Fixed(third_of(node.interval, token.value), "third", "third"), i, last)
    return None


def read_whole(line: Line, j: int) -> tuple[Node, int] | None:
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
        return year_node(year), year.last
    whole = moment(line, j) if line.token(j, "decade", "this", "unit", "season") else None
    return (whole[0].node, whole[0].last) if whole is not None else None


def read_fraction(line: Line, i: int, token: Token) -> list[Parsed] | None:
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
        number, last = read_which(line, unit.last + 1, parts)
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
        return one(replace(node, fraction=(number, parts), rule="fraction"), i, last)
    way = line.token(j, "way")
    definite = token.before.endswith("ال")
    if parts == 4 and definite and way is not None and not way.text.startswith("الاخير"):
        return one(Relative("quarter", way.value), i, way.last)
    number, last = read_which(line, j, parts)
    if number is None or not definite:
        return None
    k = last + 1
    if line.word(k) in OF:
        k += 1
    whole = read_whole(line, k) if line.near(last + 1) else None
    if whole is None and parts == 4:  # الربع الثالث: of the year
        whole = Calendar("year", year_way=0), last
    if whole is None or not isinstance(whole[0], Calendar | Relative):
        return None
    return one(replace(whole[0], fraction=(number, parts), rule="fraction"), i, whole[1])


def read_which(line: Line, j: int, parts: int) -> tuple[int | None, int]:
    """Read which of the parts: an ordinal, or الأخير; and the last word."""
    ordinal = line.token(j, "ordinal")
    if ordinal is not None and ordinal.value <= parts:
        return ordinal.value, ordinal.last
    way = line.token(j, "way")
    if way is not None and way.text.startswith("الاخير"):
        return parts, way.last
    return None, j


def season_node(token: Token, year: int | None, year_way: int | None, way: int | None) -> Yearly:
    """Make the node of a season."""
    months = tuple(token.data["months"])
    return Yearly("season", "season", 0, 0, 0, months, year, year_way, way)


def read_season(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read a season with its year or direction; alone it may mean anything (الربيع العربي)."""
    j = token.last + 1
    way = line.token(j, "way")
    if way is not None and line.near(j) and token.before.endswith("ال"):
        return one(season_node(token, None, None, way.value), i, way.last)
    year = year_after(line, j, far=False)
    if year is not None:
        return one(season_node(token, year.year, year.way, None), i, year.last)
    if line.word(i - 1) == "فصل" and token.before.endswith("ال"):
        return one(season_node(token, None, None, None), i, token.last)
    return None


def read_feast(line: Line, i: int, token: Token) -> list[Parsed]:
    """Read a feast with its year or direction."""
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
    return one(node, i, last)


def read_decade(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read a decade (التسعينيات), of the twentieth century unless another is told."""
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
    if line.word(last + 1) == "من" and line.word(last + 2).startswith("عمر"):
        return None
    first = base + int(token.value)
    return one(Fixed((date(first, 1, 1), date(first + 9, 12, 31)), "decade", "decade"), i, last)


def year_node(year: Year) -> Node:
    """Make the node of a year; a Hijri one runs from its first month to its last."""
    if year.hijri and year.year is not None:
        return Between(
            Calendar("year", month=1, hijri=True, year=year.year),
            Calendar("year", month=12, hijri=True, year=year.year),
        )
    return Calendar("year", year=year.year, year_way=year.way)
