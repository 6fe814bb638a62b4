"""The grammar of phrases: what is since, until, before, after, within or between moments."""

from __future__ import annotations

from dataclasses import replace

from hudna.lexicon import Hit
from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.dates import TO, amount_at, year_digits
from hudna.reading.when.dispatch import moment
from hudna.reading.when.moments import read_years
from hudna.reading.when.nodes import Known, Node, PartOfDay, Same, Vague
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import Beside, Between, Open, Shift, Slice, Window
from hudna.reading.when.tokens import Line, Token

_EVENT_REACH = 9
"""Words that may stand between منذ and the date of what it names (منذ اندلاع الحرب في 2011)."""
_CLAUSE = frozenset(("ان", "الذي", "التي", "الذين", "حيث", "لكن", "فيما", "بينما", "كما", "قال"))


def phrases(line: Line, i: int) -> list[Parsed] | None:
    """Read the time phrase that begins at a word."""
    token = line.tokens.get(i)
    if token is None:
        found = moment(line, i) or _bare_year(line, i)
        return _range(line, found) if found else _stretch(line, i, None)
    if token.kind == "relation":
        return _RELATIONS[token.value](line, i, token)
    if token.kind == "vague":
        return [Parsed(Vague(), i, token.last)]
    if token.kind == "just_now":
        return [Parsed(Calendar("now", offset=0), i, token.last)]
    if token.kind == "same":
        return [Parsed(Same(token.value), i, token.last)]
    if token.kind == "day" and token.value == 0:
        running = _running(line, i, token)
        if running is not None:
            return running
    found = moment(line, i)
    if found is not None:
        return _range(line, found)
    if token.text == "اخر" and line.near(token.last + 1) and not token.before:
        return _latest(line, i, token)
    return _stretch(line, i, None)


