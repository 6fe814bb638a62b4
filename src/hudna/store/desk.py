"""Review on the store: decisions are made about incidents as review has left them so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import merge
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

from hudna.errors import InputError
from hudna.model import Incident
from hudna.store import incidents, reviews
from hudna.store.fields import corrected
from hudna.store.reviewed import View, concerned, reviewed, standing
from hudna.store.values import Review, Reviewed

if TYPE_CHECKING:
    from hudna.merging import Told

Named = Callable[[Sequence[str]], Iterable["Told"]]
"""Finds claims by id."""


def view(
    db: Connection, made: Sequence[Review], at: datetime | None, named: Named,
    also: Iterable[str] = (),
) -> View:  # fmt: skip
    """Return what review leaves of the incidents that decisions are about, and of some others."""
    ids, claims = concerned(made)
    found = incidents.get(db, {*ids, *also, *incidents.holding(db, claims, at)}, at)
    held = {claim.id: claim for incident in found for claim in incident.claims}

    def compose(told: Sequence[str], base: Incident) -> Incident:
        from hudna.merging.incident import incident_of

        known = list(named(told))
        if len(known) == len(told):
            return incident_of(known)
        # Claims of a past state, or put by other means: what they say stands side by side.
        return replace(base, claims=tuple(held[key] for key in told))

    return reviewed(found, made, compose)


def view_of(db: Connection, key: str, at: datetime | None, named: Named) -> Reviewed | None:
    """Return one incident as review leaves it; None where there is none of this id."""
    found = view(db, reviews.until(db, at), at, named, also=[key])
    return next((item for item in found.incidents if item.incident.id == key), None)


def all_of(made: Sequence[Review], touched: View, rest: Iterable[Incident]) -> Iterator[Reviewed]:
    """Go through all incidents by id: those that decisions are about, and the rest as they are."""
    done = {claim.id for item in touched.incidents for claim in item.incident.claims}
    others = (
        Reviewed(incident)
        for incident in rest
        if not made or not any(claim.id in done for claim in incident.claims)
    )
    return merge(touched.incidents, others, key=lambda item: item.incident.id)


def decide(db: Connection, review: Review, named: Named, at: datetime) -> Review:
    """Make a decision; what it is about must be there.

    Raises:
        InputError: there is no such incident, claim, field or decision; or no reason is given.
    """
    if not review.who.strip() or not review.why.strip():
        raise InputError("a review names who decided and why")
    if review.action == "undo":
        return _undo(db, review, at)
    subject = _subject(db, review.incident, named)
    claims = tuple(claim.id for claim in subject.claims)
    review = replace(review, claims=claims)
    if review.action == "correct":
        corrected(subject, review.field or "", review.value)
    elif review.action == "merge":
        review = replace(review, moved=_added(db, review, named))
    elif review.action == "split":
        _check_split(review)
    return reviews.add(db, review, at)


def _subject(db: Connection, key: str, named: Named) -> Incident:
    found = view_of(db, key, None, named)
    if found is None:
        raise InputError(f"{key}: no incident of this id")
    return found.incident


def _added(db: Connection, review: Review, named: Named) -> tuple[str, ...]:
    """Return the claims of the other incidents, which ``moved`` names at first."""
    if not review.moved or review.incident in review.moved:
        raise InputError("merge an incident with at least one other")
    return tuple(c.id for key in review.moved for c in _subject(db, key, named).claims)


def _check_split(review: Review) -> None:
    strange = [claim for claim in review.moved if claim not in review.claims]
    if strange:
        raise InputError(f"{strange[0]}: no claim of {review.incident}")
    if not review.moved or set(review.moved) == set(review.claims):
        raise InputError("a split takes some of the claims, not all and not none")


def _undo(db: Connection, review: Review, at: datetime) -> Review:
    made = reviews.until(db, None)
    found = next((item for item in standing(made) if item.id == review.undoes), None)
    if found is None:
        raise InputError(f"{review.undoes}: no decision of this number that still counts")
    return reviews.add(db, replace(review, incident=found.incident, claims=found.claims), at)
