"""What the reading sees of the way from a trigger to a phrase that may belong to it.

Every function lists views (:data:`hudna.reading.linear.View`): what was seen, beside the function
that names it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import FAMILY
from hudna.reading.evidence import Evidence
from hudna.reading.features_trigger import bucket
from hudna.reading.linear import View, namer
from hudna.reading.what import Mention


def frame_of(mention: Mention) -> str:
    """Name a trigger's part of speech and how its lexicon row frames its arguments."""
    hit = mention.hit
    data = hit.row.data
    if hit.form.part == "verb":
        return f"v:{data.get('subject', 'actor')}:{data.get('object', 'target')}"
    return f"n:{data.get('genitive', 'either')}"


@namer
def _governed(frame: str, kind: str, where: str, rank: int, prep: str) -> Sequence[str]:
    side, family = where[0], FAMILY[kind]
    return (
        f"{frame}|{where}|{prep}",
        f"{where}|rank{rank}|{prep}",
        f"{family}|{where}",
        f"{family}|{side}|{prep}",
        f"{kind}|{where}|{prep}",
    )


@namer
def _between(
    where: str, gap: int, commas: int, connectors: int, triggers: int, relatives: int, that: int
) -> Sequence[str]:
    side = where[0]
    return (
        f"{where}|c{commas}|k{connectors}|t{triggers}",
        f"{side}|r{relatives}|m{that}|t{min(triggers, 1)}",
        f"g{gap}",
        f"{side}|t{triggers}|g{min(gap, 8)}",
    )


@namer
def _reach(frame: str, where: str, prep: str, gap: int) -> Sequence[str]:
    return f"{frame}|{where[0]}|g{gap}", f"{where}|{prep}|g{min(gap, 5)}"


_WHERE = {side: [f"{side}{rank}" for rank in range(4)] for side in "ABI"}


def relation(
    evidence: Evidence, mention: Mention, first: int, last: int, rank: int, prep: str
) -> tuple[str, list[View]]:
    """See the way from a trigger to words ``first`` to ``last``.

    ``rank`` is how many phrases of the same kind stand between the two; ``prep`` the relation that
    governs the phrase. Returned first is where the phrase stands, its side before all: ``A`` after
    the trigger, ``B`` before it, ``I`` within it, ``l`` in the lead.
    """
    syntax = evidence.syntax
    if first > mention.last:
        side, low, high = "A", mention.last + 1, first
    elif last < mention.first:
        side, low, high = "B", last + 1, mention.first
    else:
        side, low, high = "I", mention.first, mention.first
    line = evidence.doc.sentence_of[first]
    away = line - mention.sentence
    counted = syntax.commas
    if high > low:
        commas = counted[high + (side == "A")] - counted[low]
    else:
        commas = int(side != "I" and counted[high + 1] > counted[high])
    rank = rank if rank < 3 else 3
    if not away:
        where = _WHERE[side][rank]
    elif -2 <= away <= 1:
        where = f"{side}{away}"
    else:
        where = "lead"
    if away and line < 2:
        where += "^"
    gap = bucket(high - low)
    prep = prep or "0"
    frame = frame_of(mention)
    connectors = syntax.connectors[high] - syntax.connectors[low]
    triggers = syntax.triggers[high] - syntax.triggers[low]
    relatives = syntax.relatives[high] - syntax.relatives[low]
    complements = syntax.complements[high] - syntax.complements[low]
    return where, [
        (_governed, frame, mention.hit.row.data["type"], where, rank, prep),
        (
            _between, where, gap, commas if commas < 3 else 3,
            connectors if connectors < 2 else 2, triggers if triggers < 3 else 3,
            relatives if relatives < 2 else 2, 1 if complements > 0 else complements,
        ),
        (_reach, frame, where, prep, gap),
    ]  # fmt: skip


def words_around(evidence: Evidence, first: int, last: int) -> tuple[str, str]:
    """The words just before and after words ``first`` to ``last``, as features."""
    forms = evidence.doc.words.forms
    before = forms[first - 1] if first else "^"
    after = forms[last + 1] if last + 1 < len(forms) else "$"
    return f"<{before}", f">{after}"