def _latest(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read آخر يومين، آخر ثلاثة أيام; آخر يوم is another thing."""
    counted = _counted(line, token.last + 1)
    if counted is None:
        return None
    amount, unit, last, approximate = counted
    if amount is None or amount < 2:
        return None
    return [Parsed(Window(amount, unit, -1, approximate), i, last)]


def _running(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read لليوم الثاني على التوالي: today."""
    ordinal = line.token(token.last + 1, "ordinal")
    running = line.token(ordinal.last + 1, "running") if ordinal is not None else None
    if running is None:
        return None
    return [Parsed(Calendar("day", offset=0), i, running.last)]


def _range(line: Line, found: list[Parsed]) -> list[Parsed]:
    """Join a moment to the one that ``إلى``, ``حتى``, ``و`` after بين, or a dash leads to."""
    node, first, last = found[-1]
    j = last + 1
    right: list[Parsed] | None = None
    until = line.token(j, "relation")
    if until is not None and until.value == "until" and line.near(j, " ,"):
        right = moment(line, until.last + 1) or _bare_year(line, until.last + 1, True)
    elif line.word(j) in TO and line.near(j, " ,"):
        right = moment(line, j + 1) or _bare_year(line, j + 1, True)
    elif line.gap(j) == "-" and isinstance(node, Calendar) and node.days is not None:
        right = moment(line, j)
    if right is None or isinstance(right[-1].node, PartOfDay):
        return found
    if isinstance(right[-1].node, Calendar) and right[-1].node.rule == "now":
        return [*found[:-1], Parsed(Open("since", node), first, right[-1].last)]
    return [*found[:-1], Parsed(Between(node, right[-1].node), first, right[-1].last)]


def _bare_year(line: Line, i: int, told: bool = False) -> list[Parsed] | None:
    """Read four digits as a year where what stands around says so."""
    year = year_digits(line, i, False)
    if year is None or year.hijri or not year.year:
        return None
    if not told and not _year_here(line, i, year.last):
        return None
    return read_years(line, i, year)


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


# ------------------------------------------------------------------------------- amounts


def _counted(line: Line, i: int) -> tuple[int | None, str, int, bool] | None:
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
    unit = line.token(i, "unit")
    if unit is not None:
        return _unit_first(line, unit, approximate)
    amount = amount_at(line, i)
    if amount is None:
        return None
    unit = line.token(amount[1] + 1, "unit")
    if unit is None or not line.near(unit.first):
        return None
    last = unit.last
    half = line.token(last + 1, "fraction")
    if half is not None and half.joined:
        last = half.last
    return amount[0], unit.data["unit"], last, approximate


def _unit_first(
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


def _stretch(line: Line, i: int, during: Token | None) -> list[Parsed] | None:
    """Read the last or next so many units: ``خلال الساعات الـ48 الماضية``, ``خلال أسبوع``."""
    first = i if during is None else during.first
    counted = _counted(line, i)
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


# ------------------------------------------------------------------------------- relations


def _since(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j, " ,"):
        return None
    found = moment(line, j) or _bare_year(line, j)
    if found is not None:
        found = _range(line, found)
        node, _, last = found[0]
        if isinstance(node, Between) and not _is_pair(node):
            node = replace(node, ends_now=True)
        elif not isinstance(node, Open):
            node = Open("since", node)
        return [Parsed(node, i, last), *found[1:]]
    counted = _counted(line, j)
    if counted is not None:
        amount, unit, last, approximate = counted
        way = line.token(last + 1, "way")
        last = way.last if way is not None and line.near(way.first) else last
        if amount is None and unit not in ("hour", "minute"):
            return [Parsed(Vague(), i, last)]
        return [Parsed(Window(amount or 1, unit, -1, approximate, "since ago"), i, last)]
    return _since_event(line, i, j)


def _is_pair(node: Node) -> bool:
    """Whether a range is one moment (ليل السبت الأحد, a Hijri year) rather than from–to."""
    return isinstance(node, Between) and isinstance(node.left, Calendar) and node.left.hijri


def _since_event(line: Line, i: int, j: int) -> list[Parsed] | None:
    """Read منذ with a happening whose date follows in its clause, or a dated accord."""
    for k in range(j, min(j + _EVENT_REACH, line.size)):
        if k > j and line.gap(k) not in ' "':
            break
        accords = line.dated.get(k)
        if accords and all(_brings(line, m) for m in range(j, k)):
            return [Parsed(Open("since", known(accords)), i, accords[0].last)]
        if line.word(k) in _CLAUSE and k > j + 1:
            break
        if k == j:
            continue
        found = moment(line, k) or _bare_year(line, k)
        if found is not None and isinstance(found[0].node, Calendar):
            if found[0].node.rule in ("now", "eve"):
                break
            # منذ دخول القوات عام 2015: the date is the entry's, and is told of it alone.
            starts = any(line.token(m, "start", "edge") for m in range(j, k))
            node = Open("since", found[0].node) if starts else found[0].node
            return [Parsed(node, i if starts else k, found[0].last)]
    return None


def _brings(line: Line, i: int) -> bool:
    """Whether a word may stand between منذ and an accord's name: منذ التوصل إلى اتفاق …"""
    return line.word(i) in ("الي", "علي", "عن") or line.token(i, "comes_about", "start") is not None


def known(hits: list[Hit]) -> Known:
    """Make a node of the dated things that one name may mean."""
    dates = (hit.row.data for hit in hits)
    return Known(tuple((data["start"], data.get("end", data["start"])) for data in dates))


_NOW = frozenset(("اللحظه", "الساعه", "تاريخه", "حينه"))


def _until(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    if line.word(j) in _NOW and (line.word(j) != "الساعه" or j + 1 not in line.tokens):
        return [Parsed(Open("until", Calendar("now", offset=0)), i, j)]
    found = moment(line, j) or _bare_year(line, j)
    if found is None:
        return None
    return [Parsed(Open("until", found[-1].node), i, found[-1].last)]


def _beside(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read قبل and بعد: an amount of time, ``ذلك بيومين``, or a moment."""
    sign = -1 if token.value == "before" else 1
    j = token.last + 1
    if not line.near(j):
        return None
    that = line.token(j, "that")
    if that is not None:
        return _after_that(line, i, that, sign)
    counted = _counted(line, j)
    unit = line.token(j, "unit")
    if counted is not None and not (unit is not None and unit.before):
        whole = moment(line, j) if unit is not None and unit.value == 1 else None
        if whole is None:
            return _ago(line, i, sign, counted)
    found = moment(line, j) or _bare_year(line, j)
    if found is None:
        return None
    node, _, last = found[0]
    if isinstance(node, PartOfDay) or (isinstance(node, Calendar) and node.clock == "part"):
        # قبل ظهر اليوم، بعد منتصف ليل الجمعة: still that day.
        return [Parsed(node, i, last)]
    if isinstance(node, Calendar) and node.rule in ("now", "eve"):
        return None
    return [Parsed(Open("before" if sign < 0 else "after", node), i, last)]


def _after_that(line: Line, i: int, that: Token, sign: int) -> list[Parsed] | None:
    unit = line.token(that.last + 1, "unit")
    if unit is not None and unit.before == "ب":
        counted = _unit_first(line, unit, False)
        if counted is not None:
            amount, name, last, approximate = counted
            if amount is None:
                if name not in ("hour", "minute"):
                    return [Parsed(Vague(), i, last)]
                amount = 1
            return [Parsed(Shift(sign * amount, name, approximate, True), i, last)]
    return None


def _ago(
    line: Line, i: int, sign: int, counted: tuple[int | None, str, int, bool]
) -> list[Parsed] | None:
    amount, unit, last, approximate = counted
    few = line.token(last + 1, "few")
    if few is not None:
        last = few.last
    if amount is None:
        if unit not in ("hour", "minute"):
            return [Parsed(Vague("ago" if sign < 0 else "ahead"), i, last)]
        amount = 1
    if line.word(last + 1) in ("من", "علي") and line.near(last + 1):
        base = moment(line, last + 2)
        if base is not None and isinstance(base[0].node, Calendar) and base[0].node.rule != "now":
            return [Parsed(Beside(base[0].node, sign * amount, unit), i, base[0].last)]
        if line.word(last + 2) == "الان":
            return [Parsed(Shift(sign * amount, unit, approximate), i, last + 2)]
        return [Parsed(Beside(None, sign * amount, unit), i, last + 1)]
    rule = "ago" if sign < 0 else "ahead"
    return [Parsed(Shift(sign * amount, unit, approximate, rule=rule), i, last)]


def _during(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    unit = line.token(j, "unit")
    found = moment(line, j) or _bare_year(line, j)
    if found is not None and not (
        unit is not None and unit.value != 1 and unit.data["unit"] != "hour"
    ):
        found = _range(line, found)
        return [Parsed(found[0].node, i, found[0].last), *found[1:]]
    return _stretch(line, j, token)


def _between(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    left = moment(line, j) or _bare_year(line, j, line.word(j + 1) == "و")
    if left is None:
        return None
    if len(left) == 1 and _closed(left[0].node):
        return [Parsed(left[0].node, i, left[0].last)]
    k = left[-1].last + 1
    right: list[Parsed] | None = None
    follow = line.tokens.get(k)
    if line.word(k) == "و":
        right = moment(line, k + 1) or _bare_year(line, k + 1, True)
    elif follow is not None and follow.joined and line.near(k, " ,"):
        right = moment(line, k)
    if right is None:
        return None
    return [Parsed(Between(left[-1].node, right[-1].node), i, right[-1].last)]


def _closed(node: Node) -> bool:
    """Whether a node is itself a range (3 و5 آذار، عامي 2017 و2020)."""
    if isinstance(node, Between):
        return True
    return isinstance(node, Calendar) and (
        (node.days is not None and node.days[0] != node.days[1])
        or (node.weekdays is not None and node.weekdays[0] != node.weekdays[1])
    )


_RELATIONS = {
    "since": _since, "until": _until, "before": _beside, "after": _beside, "during": _during,
    "within": _during, "between": _between,
}  # fmt: skip
