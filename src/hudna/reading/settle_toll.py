"""What an event cost, settled over all the triggers that tell it.

Of the tolls that the triggers of an event propose some are its own, others a neighbour's; some say
exactly what others say vaguely. Each is weighed like the other values in
:mod:`hudna.reading.settle`; :mod:`hudna.reading.cost` makes bounds of those that pass.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from hudna.model import EventType
from hudna.reading.evidence import Evidence
from hudna.reading.features_toll import tie_of
from hudna.reading.linear import View, namer
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal, propose, shape, step
from hudna.reading.toll import Toll
from hudna.reading.what import FAMILY

Claims = Callable[[int], float]
"""How strongly another event claims the toll of an index."""


def toll_proposals(evidence: Evidence, members: Sequence[Told], sort: str) -> list[Proposal]:
    """The bounds proposed for one harm (``killed``, ``injured`` …) of an event."""

    def bounds(index: int) -> Hashable | None:
        toll = evidence.tolls[index]
        if toll.kind != sort or toll.subset:
            return None
        return (toll.bounds.low, toll.bounds.high)

    return propose(members, lambda m: m.tolls, bounds)


@namer
def _tied(tie: str, family: str, own: int, kind: str) -> Sequence[str]:
    return (
        f"tie:{tie}",
        f"tie:{tie}|own{own}",
        f"tie:{tie}|{family}",
        f"{family}|own{own}",
        f"{kind}|own{own}",
    )


@namer
def _beside(own: int, twin: int, against: int, agree: int, told: int, none: bool) -> Sequence[str]:
    return (
        f"twin{twin}|own{own}",
        f"twin{twin}|against{against}",
        f"agree{agree}of{told}",
        f"none{int(none)}|own{own}",
    )


@namer
def _told(own: int, stated: int, title: bool, away: int) -> Sequence[str]:
    return (
        f"stated{stated}|own{own}",
        f"title{int(title)}|own{own}",
        f"title{int(title)}|away{away}",
        f"away{away}|own{own}",
    )


@namer
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
    rivals: Claims,
) -> list[View]:
    """List what speaks for bounds being the toll of an event."""
    proposal = proposals[rank]
    toll = evidence.tolls[proposal.phrase]
    exact = toll.bounds.low == toll.bounds.high
    finer = any(
        evidence.tolls[o.phrase].bounds.high is not None for o in proposals if o is not proposal
    )
    doc = evidence.doc
    strongest = max(members, key=lambda m: _claim(m, proposal.phrase))
    tie = tie_of(evidence, strongest.mention, toll)
    family = FAMILY[kind]
    own = step(proposal.best) // 2
    twin, against = _twin(evidence, members, proposal.phrase, rivals)
    stated = {
        doc.sentence_of[evidence.tolls[i].anchor] for i in told_at(evidence, members, proposal)
    }
    agree = sum(_agree(toll, evidence.tolls[o.phrase]) for o in proposals) - 1
    away = min(abs(doc.sentence_of[toll.anchor] - member.mention.sentence) for member in members)
    told = len(proposals)
    return [
        *shape(proposals, rank, len(members), "toll", rivals(proposal.phrase)),
        (_tied, tie, family, own, kind),
        (_beside, own, twin, against, min(agree, 3), min(told, 4), toll.bounds.high == 0),
        (_told, own, min(len(stated), 3), 0 in stated, min(away, 2)),
        (
            _cost, kind, sort, min(rank, 2), min(toll.bounds.low, 4), exact, finer, toll.update,
            toll.cumulative,
        ),
        f"group:{toll.group}",
    ]  # fmt: skip


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


def _claim(member: Told, index: int) -> float:
    return next((p for i, p in member.tolls if i == index), 0.0)


def _twin(
    evidence: Evidence, members: Sequence[Told], index: int, rivals: Claims
) -> tuple[int, int]:
    """How strongly this event and others claim the toll told beside one: killed beside injured."""
    beside = [
        i
        for i in (index - 1, index + 1)
        if 0 <= i < len(evidence.tolls)
        and evidence.tolls[i].kind != evidence.tolls[index].kind
        and evidence.doc.sentence_of[evidence.tolls[i].anchor]
        == evidence.doc.sentence_of[evidence.tolls[index].anchor]
    ]
    if not beside:
        return -1, -1
    mine = max(_claim(member, i) for member in members for i in beside)
    return step(mine) // 2, step(max(map(rivals, beside))) // 2


def _agree(one: Toll, other: Toll) -> bool:
    """Whether two tolls may be one count, told more or less exactly."""
    a, b = one.bounds, other.bounds
    return (b.high is None or a.low <= b.high) and (a.high is None or b.low <= a.high)
