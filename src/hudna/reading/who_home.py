"""Which country an article is about, and which one a word stands near."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from hudna.reading.document import Document
from hudna.reading.who_terms import term_of

# States that act in others' wars more often than at home: being named says less.
_ABROAD = frozenset(("USA", "RUS", "FRA", "GBR", "TUR", "IRN", "SAU", "DEU", "CHN", "ISR"))
_NO_COUNTRY = frozenset(("UNO", "EUR", "ARL", "NAT", "AFU", "GCC", "XXX", "ISI", "AQD", "CHE"))
_WEIGHTS = {"region": 3.0, "country": 2.0, "capital": 1.0, "demonym": 1.0, "actor": 1.5}
_IN = frozenset(
    ("في", "داخل", "شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي")
)
_TITLE_BONUS = 2.0


def weigh(doc: Document) -> Counter[str]:
    """Weigh the countries that a text names, by name, place, adjective and group."""
    out: Counter[str] = Counter()
    forms = doc.words.forms
    title = doc.sentences[0].last if doc.sentences else 0
    inside = {
        at for hit in doc.by_kind.get("actor", ()) for at in range(hit.first + 1, hit.last + 1)
    }
    for kind, weight in _WEIGHTS.items():
        for hit in doc.by_kind.get(kind, ()):
            if hit.after or (kind == "region" and hit.first in inside):
                continue
            term = term_of(hit.row)
            origin = term.origin
            if origin is None or origin in _NO_COUNTRY:
                continue
            value = weight
            if kind == "actor" and (term.homes or term.role == "person"):
                value = 0.0 if term.homes else 0.7
            if origin in _ABROAD and kind != "region":
                value *= 0.45
            if kind in ("country", "region", "capital") and (
                hit.before.endswith("ب") or (hit.first and forms[hit.first - 1] in _IN)
            ):
                value *= 2
            if hit.first < title:
                value *= _TITLE_BONUS
            out[origin] += value  # type: ignore[assignment]
    return out


@lru_cache(maxsize=4)  # The grammar asks, and whoever gives its phrases a code.
def home_country(doc: Document) -> str | None:
    """Return the country that an article is about; ``None`` where none is named."""
    weights = weigh(doc)
    return max(weights, key=lambda iso: (weights[iso], iso)) if weights else None


def origin_near(doc: Document, word: int) -> str | None:
    """Return the country of the nearest country or place named in a word's sentence."""
    sentence = doc.sentences[doc.sentence_of[word]]
    best: tuple[int, str] | None = None
    for kind in ("region", "country"):
        hits = doc.by_kind.get(kind, ())
        start = bisect_left(hits, sentence.first, key=lambda hit: hit.first)
        for hit in hits[start:]:
            if hit.first >= sentence.last:
                break
            origin = term_of(hit.row).origin
            if origin and origin not in _NO_COUNTRY and not hit.after:
                distance = abs(hit.first - word)
                if best is None or distance < best[0]:
                    best = (distance, origin)
    return best[1] if best else None
