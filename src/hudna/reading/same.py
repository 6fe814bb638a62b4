"""The same happening told twice in an article is one event: which triggers tell the same thing.

Every two triggers near enough are compared (:mod:`hudna.reading.features_same`); then, beginning
with each trigger by itself, the two groups whose triggers are most likely the same on average are
joined, again and again, until no two are likely enough. This is agglomerative clustering by average
linkage, see Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., section
14.3.12; the mean is taken of log-odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from math import log
from typing import NamedTuple

from hudna.reading.evidence import Evidence
from hudna.reading.features_same import held, pair_features
from hudna.reading.linear import Models
from hudna.reading.roles import Told
from hudna.reading.toll import Toll

APART = 0.18
"""How probable it is that two triggers tell the same which are too far apart, or too unlike in
type, to be compared."""
DATED = 0.6
"""A date as probable as this is sure: happenings of different dates are never one."""
MEMORY = 24
"""How many triggers back one may tell the same; of a long text's first sentences, always."""
_LEAD = 2


def group(
    known: Models, evidence: Evidence, told: Sequence[Told], threshold: float
) -> list[list[Told]]:
    """Group triggers that tell the same happening; groups and their members in text order.

    ``threshold``: how probable it must be, on average over their triggers, that two groups tell the
    same for them to be joined.
    """
    unseen, floor = _log_odds(APART), _log_odds(threshold)
    members = {k: [k] for k in range(len(told))}
    # By two groups: the sum of the log-odds of their triggers, less those of being apart.
    links: dict[int, dict[int, float]] = {k: {} for k in members}
    for (j, k), p in compared(known, evidence, told).items():
        links[j][k] = links[k][j] = _log_odds(p) - unseen

    def entry(a: int, b: int) -> tuple[float, int, int]:
        size = len(members[a]) * len(members[b])
        return -(links[a][b] / size + unseen), a, b

    days = {k: _day_of(evidence, one) for k, one in enumerate(told)}
    queue = [entry(a, b) for a in links for b in links[a] if a < b]
    heapify(queue)
    while queue:
        against, a, b = heappop(queue)
        if -against < floor:
            break
        if a not in members or b not in members or entry(a, b)[0] != against:
            continue
        if _on_other_days(days[a], days[b]):
            continue
        members[a] += members.pop(b)
        days[a] = max(filter(None, (days[a], days[b])), default=None)
        for other, odds in links.pop(b).items():
            del links[other][b]
            if other != a:
                links[a][other] = links[other][a] = links[a].get(other, 0.0) + odds
        for other in links[a]:
            heappush(queue, entry(min(a, other), max(a, other)))
    return [[told[k] for k in sorted(members[a])] for a in sorted(members)]


class _Day(NamedTuple):
    """When a trigger's happening was, and how probable that is."""

    probability: float
    start: date
    end: date


def _day_of(evidence: Evidence, told: Told) -> _Day | None:
    best = max(told.times, key=lambda link: link.probability, default=None)
    if best is None or best.probability < DATED:
        return None
    phrase = evidence.times[best.phrase]
    if phrase.start is None or phrase.end is None:
        return None
    return _Day(best.probability, phrase.start, phrase.end)


def _on_other_days(a: _Day | None, b: _Day | None) -> bool:
    """Whether two happenings were surely at different times."""
    return a is not None and b is not None and (a.end < b.start or b.end < a.start)


def compared(
    known: Models, evidence: Evidence, told: Sequence[Told]
) -> dict[tuple[int, int], float]:
    """How probable it is that each two triggers, given by their places in ``told``, tell the same.

    Only such as are near enough, and could tell the same at all, are compared.
    """
    model = known["same"]
    holds = [held(evidence, one) for one in told]
    counts = [_count_of(evidence, one) for one in told]
    return {
        (j, k): model.probabilities(pair_features(evidence, told[j], told[k], holds[j], holds[k]))[
            1
        ]
        for j, k in _pairs(told)
        if not _one_sums(counts[j], counts[k])
    }


def _count_of(evidence: Evidence, told: Told) -> Toll | None:
    """The toll that a trigger itself counts (مقتل ثلاثة)."""
    mention = told.mention
    words = range(mention.first, mention.last + 1)
    return next((evidence.tolls[i] for at in words for i in evidence.tolls_at.get(at, ())), None)


def _one_sums(a: Toll | None, b: Toll | None) -> bool:
    """Whether one toll sums a period and the other, another count, does not."""
    return a is not None and b is not None and a.cumulative != b.cumulative and a.bounds != b.bounds


def _pairs(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    lead = sum(one.mention.sentence < _LEAD for one in told[:MEMORY])
    for k, later in enumerate(told):
        near = max(k - MEMORY, 0)
        for j in (*range(min(lead, near)), *range(near, k)):
            if kin(told[j], later):
                yield j, k


def kin(a: Told, b: Told) -> bool:
    """Whether two triggers could tell the same happening at all."""
    if a.mention.sentence == b.mention.sentence:
        return True
    if a.type == b.type or any(kind == b.type for kind, _ in a.types[1:3]):
        return True
    return any(kind == a.type for kind, _ in b.types[1:3])


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return log(p / (1 - p))
