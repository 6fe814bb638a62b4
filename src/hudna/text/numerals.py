"""The number words as data (``numerals.toml``), compiled to one table of written forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import tomli

from hudna.text.fold import fold_term


class Token(NamedTuple):
    """A written form that takes part in numbers."""

    kind: str
    """``unit before-ten ten tens hundred hundreds scale twice vague fraction dual ordinal``,
    ``parts`` (أرباع) and ``quantity`` (عدد من)."""
    value: float
    skip: int
    """Letters of proclitics before the number word; ال is not among them."""
    waw: bool
    """Whether و or ف joins it to what stands before."""
    clitic: bool
    """Whether a preposition leans on it."""
    definite: bool
    plural: bool = False
    """Of a scale: آلاف rather than ألف."""
    accusative: bool = False
    """Of a scale: ألفا, which may be the dual before its noun."""
    bare: bool = True
    """Whether no clitic leans on it."""


@dataclass(frozen=True)
class Grammar:
    """What :mod:`hudna.text.numbers` knows about words."""

    tokens: Mapping[str, Token]
    before: re.Pattern[str]
    """Finds a bounding phrase that ends where a number begins: see :func:`sense_of`."""
    negated: Mapping[str, str]
    """What a negation makes of a bounding phrase's sense."""
    counts: frozenset[str]
    """How a bounding phrase names what it counts (لا يتجاوز عدد القتلى)."""
    until: frozenset[str]
    reached: frozenset[str]
    uncounted: frozenset[str]
    """See the data file."""
    after: re.Pattern[str]
    """Finds a bounding phrase after a number and at most three words."""
    sense_after: Mapping[str, str]
    last_before: frozenset[str]
    """Last words of the phrases of ``before``, a proclitic on a single word included."""
    first_after: frozenset[str]
    """First words of the phrases of ``after``."""
    names: frozenset[str]
    things: frozenset[str]
    """Nouns that are counted and are no people, with and without ال."""
    clitics: frozenset[str] = frozenset(
        ("ب", "ل", "ك", "ال", "و", "بال", "لل", "وال", "وب", "ول", "ف")
    )
    between: frozenset[str] = frozenset(("بين", "مابين", "وبين"))
    to: frozenset[str] = frozenset(("الي", "او", "وحتي", "حتي"))
    percent: frozenset[str] = frozenset(
        ("بالميه", "بالمايه", "الميه", "المايه", "ميه", "مايه", "بالمءه")
    )
    particles: frozenset[str] = frozenset(
        (
            "من",
            "في",
            "علي",
            "الي",
            "عن",
            "مع",
            "منذ",
            "خلال",
            "حتي",
            "كانوا",
            "قبل",
            "بعد",
            "منهم",
            "بينهم",
        )
    )


_PROCLITICS = [
    (conjunction + preposition + article, conjunction, preposition, article)
    for conjunction in ("", "و", "ف")
    for preposition, article in (
        ("", ""), ("ب", ""), ("ل", ""), ("ك", ""), ("", "ال"), ("ب", "ال"), ("ل", "ل"), ("ك", "ال"),
    )
]  # fmt: skip


@cache
def grammar() -> Grammar:
    """Return the compiled number words; read at the first call."""
    data = tomli.loads((files("hudna.text") / "numerals.toml").read_text("utf-8"))
    tokens: dict[str, Token] = {}
    _add_duals(tokens, data["dual"])
    for word in data["ordinals"]["words"]:
        _add(tokens, word, "ordinal", 0)
    for kind, table in (
        ("vague", "vague"), ("fraction", "fractions"), ("parts", "parts"), ("unit", "units"),
        ("before-ten", "before_ten"),
        ("ten", "ten"), ("tens", "tens"), ("hundred", "hundred"), ("hundreds", "hundreds"),
        ("scale", "scales"), ("twice", "twice"),
    ):  # fmt: skip
        for value, terms in data[table].items():
            for term in terms:
                _add(tokens, term, kind, float(value))
    for value, terms in data["joined"].items():
        for term in terms:
            for hundred in data["hundred"]["100"]:
                _add(tokens, term + hundred, "hundreds", float(value) * 100)
    for term in data["quantity"]["words"]:
        _add(tokens, term, "quantity", 3, article=False)
    for word in ("الاثنين", "والاثنين", "الإثنين"):
        tokens.pop(fold_term(word), None)  # Monday
    ends = [phrase.removesuffix(" …") for phrases in data["bounds"].values() for phrase in phrases]
    last_words = {fold_term(end).split()[-1] for end in ends} | _words(data["counts"]["words"])
    until = data["until"]
    after, sense_after = _phrases(data["bounds_after"])
    return Grammar(
        tokens,
        _before(data),
        {sense: turned for sense, turned in data["negated"].items() if sense != "words"},
        _words(data["counts"]["words"]),
        frozenset(lead + word for word in _words(until["words"]) for lead in ("", "و")),
        _words(until["reached"]),
        _words(until["uncounted"]),
        re.compile(rf"(?P<between>(?:\S+ ){{0,3}}?)(?P<phrase>{after})(?: |$)"),
        sense_after,
        frozenset(
            lead + word
            for word in last_words
            for lead in ("", "ب", "و", "ل", "ف", "ك", "وب", "ول", "فب", "فل", "وك")
        ),
        frozenset(phrase.split()[0] for phrase in sense_after),
        frozenset(fold_term(word) for word in data["names"]["words"]),
        frozenset(_noun_forms(data["things"]["words"])),
    )  # fmt: skip


