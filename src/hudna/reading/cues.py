"""Words that tell how far a happening went: that it was foiled, is planned, or never happened."""

from __future__ import annotations

from typing import NamedTuple

from hudna.lexicon import Hit
from hudna.reading.document import Document


class Cue(NamedTuple):
    """A word that tells how far a happening went."""

    first: int
    last: int
    status: str
    """The status that it gives, or ``irrealis``: what it bears on is no happening."""
    scope: str
    """``verb``: the next word or two; ``clause``; ``sentence``."""
    side: str
    """Where what it bears on stands: ``after``, ``before`` or ``both``."""
    name: str
    """The form, as folded."""
    row: str
    """Its lexicon row."""
    foils: bool = False
    """Whether its subject is the one at whom the act was aimed: أفشل الجيش محاولة تسلل."""


def _cue(hit: Hit) -> Cue:
    data = hit.row.data
    scope, side = data.get("scope", "clause"), data.get("side", "after")
    status = "planned" if hit.form.lead.startswith("س") else data["status"]
    foils = data.get("subject") == "target" and hit.form.part == "verb"
    return Cue(hit.first, hit.last, status, scope, side, hit.form.text, hit.row.name, foils)


def find_cues(doc: Document) -> tuple[Cue, ...]:
    """Find the cues of an article, in text order."""
    return tuple(sorted(map(_cue, doc.of("status"))))
