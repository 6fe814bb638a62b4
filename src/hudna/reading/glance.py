"""A first glance: which triggers are worth the questions that cost time.

Most articles of a news feed report no conflict, and most of their triggers are figures of speech.
What a trigger's own words and neighbours say is enough to turn those away before anyone asks who,
where and when. The threshold is set so low that hardly any happening is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.reading.document import Document
from hudna.reading.linear import Models, View, namer
from hudna.reading.what import FAMILY, Mention

GLANCE_FLOOR = 0.15
"""Triggers less probable than this to tell an event are turned away."""
ARTICLE_FLOOR = 0.3
"""An article none of whose triggers is this probable reports no happening."""


def density(doc: Document, mentions: Sequence[Mention]) -> int:
    """How dense an article is with triggers of violence: 0 none, 1 few, 2 some, 3 many."""
    count = sum(
        m.strength == "strong" and FAMILY[m.hit.row.data["type"]] == "violence" for m in mentions
    )
    share = 100 * count / max(len(doc.words), 1)
    return 0 if not count else 1 if share < 0.7 else 2 if share < 2 else 3


@namer
def _own(
    row: str, form: str, kind: str, strength: str, part: str, lead: str, definite: str
) -> Sequence[str]:
    return (
        f"row:{row}",
        f"form:{form}",
        f"row:{row}|{lead or definite}",
        f"{kind}|{strength}|{definite}|{part}",
        f"lead:{lead}|{strength}",
    )


@namer
def _setting(
    kind: str, strength: str, busy: int, line: int, count: int, means: int
) -> Sequence[str]:
    return (
        f"{FAMILY[kind]}|busy{busy}",
        f"{kind}|busy{busy}|{strength}",
        f"at{line}|{strength}",
        f"count{count}|busy{busy}",
        f"means{means}|{kind}",
    )


def glance_features(
    doc: Document, mentions: Sequence[Mention], mention: Mention, busy: int
) -> list[View]:
    """List what a trigger shows by itself."""
    hit = mention.hit
    form, kind = hit.form, hit.row.data["type"]
    forms = doc.words.forms
    first, last = doc.sentences[mention.sentence]
    strength = mention.strength
    definite = "d" if hit.definite else "i"
    before = forms[mention.first - 1] if mention.first > first else "^"
    after = forms[mention.last + 1] if mention.last + 1 < last else "$"
    count = len(mentions)
    crowd = 1 if count < 3 else 2 if count < 8 else 3 if count < 20 else 4
    return [
        (_own, hit.row.name, form.text, kind, strength, form.part, form.lead, definite),
        (_setting, kind, strength, busy, min(mention.sentence, 3), crowd, len(mention.means)),
        f"<{before}",
        f">{after}",
    ]


def promising(known: Models, doc: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """List the triggers that may tell an event; none where no trigger is credible enough."""
    model = known["glance"]
    busy = density(doc, mentions)
    odds = [
        model.probabilities(glance_features(doc, mentions, mention, busy))[1]
        for mention in mentions
    ]
    if max(odds, default=0.0) < ARTICLE_FLOOR:
        return []
    return [mention for mention, p in zip(mentions, odds, strict=True) if p >= GLANCE_FLOOR]
