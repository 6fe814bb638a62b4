"""From a lexicon row's words to every form in which news Arabic writes them.

A *form* is what can stand between clitics: the loader lists forms, and :mod:`hudna.lexicon.scan`
knows which clitics may lean on them. Three kinds of word inflect differently:

``noun``
    takes و ف ب ل ك ال before it and possessive pronouns after it; the ة of the feminine turns to ت
    before a pronoun, and an indefinite accusative gains an alef.
``verb``
    is given as ``"past present"`` in the third person masculine singular (``"قصف يقصف"``); all third
    persons, first person plural, both voices (unvocalised news text writes them alike) follow.
``fixed``
    a particle or phrase that takes only و and ف before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from hudna.text.fold import fold_term

Part = Literal["noun", "verb", "fixed"]


class Form(NamedTuple):
    """One written form of a term."""

    text: str
    """Folded; words separated by single spaces."""
    part: Part
    enclitic: Literal["none", "may", "must"]
    """Whether a pronoun may or must follow."""
    fused: bool = False
    """Whether a preposition ل is already fused into the form (``للجيش``)."""
    lead: str = ""
    """What inflection put before the stem (``ي``, ``ت``, ``ن``, ``سي`` …); empty for the past."""


def noun_forms(term: str) -> Iterator[Form]:
    """List the forms of a noun or noun phrase; its last word takes the pronoun."""
    folded = fold_term(term)
    bare = [folded]
    if folded.startswith("ال"):
        yield from _nominal("لل" + folded[2:], fused=True)
    elif not folded[:1].isalpha():
        yield Form(folded, "fixed", "none")
        return
    for text in bare:
        yield from _nominal(text, fused=False)


def _nominal(text: str, fused: bool) -> Iterator[Form]:
    yield Form(text, "noun", "may", fused)
    if text.endswith("ه") and len(text) > 2:
        yield Form(text[:-1] + "ت", "noun", "must", fused)
    elif " " not in text and text[-1] not in "اهي":
        yield Form(text + "ا", "noun", "none", fused)


_PAST = ("", "ت", "وا", "ا", "تا", "نا", "ن")
_PRESENT = ("", "ون", "ان", "وا", "ن")


def verb_forms(pair: str) -> Iterator[Form]:
    """List the forms of a verb given as ``"past present"`` (or ``"past"`` alone).

    A phrasal verb keeps its particle after the pair: ``"شن يشن|هجوما"`` inflects the verb and
    appends the rest.
    """
    head, _, rest = pair.partition("|")
    tail = f" {fold_term(rest)}" if rest else ""
    past, *present = fold_term(head).split()
    seen: set[str] = set()
    for text, lead in [*_past(past), *(_present(present[0]) if present else [])]:
        if text in seen:
            continue
        seen.add(text)
        if tail:
            yield Form(text + tail, "verb", "may", lead=lead)
            continue
        yield Form(text, "verb", "may", lead=lead)
        if text.endswith("وا"):
            yield Form(text[:-1], "verb", "must", lead=lead)


def _past(past: str) -> Iterator[tuple[str, str]]:
    weak = past[-1] in "يا" and len(past) > 2
    stem = past[:-1] if weak else past
    for ending in _PAST:
        if not weak:
            yield stem + ending, ""
        elif ending in ("", "ن"):
            yield past + ending, ""
        elif ending in ("ت", "تا", "وا"):
            yield stem + ending, ""
        else:
            yield (stem + "ي" if past[-1] == "ي" else stem + "و") + ending, ""


def _present(present: str) -> Iterator[tuple[str, str]]:
    stem = present[1:]
    weak = stem[-1] in "يوا" and len(stem) > 2
    for person in ("ي", "ت", "ن"):
        for future in ("", "س"):
            for ending in _PRESENT if person != "ن" else ("",):
                if weak and ending in ("ون", "وا"):
                    yield future + person + stem[:-1] + ending, future + person
                else:
                    yield future + person + stem + ending, future + person


def fixed_forms(term: str) -> Iterator[Form]:
    """List the one form of a particle or phrase."""
    yield Form(fold_term(term), "fixed", "none")
