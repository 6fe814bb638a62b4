"""Incidents that may be one told twice, so that no one who died is counted twice for certain.

Merging joins what is likelier one happening than two. Of some pairs it cannot know: one is told
without its day or its place, or both are told in one report, which merging never joins. Where such
two have tolls that may be the same, a lower bound counts the higher of them once; the upper one
counts both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from hudna.merging.types import group_of
from hudna.model import Incident, Toll
from hudna.text.fold import fold_term

LATE_DAYS = 31
"""How long after it happened an incident may still be told without its day."""
FEW_DAYS = 3
"""Longest interval of days that tells when it was; a longer one tells little more than none."""

Twins = Mapping[str, frozenset[str]]
"""For each incident, by id, those that may be the same one; most have none and are left out."""


def twins(incidents: Iterable[Incident]) -> Twins:
    """Find the incidents that may be one; only those that tell of dead or injured are asked."""
    told = [i for i in incidents if _harmed(i.killed) or _harmed(i.injured)]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in _shelves(told):
        for a, b in _pairs(some):
            if may_be_one(a, b):
                found[a.id].add(b.id)
                found[b.id].add(a.id)
    return {id: frozenset(others) for id, others in found.items()}


def may_be_one(a: Incident, b: Incident) -> bool:
    """Whether two incidents, which merging kept apart, may still be one told twice."""
    if group_of(a.type) != group_of(b.type) or not _tolls_agree(a, b):
        return False
    codes_a, codes_b = ({p.code for p in i.actors} for i in (a, b))
    if codes_a and codes_b and not codes_a & codes_b:
        return False
    names_a, names_b = _names(a), _names(b)
    if names_a and names_b and not names_a & names_b:
        return False
    together = bool(_articles(a) & _articles(b))
    if not (together or _is_vague(a) or _is_vague(b)):
        return False  # merging knew all that it asks, and found two
    return _days_agree(a, b)


def least(lows: Mapping[str, int], known: Twins) -> int:
    """The least that incidents can come to, if any that may be one are one.

    Args:
        lows: the lower bound of each incident, by id.
        known: which of them may be one.
    """
    return sum(
        _least(part, lows, known) if len(part) <= MANY else _surely_apart(part, lows, known)
        for part in _parts(lows, known)
    )


MANY = 10
"""Incidents that hang together by doubt beyond which not every way to join them is tried."""


def _least(part: frozenset[str], lows: Mapping[str, int], known: Twins) -> int:
    """Try every way to join them: the highest takes others in, and costs itself alone."""
    if not part:
        return 0
    first = max(part, key=lambda id: (lows[id], id))
    rest = part - {first}
    ways = _groups(first, sorted(rest & known.get(first, frozenset())), known)
    return lows[first] + min(_least(rest - taken, lows, known) for taken in ways)


def _groups(first: str, others: Sequence[str], known: Twins) -> Iterator[frozenset[str]]:
    """Every set of others that may all be one with the first and with each other."""
    if not others:
        yield frozenset()
        return
    head, *tail = others
    fit = [id for id in tail if id in known[head]]
    for taken in _groups(first, fit, known):
        yield taken | {head}
    if len(fit) < len(tail):  # without it, more of the others may be taken in
        yield from _groups(first, tail, known)


def _surely_apart(part: frozenset[str], lows: Mapping[str, int], known: Twins) -> int:
    """Count those alone of which no two may be one, the highest first."""
    counted: set[str] = set()
    for id in sorted(part, key=lambda id: (-lows[id], id)):
        if not counted & known.get(id, frozenset()):
            counted.add(id)
    return sum(lows[id] for id in counted)


def _parts(ids: Iterable[str], known: Twins) -> Iterator[frozenset[str]]:
    """The sets of incidents that hang together by doubt."""
    left = set(ids)
    while left:
        ahead = [left.pop()]
        part = set(ahead)
        while ahead:
            more = (known.get(ahead.pop(), frozenset()) & left) - part
            part |= more
            left -= more
            ahead += more
        yield frozenset(part)


def _harmed(toll: Toll) -> bool:
    return bool(toll.low)


def _is_vague(one: Incident) -> bool:
    return not one.places or _period(one) is None


def _period(one: Incident) -> tuple[date, date] | None:
    """The days in which it was, where they are few."""
    time = one.time
    if time is None or time.end - time.start >= timedelta(FEW_DAYS):
        return None
    return time.start, time.end


def _days_agree(a: Incident, b: Incident) -> bool:
    if a.time is not None and b.time is not None:
        return a.time.start <= b.time.end and b.time.start <= a.time.end
    return _told_after(a, b) and _told_after(b, a)


def _told_after(undated: Incident, other: Incident) -> bool:
    """Whether what has no day was told when the other may have been what is told."""
    if undated.time is not None or undated.reported is None or other.time is None:
        return True
    return other.time.start <= undated.reported <= other.time.end + timedelta(LATE_DAYS)


def _tolls_agree(a: Incident, b: Incident) -> bool:
    """Whether both tell a count of the same harm, and no count of theirs bars the other."""
    shared = [
        (x, y)
        for x, y in ((a.killed, b.killed), (a.injured, b.injured))
        if x.low is not None and y.low is not None
    ]
    return bool(shared) and all(_overlap(x, y) for x, y in shared)


def _overlap(x: Toll, y: Toll) -> bool:
    assert x.low is not None
    assert y.low is not None
    return (y.high is None or x.low <= y.high) and (x.high is None or y.low <= x.high)


def _names(one: Incident) -> frozenset[str]:
    return frozenset(fold_term(place.name) for place in one.places)


def _articles(one: Incident) -> frozenset[str]:
    return frozenset(claim.article for claim in one.claims)


def _shelves(told: Sequence[Incident]) -> Iterator[list[Incident]]:
    """Incidents that share a place, and those of a day where one of them has no place."""
    places: defaultdict[str, list[Incident]] = defaultdict(list)
    days: defaultdict[date, list[Incident]] = defaultdict(list)
    for one in told:
        for name in sorted(_names(one)):
            places[name].append(one)
        period = _period(one)
        if period is not None:
            for day in {*period}:
                days[day].append(one)
    yield from places.values()
    for some in days.values():
        if any(not one.places for one in some):
            yield some


def _pairs(some: Sequence[Incident]) -> Iterator[tuple[Incident, Incident]]:
    """The pairs worth asking: of one report, or with one that is vague."""
    vague = [one for one in some if _is_vague(one)]
    for a in vague:
        for b in some:
            if a.id != b.id:
                yield a, b
    articles: defaultdict[str, list[Incident]] = defaultdict(list)
    for one in some:
        for article in sorted(_articles(one)):
            articles[article].append(one)
    for same in articles.values():
        yield from combinations(same, 2)
