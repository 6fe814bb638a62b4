"""Whether a group of triggers is an event of its article: what speaks for writing it down."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import EventType
from hudna.reading.evidence import Evidence
from hudna.reading.linear import View, namer
from hudna.reading.roles import Told
from hudna.reading.settle import step
from hudna.reading.what import FAMILY


@namer
def _credible(
    kind: str, best: int, doubt: int, second: int | None, sure: int, strength: str, busy: int
) -> Sequence[str]:
    family = FAMILY[kind]
    return (
        f"best{best}",
        f"best{best}|{family}",
        f"doubt{doubt}",
        f"second{'none' if second is None else second}",
        f"kind:{kind}",
        f"{kind}|best{best // 2}",
        f"type{sure}",
        f"{strength}|best{best // 2}",
        f"busy{busy}|{family}",
    )


@namer
def _sized(kind: str, best: int, size: int, title: bool, sentences: int) -> Sequence[str]:
    return (
        f"size{size}|best{best}",
        f"{kind}|size{min(size, 2)}",
        f"title{int(title)}|size{min(size, 3)}",
        f"sentences{sentences}",
    )


@namer
def _filled(
    family: str, time: int, place: int, actor: int, target: int, toll: int
) -> Sequence[str]:
    return (
        f"{family}|time{time}",
        f"{family}|place{place}",
        f"{family}|actor{actor}",
        f"{family}|target{target}",
        f"{family}|toll{toll}",
    )


def keep_features(evidence: Evidence, members: Sequence[Told], kind: EventType) -> list[View]:
    """List what speaks for a group of triggers being an event of its article."""
    ranked = sorted((m.probability for m in members), reverse=True)
    family = FAMILY[kind]
    best = max(members, key=lambda m: m.probability)
    doubt = 1.0
    for p in ranked:
        doubt *= 1 - p
    filled = [
        max((p for m in members for _, p in getattr(m, slot)), default=0.0)
        for slot in ("times", "places", "actors", "targets", "tolls")
    ]
    top = step(ranked[0])
    return [
        (
            _credible, kind, top, step(doubt), step(ranked[1]) if len(ranked) > 1 else None,
            step(best.types[0][1]) // 2, best.mention.strength, evidence.busy,
        ),
        (
            _sized, kind, top // 2, min(len(members), 5), members[0].mention.sentence == 0,
            min(len({m.mention.sentence for m in members}), 4),
        ),
        (_filled, family, *(step(p) // 3 for p in filled)),
        f"slots{sum(p >= 0.5 for p in filled)}|{family}",
        f"{best.status}|{family}",
    ]  # fmt: skip
