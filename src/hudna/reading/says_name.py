"""What in a source's noun phrase is a name: one in quotation marks, or a person's.

An office stands before a personal name (وزير الدفاع سيرغي شويغو) or is set off from it by commas;
the name is the source. It ends where a word comes that no name holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hudna.lexicon import Hit
from hudna.model import Span
from hudna.reading.document import Document
from hudna.reading.says_words import (
    INSIDE,
    NEGATION,
    OWN_PART,
    RANKS,
    RELATIVE,
    STOP,
    THAT,
    Marks,
    time_words,
)
from hudna.text.fold import fold_term

QUOTES = frozenset('"“”«»')
COMMAS = frozenset("،,؛;")
_NAME = 5
"""Words that a personal name has at most."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: word indexes, both inclusive, and the letters of clitics before it."""

    first: int
    last: int
    skip: int
    kind: str
    """Kind of the lexicon row of its head; ``""`` where the lexicon does not know it."""
    stop: int
    """Index of the first word after it and what belongs to it."""
    media: bool = False
    """Whether its head is a medium."""

    def span(self, doc: Document) -> Span:
        """Return its words in the article."""
        return doc.span(self.first, self.last, self.skip)


def quoted_name(doc: Document, at: int, end: int, longest: int = 6) -> int | None:
    """Return the last word of a short quotation that opens before word ``at``, if there is one."""
    gaps = doc.words.gaps
    if QUOTES.isdisjoint(gaps[at]):
        return None
    for last in range(at, min(at + longest, end)):
        if not QUOTES.isdisjoint(gaps[last + 1]):
            return last
        if not COMMAS.isdisjoint(gaps[last + 1]):
            return None
    return None


def personal(doc: Document, phrase: Phrase, title: bool) -> Phrase:
    """Leave out the office before a personal name: وزير الدفاع سيرغي شويغو → سيرغي شويغو.

    A name is taken to begin at the first word without ال after a word with ال, where the office
    ends; ranks go with the office.
    """
    forms = doc.words.forms
    first = phrase.first
    while first < phrase.last and forms[first] in RANKS:
        first += 1
    if first > phrase.first:
        return replace(phrase, first=first, skip=0, kind="name")
    if not title:
        return phrase
    for at in range(first + 1, phrase.last + 1):
        if forms[at].startswith("ال") or not forms[at - 1].startswith("ال"):
            continue
        name = forms[at : phrase.last + 1]
        if len(name) <= _NAME and not any(_functional(word) for word in name):
            return replace(phrase, first=at, skip=0, kind="name")
        if not _functional(forms[at]):
            break
    return phrase


def is_person(marks: Marks, at: int) -> bool:
    """Whether a person whom the lexicon knows is named from word ``at`` on."""
    hit = marks.source.get(at)
    return hit is not None and hit.row.data.get("kind") == "person" and hit.before == ""


def _functional(word: str) -> bool:
    """Whether a word cannot belong to a personal name."""
    return word in INSIDE or word.startswith(("لل", "بال", "وال", "لحقوق", "لشءون", "لشوون"))


def apposed(doc: Document, marks: Marks, at: int, end: int) -> tuple[int, int] | None:
    """Find a personal name set off by commas after an office: وزير الدفاع، سيرغي شويغو، إن …"""
    forms, gaps = doc.words.forms, doc.words.gaps
    first = at
    while first < end and forms[first] in RANKS:
        first += 1
    if first >= end or to_whom(marks.source.get(first), forms[first]):
        return None
    if forms[first] in INSIDE or not QUOTES.isdisjoint(gaps[first]):
        return None
    for last in range(first, min(first + 5, end)):
        word = forms[last]
        if is_ali(doc, last):
            continue
        if last in marks.verb or last in marks.thing or barred(word) or word in INSIDE:
            return (first, last - 1) if last > first and barred(word) else None
        following = gaps[last + 1]
        if last + 1 >= end or following.strip() or forms[last + 1] in THAT:
            return first, last
    return None


def to_whom(hit: Hit | None, word: str) -> bool:
    """Whether a word names who is spoken to: قال للصحفيين, قال لـCNN."""
    if hit is None:
        return word[0] == "ل" and len(word) > 1 and (word[1:].isascii() or word[1] == "ل")
    to_outlet = hit.form.text[0] == "ل" and hit.form.text[1:] in map(fold_term, hit.row.fixed)
    return hit.before.startswith("ل") or hit.form.fused or to_outlet


def is_ali(doc: Document, at: int) -> bool:
    """Whether a word that folds to على is written علي, the name."""
    return doc.words.forms[at] == "علي" and doc.span(at, at).text.endswith("ي")


def barred(word: str) -> bool:
    """Whether a word ends a source: it opens what is said, says when, or carries on the clause."""
    return (
        word in THAT
        or word in STOP
        or word in RELATIVE
        or word in NEGATION
        or word in OWN_PART
        or word in time_words()
    )
