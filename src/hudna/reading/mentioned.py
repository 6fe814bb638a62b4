"""Which of several mentions of a place is cited for an event.

The headline names most places first, but the report tells the happening below it: cited is the
mention that stands in the first sentence of the body with a word that tells the event, as coders
cite it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.reading.evidence import Evidence
from hudna.reading.roles import Told


def cited(evidence: Evidence, place: int, members: Sequence[Told]) -> int:
    """Index of the mention of the name of a place to cite for the event that the members tell."""
    places = evidence.places
    name = evidence.fold_place(place)
    same = [i for i in range(len(places)) if evidence.fold_place(i) == name]
    if len(same) == 1:
        return place
    body = _body(evidence)
    below = [i for i in same if places[i].first >= body]
    if not below:
        return place
    words = sorted(m.mention.first for m in members if m.mention.first >= body)
    words = words or [members[0].mention.first]
    sentence_of = evidence.doc.sentence_of
    for word in words:
        beside = [i for i in below if sentence_of[places[i].first] == sentence_of[word]]
        if beside:
            return min(beside, key=lambda i: abs(places[i].first - word))
    return min(below, key=lambda i: abs(places[i].first - words[0]))


def _body(evidence: Evidence) -> int:
    """Index of the first word after the headline; 0 where the text has none."""
    gaps = evidence.doc.words.gaps
    return next((i for i, gap in enumerate(gaps) if i and "\n" in gap), 0)