def _words(terms: list[str]) -> frozenset[str]:
    return frozenset(map(fold_term, terms))


def _before(data: Mapping[str, Mapping[str, list[str]]]) -> re.Pattern[str]:
    """Compile the bounding phrases before a number, a group for each sense."""
    counts = "|".join(_words(data["counts"]["words"]))
    slot = rf"(?: (?:{counts})(?: \S+){{0,2}}?)?"
    senses = []
    for sense, phrases in data["bounds"].items():
        # Folding leaves the slot's mark as it is; what stands between two words is one space.
        ways = "|".join(
            slot.join(map(re.escape, fold_term(phrase).split(" …"))) for phrase in phrases
        )
        senses.append(f"(?P<{sense.replace('-', '_')}>{ways})")
    negation = "|".join(_words(data["negated"]["words"]))
    return re.compile(
        rf"(?:^| )(?P<clitic>[وفبلك]{{0,2}}?)"
        rf"(?P<phrase>(?:ما |مما )?(?P<no>(?:{negation}) )?(?:{'|'.join(senses)}))$"
    )


def sense_of(match: re.Match[str]) -> str:
    """Return how the phrase that :attr:`Grammar.before` found bounds a number; empty if not."""
    sense = next(
        name.replace("_", "-")
        for name, words in match.groupdict().items()
        if words is not None and name not in ("clitic", "phrase", "no")
    )
    if match["no"] is not None:
        sense = grammar().negated.get(sense, "exact")
    return "" if sense == "exact" else sense


def _phrases(table: Mapping[str, list[str]]) -> tuple[str, dict[str, str]]:
    senses = {fold_term(phrase): sense for sense, phrases in table.items() for phrase in phrases}
    longest = sorted(senses, key=len, reverse=True)
    return "|".join(map(re.escape, longest)), senses


def _add(
    tokens: dict[str, Token], term: str, kind: str, value: float, *, article: bool = True
) -> None:
    folded = fold_term(term)
    for lead, conjunction, preposition, definite in _PROCLITICS:
        if definite and not article:
            continue
        held = tokens.get(lead + folded)
        if lead and held is not None and held.bare:
            continue  # واحد is "one" before it is "and one of"
        tokens[lead + folded] = Token(
            kind,
            value,
            len(conjunction + preposition),
            bool(conjunction),
            bool(preposition),
            bool(definite),
            kind == "scale" and folded in _PLURAL_SCALES,
            kind == "scale" and folded.endswith("ا"),
            not lead,
        )


def _noun_forms(terms: list[str]) -> Iterator[str]:
    for term in terms:
        folded = fold_term(term)
        yield from (folded, "ال" + folded, folded + "ا")


_PLURAL_SCALES = frozenset(("الاف", "ملايين", "مليارات", "بلايين", "تريليونات"))


_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_DUAL = re.compile(rf"(?P<stem>.+?)(?:ان|ين|[اي](?:{'|'.join(_PRONOUNS)}))")


def _add_duals(tokens: dict[str, Token], table: Mapping[str, list[str]]) -> None:
    for term in table["owned"]:
        for ending in ("ا", "ي"):
            for pronoun in _PRONOUNS:
                _add(tokens, dual_stem(term) + ending + pronoun, "dual", 2, article=False)
    for term in table["sure"]:
        for ending in ("ان", "ين"):
            _add(tokens, dual_stem(term) + ending, "dual", 2)
    for term in table["nominative"]:
        _add(tokens, dual_stem(term) + "ان", "dual", 2)


def dual_nouns(form: str) -> tuple[str, ...]:
    """Return the nouns whose dual a form may be, with a pronoun or none: طفلتين, طفلتيه → طفلة."""
    match = _DUAL.fullmatch(form)
    if match is None:
        return ()
    stem = match["stem"]
    return (stem, stem[:-1] + "ه") if stem.endswith("ت") else (stem,)


def dual_stem(noun: str) -> str:
    """Return what the dual's ending is added to: طفلة → طفلت, مبنى → مبني."""
    folded = fold_term(noun)
    return folded[:-1] + "ت" if folded.endswith("ه") else folded
