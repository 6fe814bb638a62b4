"""Which of several mentions of a place is cited for an event.

The headline names most places first, but the report tells the happening below it: cited is the
mention that stands in the first sentence of the body with a word that tells the event, as coders
cite it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hudna.reading.evidence import Evidence, between
from hudna.reading.roles import Told


def cited(evidence: Evidence, place: int, members: Sequence[Told]) -> int:
    """Index of the mention of the name of a place to cite for the event that the members tell."""
    same = evidence.places_named[evidence.fold_place(place)]
    if len(same) == 1:
        return place
    doc, places = evidence.doc, evidence.places
    starts = [places[i].first for i in same]
    below = bisect_left(starts, doc.body)
    if below == len(same):
        return place
    words = sorted(m.mention.first for m in members if m.mention.first >= doc.body)
    words = words or [members[0].mention.first]
    for word in words:
        first, last = doc.sentences[doc.sentence_of[word]]
        beside = between(starts, max(first, doc.body), last)
        if beside:
            return same[min(beside, key=lambda i: abs(starts[i] - word))]
    return same[min(range(below, len(same)), key=lambda i: abs(starts[i] - words[0]))]
