"""What an event cost: from the tolls that its triggers propose to the casualties of its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hudna.model import Bounds, Casualties, EventType
from hudna.reading.evidence import Evidence
from hudna.reading.linear import Models
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal
from hudna.reading.settle_toll import toll_features, toll_proposals

TOLL_FLOOR = 0.4
"""A toll is written down from this probability on."""
UPDATE_FLOOR = 0.2
"""A toll said to have risen replaces the earlier one from this probability on."""

Rival = Callable[[str, Proposal], float]
"""How strongly another event claims the phrase of a proposal for a slot."""


def casualties_of(
    known: Models, evidence: Evidence, members: Sequence[Told], kind: EventType, rival: Rival
) -> Casualties:
    """What an event cost; subsets never add, and a toll said to have risen replaces the earlier."""
    found: dict[str, Bounds] = {}
    cumulative = False
    for sort in ("killed", "injured"):
        proposals = toll_proposals(evidence, members, sort)
        best = _chosen(known, evidence, members, kind, sort, proposals, rival)
        if best is not None:
            toll = evidence.tolls[best.phrase]
            found[sort] = toll.bounds
            cumulative = cumulative or toll.cumulative
    return Casualties(found.get("killed"), found.get("injured"), cumulative)


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
