"""The grammar of phrases: what is since, until, before, after, within or between moments."""

from __future__ import annotations

from dataclasses import replace

from hudna.lexicon import Hit
from hudna.reading.when.amounts import counted_at, last_day, latest, stretch, unit_first
from hudna.reading.when.calendar_nodes import Calendar
from hudna.reading.when.dispatch import moment
from hudna.reading.when.joins import bare_year, ranged
from hudna.reading.when.nodes import Known, Node, PartOfDay, Same, Vague
from hudna.reading.when.parsed import Parsed
from hudna.reading.when.span_nodes import Beside, Between, Open, Shift, Window
from hudna.reading.when.tokens import Line, Token

_EVENT_REACH = 9
"""Words that may stand between منذ and the date of what it names (منذ اندلاع الحرب في 2011)."""
_CLAUSE = frozenset(("ان", "الذي", "التي", "الذين", "حيث", "لكن", "فيما", "بينما", "كما", "قال"))


def phrases(line: Line, i: int) -> list[Parsed] | None:
    """Read the time phrase that begins at a word."""
    token = line.tokens.get(i)
    if token is None:
        found = moment(line, i) or bare_year(line, i)
        return ranged(line, found) if found else stretch(line, i, None)
    if token.kind == "relation":
        return _RELATIONS[token.value](line, i, token)
    if token.kind == "vague":
        return [Parsed(Vague(), i, token.last)]
    if token.kind == "just_now":
        return [Parsed(Calendar("now", offset=0), i, token.last)]
    if token.kind == "same":
        return [Parsed(Same(token.value), i, token.last)]
    if token.kind == "day" and token.value == 0:
        told = _running(line, i, token) or last_day(line, i)
        if told is not None:
            return told
    found = moment(line, i)
    if found is not None:
        return ranged(line, found)
    if token.text == "اخر" and line.near(token.last + 1) and not token.before:
        return latest(line, i, token)
    return stretch(line, i, None)


def _running(line: Line, i: int, token: Token) -> list[Parsed] | None:
    """Read لليوم الثاني على التوالي: today."""
    ordinal = line.token(token.last + 1, "ordinal")
    running = line.token(ordinal.last + 1, "running") if ordinal is not None else None
    if running is None:
        return None
    return [Parsed(Calendar("day", offset=0), i, running.last)]


# ------------------------------------------------------------------------------- relations


def _since(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j, " ,"):
        return None
    found = moment(line, j) or bare_year(line, j)
    if found is not None:
        found = ranged(line, found)
        node, _, last = found[0]
        if isinstance(node, Between) and not _is_pair(node):
            node = replace(node, ends_now=True)
        elif not isinstance(node, Open):
            node = Open("since", node)
        return [Parsed(node, i, last), *found[1:]]
    counted = counted_at(line, j)
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
        found = moment(line, k) or bare_year(line, k)
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
    found = moment(line, j) or bare_year(line, j)
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
    counted = counted_at(line, j)
    unit = line.token(j, "unit")
    if counted is not None and not (unit is not None and unit.before):
        whole = moment(line, j) if unit is not None and unit.value == 1 else None
        if whole is None:
            return _ago(line, i, sign, counted)
    found = moment(line, j) or bare_year(line, j)
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
        counted = unit_first(line, unit, False)
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
    found = moment(line, j) or bare_year(line, j)
    if found is not None and not (
        unit is not None and unit.value != 1 and unit.data["unit"] != "hour"
    ):
        found = ranged(line, found)
        return [Parsed(found[0].node, i, found[0].last), *found[1:]]
    return stretch(line, j, token)


def _between(line: Line, i: int, token: Token) -> list[Parsed] | None:
    j = token.last + 1
    if not line.near(j):
        return None
    left = moment(line, j) or bare_year(line, j, line.word(j + 1) == "و")
    if left is None:
        return None
    if len(left) == 1 and _closed(left[0].node):
        return [Parsed(left[0].node, i, left[0].last)]
    k = left[-1].last + 1
    right: list[Parsed] | None = None
    follow = line.tokens.get(k)
    if line.word(k) == "و":
        right = moment(line, k + 1) or bare_year(line, k + 1, True)
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
