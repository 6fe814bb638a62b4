"""What an event cost, settled over all the triggers that tell it.

Of the tolls that the triggers of an event propose some are its own, others a neighbour's; some say
exactly what others say vaguely. Each is weighed like the other values in
:mod:`hudna.reading.settle`; :mod:`hudna.reading.cost` makes bounds of those that pass.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from hudna.model import EventType
from hudna.reading.evidence import Evidence
from hudna.reading.linear import View
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal, propose, shape


def toll_proposals(evidence: Evidence, members: Sequence[Told], sort: str) -> list[Proposal]:
    """The bounds proposed for one harm (``killed``, ``injured`` …) of an event."""

    def bounds(index: int) -> Hashable | None:
        toll = evidence.tolls[index]
        if toll.kind != sort or toll.subset:
            return None
        return (toll.bounds.low, toll.bounds.high)

    return propose(members, lambda m: m.tolls, bounds)


def _cost(
    kind: str, sort: str, rank: int, low: int, exact: bool, finer: bool, update: bool, summed: bool
) -> Sequence[str]:
    return (
        f"{kind}|{sort}",
        f"{kind}|rank{rank}",
        f"exact{int(exact)}|finer{int(finer)}",
        f"low{low}|exact{int(exact)}|finer{int(finer)}",
        f"update{int(update)}|rank{rank}",
        f"cumulative{int(summed)}|{kind}",
    )


def toll_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    sort: str,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
) -> list[View]:
    """List what speaks for bounds being the toll of an event."""
    proposal = proposals[rank]
    toll = evidence.tolls[proposal.phrase]
    exact = toll.bounds.low == toll.bounds.high
    finer = any(
        evidence.tolls[o.phrase].bounds.high is not None for o in proposals if o is not proposal
    )
    return [
        *shape(proposals, rank, len(members), "toll", rival),
        (
            _cost, kind, sort, min(rank, 2), min(toll.bounds.low, 4), exact, finer, toll.update,
            toll.cumulative,
        ),
        f"group:{toll.group}",
    ]  # fmt: skip
