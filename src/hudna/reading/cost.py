"""What an event cost: from the tolls that its triggers propose to the casualties of its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from hudna.model import Bounds, Casualties, EventType, GroupToll, Harm, VictimGroup
from hudna.reading.evidence import Evidence
from hudna.reading.linear import Models
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal
from hudna.reading.settle_toll import toll_features, toll_proposals
from hudna.reading.toll import Toll

TOLL_FLOOR = 0.4
"""A toll is written down from this probability on."""
UPDATE_FLOOR = 0.2
"""A toll said to have risen replaces the earlier one from this probability on."""

BEYOND_FLOOR = 0.5
"""A harm beyond the codebook, on which nothing was learnt, is written down from this claim on."""
HOMES: Mapping[Harm, frozenset[EventType]] = {
    "missing": frozenset(),
    "detained": frozenset(("detention", "abduction")),
    "displaced": frozenset(("displacement", "return", "evacuation")),
}
"""The harms beyond the codebook, and the types whose own words state each."""

Rival = Callable[[str, Proposal], float]
"""How strongly another event claims the phrase of a proposal for a slot."""


def casualties_of(
    known: Models, evidence: Evidence, members: Sequence[Told], kind: EventType, rival: Rival
) -> Casualties:
    """What an event cost; subsets never add, and a toll said to have risen replaces the earlier."""
    found: dict[str, Bounds] = {}
    groups: list[GroupToll] = []
    cumulative = False
    for sort in ("killed", "injured"):
        proposals = toll_proposals(evidence, members, sort)
        best = _chosen(known, evidence, members, kind, sort, proposals, rival)
        if best is not None:
            toll = evidence.tolls[best.phrase]
            found[sort] = toll.bounds
            cumulative = cumulative or toll.cumulative
            groups += groups_of(evidence.tolls, told_at(evidence, members, best), toll.bounds)
    for harm in HOMES:
        stated = _beyond(evidence, members, kind, harm, rival)
        if stated:
            bounds = found[harm] = min((evidence.tolls[i].bounds for i in stated), key=_vagueness)
            groups += groups_of(evidence.tolls, stated, bounds)
    return Casualties(
        killed=found.get("killed"),
        injured=found.get("injured"),
        cumulative=cumulative,
        missing=found.get("missing"),
        detained=found.get("detained"),
        displaced=found.get("displaced"),
        groups=tuple(groups),
    )


def _beyond(
    evidence: Evidence, members: Sequence[Told], kind: EventType, harm: Harm, rival: Rival
) -> list[int]:
    """Where a harm beyond the codebook is stated for an event.

    By the event's own words (اعتقلت … خمسة شبان); else by the phrase that its triggers claim most
    strongly and more than other events do, unless that is the word of a happening of its own.
    """
    own = [
        index
        for index, toll in enumerate(evidence.tolls)
        if toll.kind == harm
        and not toll.subset
        and any(m.mention.first <= toll.anchor <= m.mention.last for m in members)
    ]
    if own or kind in HOMES[harm]:
        return own
    taken = {
        mention.first for mention in evidence.mentions if not HOMES[harm].isdisjoint(mention.kinds)
    }
    for proposal in toll_proposals(evidence, members, harm):
        free = evidence.tolls[proposal.phrase].anchor not in taken
        if free and proposal.best >= max(BEYOND_FLOOR, rival("tolls", proposal)):
            return told_at(evidence, members, proposal)
    return []


def _vagueness(bounds: Bounds) -> tuple[bool, int]:
    return bounds.high is None, -bounds.low


def told_at(evidence: Evidence, members: Sequence[Told], proposal: Proposal) -> list[int]:
    """List the phrases of an event's triggers that state what a proposal says, in text order."""
    chosen = evidence.tolls[proposal.phrase]
    return sorted(
        {
            index
            for member in members
            for index, _ in member.tolls
            if (toll := evidence.tolls[index]).kind == chosen.kind
            and toll.bounds == chosen.bounds
            and not toll.subset
        }
    )


def groups_of(tolls: Sequence[Toll], stated: Iterable[int], whole: Bounds) -> list[GroupToll]:
    """What is said of groups where a toll is stated, as bounds within the whole.

    A group told twice is known within what both allow; where they contradict each other, within
    the lowest and the highest.
    """
    found: dict[tuple[Harm, tuple[str, ...]], Bounds] = {}
    for index in stated:
        toll = tolls[index]
        for part in tolls:
            same = part is toll or (
                part.subset and part.anchor == toll.anchor and part.kind == toll.kind
            )
            groups = part.groups or ((part.group,) if part.group else ())
            if not same or not groups:
                continue
            bounds = _within(part.bounds, whole)
            if bounds is not None:
                key = part.kind, groups
                found[key] = _agreed(found[key], bounds) if key in found else bounds
    return [
        GroupToll(harm, cast("tuple[VictimGroup, ...]", groups), bounds)
        for (harm, groups), bounds in found.items()
    ]


def _within(part: Bounds, whole: Bounds) -> Bounds | None:
    """A part has no more than its whole; ``None`` where the text contradicts that."""
    if whole.high is None:
        return part
    if part.low > whole.high:
        return None
    return Bounds(part.low, whole.high if part.high is None else min(part.high, whole.high))


def _agreed(one: Bounds, other: Bounds) -> Bounds:
    """What two statements of one count allow together; all of both where they disagree."""
    low = max(one.low, other.low)
    ends = [bounds.high for bounds in (one, other) if bounds.high is not None]
    high = min(ends, default=None)
    if high is None or low <= high:
        return Bounds(low, high)
    return hull((one, other))


def hull(told: Iterable[Bounds]) -> Bounds:
    """Rival tolls told of one thing: the lowest low and the highest high (codebook 2.6)."""
    told = tuple(told)
    highs = [bounds.high for bounds in told]
    ends = [high for high in highs if high is not None]
    return Bounds(
        min(bounds.low for bounds in told), max(ends) if len(ends) == len(highs) else None
    )


def _chosen(
    known: Models,
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    sort: str,
    proposals: Sequence[Proposal],
    rival: Rival,
) -> Proposal | None:
    """The most probable toll, from a floor on; of those said to have risen the best, from less."""
    model = known["cost"]
    odds = [
        model.probabilities(
            toll_features(evidence, members, kind, sort, proposals, rank, rival("tolls", proposal))
        )[1]
        for rank, proposal in enumerate(proposals)
    ]
    risen = [
        i
        for i, proposal in enumerate(proposals)
        if evidence.tolls[proposal.phrase].update and odds[i] >= UPDATE_FLOOR
    ]
    if risen:
        return proposals[max(risen, key=lambda i: odds[i])]
    best = max(range(len(odds)), key=lambda i: odds[i], default=None)
    return proposals[best] if best is not None and odds[best] >= TOLL_FLOOR else None
