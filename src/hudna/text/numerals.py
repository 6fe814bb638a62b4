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
    """``unit before-ten ten tens hundred hundreds scale twice vague fraction dual ordinal``, and
    ``quantity`` (عدد من)."""
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
    """Finds a bounding phrase that ends where a number begins."""
    sense_before: Mapping[str, str]
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
        ("vague", "vague"), ("fraction", "fractions"), ("unit", "units"),
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
    for term in ("عدد", "عددا", "أعداد", "أعدادا", "العديد", "مجموعة"):
        _add(tokens, term, "quantity", 3, article=False)
    for word in ("الاثنين", "والاثنين", "الإثنين"):
        tokens.pop(fold_term(word), None)  # Monday
    before, sense_before = _phrases(data["bounds"])
    after, sense_after = _phrases(data["bounds_after"])
    return Grammar(
        tokens,
        re.compile(rf"(?:^| )(?P<clitic>[وفبلك]{{0,2}})(?P<phrase>(?:ما |مما )?(?:{before}))$"),
        {**sense_before, **{f"ما {p}": s for p, s in sense_before.items()},
         **{f"مما {p}": s for p, s in sense_before.items()}},
        re.compile(rf"(?P<between>(?:\S+ ){{0,3}}?)(?P<phrase>{after})(?: |$)"),
        sense_after,
        frozenset(
            lead + phrase.split()[-1]
            for phrase in sense_before
            for lead in ("", "ب", "و", "ل", "ف", "ك", "وب", "ول", "فب", "فل", "وك")
        ),
        frozenset(phrase.split()[0] for phrase in sense_after),
        frozenset(fold_term(word) for word in data["names"]["words"]),
        frozenset(_noun_forms(data["things"]["words"])),
    )  # fmt: skip


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


def _add_duals(tokens: dict[str, Token], table: Mapping[str, list[str]]) -> None:
    for term in table["sure"]:
        for ending in ("ان", "ين"):
            _add(tokens, dual_stem(term) + ending, "dual", 2)
    for term in table["nominative"]:
        _add(tokens, dual_stem(term) + "ان", "dual", 2)


def dual_stem(noun: str) -> str:
    """Return what the dual's ending is added to: طفلة → طفلت, مبنى → مبني."""
    folded = fold_term(noun)
    return folded[:-1] + "ت" if folded.endswith("ه") else folded
