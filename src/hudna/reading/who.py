"""Who: the participants that a text names, each with a code that does not depend on the wording.

The words and facts are rows of ``lexicon/data/actors`` and ``countries.toml``; the grammar that
puts them together is :mod:`hudna.reading.who_grammar`. Codes are the codebook's, section 2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hudna.model import Loading, Span
from hudna.reading.document import Document
from hudna.reading.who_echo import follow, follow_surnames
from hudna.reading.who_grammar import Grammar
from hudna.reading.who_home import home_country, origin_near
from hudna.reading.who_lattice import Draft

__all__ = ["ActorPhrase", "code_of", "find_actors", "home_of", "origin_near"]


class ActorPhrase(NamedTuple):
    """A noun phrase that names a participant, and what it says of them."""

    first: int
    """Index of the first word, titles included."""
    last: int
    """Index of the last word, inclusive."""
    span: Span
    """The shortest phrase that names them, without an attached و ب ل ك ف."""
    before: str
    """Proclitics of the first word as folded (``"و"``, ``"ول"``), without ال."""
    sector: str
    """The codebook's sector, ``UNK`` where the phrase does not say."""
    origin: str | None
    """ISO-3166 alpha-3 or the codebook's other codes; ``None`` where the phrase does not say."""
    name: str | None
    """English name of a named group or person."""
    kind: str
    """named, state, person, force, member, militia, group, opposition, office, people, org,
    unknown or object."""
    loading: Loading
    """What the wording thinks of them."""
    capital: bool = False
    """Whether it is a capital, which may stand for its government or for the city."""
    adjective: bool = False
    """Whether it is an adjective of origin with no participant for a noun (غارة إسرائيلية)."""
    definite: bool = False
    rule: str = ""
    """Which parts made the phrase, for explaining it."""


def find_actors(doc: Document) -> list[ActorPhrase]:
    """Find the participants that a text names: in text order, none inside another."""
    grammar = Grammar(doc, home_country(doc))
    drafts = follow_surnames(grammar, list(grammar.phrases()))
    follow(grammar, drafts)
    return [_finish(doc, draft) for draft in drafts if not _says_nothing(draft)]


def home_of(doc: Document, phrases: Sequence[ActorPhrase] = ()) -> str | None:
    """Return the country that an article is about, to which a bare الجيش or المدنيين belongs."""
    return home_country(doc)


def code_of(phrase: ActorPhrase, home: str | None, violent: bool, displaced: bool = False) -> str:
    """Give a phrase its code.

    ``home`` is the country to take where the phrase names none; ``violent`` says that the event is
    one in which a state acts by its forces (violence, deployment, withdrawal, mine-laying,
    demining, territorial change); ``displaced`` that the phrase names those who flee or return.
    """
    sector, origin = phrase.sector, phrase.origin
    if violent and sector == "GOV" and phrase.kind == "state":
        sector = "MIL"
    elif violent and sector == "OPP" and phrase.kind == "opposition":
        sector = "REB"
    if displaced and sector == "CVL":
        sector = "REF"
    if origin is None and phrase.kind == "unknown":
        origin = "XXX"
    elif origin is None and home == "PSE" and sector == "MIL":
        # There is no other army in an article on Palestine; what is hit there is no army's.
        origin, sector = ("PSE", "REB") if phrase.kind == "object" else ("ISR", "MIL")
    return f"{origin or home or 'XXX'}:{sector}"


def _says_nothing(draft: Draft) -> bool:
    """Whether a word that heads many other things (حركة, هيئة) was tied to no participant."""
    return (
        draft.term.weak
        and draft.term.role == "group"
        and draft.origin is None
        and not draft.rule.endswith(("+quoted", "+number", "+built"))
    )


def _finish(doc: Document, draft: Draft) -> ActorPhrase:
    if draft.naming is not None:
        span = doc.span(*draft.naming)
    else:
        span = doc.span(draft.first, draft.last, len(draft.proclitic))
    return ActorPhrase(
        first=draft.first,
        last=draft.last,
        span=span,
        before=draft.proclitic,
        sector=draft.sector or "UNK",
        origin=draft.origin,
        name=draft.name,
        kind=draft.kind,
        loading=draft.loading,
        capital=draft.term.kind == "capital",
        adjective=draft.adjective,
        definite=draft.definite,
        rule=draft.rule,
    )
