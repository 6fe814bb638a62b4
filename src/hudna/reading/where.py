"""Where: the places that an article names, by the gazetteer and by the words around them.

A name is found when the gazetteer knows it, or when a word such as قرية or بلدات announces it, so
that a village nobody listed is found too. Names that news uses for other things count only beside
such a word, a preposition or another place. Nothing here has coordinates: see
:mod:`hudna.gazetteer.resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hudna.gazetteer import common_words, gazetteer
from hudna.model import Span
from hudna.reading.document import Document
from hudna.reading.where_base import PhraseKind
from hudna.reading.where_links import link
from hudna.reading.where_names import NameFinder
from hudna.reading.where_scan import Scan

__all__ = ["PhraseKind", "PlacePhrase", "find_places"]


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place that the text names."""

    first: int
    last: int
    """Word indexes, inclusive, of the name without its generic noun (قرية لحايا → لحايا)."""
    span: Span
    """The name without clitics; an area named by its noun is whole (ريف حلب الغربي)."""
    before: str
    """Clitics on the first word (``ب``, ``وب``)."""
    preposition: str | None
    """What governs the name or its generic noun (في, من, شمال, باتجاه, ب …), folded."""
    kind: PhraseKind
    within: int | None
    """Index in the list of the place that contains it, by the words around it."""
    group: int
    """Places coordinated in one list share it."""
    country: str | None
    """ISO 3166 alpha-3, if the name itself tells."""
    capital: bool
    """A capital's name, which may stand for its government."""
    noun: str | None = None
    """The generic noun that announced it, folded."""
    modifier: str | None = None
    """أطراف، محيط، شمال …: where in or about the place."""
    key: int | None = None
    """Number of its name in the gazetteer's index; ``None`` if it is not known there."""


@cache
def finder() -> NameFinder:
    """Return the name finder over the gazetteer in use."""
    return NameFinder(gazetteer(), common_words())


def find_places(doc: Document) -> list[PlacePhrase]:
    """List the places that a text names, in order."""
    names = finder()
    drafts = Scan(doc, names).run()
    within = link(doc, drafts)
    return [
        PlacePhrase(
            d.first,
            d.last,
            doc.span(d.first, d.last, d.skip),
            d.before,
            d.preposition,
            d.kind,
            within[i],
            d.group,
            d.country,
            d.capital,
            d.noun,
            d.modifier,
            d.key,
        )
        for i, d in enumerate(drafts)
    ]
