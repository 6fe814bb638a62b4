"""From scored pairs to groups: the best pairs first, each group held together by its average.

Average linkage (Sokal & Michener 1958), with two claims of one article kept apart. Ties are broken
by id, so that the groups do not depend on the order in which claims came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

Pair = tuple[str, str]
"""Two ids, the smaller first."""

SPOKESMEN = 8
"""Claims of a group that are compared when two groups are weighed."""
BAR = -6.0
"""What a barred pair counts in an average."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What review has decided; it goes before every score."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @property
    def bound(self) -> Mapping[str, frozenset[str]]:
        """For each claim, those that it was put together with."""
        return _partners(self.together)


class _Group:
    __slots__ = ("articles", "barred", "members")

    def __init__(self, key: str, article: str, barred: frozenset[str]) -> None:
        self.members = [key]
        self.articles = {article}
        self.barred = set(barred)

    def take(self, other: _Group) -> None:
        self.members = sorted(self.members + other.members)
        self.articles |= other.articles
        self.barred |= other.barred


def cluster(
    articles: Mapping[str, str],
    scores: Mapping[Pair, float],
    score: Callable[[str, str], float],
    decisions: Decisions,
) -> list[tuple[str, ...]]:
    """Group claims.

    Args:
        articles: the article of each claim, by the claim's id.
        scores: the scores of the pairs that were compared and speak for one happening.
        score: compares any other two; must not depend on their order.
        decisions: of review.

    Returns:
        The groups, each sorted, in the order of their first member.
    """
    barred = _partners(decisions.apart)
    of = {
        key: _Group(key, article, barred.get(key, frozenset())) for key, article in articles.items()
    }

    def join(a: _Group, b: _Group) -> None:
        a.take(b)
        for key in b.members:
            of[key] = a

    for one, other in sorted(decisions.together):
        if one in of and other in of and of[one] is not of[other]:
            join(of[one], of[other])
    refused: set[tuple[str, int, str, int]] = set()
    for (one, other), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        a, b = of[one], of[other]
        if a is b:
            continue
        sign = (a.members[0], len(a.members), b.members[0], len(b.members))
        if sign in refused:
            continue
        if _apart(a, b) or _average(a, b, scores, score) < 0:
            refused.add(sign)
        else:
            join(a, b)
    unique = {id(group): tuple(group.members) for group in of.values()}
    return sorted(unique.values())


def _partners(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for one, other in pairs:
        out.setdefault(one, set()).add(other)
        out.setdefault(other, set()).add(one)
    return {key: frozenset(others) for key, others in out.items()}


def _apart(a: _Group, b: _Group) -> bool:
    """Whether an article tells two claims of them, or review has put two of them apart."""
    return not a.articles.isdisjoint(b.articles) or not a.barred.isdisjoint(b.members)


def _average(
    a: _Group, b: _Group, scores: Mapping[Pair, float], score: Callable[[str, str], float]
) -> float:
    total, count = 0.0, 0
    for one, other in product(_spokesmen(a.members), _spokesmen(b.members)):
        pair = (one, other) if one < other else (other, one)
        found = scores.get(pair)
        total += max(BAR, score(*pair) if found is None else found)
        count += 1
    return total / count


def _spokesmen(members: Collection[str]) -> list[str]:
    """Some of a group, spread evenly over it."""
    ordered = list(members)
    if len(ordered) <= SPOKESMEN:
        return ordered
    return [ordered[i * len(ordered) // SPOKESMEN] for i in range(SPOKESMEN)]
