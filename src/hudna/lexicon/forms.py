"""From a lexicon row's words to every form in which news Arabic writes them.

A word is kept as *stems*, each with the person prefixes and endings that it takes; clitics that
lean on the whole are the business of :mod:`hudna.lexicon.scan`. Three kinds of word inflect
differently:

``noun``
    takes و ف ب ل ك ال before it and possessive pronouns after it; the ة of the feminine turns to ت
    before a pronoun, a final hamza to its seats, and an indefinite accusative gains an alef.
    ``"غارة/غارات"`` gives the singular, which then has a dual too, and its plurals;
    ``"قصف +مدفعي"`` marks an adjective, which follows its noun in ال, case and number.
``verb``
    is given as ``"past present"`` in the third person masculine singular (``"قصف يقصف"``); all
    third persons, the first person plural and both voices (which unvocalised text mostly writes
    alike) follow. A phrasal verb keeps its particle after a bar: ``"شن يشن|هجوما"``.
``fixed``
    a particle or phrase that takes only و and ف before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from hudna.text.fold import fold_term

Part = Literal["noun", "verb", "fixed"]
Enclitic = Literal["none", "may", "must"]
"""Whether a pronoun may or must follow."""


class Form(Struct, frozen=True, gc=False):
    """One written form of a term.

    Not a tuple: thousands are remembered, and the collector of cycles would walk each of them.
    """

    text: str
    """Folded; words separated by single spaces."""
    part: Part
    enclitic: Enclitic
    fused: bool = False
    """Whether a preposition ل is already fused into the form (``للجيش``)."""
    lead: str = ""
    """What inflection put before the stem (``ي``, ``ت``, ``ن``, ``سي`` …); empty for the past."""
    article: bool = False
    """Whether the form begins with the article ال."""
    noun_too: bool = False
    """Whether this verb form may as well be a noun of the same row (``قصف``)."""


class Stem(NamedTuple):
    """What several forms of a term share."""

    text: str
    """Folded; words separated by single spaces."""
    part: Part
    endings: Mapping[str, Enclitic]
    """Each ending that the stem takes, and whether a pronoun may or must follow it."""
    leads: tuple[str, ...] = ("",)
    """The prefixes of person and future that the stem takes."""
    fused: bool = False
    article: bool = False
    lead: str = ""
    """The prefix that the text already holds: of a phrasal verb."""

    def form(self, lead: str, ending: str) -> Form:
        """Return the form with this prefix and ending."""
        return Form(
            f"{lead}{self.text}{ending}",
            self.part,
            self.endings[ending],
            self.fused,
            lead or self.lead,
            self.article,
        )

    def forms(self) -> Iterator[Form]:
        """Every form of the stem."""
        for lead in self.leads:
            for ending in self.endings:
                yield self.form(lead, ending)


_TABLES: list[Mapping[str, Enclitic]] = []


def _table(may: str, must: str = "", none: str = "") -> Mapping[str, Enclitic]:
    """Read endings from strings; ``-`` is the empty one."""
    out: dict[str, Enclitic] = {}
    for text, enclitic in ((may, "may"), (must, "must"), (none, "none")):
        out.update((ending.strip("-"), enclitic) for ending in text.split())  # type: ignore[misc]
    _TABLES.append(out)
    return out


_ALONE = _table("", none="-")
_AS_IS = _table("-")
_NOUN = _table("-", none="ا")
_NOUN_DUAL = _table("- ا", none="ان ين")
_FEMININE = _table("ه", must="ت")
_FEMININE_DUAL = _table("ه تا", must="ت", none="تان تين")
_HAMZA = _table("ء", must="و ي")
_HAMZA_DUAL = _table("ء ءا", must="و ي", none="ءان ءين")

_PAST = _table("- ت وا ا تا نا ن", must="و")
_PAST_PASSIVE = _table("- ت وا ا تا", must="و")
_PAST_WE = _table("نا")
_PAST_HAMZA = _table("- ت وا تا نا ن", must="و")  # بدأ: بدأت، بدأوا
_PAST_HAMZA_SEAT = _table("ووا ءوا")  # بدؤوا
_PAST_ALEF_YA = _table("ي ت وا تا يت يتا يا ينا ين", must="ا و")  # نفى: نفت، نفوا، نفاها
_PAST_ALEF_WAW = _table("ا ت وا تا ي يت يتا ونا ون", must="و")  # دعا: دعت، دعي
_PAST_YA = _table("ي يت وا يا يتا ينا ين", must="و")  # لقي: لقيت، لقوا
_PRESENT = _table("- ون ان ن وا", must="و")
_PRESENT_HAMZA_SEAT = _table("وون ووا")
_PRESENT_YA = _table("ي ون وا يان ين", must="و ا")
_PRESENT_WAW = _table("و ون وا وان ي", must="")
_PRESENT_YA_LONG = _table("- ي ون وا يان ين", must="و ا")  # and the jussive: لم يلتق
_PRESENT_WAW_LONG = _table("- و ون وا وان ي", must="")
PERSONS = ("ي", "ت", "ن", "سي", "ست", "سن")
"""The prefixes of person, with and without the future's."""
ENDINGS = frozenset(ending for table in _TABLES for ending in table)
"""Every ending of every stem."""

