"""Where an event happened, settled over all the triggers that tell it."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import EventType
from hudna.reading.evidence import Evidence
from hudna.reading.linear import View, namer
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal, propose, shape, step
from hudna.reading.what import FAMILY


def place_proposals(evidence: Evidence, members: Sequence[Told]) -> list[Proposal]:
    """The names proposed for the places of an event."""
    return propose(members, lambda m: m.places, evidence.fold_place)


@namer
def _sited(
    kind: str, sort: str, top: str, rank: int, best: int, inner: bool, capital: bool
) -> Sequence[str]:
    return (
        f"{kind}|rank{min(rank, 3)}",
        f"{sort}|rank{min(rank, 3)}",
        f"{sort}|{top}|rank{min(rank, 1)}",
        f"{sort}|best{best}",
        f"inner{int(inner)}|{sort}",
        f"capital{int(capital)}|{FAMILY[kind]}",
    )


@namer
def _listed(listed: bool, sort: str, rank: int, top: int) -> Sequence[str]:
    return f"listed{int(listed)}|rank{min(rank, 2)}", f"listed{int(listed)}|{sort}|top{top}"


@namer
def _named(count: int, title: bool, away: int, holds: bool, best: int, sort: str) -> Sequence[str]:
    return (
        f"count{count}|best{best}",
        f"count{count}|away{away}|{sort}",
        f"title{int(title)}|best{best}",
        f"title{int(title)}|away{away}",
        f"away{away}|best{best}",
        f"holds{int(holds)}|best{best}",
        f"holds{int(holds)}|{sort}",
    )


@namer
def _governed(
    preposition: str | None, modifier: str | None, noun: str | None, best: int, kind: str
) -> Sequence[str]:
    return (
        f"prep:{preposition}|best{best // 2}",
        f"prep:{preposition}|{FAMILY[kind]}",
        f"modifier:{modifier}|{FAMILY[kind]}",
        f"noun:{noun}|best{best // 2}",
    )


@namer
def _called(name: str, family: str) -> Sequence[str]:
    return f"name:{name}", f"name:{name}|{family}"


@namer
def _around(area: int, best: int) -> Sequence[str]:
    return f"area{area}", f"area{area}|best{best}"


def _away(evidence: Evidence, members: Sequence[Told], word: int) -> int:
    """Sentences from the nearest trigger of an event to a word; 3 or more is 3."""
    line = evidence.doc.sentence_of[word]
    return min(3, min(abs(line - member.mention.sentence) for member in members))


def place_features(
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    proposals: Sequence[Proposal],
    rank: int,
    rival: float,
) -> list[View]:
    """List what speaks for a name being a place of an event."""
    proposal = proposals[rank]
    phrase = evidence.places[proposal.phrase]
    inner = any(
        evidence.places[o.phrase].within is not None for o in proposals if o is not proposal
    )
    area = sum(p for m in members for i, p in m.within if evidence.fold_place(i) == proposal.value)
    top = evidence.places[proposals[0].phrase]
    listed = phrase.group == top.group
    holds = any(evidence.places[o.phrase].within == proposal.phrase for o in proposals)
    best, within = step(proposal.best) // 2, min(int(2 * area), 6)
    return [
        *shape(proposals, rank, len(members), "place", rival),
        (_sited, kind, phrase.kind, top.kind, rank, best, inner, phrase.capital),
        (_listed, listed, phrase.kind, rank, step(proposals[0].best) // 3),
        (_around, within, best),
        (
            _named, min(evidence.place_counts[str(proposal.value)], 4),
            str(proposal.value) in evidence.title_places, _away(evidence, members, phrase.first),
            holds, best, phrase.kind,
        ),
        (_governed, phrase.preposition, phrase.modifier, phrase.noun, best, kind),
        (_called, str(proposal.value), FAMILY[kind]),
    ]  # fmt: skip
