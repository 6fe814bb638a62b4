"""Which claims tell one happening: all at once, or new ones against those that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from hudna.merging.block import Shelf
from hudna.merging.cluster import Decisions, Pair, cluster
from hudna.merging.compare import Weights, total
from hudna.merging.keys import sought
from hudna.merging.sketch import Told

UNDECIDED = Decisions()
"""Nothing reviewed."""


class Known(Protocol):
    """Where known claims are found: a database, or a dictionary."""

    def holding(self, keys: Collection[str]) -> Iterable[Told]:
        """Return every claim that holds one of some keys (:func:`hudna.merging.keys.held`)."""

    def named(self, ids: Collection[str]) -> Iterable[Told]:
        """Return the claims of some ids."""


def group_all(
    claims: Iterable[Told], decisions: Decisions = UNDECIDED, weights: Weights | None = None
) -> Iterator[tuple[Told, ...]]:
    """Group claims into happenings: each group by id, the groups by their first.

    The work grows almost linearly: each claim is compared with those that share a key with it, and
    each connected part of what speaks for one happening is grouped by itself.
    """
    shelf = Shelf()
    shelf.add(claims)
    links = _Links(shelf, decisions, weights)
    for key in sorted(shelf.told):
        links.look(key)
    return links.groups()


def group_new(
    new: Iterable[Told], known: Known, decisions: Decisions = UNDECIDED
) -> Iterator[tuple[Told, ...]]:
    """Group new claims with those that are known.

    Gives every happening that the new claims may have changed, exactly as :func:`group_all` would
    give it for old and new claims together; no claim of theirs is in any other happening. What
    review has just decided about known claims, or a claim that is no more, is taken up by passing
    the claims concerned as new.

    Args:
        new: claims to add, or to look at again.
        known: finds the claims that are there already; may give the new ones again.
        decisions: of review, all of them.
    """
    fresh = list(new)
    shelf = Shelf()
    links = _Links(shelf, decisions)
    asked: set[str] = set()
    own = {told.claim.id for told in fresh}
    shelf.add(_fetched(fresh, known, asked, decisions, own))
    waiting = shelf.add(fresh) | own
    while waiting:
        shelf.add(_fetched([shelf.told[key] for key in waiting], known, asked, decisions, own))
        found: set[str] = set()
        for key in sorted(waiting):
            found.update(links.look(key))
        waiting = {key for key in found if not links.seen(key)}
    return links.groups()


def _fetched(
    claims: Iterable[Told], known: Known, asked: set[str], decisions: Decisions, but: set[str]
) -> list[Told]:
    """Known claims that hold a key that some seek, or that review has put together with them."""
    keys: set[str] = set()
    ids: set[str] = set()
    bound = decisions.bound
    for told in claims:
        keys.update(sought(told.sketch))
        ids.update(bound.get(told.claim.id, ()))
    keys -= asked
    asked |= keys
    found = [*known.holding(keys), *(known.named(ids) if ids else ())]
    return [told for told in found if told.claim.id not in but]


class _Links:
    """The pairs that speak for one happening, found claim by claim."""

    def __init__(self, shelf: Shelf, decisions: Decisions, weights: Weights | None = None) -> None:
        self._weights = weights
        self._shelf = shelf
        self._decisions = decisions
        self._bound = decisions.bound
        self._scores: dict[Pair, float] = {}
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        self._seen: set[str] = set()

    def seen(self, key: str) -> bool:
        """Whether a claim's partners were looked at."""
        return key in self._seen

    def look(self, key: str) -> Collection[str]:
        """Compare a claim with its partners; return those that it is linked to."""
        self._seen.add(key)
        for other in self._shelf.partners(key):
            if other in self._seen:
                continue
            score = self._score(key, other)
            if score > 0:
                self._scores[(key, other) if key < other else (other, key)] = score
                self._link(key, other)
        for other in self._bound.get(key, ()):
            if other in self._shelf.told:
                self._link(key, other)
        return self._linked[key]

    def _link(self, one: str, other: str) -> None:
        self._linked[one].add(other)
        self._linked[other].add(one)

    def _score(self, one: str, other: str) -> float:
        told = self._shelf.told
        return total(told[one].sketch, told[other].sketch, self._weights)

    def groups(self) -> Iterator[tuple[Told, ...]]:
        """Group the claims that were looked at."""
        told = self._shelf.told
        scores = self._by_part()
        for part in self._parts():
            articles = {key: told[key].claim.article for key in part}
            for group in cluster(articles, scores.get(part[0], {}), self._score, self._decisions):
                yield tuple(told[key] for key in group)

    def _parts(self) -> Iterator[list[str]]:
        """The connected parts, each sorted, in the order of their first claim."""
        done: set[str] = set()
        for first in sorted(self._seen):
            if first in done:
                continue
            done.add(first)
            part, ahead = [first], [first]
            while ahead:
                for other in self._linked.get(ahead.pop(), ()):
                    if other not in done:
                        done.add(other)
                        part.append(other)
                        ahead.append(other)
            yield sorted(part)

    def _by_part(self) -> Mapping[str, dict[Pair, float]]:
        first = {key: part[0] for part in self._parts() for key in part}
        out: defaultdict[str, dict[Pair, float]] = defaultdict(dict)
        for pair, score in self._scores.items():
            out[first[pair[0]]][pair] = score
        return out
