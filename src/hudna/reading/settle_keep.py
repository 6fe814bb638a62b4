"""Whether a group of triggers is an event of its article: what speaks for writing it down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


@namer
def _begun(
    row: str, size: int, part: str, definite: bool, line: int, kind: str, best: int
) -> Sequence[str]:
    """By the row of the best trigger, and by how and where the first one tells it."""
    return (
        f"row:{row}",
        f"row:{row}|size{size}",
        f"definite{int(definite)}|{kind}|best{best}",
        f"first:{part}|definite{int(definite)}|line{line}",
    )


@namer
def _amid(alike: int, size: int, share: int, at: int, length: int, best: int) -> Sequence[str]:
    """Among how many triggers of its type, where in the text, and how long that is."""
    return (
        f"alike{alike}|size{size}",
        f"share{share}|best{best}",
        f"at{at}|best{best}",
        f"length{length}|best{best}",
    )


@namer
def _cast(code: str, strength: int, name: str, count: int, placed: int, kind: str) -> Sequence[str]:
    family = FAMILY[kind]
    return (
        f"actor:{code}|{kind}",
        f"actor:{code[4:]}|{family}",
        f"{family}|acts{strength}",
        f"count{count}|{family}|placed{placed}",
        f"place:{name}",
    )


def _strongest(
    members: Sequence[Told], slot: str, name_of: Callable[[int], str]
) -> tuple[str, float]:
    """What the members propose most strongly for a slot, by its name."""
    claims = [(p, name_of(i)) for member in members for i, p in getattr(member, slot)]
    p, name = max(claims, default=(0.0, "none"))
    return name, p


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
    first = members[0].mention
    alike, doc = len(evidence.alike.get(kind, ())), evidence.doc
    code, acts = _strongest(members, "actors", evidence.codes.__getitem__)
    place, placed = _strongest(members, "places", evidence.fold_place)
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
        (
            _begun, best.mention.hit.row.name, min(len(members), 3), first.hit.form.part,
            first.hit.definite, min(first.sentence, 2), kind, top // 2,
        ),
        (
            _amid, min(alike, 10) // 2, min(len(members), 4), 4 * len(members) // max(alike, 1),
            4 * first.first // len(doc.words.forms), min(len(doc.sentences), 24) // 4, top // 2,
        ),
        (
            _cast, code, step(acts) // 2, place, min(evidence.place_counts[place], 4),
            step(placed) // 3, kind,
        ),
    ]  # fmt: skip
