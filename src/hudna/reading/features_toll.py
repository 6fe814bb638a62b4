"""What the reading sees of a toll: is it what a trigger cost?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence, between
from hudna.reading.features_role import relation, words_around
from hudna.reading.linear import View, namer
from hudna.reading.toll import Toll
from hudna.reading.what import Mention

_CAUSES = frozenset((
    "في", "جراء", "اثر", "نتيجه", "بسبب", "ب", "خلال", "اثناء", "بعد", "عقب", "من",
))  # fmt: skip
"""Words that name the cause of a toll, or what went with it, after it."""
_NEAR = 4
"""Words between a toll and what follows it as its cause."""


def tie_of(evidence: Evidence, mention: Mention, toll: Toll) -> str:
    """How a trigger and a toll of its sentence are tied: as cause, or as what brought it about.

    Arabic news names the cause after the toll, behind a preposition (مقتل ثلاثة في غارة), or tells
    it first and the toll as its outcome (قصفت … ما أدى إلى مقتل ثلاثة). The trigger next to the
    toll on either side is the likely one; one beyond it is not.
    """
    doc = evidence.doc
    if doc.sentence_of[toll.anchor] != mention.sentence:
        return "away"
    if toll.first <= mention.first <= toll.last:
        return "inside"
    first, last = run_of(evidence, toll)
    causes = evidence.causes
    after = bisect_left(causes, last + 1)
    before = bisect_left(causes, first) - 1
    at = bisect_left(causes, mention.first)
    if mention.first <= last and mention.first >= first:
        return "counted"
    cause = ""
    if after < len(causes) and doc.sentence_of[causes[after]] == mention.sentence:
        word = doc.words.forms[causes[after] - 1]
        near = causes[after] - last <= _NEAR
        if evidence.mention_at[causes[after]].hit.before[-1:] in ("ب", "ل"):
            word = "ب"
        cause = f"{word}{int(near)}" if word in _CAUSES else f"-{int(near)}"
    if mention.first > last:
        return f"after{min(at - after, 2)}:{cause}"
    return f"before{min(before - at, 2)}:{cause}"


def run_of(evidence: Evidence, toll: Toll) -> tuple[int, int]:
    """The first and last word of the tolls told in one breath (مقتل ثلاثة وجرح أربعة): those of one
    sentence between which no trigger stands that might be their cause."""
    tolls, causes = evidence.tolls, evidence.causes
    line = evidence.doc.sentences[evidence.doc.sentence_of[toll.anchor]]
    left = max(bisect_left(causes, toll.first) - 1, -1)
    right = bisect_left(causes, toll.last + 1)
    low = max(line.first, causes[left] if left >= 0 else 0)
    high = min(line.last, causes[right] if right < len(causes) else line.last)
    told = [tolls[i] for i in between(evidence.toll_starts, low, high)]
    return (
        min((t.first for t in told), default=toll.first),
        max((t.last for t in told), default=toll.last),
    )


@namer
def _counted(
    sort: str,
    kind: str,
    where: str,
    own: bool,
    subset: bool,
    summed: bool,
    group: str,
    update: bool,
) -> Sequence[str]:
    side = where[0]
    return (
        f"{kind}|{where}",
        f"{kind}|own{int(own)}",
        f"subset{int(subset)}|{side}",
        f"cumulative{int(summed)}|{kind}",
        f"group:{group}|{FAMILY[kind]}",
        f"update{int(update)}",
        f"{sort}|{kind}",
    )


@namer
def _tied(tie: str, kind: str, part: str, strength: str) -> Sequence[str]:
    return (
        f"tie:{tie}",
        f"tie:{tie}|{FAMILY[kind]}",
        f"tie:{tie}|{kind}",
        f"tie:{tie}|{part}|{strength}",
    )


@namer
def _bounded(where: str, exact: bool, none: bool) -> Sequence[str]:
    return (
        f"{'exact' if exact else 'open'}|{where}",
        f"none|{where}" if none else f"some|{where[0]}",
    )


@namer
def _told(
    count: int, here: int, away: int, all_: int, line: int, at: int, rank: int, side: str, kind: str
) -> Sequence[str]:
    """Where the tolls of the article stand.

    ``count``: how often it tells this one; ``here``: tolls in its sentence; ``line`` and ``at``: of
    the trigger and of the toll.
    """
    return (
        f"count{count}|{side}",
        f"here{here}|{side}|away{away}",
        f"line{line}|at{at}|{kind}",
        f"rank{rank}|here{here}",
        f"all{all_}|{kind}",
    )


def toll_features(
    evidence: Evidence, mention: Mention, index: int, rank: int, prep: str, kind: str
) -> list[View]:
    """List what speaks for a toll being what a trigger cost."""
    toll = evidence.tolls[evidence.slots["tolls"].chains[index][0]]
    where, out = relation(evidence, mention, toll.first, toll.last, rank, prep)
    own = mention.first <= toll.anchor <= mention.last
    tie = tie_of(evidence, mention, toll)
    bounds = toll.bounds
    line = evidence.doc.sentence_of[toll.anchor]
    here = len(between(evidence.toll_starts, *evidence.doc.sentences[line]))
    out += (
        (
            _counted, toll.kind, kind, where, own, toll.subset, toll.cumulative, toll.group,
            toll.update,
        ),
        (_tied, tie, kind, mention.hit.form.part[0], mention.strength),
        (_bounded, where, bounds.low == bounds.high, bounds.high == 0),
        (
            _told, min(evidence.toll_counts[toll.kind, bounds], 4), min(here, 4),
            line - mention.sentence, min(len(evidence.tolls), 12) // 3, min(mention.sentence, 3),
            min(line, 3), rank, where[0], kind,
        ),
    )  # fmt: skip
    out += (f"{word}|{where[0]}" for word in words_around(evidence, toll.first, toll.last))
    return out
