"""What a sentence's small words tell about the distance between two of its places.

Arabic news sentences are long chains of clauses. How far a phrase is from a trigger is measured not
in words alone but in what stands between them: punctuation, connectors, relatives, complements and
other triggers. The counts are kept as prefix sums, so that any pair is answered in constant time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from hudna.lexicon import rows
from hudna.reading.document import Document
from hudna.text.fold import fold_term

_COMMAS = frozenset('،,؛;:()«»"“”-–—|')


@cache
def prepositions() -> dict[str, str]:
    """Map each governing word or phrase, folded, to the relation it states."""
    return {fold_term(term): row.data["as"] for row in rows("preposition") for term in row.fixed}


@dataclass(frozen=True, slots=True)
class Syntax:
    """Prefix sums over an article's words: ``xs[j] - xs[i]`` counts what lies in between."""

    commas: Sequence[int]
    connectors: Sequence[int]
    relatives: Sequence[int]
    complements: Sequence[int]
    triggers: Sequence[int]
    connector_at: dict[int, str]
    """Class of the connector that begins at a word."""


def syntax_of(doc: Document) -> Syntax:
    """Measure an article once."""
    count = len(doc.words)
    commas = [0] * (count + 1)
    for i, gap in enumerate(doc.words.gaps):
        if gap != " " and not _COMMAS.isdisjoint(gap):
            commas[i] = 1
    marks = {name: [0] * (count + 1) for name in ("connector", "relative", "complement", "trigger")}
    connector_at: dict[int, str] = {}
    for hit in doc.of("connector"):
        kind = hit.row.data["class"]
        connector_at.setdefault(hit.first, kind)
        marks[kind if kind in marks else "connector"][hit.first] = 1
    for hit in doc.of("trigger"):
        if hit.row.data.get("strength") != "echo":
            marks["trigger"][hit.first] = 1
    return Syntax(
        commas=list(accumulate(commas)),
        connectors=list(accumulate(marks["connector"])),
        relatives=list(accumulate(marks["relative"])),
        complements=list(accumulate(marks["complement"])),
        triggers=list(accumulate(marks["trigger"])),
        connector_at=connector_at,
    )


def governor(doc: Document, first: int, before: str, floor: int) -> str:
    """Find what governs the noun phrase that begins at word ``first``.

    Returns the relation (``على في من إلى مع بين agent against ب ل ك`` or ``""``). At most three
    words are looked back over, none before ``floor`` and none across punctuation.
    """
    known = prepositions()
    forms = doc.words.forms
    for clitic in reversed(before):
        if clitic in "بلك":
            return clitic
    for back in range(1, 4):
        at = first - back
        if at < floor or doc.words.gaps[at + 1].strip(' "“”«»'):
            break
        if at > floor:
            relation = known.get(f"{_bare(forms[at - 1], known)} {forms[at]}")
            if relation:
                return relation
        form = forms[at]
        relation = known.get(form) or known.get(_bare(form, known))
        if relation:
            return relation
        if back < 3 and form[:1] in "بل" and len(form) > 3:
            # A noun with an attached preposition governs the construct that follows it.
            return form[0]
    return ""


def _bare(form: str, known: dict[str, str]) -> str:
    """Drop an attached conjunction where what remains is a governing word."""
    if form[:1] in "وف" and (form[1:] in known or len(form) > 3):
        return form[1:]
    return form
