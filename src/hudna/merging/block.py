"""The claims at hand, found by their keys, and the pairs of them that are compared."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from hudna.merging.keys import held, is_only_found, opposite, sought
from hudna.merging.sketch import Told

CROWDED = 400
"""Claims of one key beyond which each is compared with its neighbours only."""
NEIGHBOURS = 40
"""How many on either side, in the order of toll and id (Hernández & Stolfo 1995)."""

_Place = tuple[int, str]


class Shelf:
    """Claims by id and by key; which pairs it gives does not depend on the order of adding."""

    def __init__(self) -> None:
        self.told: dict[str, Told] = {}
        self._places: dict[str, _Place] = {}
        self._blocks: defaultdict[str, list[_Place]] = defaultdict(list)

    def __len__(self) -> int:
        """Count the claims."""
        return len(self.told)

    def add(self, claims: Iterable[Told]) -> set[str]:
        """Add claims; those whose id is here already are passed over.

        Returns:
            Ids of the claims whose partners may have changed: the new ones, and in crowded blocks
            those between which they stepped.
        """
        changed: set[str] = set()
        for told in claims:
            key = told.claim.id
            if key in self.told:
                continue
            self.told[key] = told
            changed.add(key)
            killed = told.sketch.killed
            place = self._places[key] = (-1 if killed is None else killed.low, key)
            for name in held(told.sketch):
                block = self._blocks[name]
                insort(block, place)
                if is_only_found(name):
                    continue
                if len(block) > CROWDED:
                    changed.update(other for _, other in _near(block, place))
                if len(block) == CROWDED + 1:
                    # It has just become crowded: every pair that it gave is in question.
                    changed.update(other for _, other in block)
                    changed.update(other for _, other in self._block(opposite(name)))
        return changed

    def partners(self, key: str) -> list[str]:
        """Ids of the claims that a claim is compared with, in order; a pair is seen from both
        sides. Claims of its own article are left out.
        """
        told, place = self.told[key], self._places[key]
        own = set(held(told.sketch))
        found: set[str] = set()
        for name in sought(told.sketch):
            block = self._block(name)
            if name in own:
                found.update(other for _, other in _near(block, place))
            elif len(self._block(opposite(name) if is_only_found(name) else name)) <= CROWDED:
                # Of a wide area and the places in it, only the wide ones may be too many.
                found.update(other for _, other in block)
        article = told.claim.article
        return sorted(other for other in found if self.told[other].claim.article != article)

    def _block(self, name: str) -> list[_Place]:
        return self._blocks.get(name, [])


def _near(block: list[_Place], place: _Place) -> list[_Place]:
    if len(block) <= CROWDED:
        return block
    at = bisect_left(block, place)
    return block[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
