"""From a lexicon row's words to every form in which news Arabic writes them.

A *form* is what can stand between clitics: the loader lists forms, and :mod:`hudna.lexicon.scan`
knows which clitics may lean on them. Three kinds of word inflect differently:

``noun``
    takes و ف ب ل ك ال before it and possessive pronouns after it; the ة of the feminine turns to ت
    before a pronoun, a final hamza to its seats, and an indefinite accusative gains an alef.
    ``"غارة/غارات"`` gives the singular, which then has a dual too, and its plurals;
    ``"قصف +مدفعي"`` marks an adjective, which follows its noun in ال, case and number.
``verb``
    is given as ``"past present"`` in the third person masculine singular (``"قصف يقصف"``); all
    third persons, the first person plural and both voices (which unvocalised text mostly writes
    alike) follow.
``fixed``
    a particle or phrase that takes only و and ف before it.
"""

from __future__ import annotations

import re
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
    article: bool = False
    """Whether the form begins with the article ال."""
    noun_too: bool = False
    """Whether this verb form may as well be a noun of the same row (``قصف``)."""


# ال begins these stems without being the article; ألغام and إلقاء tell by their hamza.
_LAM_STEM = re.compile(r"الت(?:قاء|زام|فاف|حاق|هام|ماس|هاب|قاط|باس|جاء|واء|ئام|حام)")
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")


def noun_forms(term: str) -> Iterator[Form]:
    """List the forms of a noun or noun phrase; its last word takes the pronoun."""
    singular, *plurals = term.split("/")
    yield from _number(singular, dual=bool(plurals))
    for plural in plurals:
        yield from _number(plural, dual=False)


def _number(term: str, dual: bool) -> Iterator[Form]:
    if "+" in term:
        yield from _described(term, dual)
        return
    folded = fold_term(term)
    if not folded[:1].isalpha():
        yield Form(folded, "fixed", "none")
    elif _has_article(term):
        yield from _nominal(folded, article=True)
        yield from _nominal("لل" + folded[2:], fused=True)
    else:
        yield from _nominal(folded)
        if dual:
            for ending in ("ان", "ين", "ا"):
                yield Form(_stem(folded) + ending, "noun", "none" if ending != "ا" else "may")


def _has_article(term: str) -> bool:
    bare = term.strip().strip(_MARKS)
    return bare.startswith("ال") and len(bare) > 4 and not _LAM_STEM.match(bare)


def _nominal(text: str, fused: bool = False, article: bool = False) -> Iterator[Form]:
    yield Form(text, "noun", "may", fused, article=article)
    if text.endswith("ه") and len(text) > 2:
        yield Form(text[:-1] + "ت", "noun", "must", fused, article=article)
    elif text.endswith("ء"):
        yield Form(text[:-1] + "و", "noun", "must", fused, article=article)
        yield Form(text[:-1] + "ي", "noun", "must", fused, article=article)
    if " " not in text and not article and not fused and _has_tanwin_alef(text):
        yield Form(text + "ا", "noun", "none")


def _has_tanwin_alef(text: str) -> bool:
    return text[-1] not in "اهء" and not text.endswith("ات")


def _stem(text: str) -> str:
    """What the dual's ending joins: غاره → غارت."""
    return text[:-1] + "ت" if text.endswith("ه") else text


def _described(term: str, dual: bool) -> Iterator[Form]:
    """List the forms of a noun with adjectives, marked ``+``."""
    head, *adjectives = (fold_term(word) for word in term.split("+"))

    def join(noun: str, before: str = "", after: str = "", fem: str = "") -> str:
        return " ".join([noun, *(before + (_stem(a) + after if fem else a) for a in adjectives)])

    yield Form(join(head), "noun", "none")
    yield Form(join("ال" + head, "ال"), "noun", "none", article=True)
    yield Form(join("لل" + head, "ال"), "noun", "none", fused=True)
    cased = [word + "ا" if _has_tanwin_alef(word) else word for word in (head, *adjectives)]
    if cased != [head, *adjectives]:
        yield Form(" ".join(cased), "noun", "none")
    for pronoun in _PRONOUNS:
        yield Form(join(_stem(head) + pronoun, "ال"), "noun", "none")
        if head.endswith("ء"):
            yield Form(join(head[:-1] + "ي" + pronoun, "ال"), "noun", "none")
    if dual:
        for ending in ("ان", "ين"):
            both = _stem(head) + ending
            yield Form(join(both, "", ending, "dual"), "noun", "none")
            yield Form(join("ال" + both, "ال", ending, "dual"), "noun", "none", article=True)
            yield Form(join("لل" + both, "ال", ending, "dual"), "noun", "none", fused=True)