# ال begins these stems without being the article; ألغام and إلقاء tell by their hamza.
_LAM_STEM = re.compile(r"الت(?:قاء|زام|فاف|حاق|هام|ماس|هاب|قاط|باس|جاء|واء|ئام|حام)")
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")


def noun_stems(term: str) -> Iterator[Stem]:
    """List the stems of a noun or noun phrase; its last word takes the pronoun."""
    singular, *plurals = term.split("/")
    yield from _number(singular, dual=bool(plurals))
    for plural in plurals:
        yield from _number(plural, dual=False)


def _number(term: str, dual: bool) -> Iterator[Stem]:
    if "+" in term:
        yield from _described(term, dual)
        return
    folded = fold_term(term)
    if not folded[:1].isalpha():
        yield Stem(folded, "fixed", _ALONE)
    elif _has_article(term):
        yield _nominal(folded, False, article=True)
        yield _nominal("لل" + folded[2:], False, fused=True)
    else:
        yield _nominal(folded, dual)


def _has_article(term: str) -> bool:
    bare = term.strip().strip(_MARKS)
    return bare.startswith("ال") and len(bare) > 4 and not _LAM_STEM.match(bare)


def _nominal(text: str, dual: bool, fused: bool = False, article: bool = False) -> Stem:
    last = text[-1]
    if last == "ه" and len(text) > 2:
        text, table = text[:-1], _FEMININE_DUAL if dual else _FEMININE
    elif last == "ء" and len(text) > 2:
        text, table = text[:-1], _HAMZA_DUAL if dual else _HAMZA
    elif dual:
        table = _NOUN_DUAL
    elif " " not in text and not article and not fused and _has_tanwin_alef(text):
        table = _NOUN
    else:
        table = _AS_IS
    return Stem(text, "noun", table, ("",), fused, article)


def _has_tanwin_alef(text: str) -> bool:
    return text[-1] not in "اهء" and not text.endswith("ات")


def _tied(text: str) -> str:
    """What a noun is before an ending: غاره → غارت."""
    return text[:-1] + "ت" if text.endswith("ه") else text


