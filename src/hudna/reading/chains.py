"""The chains of attribution of an event: from the outlet to whom its words rest on, and denials.

A denial belongs to the event of whose trigger it speaks (نفى الجيش قصف البلدة); where it only
points back (ونفت الوزارة ذلك), to the event told last before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.model import Chain, Link
from hudna.reading.evidence import Evidence, between
from hudna.reading.roles import Told
from hudna.reading.says import Attribution

_BACK = 2
"""Sentences before a denial that points back in which what it denies must have been told."""
_POINTER = 6
"""First words of a denial among which it must point back."""


def denials_of(evidence: Evidence, members: Sequence[Told]) -> list[int]:
    """Find who denies an event, as indexes into the article's attributions, in text order."""
    mine = {member.mention.index for member in members}
    words = sorted(member.mention.first for member in members)
    lines = {member.mention.sentence for member in members}
    said = evidence.attributions
    return [
        at
        for at in evidence.said_around(lines, after=_BACK)
        if said[at].denies
        and said[at].telling
        and (between(words, *said[at].scope) or _told_before(evidence, said[at]) in mine)
    ]


def denied_outright(evidence: Evidence, denials: Sequence[int]) -> list[int]:
    """Leave out who denies only a part in what happened (ونفى مسؤوليته عنه)."""
    out = []
    for at in denials:
        first = evidence.attributions[at].scope[0]
        pointed = evidence.doc.within("denied_thing", first, first + _POINTER)
        if not any(hit.row.data.get("part") for hit in pointed):
            out.append(at)
    return out


def _told_before(evidence: Evidence, said: Attribution) -> int | None:
    """Find the trigger to which a denial points back; ``None`` if it speaks of its own words."""
    doc = evidence.doc
    first, last = said.scope
    pointed = doc.within("denied_thing", first, min(last, first + _POINTER))
    starts = evidence.mention_starts
    if not pointed or between(starts, first, last):
        return None
    line = doc.sentence_of[said.cue]
    begin = doc.sentences[max(line - _BACK, 0)].first
    for at in reversed(between(starts, begin, said.cue)):
        mention = evidence.mentions[at]
        if mention.last < said.cue and mention.strength == "strong":
            return mention.index
    return None


def chains_of(
    evidence: Evidence, members: Sequence[Told], sources: Sequence[int], denials: Sequence[int]
) -> tuple[Chain, ...]:
    """Write the chains of an event that rests on some attributions and is denied in others."""
    outlet = evidence.doc.article.outlet
    head = (Link(outlet, "published"),) if outlet else ()
    said = evidence.attributions
    paths = [_path(said, at) for at in _ends(evidence, members, sources, denials)]
    chains: dict[tuple[tuple[int, bool], ...], Chain] = {}
    for path in paths:
        who = tuple((said[at].referent, said[at].denies) for at in path)
        if who not in chains:
            chains[who] = (*head, *(_link(evidence, said[at]) for at in path))
    whole = [
        chain
        for who, chain in chains.items()
        if not any(len(who) < len(other) and other[: len(who)] == who for other in chains)
    ]
    return tuple(whole) or ((head,) if head else ())


def _ends(
    evidence: Evidence, members: Sequence[Told], sources: Sequence[int], denials: Sequence[int]
) -> list[int]:
    """Find at whom the chains end: the sources, and those whom the sources quote for the event."""
    near = set()
    for word in {member.mention.first for member in members}:
        for at in evidence.said_of(word):
            said = evidence.attributions[at]
            passed_on = said.via is not None and said.telling
            if passed_on and not set(sources).isdisjoint(_path(evidence.attributions, at)):
                near.add(at)
    return sorted({*sources, *denials, *near})


def _path(said: Sequence[Attribution], at: int) -> list[int]:
    """List the attributions through which one is passed on, the outermost first, itself last."""
    path = list(_outwards(said, at))
    return path[::-1]


def _outwards(said: Sequence[Attribution], at: int) -> Iterator[int]:
    seen: set[int] = set()
    here: int | None = at
    while here is not None and said[here].referent not in seen:
        seen.add(said[here].referent)
        yield here
        here = said[here].via


def _link(evidence: Evidence, said: Attribution) -> Link:
    cue = evidence.doc.span(said.cue, said.cue)
    mode = "denied" if said.denies else said.mode
    return Link(said.span.text, mode, said.span, cue)