def verb_forms(pair: str) -> Iterator[Form]:
    """List the forms of a verb given as ``"past present"`` (or ``"past"`` alone).

    A phrasal verb keeps its particle after the pair: ``"شن يشن|هجوما"`` inflects the verb and
    appends the rest.
    """
    head, _, rest = pair.partition("|")
    tail = f" {fold_term(rest)}" if rest else ""
    words = [word.strip(_MARKS) for word in head.split()]
    past, present = words[0], words[1] if len(words) > 1 else ""
    seen: set[str] = set()
    for text, lead, must in [*_past(past), *(_present(present, past) if present else [])]:
        if text in seen or (tail and must):
            continue
        seen.add(text)
        yield Form(text + tail, "verb", "must" if must else "may", lead=lead)
        if not tail and text.endswith("وا") and text[:-1] not in seen:
            yield Form(text[:-1], "verb", "must", lead=lead)


_Inflected = tuple[str, str, bool]
"""A form, what stands before its stem, and whether a pronoun must follow."""


def _past(raw: str) -> Iterator[_Inflected]:
    past, last = fold_term(raw), raw[-1]
    if last in "أءئؤ":  # بدأ: بدأت، بدأوا، بدؤوا
        yield from ((past + ending, "", False) for ending in ("", "ت", "وا", "تا", "نا", "ن"))
        yield from ((past[:-1] + ending, "", False) for ending in ("ووا", "ءوا"))
    elif last in "ىا" and len(past) > 2:  # نفى: نفت، نفوا، نفاها؛ دعا: دعت، دعي
        stem, glide = past[:-1], "ي" if last == "ى" else "و"
        yield past, "", False
        yield from ((stem + ending, "", False) for ending in ("ت", "وا", "تا", "ي", "يت", "يتا"))
        yield from ((stem + glide + ending, "", False) for ending in ("ا", "نا", "ن"))
        yield stem + "ا", "", True
    elif last == "ي":  # لقي: لقيت، لقوا
        yield from ((past + ending, "", False) for ending in ("", "ت", "ا", "تا", "نا", "ن"))
        yield past[:-1] + "وا", "", False
    else:
        endings = ("", "ت", "وا", "ا", "تا", "نا", "ن")
        yield from ((past + ending, "", False) for ending in endings)
        if past[-2] == "ا":  # استعاد: استعدنا، استعيد
            yield past[:-2] + past[-1] + "نا", "", False
            if len(past) > 3:
                passive = past[:-2] + "ي" + past[-1]
                yield from ((passive + ending, "", False) for ending in endings[:5])


def _present(raw: str, raw_past: str) -> Iterator[_Inflected]:
    stem, last = fold_term(raw)[1:], raw[-1]
    hollow = len(raw_past) > 3 and raw_past[-2] == "ا" and stem[-2:-1] == "ي"
    stems = [stem, stem[:-2] + "ا" + stem[-1]] if hollow else [stem]  # يصيب، يصاب
    for lead in ("ي", "ت", "ن", "سي", "ست", "سن"):
        for one in stems:
            yield from _person(one, last, lead)


def _person(stem: str, last: str, lead: str) -> Iterator[_Inflected]:
    many = not lead.endswith("ن")
    yield lead + stem, lead, False
    if last in "ىيو" and len(stem) > 2:
        if many:
            yield lead + stem[:-1] + "ون", lead, False
            yield lead + stem[:-1] + "وا", lead, False
            yield lead + stem + "ان", lead, False
            yield lead + stem + "ن", lead, False
        if last == "ى":
            yield lead + stem[:-1] + "ا", lead, True
        if len(stem) > 3:  # لم يلتق
            yield lead + stem[:-1], lead, False
    elif many:
        for ending in ("ون", "ان", "وا", "ن") if last not in "أءئؤ" else ("ون", "ن", "وا"):
            yield lead + stem + ending, lead, False
        if last in "أءئؤ":
            yield lead + stem[:-1] + "وون", lead, False
            yield lead + stem[:-1] + "ووا", lead, False


def fixed_forms(term: str) -> Iterator[Form]:
    """List the one form of a particle or phrase."""
    yield Form(fold_term(term), "fixed", "none")
