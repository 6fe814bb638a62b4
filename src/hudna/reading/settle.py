"""What an event holds, settled over all the triggers that tell it.

:mod:`hudna.reading.roles` weighs each phrase from each trigger by itself. Here the triggers of one
event speak together: a participant named beside one of them may be named nowhere near the others,
and two of them may point at different days. Every value that any trigger proposes is weighed once
more by how strongly, how often and against which rivals it is proposed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from hudna.model import EventType, Status
from hudna.reading.evidence import Evidence
from hudna.reading.roles import VIOLENT_CONTROL, Link, Told
from hudna.reading.what import FAMILY
from hudna.reading.who import code_of

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


def state_features(members: Sequence[Told], kind: EventType) -> Iterator[str]:
    """List what the members together say of how far an event went."""
    top: dict[Status, float] = {}
    mean: dict[Status, float] = {}
    weight = sum(m.probability for m in members)
    for member in members:
        for status, p in member.statuses:
            top[status] = max(p, top.get(status, 0.0))
            mean[status] = mean.get(status, 0.0) + p * member.probability / weight
    first = members[0]
    best = max(members, key=lambda m: m.probability)
    for status, p in top.items():
        yield f"{status}|top{step(p)}"
        yield f"{status}|mean{step(mean[status])}"
        yield f"{status}|top{step(p) // 3}|mean{step(mean[status]) // 3}"
    for name, member in (("first", first), ("best", best)):
        likely = max(member.statuses, key=lambda s: s[1])[0]
        yield f"{name}:{likely}"
        yield f"{name}:{likely}|{kind}"
    yield f"kind:{kind}"


def cast_proposals(
    evidence: Evidence, members: Sequence[Told], kind: EventType, role: str
) -> list[Proposal]:
    """The codes proposed for the actors or the targets of an event."""
    violent, moved = is_violent(kind), role == "targets" and kind in MOVED

    def code(index: int) -> str:
        return code_of(evidence.actors[index], evidence.home, violent, moved)

    return propose(members, lambda m: m.actors if role == "actors" else m.targets, code)


def place_proposals(evidence: Evidence, members: Sequence[Told]) -> list[Proposal]:
    """The names proposed for the places of an event."""
    return propose(members, lambda m: m.places, evidence.fold_place)


def time_proposals(evidence: Evidence, members: Sequence[Told]) -> list[Proposal]:
    """The intervals proposed for the time of an event."""

    def interval(index: int) -> Hashable | None:
        phrase = evidence.times[index]
        return (phrase.start, phrase.end) if phrase.start and phrase.end else None

    return propose(members, lambda m: m.times, interval)


def shape(
    proposals: Sequence[Proposal], rank: int, members: int, slot: str, rival: float
) -> Iterator[str]:
    """List how one proposal stands among those of its own event and of others."""
    proposal = proposals[rank]
    own = step(proposal.best) // 2
    yield f"{slot}|rival{step(rival) // 2}|own{own}"
    yield f"{slot}|wins{int(proposal.best >= rival)}|by{step(abs(proposal.best - rival)) // 2}"
    support = proposal.support
    total = sum(support)
    strong = sum(p >= 0.5 for p in support)
    ahead = sum(other.best >= 0.5 for other in proposals if other is not proposal)
    top = proposals[0].best
    size = min(members, 6)
    yield f"{slot}|best{step(proposal.best)}"
    yield f"{slot}|total{min(int(2 * total), 9)}"
    yield f"{slot}|strong{min(strong, 4)}of{size}"
    yield f"{slot}|share{int(4 * total / members)}"
    yield f"{slot}|rank{min(rank, 4)}|ahead{min(ahead, 3)}"
    yield f"{slot}|behind{step(top - proposal.best)}"
    yield f"{slot}|best{step(proposal.best)}|size{size}"
    yield f"{slot}|many{min(len(proposals), 6)}"


def cast_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    role: str,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
    others: Sequence[Proposal],
) -> list[str]:
    """List what speaks for a code being among the actors (or targets) of an event.

    ``others`` are the proposals of the opposite role.
    """
    proposal = proposals[rank]
    phrase = evidence.actors[proposal.phrase]
    sector = str(proposal.value).partition(":")[2]
    family = FAMILY[kind]
    against = next((o.best for o in others if o.value == proposal.value), 0.0)
    reverse = next((o.best for o in others if o.phrase == proposal.phrase), 0.0)
    out = list(shape(proposals, rank, len(members), role, rival))
    out += [
        f"{role}|{kind}|{sector}",
        f"{role}|{family}|{sector}|best{step(proposal.best) // 2}",
        f"{role}|{kind}|rank{min(rank, 3)}",
        f"{role}|{kind}|best{step(proposal.best) // 2}",
        f"{role}|twin{step(against)}",
        f"{role}|twin{step(against) // 2}|best{step(proposal.best) // 2}",
        f"{role}|reverse{step(reverse) // 2}|best{step(proposal.best) // 2}",
        f"{role}|{phrase.kind}",
        f"{role}|{phrase.kind}|rank{min(rank, 2)}",
        f"{role}|adjective{int(phrase.adjective)}|rank{min(rank, 2)}",
    ]
    country = str(proposal.value)[:3]
    for other in proposals[:rank]:
        if str(other.value)[:3] == country:
            out.append(f"{role}|{str(other.value)[4:]}+{sector}|{family}")
    return out


def place_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
) -> list[str]:
    """List what speaks for a name being a place of an event."""
    proposal = proposals[rank]
    phrase = evidence.places[proposal.phrase]
    inner = any(
        evidence.places[o.phrase].within is not None for o in proposals if o is not proposal
    )
    area = sum(p for m in members for i, p in m.within if evidence.fold_place(i) == proposal.value)
    top = evidence.places[proposals[0].phrase]
    out = list(shape(proposals, rank, len(members), "place", rival))
    out += [
        f"{kind}|rank{min(rank, 3)}",
        f"{phrase.kind}|rank{min(rank, 3)}",
        f"{phrase.kind}|{top.kind}|rank{min(rank, 1)}",
        f"{phrase.kind}|best{step(proposal.best) // 2}",
        f"area{min(int(2 * area), 6)}",
        f"area{min(int(2 * area), 6)}|best{step(proposal.best) // 2}",
        f"inner{int(inner)}|{phrase.kind}",
        f"listed{int(phrase.group == top.group)}|rank{min(rank, 2)}",
        f"listed{int(phrase.group == top.group)}|{phrase.kind}|top{step(proposals[0].best) // 3}",
        f"capital{int(phrase.capital)}|{FAMILY[kind]}",
    ]
    return out


def time_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
) -> list[str]:
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
    out = list(shape(proposals, rank, len(members), "time", rival))
    out.append(f"finer{int(finer)}|{phrase.granularity}")
    out.append(f"finer{int(finer)}|best{step(proposal.best) // 2}")
    out += [
        f"{phrase.granularity}|rank{min(rank, 2)}",
        f"{phrase.granularity}|best{step(proposal.best) // 2}",
        f"saying{int(phrase.of_saying)}|rank{min(rank, 2)}",
        f"open:{phrase.open}|{FAMILY[kind]}",
        f"{kind}|{phrase.granularity}",
        f"rule:{phrase.rule}",
        f"anaphoric{int(phrase.anaphoric)}",
    ]
    return out


def near_sources(evidence: Evidence, members: Sequence[Told]) -> list[int]:
    """Attributions whose words or cue lie near a trigger of an event: two sentences at most."""
    sentence_of = evidence.doc.sentence_of
    lines = {m.mention.sentence for m in members}
    words = [m.mention.first for m in members]
    return [
        i
        for i, said in enumerate(evidence.attributions)
        if any(said.scope[0] <= word < said.scope[1] for word in words)
        or any(abs(sentence_of[said.cue] - line) <= 1 for line in lines)
    ]


def source_features(
    evidence: Evidence, members: Sequence[Told], kind: EventType, index: int, count: int
) -> list[str]:
    """List what speaks for an attribution being whom the article quotes for an event."""
    doc = evidence.doc
    said = evidence.attributions[index]
    words = [m.mention.first for m in members]
    covered = [said.scope[0] <= word < said.scope[1] for word in words]
    best = max(range(len(members)), key=lambda i: members[i].probability)
    away = min(abs(doc.sentence_of[said.cue] - m.mention.sentence) for m in members)
    share = sum(covered) / len(covered)
    cue = doc.words.forms[said.cue]
    family = FAMILY[kind]
    return [
        f"mode:{said.mode}",
        f"mode:{said.mode}|{family}",
        f"mode:{said.mode}|away{min(away, 3)}",
        f"telling{int(said.telling)}|{said.mode}",
        f"first{int(covered[0])}|best{int(covered[best])}",
        f"first{int(covered[0])}|share{int(4 * share)}",
        f"share{int(4 * share)}|size{min(len(members), 5)}",
        f"any{int(any(covered))}|away{min(away, 3)}",
        f"any{int(any(covered))}|count{min(count, 5)}",
        f"cue:{cue}",
        f"cue:{cue}|any{int(any(covered))}",
        f"chain{int(said.speaker is not None)}",
        f"new{int(said.referent == index)}",
        f"title{int(doc.sentence_of[said.cue] == 0)}",
        f"only{int(len(evidence.attributions) == 1)}|away{min(away, 3)}",
        f"{kind}|any{int(any(covered))}",
        f"length{min(said.last - said.first, 5)}",
    ]


def keep_features(evidence: Evidence, members: Sequence[Told], kind: EventType) -> list[str]:
    """List what speaks for a group of triggers being an event of its article."""
    ranked = sorted((m.probability for m in members), reverse=True)
    family = FAMILY[kind]
    size = min(len(members), 5)
    first = members[0].mention
    best = max(members, key=lambda m: m.probability)
    doubt = 1.0
    for p in ranked:
        doubt *= 1 - p
    sure = best.types[0][1]
    times = max((p for m in members for _, p in m.times), default=0.0)
    places = max((p for m in members for _, p in m.places), default=0.0)
    actors = max((p for m in members for _, p in m.actors), default=0.0)
    targets = max((p for m in members for _, p in m.targets), default=0.0)
    tolls = max((p for m in members for _, p in m.tolls), default=0.0)
    out = [
        f"best{step(ranked[0])}",
        f"best{step(ranked[0])}|{family}",
        f"doubt{step(doubt)}",
        f"size{size}|best{step(ranked[0]) // 2}",
        f"second{step(ranked[1]) if len(ranked) > 1 else 'none'}",
        f"kind:{kind}",
        f"{kind}|best{step(ranked[0]) // 2}",
        f"{kind}|size{min(size, 2)}",
        f"title{int(first.sentence == 0)}|size{min(size, 3)}",
        f"type{step(sure) // 2}",
        f"{best.mention.strength}|best{step(ranked[0]) // 2}",
        f"{family}|time{step(times) // 3}",
        f"{family}|place{step(places) // 3}",
        f"{family}|actor{step(actors) // 3}",
        f"{family}|target{step(targets) // 3}",
        f"{family}|toll{step(tolls) // 3}",
        f"slots{sum(p >= 0.5 for p in (times, places, actors, targets, tolls))}|{family}",
        f"sentences{min(len({m.mention.sentence for m in members}), 4)}",
        f"busy{evidence.busy}|{family}",
    ]
    status = max(best.statuses, key=lambda s: s[1])[0]
    out.append(f"{status}|{family}")
    return out
