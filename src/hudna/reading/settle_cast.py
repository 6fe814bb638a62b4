"""Who takes part in an event, settled over all the triggers that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.model import EventType
from hudna.reading.evidence import Evidence
from hudna.reading.linear import View, namer
from hudna.reading.roles import Told
from hudna.reading.settle import MOVED, Proposal, is_violent, propose, shape, step
from hudna.reading.what import FAMILY
from hudna.reading.who import code_of

_CREDIBLE = 0.3
"""A code proposed this strongly is looked at as another participant."""
_OTHERS = 6
"""The other proposals that are looked at, the strongest first."""


def cast_proposals(
    evidence: Evidence, members: Sequence[Told], kind: EventType, role: str
) -> list[Proposal]:
    """The codes proposed for the actors or the targets of an event."""
    violent, moved = is_violent(kind), role == "targets" and kind in MOVED

    def code(index: int) -> str:
        return code_of(evidence.actors[index], evidence.home, violent, moved)

    return propose(members, lambda m: m.actors if role == "actors" else m.targets, code)


@namer
def _played(
    role: str, kind: str, sector: str, rank: int, best: int, sort: str, adjective: bool
) -> Sequence[str]:
    return (
        f"{role}|{kind}|{sector}",
        f"{role}|{FAMILY[kind]}|{sector}|best{best}",
        f"{role}|{kind}|rank{rank}",
        f"{role}|{kind}|best{best}",
        f"{role}|{sort}",
        f"{role}|{sort}|rank{min(rank, 2)}",
        f"{role}|adjective{int(adjective)}|rank{min(rank, 2)}",
    )


@namer
def _chained(role: str, kind: str, best: int, follows: bool) -> Sequence[str]:
    """Named in a list; ``follows``: after one that is proposed at least as strongly."""
    return (
        f"{role}|list{int(follows)}|best{best}",
        f"{role}|list{int(follows)}|{kind}",
        f"{role}|list{int(follows)}",
    )


@namer
def _doubted(role: str, best: int, twin: int, reverse: int) -> Sequence[str]:
    return (
        f"{role}|twin{twin}",
        f"{role}|twin{twin // 2}|best{best}",
        f"{role}|reverse{reverse}|best{best}",
    )


@namer
def _coded(role: str, code: str, kind: str, best: int) -> Sequence[str]:
    return (
        f"{role}|code:{code}",
        f"{role}|code:{code}|{kind}",
        f"{role}|code:{code}|{FAMILY[kind]}|best{best}",
    )


@namer
def _met(
    role: str, title: bool, count: int, codes: int, rank: int, best: int, kind: str
) -> Sequence[str]:
    """Whether the title names a code, how often the article does, and among how many."""
    return (
        f"{role}|title{int(title)}|count{count}",
        f"{role}|title{int(title)}|best{best}",
        f"{role}|title{int(title)}|{kind}",
        f"{role}|count{count}|best{best}",
        f"{role}|codes{codes}|rank{rank}",
    )


@namer
def _stands_at(
    role: str, away: int, head: str, source: bool, sure: int, rank: int, best: int, kind: str
) -> Sequence[str]:
    return (
        f"{role}|away{away}|best{best}",
        f"{role}|away{away}|{kind}",
        f"{role}|head:{head}",
        f"{role}|source{int(source)}|best{best}",
        f"{role}|sure{sure}|{kind}|rank{rank}",
    )


def _met_and_placed(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    role: str,
    proposals: Sequence[Proposal],
    rank: int,
) -> Iterator[View]:
    proposal = proposals[rank]
    phrase, named = evidence.actors[proposal.phrase], evidence.codes[proposal.phrase]
    best, place = step(proposal.best) // 2, min(rank, 3)
    line = evidence.doc.sentence_of[phrase.first]
    away = min(abs(line - member.mention.sentence) for member in members)
    yield _coded, role, str(proposal.value), kind, best
    yield (
        _met, role, named in evidence.title_codes, min(evidence.code_counts[named], 5),
        min(len(evidence.code_counts), 8), place, best, kind,
    )  # fmt: skip
    yield (
        _stands_at, role, min(away, 3), evidence.doc.words.forms[phrase.first],
        evidence.in_source(phrase.first), sum(o.best > 0.5 for o in proposals), place, best, kind,
    )  # fmt: skip


def _beside(
    role: str,
    kind: EventType,
    proposals: Sequence[Proposal],
    rank: int,
    others: Sequence[Proposal],
) -> Iterator[View]:
    """See the credible codes of the same role and of the opposite one."""
    code, family = proposals[rank].value, FAMILY[kind]
    for sign, rivals in (("with", proposals[:_OTHERS]), ("against", others[:_OTHERS])):
        for other in rivals:
            if other is not proposals[rank] and other.best > _CREDIBLE:
                yield f"{role}|{sign}:{other.value}|{code}|{family}"


def cast_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    role: str,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
    others: Sequence[Proposal],
) -> list[View]:
    """List what speaks for a code being among the actors (or targets) of an event.

    ``others`` are the proposals of the opposite role.
    """
    proposal = proposals[rank]
    phrase = evidence.actors[proposal.phrase]
    code = str(proposal.value)
    country, _, sector = code.partition(":")
    against = next((o.best for o in others if o.value == proposal.value), 0.0)
    reverse = next((o.best for o in others if o.phrase == proposal.phrase), 0.0)
    best = step(proposal.best) // 2
    out = shape(proposals, rank, len(members), role, rival)
    out += (
        (_played, role, kind, sector, min(rank, 3), best, phrase.kind, phrase.adjective),
        (_doubted, role, best, step(against), step(reverse) // 2),
    )
    out += _met_and_placed(evidence, members, kind, role, proposals, rank)
    out += _beside(role, kind, proposals, rank, others)
    chains = evidence.chain_of
    if len(evidence.slots["actors"].chains[chains[proposal.phrase]]) > 1:
        follows = any(chains[o.phrase] == chains[proposal.phrase] for o in proposals[:rank])
        out.append((_chained, role, kind, best, follows))
    for other in proposals[:rank]:
        if str(other.value)[:3] == country:
            out.append(f"{role}|{str(other.value)[4:]}+{sector}|{FAMILY[kind]}")
    return out
