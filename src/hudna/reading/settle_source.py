"""Whom the article quotes for an event, settled over all the triggers that tell it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from hudna.model import EventType
from hudna.reading.evidence import Evidence, between
from hudna.reading.linear import View, namer
from hudna.reading.roles import Told
from hudna.reading.what import FAMILY


class Stand(NamedTuple):
    """Where the triggers of an event stand in the article."""

    words: list[int]
    """Their first words, in order."""
    lines: list[int]
    """Their sentences, in order, each once."""
    first: int
    """First word of the trigger told first."""
    best: int
    """First word of the most credible one."""


def stand_of(members: Sequence[Told]) -> Stand:
    """See where the triggers of an event stand."""
    best = max(members, key=lambda m: m.probability)
    return Stand(
        sorted(m.mention.first for m in members),
        sorted({m.mention.sentence for m in members}),
        members[0].mention.first,
        best.mention.first,
    )


def near_sources(evidence: Evidence, stand: Stand) -> list[int]:
    """Attributions whose words or cue lie near a trigger of an event: two sentences at most."""
    return [
        i
        for i in evidence.said_around(stand.lines, before=1, after=1)
        if between(stand.words, *evidence.attributions[i].scope) or _away(evidence, stand, i) <= 1
    ]


def _away(evidence: Evidence, stand: Stand, index: int) -> int:
    """Sentences between the cue of an attribution and the nearest trigger."""
    line, lines = evidence.doc.sentence_of[evidence.attributions[index].cue], stand.lines
    at = bisect_left(lines, line)
    return min(abs(line - near) for near in lines[max(at - 1, 0) : at + 1])


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


def source_features(evidence: Evidence, stand: Stand, kind: EventType, index: int) -> list[View]:
    """List what speaks for an attribution being whom the article quotes for an event."""
    doc = evidence.doc
    said = evidence.attributions[index]
    begin, end = said.scope
    covered = len(between(stand.words, begin, end))
    share = covered / len(stand.words)
    cue = doc.words.forms[said.cue]
    some, near = covered > 0, min(_away(evidence, stand, index), 3)
    return [
        (
            _covered, kind, begin <= stand.first < end, begin <= stand.best < end, int(4 * share),
            min(len(stand.words), 5), some, near, min(evidence.referents, 5),
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
