"""The hits that may take part in a participant's name, by the word at which they begin."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from hudna.lexicon import Hit
from hudna.model import Loading
from hudna.reading.document import Document
from hudna.reading.who_terms import KINDS, NAMES, Term, bare, term_of

_JOINTS = frozenset(" \"'“”‘’«»()[]_-–\u200f\u200e")
_PAUSES = _JOINTS | {"،", ","}
_NAMELIKE = frozenset(("given", "region", "place", "settlement", "capital", "victim"))
_RANK = {"actor": 0, "country": 1, "capital": 2, "head": 3, "demonym": 4, "modifier": 5}


class Found(NamedTuple):
    """A lexicon hit as the grammar sees it."""

    hit: Hit
    last: int
    term: Term
    proclitic: str
    """و ف ب ل ك before it, without ال."""
    definite: bool
    owned: bool
    """Whether a pronoun follows."""


@dataclass(slots=True)
class Draft:
    """A phrase while it is being read."""

    first: int
    last: int
    proclitic: str
    term: Term
    origin: str | None
    sector: str
    name: str | None
    kind: str
    loading: Loading
    definite: bool
    word: str
    """The head word, folded and bare."""
    owned: bool = False
    """Whether a pronoun stands for the owner, who is to be found before it."""
    pronoun: str = ""
    proxy: bool = False
    """Whether the pronoun's owner is served rather than belonged to."""
    adjective: bool = False
    settled: bool = False
    """Whether something in the phrase named whose it is."""
    counted: bool = False
    naming: tuple[int, int] | None = None
    """Words of a personal name inside the phrase."""
    echo: Draft | None = None
    """The part that may refer back to a group named before (عناصر [التنظيم])."""
    fallback: Term | None = None
    """The part that has codes by country."""
    rule: str = ""


class Lattice:
    """The hits of a text by their first word."""

    def __init__(self, doc: Document, home: str | None) -> None:
        """Sort the document's hits; ``home`` is the country that the text is about."""
        self.doc = doc
        self.forms = doc.words.forms
        self.gaps = doc.words.gaps
        self.count = len(self.forms)
        self.home = home
        self.nouns: dict[int, Found] = {}
        self.adjectives: dict[int, Found] = {}
        self.ties: dict[int, Found] = {}
        self.regions: dict[int, Found] = {}
        self.given: dict[int, Found] = {}
        by_kind = doc.by_kind
        for kind in KINDS:
            for hit in by_kind.get(kind, ()):
                self._place(kind, hit)
        self.starts = sorted(self.nouns.keys() | self.adjectives.keys() | self.given.keys())

    def _place(self, kind: str, hit: Hit) -> None:
        first, last, row, form, before, after = hit
        if after:
            if after == "ه" and self._written(hit, "ة"):
                return  # مصالحة is no مصالح with a pronoun.
            if kind != "head" or after == "ي" or after == "ك":
                return
        if kind == "given" and form.text == "علي" and self._written(hit, "ى"):
            return  # على is no علي.
        key = (id(row), form.text, before, after)
        reading = _READINGS.get(key)
        if reading is None:
            reading = _READINGS[key] = _read(hit)
        term = reading[0]
        found = Found(hit, last, *reading)
        if kind == "modifier":
            where = self.adjectives if term.role == "adjective" else self.ties
        elif kind == "region":
            where = self.regions
        elif kind == "given":
            where = self.given
        else:
            where = self.nouns
            if term.adjective:
                held = self.adjectives.get(first)
                if held is None or held.last <= last:
                    self.adjectives[first] = found
        held = where.get(first)
        if (
            held is None
            or last > held.last
            or (last == held.last and _RANK.get(kind, 9) < _RANK.get(held.term.kind, 9))
        ):
            where[first] = found

    def known(self, at: int) -> bool:
        """Whether the lexicon knows the word as something else than a name."""
        hits = self.doc.hits
        for i in range(bisect_left(hits, at, key=_first), len(hits)):
            hit = hits[i]
            if hit.first != at:
                return False
            if hit.row.kind not in _NAMELIKE and not hit.after:
                return True
        return False

    def verb_at(self, at: int) -> bool:
        """Whether the lexicon knows the word as a verb."""
        hits = self.doc.hits
        for i in range(bisect_left(hits, at, key=_first), len(hits)):
            hit = hits[i]
            if hit.first != at:
                return False
            if hit.form.part == "verb" and not hit.form.noun_too:
                return True
        return False

    def _written(self, hit: Hit, letter: str) -> bool:
        """Whether the article writes a hit's last letter so, before folding."""
        doc = self.doc
        end = doc.words.ends[hit.last]
        start, stop = doc.folded.original(end - 1, end)
        return letter in doc.article.text[start:stop]

    def joined(self, at: int) -> bool:
        """Whether word ``at`` goes on from the word before it, quotes aside."""
        if at >= self.count:
            return False
        gap = self.gaps[at]
        return gap == " " or (gap != "" and _JOINTS.issuperset(gap))

    def paused(self, at: int) -> bool:
        """Whether at most a comma or quotes stand before word ``at``."""
        if at >= self.count:
            return False
        gap = self.gaps[at]
        return gap == " " or _PAUSES.issuperset(gap)

    def code(self, term: Term) -> tuple[str | None, str]:
        """Return a term's origin and sector on the article's day and in its country."""
        if self.home is not None and self.home in term.homes:
            return term.homes[self.home]
        if term.before is not None:
            published = self.doc.article.published
            if published is not None and published < term.before[0]:
                return term.before[1:]
        return term.origin, term.sector

    def phrase(self, at: int, depth: int = 0) -> Draft | None:
        """Read the phrase that begins at a word; the grammar knows how."""
        raise NotImplementedError

    def draft(self, at: int, found: Found, kind: str, rule: str) -> Draft:
        """Begin a phrase with a hit."""
        term = found.term
        origin, sector = self.code(term)
        return Draft(
            at, found.last, found.proclitic, term, origin, sector, term.name, kind, term.loading,
            found.definite, bare(found.hit.form.text.split(" ")[0]), owned=found.owned,
            pronoun=found.hit.after, rule=rule,
        )  # fmt: skip


_Reading = tuple[Term, str, bool, bool]
_READINGS: dict[tuple[int, str, str, str], _Reading] = {}
"""What forms between clitics say: a memo of a pure function, as large as the language in use."""
_first = attrgetter("first")


def _read(hit: Hit) -> _Reading:
    _, _, row, form, before, after = hit
    if not before:
        proclitic, definite = ("ل", True) if form.fused else ("", form.article)
    elif before.endswith("ال"):
        proclitic, definite = before[:-2], True
    elif before.endswith("لل"):
        proclitic, definite = before[:-1], True
    elif form.fused:
        proclitic, definite = before + "ل", True
    else:
        proclitic, definite = before, form.article
    owned = bool(after) or (" ال" in form.text and _has_pronoun(form.text))
    return term_of(row), proclitic, definite or owned or row.kind in NAMES, owned


def _has_pronoun(text: str) -> bool:
    head, _, rest = text.partition(" ")
    return (
        rest.startswith("ال")
        and not head.startswith(("ال", "لل"))
        and head.endswith(("ها", "هم", "هما", "نا", "ه"))
        and not head.endswith(("ايه",))
    )
