"""The incidents as review leaves them: a pure function of incidents and decisions.

Decisions are taken in their order. Each is about the claims that its incident had: where merging
has since given the incident another id, the one that holds most of these claims is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from hudna.errors import InputError
from hudna.model import Incident
from hudna.store.fields import corrected
from hudna.store.values import Review, Reviewed, Standing

Compose = Callable[[Sequence[str], Incident], Incident]
"""Makes the incident of claims, given by id, out of the incident that most of them come from."""
Pair = tuple[str, str]
"""Two ids of claims, the smaller first."""


@dataclass(frozen=True, slots=True)
class View:
    """What review leaves."""

    incidents: tuple[Reviewed, ...]
    """By id."""
    unattached: tuple[Review, ...]
    """Decisions about incidents that are no more, or about fields that they no longer have."""


@dataclass(slots=True)
class _Draft:
    """An incident while decisions are taken."""

    base: Incident
    id: str
    claims: dict[str, None]
    changed: bool = False
    standing: Standing = "open"
    reviews: list[int] = field(default_factory=list)
    corrections: list[Review] = field(default_factory=list)


def reviewed(incidents: Iterable[Incident], reviews: Iterable[Review], compose: Compose) -> View:
    """Take decisions about incidents."""
    desk = _Desk(incidents)
    unattached = [review for review in standing(reviews) if not desk.take(review)]
    out = []
    for draft in sorted(desk.drafts.values(), key=lambda draft: draft.id):
        done, left = _finish(draft, compose)
        out.append(done)
        unattached += left
    return View(tuple(out), tuple(sorted(unattached, key=lambda review: review.id)))


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Return the decisions that were not undone, in their order, without the undoings."""
    undone: set[int | None] = set()
    out = []
    for review in sorted(reviews, key=lambda review: review.id, reverse=True):
        if review.id in undone:
            continue
        if review.action == "undo":
            undone.add(review.undoes)
        else:
            out.append(review)
    return out[::-1]


class _Desk:
    """The incidents on which decisions are taken."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._holder: dict[str, str] = {}
        self._now: dict[str, str] = {}
        for incident in incidents:
            self._put(_Draft(incident, incident.id, dict.fromkeys(c.id for c in incident.claims)))

    def _put(self, draft: _Draft) -> None:
        self.drafts[draft.id] = draft
        self._holder.update(dict.fromkeys(draft.claims, draft.id))

    def take(self, review: Review) -> bool:
        """Take a decision; False where nothing is left that it is about."""
        draft = self._find(review)
        if draft is None:
            return False
        draft.reviews.append(review.id)
        if review.action == "accept":
            draft.standing = "accepted"
        elif review.action == "reject":
            draft.standing = "rejected"
        elif review.action == "correct":
            draft.corrections.append(review)
        elif review.action == "merge":
            self._merge(draft, review)
        elif review.action == "split":
            self._split(draft, review)
        return True

    def _find(self, review: Review) -> _Draft | None:
        key = review.incident
        while key in self._now:
            key = self._now[key]
        if key in self.drafts:
            return self.drafts[key]
        held = Counter(self._holder[c] for c in review.claims if c in self._holder)
        if not held:
            return None
        return self.drafts[min(held, key=lambda key: (-held[key], key))]

    def _merge(self, draft: _Draft, review: Review) -> None:
        """Join what the added claims are most of: merging may have moved one of them elsewhere."""
        held = Counter(self._holder[claim] for claim in review.moved if claim in self._holder)
        for key in sorted(held):
            other = self.drafts[key]
            if other is draft or 2 * held[key] < len(other.claims):
                continue
            draft.claims |= other.claims
            draft.reviews = sorted({*draft.reviews, *other.reviews})
            draft.changed = True
            self._now[key] = draft.id
            del self.drafts[key]
        self._put(draft)

    def _split(self, draft: _Draft, review: Review) -> None:
        leaving = dict.fromkeys(claim for claim in review.moved if claim in draft.claims)
        if not leaving or len(leaving) == len(draft.claims):
            return  # merging keeps them apart by now
        draft.claims = dict.fromkeys(claim for claim in draft.claims if claim not in leaving)
        draft.changed = True
        self._put(
            _Draft(draft.base, f"{review.incident}-{review.id}", leaving, True, reviews=[review.id])
        )


def _finish(draft: _Draft, compose: Compose) -> tuple[Reviewed, list[Review]]:
    incident = draft.base
    if draft.changed:
        incident = replace(compose(tuple(draft.claims), incident), id=draft.id)
    fields: dict[str, int] = {}
    left: list[Review] = []
    for review in draft.corrections:
        assert review.field is not None
        try:
            incident = corrected(incident, review.field, review.value)
        except InputError:
            left.append(review)
        else:
            fields[review.field] = review.id
    lost = {review.id for review in left}
    taken = tuple(number for number in draft.reviews if number not in lost)
    return Reviewed(incident, draft.standing, taken, fields), left


def concerned(reviews: Iterable[Review]) -> tuple[set[str], set[str]]:
    """Return the ids of the incidents and of the claims that decisions are about."""
    found = list(reviews)
    return {r.incident for r in found}, {c for r in found for c in (*r.claims, *r.moved)}


def pairs(reviews: Iterable[Review]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Return the pairs of claims that review has put together, and those it has taken apart.

    The later decision holds. So the next merging knows what was decided.
    """
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for review in standing(reviews):
        if review.action == "merge" and review.claims:
            found = set(_ordered(review.claims[:1], review.moved))
            together |= found
            apart -= set(_ordered(review.claims, review.moved))
        elif review.action == "split":
            rest = [claim for claim in review.claims if claim not in review.moved]
            found = set(_ordered(rest, review.moved))
            apart |= found
            together -= found
    return frozenset(together), frozenset(apart)


def _ordered(some: Collection[str], others: Collection[str]) -> Iterator[Pair]:
    for one, other in product(some, others):
        if one != other:
            yield (one, other) if one < other else (other, one)