def _described(term: str, dual: bool) -> Iterator[Stem]:
    """List the forms of a noun with adjectives, marked ``+``."""
    head, *adjectives = (fold_term(word) for word in term.split("+"))
    plain = " ".join(adjectives)
    definite = " ".join("ال" + adjective for adjective in adjectives)
    yield Stem(f"{head} {plain}", "noun", _ALONE)
    yield Stem(f"ال{head} {definite}", "noun", _ALONE, article=True)
    yield Stem(f"لل{head} {definite}", "noun", _ALONE, fused=True)
    cased = [word + "ا" if _has_tanwin_alef(word) else word for word in (head, *adjectives)]
    if cased != [head, *adjectives]:
        yield Stem(" ".join(cased), "noun", _ALONE)
    for pronoun in _PRONOUNS:
        yield Stem(f"{_tied(head)}{pronoun} {definite}", "noun", _ALONE)
        if head.endswith("ء"):
            yield Stem(f"{head[:-1]}ي{pronoun} {definite}", "noun", _ALONE)
    if dual:
        for ending in ("ان", "ين"):
            both = [_tied(word) + ending for word in (head, *adjectives)]
            yield Stem(" ".join(both), "noun", _ALONE)
            the_two = " ".join("ال" + word for word in both)
            yield Stem(the_two, "noun", _ALONE, article=True)
            yield Stem("لل" + the_two[2:], "noun", _ALONE, fused=True)


def verb_stems(pair: str) -> Iterator[Stem]:
    """List the stems of a verb given as ``"past present"``, or ``"past"`` alone."""
    head, _, rest = pair.partition("|")
    words = [word.strip(_MARKS) for word in head.split()]
    stems = list(_past(words[0]))
    if len(words) > 1:
        stems += _present(words[1], words[0])
    if not rest:
        yield from stems
        return
    tail = fold_term(rest)
    texts = {
        form.text: form.lead for stem in stems for form in stem.forms() if form.enclitic != "must"
    }
    for text, lead in texts.items():
        yield Stem(f"{text} {tail}", "verb", _AS_IS, lead=lead)


def _past(raw: str) -> Iterator[Stem]:
    past, last = fold_term(raw), raw[-1]
    if last in "أءئؤ":
        yield Stem(past, "verb", _PAST_HAMZA)
        yield Stem(past[:-1], "verb", _PAST_HAMZA_SEAT)
    elif last in "ىاي" and len(past) > 2:
        table = {"ى": _PAST_ALEF_YA, "ا": _PAST_ALEF_WAW, "ي": _PAST_YA}[last]
        yield Stem(past[:-1], "verb", table)
    else:
        yield Stem(past, "verb", _PAST)
        if past[-2:-1] == "ا":  # استعاد: استعدنا، استعيد
            yield Stem(past[:-2] + past[-1], "verb", _PAST_WE)
            if len(past) > 3:
                yield Stem(f"{past[:-2]}ي{past[-1]}", "verb", _PAST_PASSIVE)


def _present(raw: str, raw_past: str) -> Iterator[Stem]:
    stem, last = fold_term(raw)[1:], raw[-1]
    if last in "ىيو" and len(stem) > 2:
        long = len(stem) > 3
        if last == "و":
            table = _PRESENT_WAW_LONG if long else _PRESENT_WAW
        else:
            table = _PRESENT_YA_LONG if long else _PRESENT_YA
        yield Stem(stem[:-1], "verb", table, PERSONS)
        return
    yield Stem(stem, "verb", _PRESENT, PERSONS)
    if last in "أءئؤ":
        yield Stem(stem[:-1], "verb", _PRESENT_HAMZA_SEAT, PERSONS)
    elif len(raw_past) > 3 and raw_past[-2] == "ا" and stem[-2:-1] == "ي":  # يصيب، يصاب
        yield Stem(f"{stem[:-2]}ا{stem[-1]}", "verb", _PRESENT, PERSONS)


def fixed_stems(term: str) -> Iterator[Stem]:
    """List the one stem of a particle or phrase."""
    yield Stem(fold_term(term), "fixed", _ALONE)


def noun_forms(term: str) -> Iterator[Form]:
    """List the forms of a noun or noun phrase."""
    return (form for stem in noun_stems(term) for form in stem.forms())


def verb_forms(pair: str) -> Iterator[Form]:
    """List the forms of a verb."""
    return (form for stem in verb_stems(pair) for form in stem.forms())


def fixed_forms(term: str) -> Iterator[Form]:
    """List the one form of a particle or phrase."""
    return (form for stem in fixed_stems(term) for form in stem.forms())
