"""The grammar of amounts of time: the last three days, the next two weeks, the first six months."""

from __future__ import annotations

from hudna.reading.when.dates import amount_at
from hudna.reading.when.days import OF
from hudna.reading.when.dispatch import moment
from hudna.reading.when.nodes import Vague
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import Shift, Slice, Window
from hudna.reading.when.tokens import Line, Token
from hudna.reading.when.wholes import read_whole


def counted_at(line: Line, i: int) -> tuple[int | None, str, int, bool] | None:
    """Read ``about? number unit``: amount (``None``: some), unit, last word, whether about."""
    about = line.token(i, "about")
    approximate = about is not None
    if about is not None:
        i = about.last + 1
    if not line.near(i) and about is not None:
        return None
    some = line.token(i, "some")
    if some is not None:
        unit = line.token(some.last + 1, "unit")
        return (None, unit.data["unit"], unit.last, True) if unit is not None else None
    part = line.token(i, "fraction")
    if part is not None:
        return _part_of_unit(line, part)
    unit = line.token(i, "unit")
    if unit is not None:
        return _with_part(line, unit_first(line, unit, approximate))
    amount = amount_at(line, i)
    if amount is None:
        return None
    unit = line.token(amount[1] + 1, "unit")
    if unit is None or not line.near(unit.first):
        return None
    return _with_part(line, (amount[0], unit.data["unit"], unit.last, approximate))


_FINER = {
    "hour": (60, "minute"), "day": (24, "hour"), "year": (12, "month"), "decade": (10, "year"),
    "century": (100, "year"),
}  # fmt: skip
"""How many of a finer unit a unit has."""


def _part_of_unit(line: Line, part: Token) -> tuple[int | None, str, int, bool] | None:
    """Read half an hour, a quarter of a century."""
    unit = line.token(part.last + 1, "unit")
    if unit is None or unit.value != 1 or unit.data["unit"] not in _FINER or part.before:
        return None
    size, finer = _FINER[unit.data["unit"]]
    return size // part.data["parts"], finer, unit.last, True


def _with_part(
    line: Line, counted: tuple[int | None, str, int, bool] | None
) -> tuple[int | None, str, int, bool] | None:
    """Add "and a half" to an amount (عام ونصف العام); a month and a half stays in its month."""
    if counted is None:
        return None
    amount, unit, last, approximate = counted
    part = line.token(last + 1, "fraction")
    if part is None or not part.joined:
        return counted
    last = part.last
    again = line.token(last + 1, "unit")
    if again is not None and again.data["unit"] == unit and line.near(again.first):
        last = again.last
    if amount is None or unit not in _FINER:
        return amount, unit, last, approximate
    size, finer = _FINER[unit]
    return amount * size + size // part.data["parts"], finer, last, approximate


def unit_first(
    line: Line, unit: Token, approximate: bool
) -> tuple[int | None, str, int, bool] | None:
    """Read a unit that carries its own number (dual, singular) or has it after (الأيام الثلاثة)."""
    name, last = unit.data["unit"], unit.last
    if unit.value == 2:
        return 2, name, last, approximate
    if unit.value == 1:
        return 1, name, last, approximate
    if unit.before.endswith("ال") and line.near(last + 1):
        amount = amount_at(line, last + 1)
        if amount is not None:
            return amount[0], name, amount[1], approximate
    few = line.token(last + 1, "few")
    if few is not None and line.near(few.first):
        last = few.last
    return None, name, last, True


def stretch(line: Line, i: int, during: Token | None) -> list[Parsed] | None:
    """Read the last or next so many units: ``خلال الساعات الـ48 الماضية``, ``خلال أسبوع``."""
    first = i if during is None else during.first
    counted = counted_at(line, i)
    if counted is None:
        return None
    amount, unit, last, approximate = counted
    way = line.token(last + 1, "way")
    if line.token(last + 1, "gone") is not None and amount is not None:
        return [Parsed(Shift(-amount, unit, approximate), first, last + 1)]
    if way is None or not line.near(way.first):
        few = line.token(last + 1, "few")
        way = line.token(few.last + 1, "way") if few is not None else None
    if way is not None and way.value == 0:
        return None
    unit_token = line.token(last, "unit") or line.token(i, "unit")
    alone = unit_token is not None and unit_token.first == i and unit_token.value == 1
    if alone and unit in ("minute", "hour"):
        return None  # الدقيقة الأخيرة is the match's
    definite = unit_token is not None and unit_token.before.endswith(("ال", "لل"))
    if way is None and definite and amount is not None:
        return _first_of(line, first, last, amount, unit)
    if way is None:
        if during is None or definite or amount is None:
            return None
        if during.value == "during" and unit in ("minute",):
            return None
        coming = 1 if during.value == "within" else None
        return [Parsed(Window(amount, unit, coming, approximate), first, last)]
    last = way.last
    if amount is not None and line.word(last + 1) == "من" and way.text.startswith("الاخير"):
        whole = moment(line, last + 2)
        if whole is not None:
            return [Parsed(Slice(whole[0].node, amount, unit), first, whole[0].last)]
    if amount is None:
        if unit in ("hour", "minute"):
            return [Parsed(Window(24, "hour", way.value, True), first, last)]
        return [Parsed(Vague(), first, last)]
    return [Parsed(Window(amount, unit, way.value, approximate), first, last)]


def _first_of(line: Line, first: int, last: int, amount: int, unit: str) -> list[Parsed] | None:
    """Read الأشهر الستة الأولى من العام."""
    ordinal = line.token(last + 1, "ordinal")
    if ordinal is None or ordinal.value != 1 or line.word(ordinal.last + 1) not in OF:
        return None
    whole = read_whole(line, ordinal.last + 2)
    if whole is None:
        return None
    return [Parsed(Slice(whole[0], amount, unit, leading=True), first, whole[1])]


def last_day(line: Line, i: int) -> list[Parsed] | None:
    """Read اليوم الأخير من تشرين الثاني, of a month, week or year."""
    way = line.token(line.tokens[i].last + 1, "way")
    if way is None or not way.text.startswith("الاخير") or line.word(way.last + 1) not in OF:
        return None
    whole = read_whole(line, way.last + 2)
    return [Parsed(Slice(whole[0], 1, "day"), i, whole[1])] if whole is not None else None


def latest(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read آخر يومين، آخر ثلاثة أيام، آخر أيام الشهر; آخر يوم alone is another thing."""
    days = line.token(token.last + 1, "unit")
    if days is not None and days.data["unit"] == "day" and days.value in (0, 1) and not days.before:
        after = days.last + 1 + (line.word(days.last + 1) in OF)
        whole = read_whole(line, after) if line.near(after) else None
        if whole is not None:
            return [Parsed(Slice(whole[0], 1, "day"), i, whole[1])]
    counted = counted_at(line, token.last + 1)
    if counted is None:
        return None
    amount, unit, last, approximate = counted
    if amount is None or amount < 2:
        return None
    return [Parsed(Window(amount, unit, -1, approximate), i, last)]
