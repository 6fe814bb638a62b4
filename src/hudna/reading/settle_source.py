"""Whom the article quotes for an event, settled over all the triggers that tell it."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import EventType
from hudna.reading.evidence import Evidence
from hudna.reading.linear import View, namer
from hudna.reading.roles import Told
from hudna.reading.what import FAMILY


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


@namer
def _covered(
    kind: str, first: bool, best: bool, share: int, size: int, some: bool, away: int, count: int
) -> Sequence[str]:
    return (
        f"first{int(first)}|best{int(best)}",
        f"first{int(first)}|share{share}",
        f"share{share}|size{size}",
        f"any{int(some)}|away{away}",
        f"any{int(some)}|count{count}",
        f"{kind}|any{int(some)}",
    )


@namer
def _said(
    mode: str, family: str, away: int, telling: bool, chain: bool, new: bool, title: bool
) -> Sequence[str]:
    return (
        f"mode:{mode}",
        f"mode:{mode}|{family}",
        f"mode:{mode}|away{away}",
        f"telling{int(telling)}|{mode}",
        f"chain{int(chain)}",
        f"new{int(new)}",
        f"title{int(title)}",
    )


def source_features(
    evidence: Evidence, members: Sequence[Told], kind: EventType, index: int, count: int
) -> list[View]:
    """List what speaks for an attribution being whom the article quotes for an event."""
    doc = evidence.doc
    said = evidence.attributions[index]
    words = [m.mention.first for m in members]
    covered = [said.scope[0] <= word < said.scope[1] for word in words]
    best = max(range(len(members)), key=lambda i: members[i].probability)
    away = min(abs(doc.sentence_of[said.cue] - m.mention.sentence) for m in members)
    share = sum(covered) / len(covered)
    cue = doc.words.forms[said.cue]
    some, near = any(covered), min(away, 3)
    return [
        (
            _covered, kind, covered[0], covered[best], int(4 * share), min(len(members), 5), some,
            near, min(count, 5),
        ),
        (
            _said, said.mode, FAMILY[kind], near, said.telling, said.speaker is not None,
            said.referent == index, doc.sentence_of[said.cue] == 0,
        ),
        f"cue:{cue}",
        f"cue:{cue}|any{int(some)}",
        f"only{int(len(evidence.attributions) == 1)}|away{near}",
        f"length{min(said.last - said.first, 5)}",
    ]  # fmt: skip
