"""What an event holds, settled over all the triggers that tell it.

:mod:`hudna.reading.roles` weighs each phrase from each trigger by itself. Here the triggers of one
event speak together: a participant named beside one of them may be named nowhere near the others,
and two of them may point at different days. Every value that any trigger proposes is weighed once
more by how strongly, how often and against which rivals it is proposed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from hudna.model import EventType, Status
from hudna.reading.evidence import Evidence
from hudna.reading.linear import View, namer
from hudna.reading.roles import VIOLENT_CONTROL, Link, Told
from hudna.reading.what import FAMILY

_STEPS = (0.03, 0.07, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)
PROPOSAL_FLOOR = 0.15
"""A value that no trigger proposes this strongly is not considered."""
MOVED = frozenset(("displacement", "return"))
"""Types whose civilian targets are displaced people: codebook 2.3."""


def step(probability: float) -> int:
    """Round a probability to one of thirteen steps."""
    return bisect_right(_STEPS, probability)


@dataclass(slots=True)
class Proposal:
    """One value that the triggers of an event propose for one slot."""

    value: Hashable
    phrase: int
    """Index of the phrase that proposes it most strongly."""
    best: float = 0.0
    support: list[float] = field(default_factory=list)
    """Its probability from each trigger that proposes it."""


class Rivals:
    """How strongly the events of one article lay claim to each phrase.

    A toll belongs to one happening, and mostly so does a date or a place: how strongly others claim
    the same phrase speaks against an event's own claim.
    """

    __slots__ = ("_top",)

    def __init__(self, groups: Sequence[Sequence[Told]]) -> None:
        """Note the two strongest claims to each phrase, by slot."""
        self._top: dict[tuple[str, int], list[tuple[float, int]]] = {}
        for at, members in enumerate(groups):
            claims: dict[tuple[str, int], float] = {}
            for member in members:
                for slot in ("actors", "targets", "places", "times", "tolls"):
                    for index, p in getattr(member, slot):
                        if p > claims.get((slot, index), 0.0):
                            claims[slot, index] = p
            for key, p in claims.items():
                top = self._top.setdefault(key, [])
                top.append((p, at))
                top.sort(reverse=True)
                del top[2:]

    def against(self, slot: str, index: int, group: int) -> float:
        """The strongest claim to a phrase by another event than ``group``; zero if none."""
        return next((p for p, at in self._top.get((slot, index), ()) if at != group), 0.0)


def type_of(members: Sequence[Told]) -> EventType:
    """The type for which the members speak together."""
    votes: dict[EventType, float] = defaultdict(float)
    for member in members:
        for kind, p in member.types:
            votes[kind] += p * member.probability
    return max(votes, key=lambda kind: votes[kind])


def is_violent(kind: EventType) -> bool:
    """Whether a state takes part in such an event through its army: codebook 2.3."""
    return FAMILY[kind] == "violence" or kind in VIOLENT_CONTROL


def propose(
    members: Sequence[Told],
    links: Callable[[Told], Sequence[Link]],
    value_of: Callable[[int], Hashable | None],
) -> list[Proposal]:
    """Collect the values that the members propose, the strongest first."""
    found: dict[Hashable, Proposal] = {}
    for member in members:
        mine: dict[Hashable, float] = {}
        for index, p in links(member):
            value = value_of(index)
            if value is None:
                continue
            proposal = found.get(value)
            if proposal is None:
                proposal = found[value] = Proposal(value, index)
            if p > proposal.best:
                proposal.best, proposal.phrase = p, index
            mine[value] = max(mine.get(value, 0.0), p)
        for value, p in mine.items():
            found[value].support.append(p)
    credible = [proposal for proposal in found.values() if proposal.best >= PROPOSAL_FLOOR]
    return sorted(credible, key=lambda proposal: -proposal.best)


@namer
def _stands(status: str, top: int, mean: int) -> Sequence[str]:
    return f"{status}|top{top}", f"{status}|mean{mean}", f"{status}|top{top // 3}|mean{mean // 3}"


@namer
def _likeliest(kind: str, first: str, best: str) -> Sequence[str]:
    return (
        f"first:{first}",
        f"first:{first}|{kind}",
        f"best:{best}",
        f"best:{best}|{kind}",
        f"kind:{kind}",
    )


def state_features(members: Sequence[Told], kind: EventType) -> list[View]:
    """List what the members together say of how far an event went."""
    top: dict[Status, float] = {}
    mean: dict[Status, float] = {}
    weight = sum(m.probability for m in members)
    for member in members:
        for status, p in member.statuses:
            top[status] = max(p, top.get(status, 0.0))
            mean[status] = mean.get(status, 0.0) + p * member.probability / weight
    best = max(members, key=lambda m: m.probability)
    out: list[View] = [(_stands, status, step(p), step(mean[status])) for status, p in top.items()]
    out.append((_likeliest, kind, members[0].status, best.status))
    return out


def time_proposals(evidence: Evidence, members: Sequence[Told]) -> list[Proposal]:
    """The intervals proposed for the time of an event."""

    def interval(index: int) -> Hashable | None:
        phrase = evidence.times[index]
        return (phrase.start, phrase.end) if phrase.start and phrase.end else None

    return propose(members, lambda m: m.times, interval)


@namer
def _rivalled(slot: str, rival: int, own: int, wins: bool, by: int) -> Sequence[str]:
    return f"{slot}|rival{rival}|own{own}", f"{slot}|wins{int(wins)}|by{by}"


@namer
def _supported(
    slot: str, best: int, size: int, strong: int, total: int, share: int
) -> Sequence[str]:
    return (
        f"{slot}|best{best}",
        f"{slot}|best{best}|size{size}",
        f"{slot}|strong{strong}of{size}",
        f"{slot}|total{total}",
        f"{slot}|share{share}",
    )


@namer
def _ranked(slot: str, rank: int, ahead: int, behind: int, many: int) -> Sequence[str]:
    return f"{slot}|rank{rank}|ahead{ahead}", f"{slot}|behind{behind}", f"{slot}|many{many}"


def shape(
    proposals: Sequence[Proposal], rank: int, members: int, slot: str, rival: float
) -> list[View]:
    """List how one proposal stands among those of its own event and of others."""
    proposal = proposals[rank]
    best, support = proposal.best, proposal.support
    total = sum(support)
    strong = sum(p >= 0.5 for p in support)
    ahead = sum(other.best >= 0.5 for other in proposals if other is not proposal)
    return [
        (_rivalled, slot, step(rival) // 2, step(best) // 2, best >= rival,
         step(abs(best - rival)) // 2),
        (_supported, slot, step(best), min(members, 6), min(strong, 4), min(int(2 * total), 9),
         int(4 * total / members)),
        (_ranked, slot, min(rank, 4), min(ahead, 3), step(proposals[0].best - best),
         min(len(proposals), 6)),
    ]  # fmt: skip


@namer
def _dated(
    kind: str, granularity: str, rank: int, best: int, finer: bool, saying: bool, open_: str | None
) -> Sequence[str]:
    return (
        f"finer{int(finer)}|{granularity}",
        f"finer{int(finer)}|best{best}",
        f"{granularity}|rank{rank}",
        f"{granularity}|best{best}",
        f"saying{int(saying)}|rank{rank}",
        f"open:{open_}|{FAMILY[kind]}",
        f"{kind}|{granularity}",
    )


def time_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
) -> list[View]:
    """List what speaks for an interval being the time of an event."""
    proposal = proposals[rank]
    phrase = evidence.times[proposal.phrase]
    finer = any(
        (other := evidence.times[o.phrase]).start is not None
        and other.end is not None
        and phrase.start is not None
        and phrase.end is not None
        and phrase.start <= other.start <= other.end <= phrase.end
        and (other.start, other.end) != (phrase.start, phrase.end)
        for o in proposals
    )
    return [
        *shape(proposals, rank, len(members), "time", rival),
        (
            _dated, kind, phrase.granularity, min(rank, 2), step(proposal.best) // 2, finer,
            phrase.of_saying, phrase.open,
        ),
        f"rule:{phrase.rule}",
        f"anaphoric{int(phrase.anaphoric)}",
    ]  # fmt: skip
