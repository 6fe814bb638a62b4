"""The grammar of ranges and of years told as bare digits."""

from __future__ import annotations

from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.dates import TO, year_digits
from hudna.reading.when.dispatch import moment
from hudna.reading.when.moments import read_years
from hudna.reading.when.nodes import PartOfDay
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import Between, Open
from hudna.reading.when.tokens import Line


def ranged(line: Line, found: list[Parsed]) -> list[Parsed]:
    """Join a moment to the one that ``إلى``, ``حتى``, ``و`` after بين, or a dash leads to."""
    node, first, last = found[-1]
    j = last + 1
    right: list[Parsed] | None = None
    until = line.token(j, "relation")
    if until is not None and until.value == "until" and line.near(j, " ,"):
        right = moment(line, until.last + 1) or bare_year(line, until.last + 1, True)
    elif line.word(j) in TO and line.near(j, " ,"):
        right = moment(line, j + 1) or bare_year(line, j + 1, True)
    elif line.gap(j) == "-" and isinstance(node, Calendar) and node.days is not None:
        right = moment(line, j)
    if right is None or isinstance(right[-1].node, PartOfDay):
        return found
    if isinstance(right[-1].node, Calendar) and right[-1].node.rule == "now":
        return [*found[:-1], Parsed(Open("since", node), first, right[-1].last)]
    return [*found[:-1], Parsed(Between(node, right[-1].node), first, right[-1].last)]


def bare_year(line: Line, i: int, told: bool = False) -> list[Parsed] | None:
    """Read four digits as a year where what stands around says so."""
    month = _month_of_year(line, i, told)
    if month is not None:
        return month
    year = year_digits(line, i, False)
    if year is None or year.hijri or not year.year:
        return None
    if not told and not _year_here(line, i, year.last):
        return None
    return read_years(line, i, year)


def _month_of_year(line: Line, i: int, told: bool) -> list[Parsed] | None:
    """Read a month and its year in digits (في 10/2018)."""
    month = line.digits(i, 2)
    if month is None or not 1 <= month <= 12 or line.gap(i + 1) != "/":
        return None
    year = year_digits(line, i + 1, False)
    if year is None or year.hijri or line.gap(year.last + 1) == "/":
        return None
    if not told and line.word(i - 1) not in _YEAR_BEFORE:
        return None
    return [Parsed(Calendar("month", month=month, year=year.year), i, year.last)]


_YEAR_BEFORE = frozenset((
    "في", "وفي", "منذ", "ومنذ", "حتي", "وحتي", "خلال", "بين", "قبل", "بعد", "لعام", "اواخر", "مطلع",
    "سنوات", "الاعوام",
))  # fmt: skip


_SINCE = frozenset(("منذ", "ومنذ", "حتي", "وحتي"))


def _year_here(line: Line, i: int, last: int) -> bool:
    """Whether 19xx or 20xx is a year: after في or in brackets, and counting nothing."""
    before, gap, after = line.word(i - 1), line.gap(i), line.word(last + 1)
    name = line.token(i - 1, "name_of")
    if name is not None or not 1900 <= (line.digits(i) or 0) <= 2100:
        return False
    if before == "من" and line.word(last + 1) in TO and year_digits(line, last + 2, True):
        return True
    if gap == "(" and line.gaps[last + 1].lstrip()[:1] == ")":
        return True
    if gap != " " or before not in _YEAR_BEFORE:
        return False
    closed = line.gaps[last + 1] != " " or before in _SINCE
    counted = len(after) > 3 and (after[-1] in "ا" or after in _COUNTED)
    return closed or not counted


_COUNTED = frozenset((
    "شخص", "قتيل", "مدني", "عنصر", "مقاتل", "جندي", "نازح", "لاجي", "عايله", "اسره", "دولار",
    "كيلومتر",
    "متر", "مسلح", "حاله", "وحده", "منزل", "طن", "نقطه", "قريه", "مواطن", "عسكري", "مركبه", "سياره",
))  # fmt: skip
