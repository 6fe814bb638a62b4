"""Ranks in words and digits, and the round of talks that a text names.

``الجولة الحادية عشرة`` and ``أستانا 11`` are round 11. Ranks run from 1 to 99.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from hudna.text.fold import fold, fold_term
from hudna.text.words import Words, split_words

_LEADS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A rank: which words, both inclusive, and the number."""

    first: int
    last: int
    value: int
    definite: bool
    """Whether it carries ال."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    units: Mapping[str, int]
    first_of: Mapping[str, int]
    ten: frozenset[str]
    tens: Mapping[str, int]
    heads: frozenset[str]
    between: frozenset[str]
    series: frozenset[str]
    months: frozenset[str]


@cache
def _grammar() -> _Grammar:
    data = tomli.loads((files("hudna.text") / "ordinals.toml").read_text("utf-8"))
    rounds = data["rounds"]

    def table(name: str) -> dict[str, int]:
        return {fold_term(w): int(n) for n, words in data[name].items() for w in words}

    def words(terms: list[str]) -> frozenset[str]:
        return frozenset(fold_term(term) for term in terms)

    return _Grammar(
        table("units"), table("first_of"), words(data["ten"]["words"]), table("tens"),
        words(rounds["heads"]), words(rounds["between"]), words(rounds["series"]),
        words(rounds["months"]),
    )  # fmt: skip


def find_ordinals(words: Words) -> list[Ordinal]:
    """Find the ranks that a text writes out, in their order; they never overlap."""
    out: list[Ordinal] = []
    i = 0
    while i < len(words):
        found = _ordinal(words, i)
        if found is not None:
            out.append(found)
            i = found.last
        i += 1
    return out


def _ordinal(words: Words, i: int) -> Ordinal | None:
    rules, forms = _grammar(), words.forms
    base, definite = _bare(forms[i], {**rules.units, **rules.first_of, **rules.tens})
    if base is None:
        return None
    following = forms[i + 1] if i + 1 < len(forms) and not words.gaps[i + 1].strip() else ""
    unit = rules.first_of.get(base, rules.units.get(base))
    if unit is not None and unit < 10:
        if following in rules.ten:
            return Ordinal(i, i + 1, 10 + unit, definite)
        if following[:1] == "و":
            ten, _ = _bare(following[1:], rules.tens)
            if ten is not None:
                return Ordinal(i, i + 1, rules.tens[ten] + unit, definite)
    if base in rules.units:
        return Ordinal(i, i, rules.units[base], definite)
    if base in rules.tens and definite:
        return Ordinal(i, i, rules.tens[base], definite)
    return None


def _bare(form: str, known: Mapping[str, int]) -> tuple[str | None, bool]:
    """A known word without its clitics, and whether ال was among them."""
    if form in known:
        return form, False
    for lead in _LEADS:
        if not form.startswith(lead):
            continue
        rest = form[len(lead) :]
        if rest.startswith("ال") and rest[2:] in known:
            return rest[2:], True
        if lead[-1:] == "ل" and rest.startswith("ل") and rest[1:] in known:
            return rest[1:], True  # ل + ال is written لل
        if lead and rest in known:
            return rest, False
    return None, False


def round_in(text: str) -> int | None:
    """Return the number of the round of talks that a phrase names, the first of several.

    >>> round_in("الجولة الحادية عشرة من محادثات أستانا"), round_in("أستانا-8")
    (11, 8)
    """
    words = split_words(fold(text).text)
    return next(_rounds(words), None)


def _rounds(words: Words) -> Iterator[int]:
    rules, forms = _grammar(), words.forms
    for i, form in enumerate(forms):
        head = _is(form, rules.heads)
        if not head and not _is(form, rules.series):
            continue
        j = i + 1
        while head and j < len(forms) and _is(forms[j], rules.between):
            j += 1
        if j < len(forms) and "\n" not in words.gaps[j]:
            digits = _digits(words, j)
            if digits is not None:
                yield digits
                continue
            ordinal = _ordinal(words, j) if head else None
            if ordinal is not None:
                yield ordinal.value
                continue
        if head and i:  # ثالث جولة, حادي عشر اجتماع
            before = _ordinal(words, i - 1) or (_ordinal(words, i - 2) if i > 1 else None)
            if before is not None and before.last == i - 1 and not before.definite:
                yield before.value


def _digits(words: Words, j: int) -> int | None:
    """A rank in digits at a word, ال apart from it or not (الـ11); a day of a month is none."""
    forms = words.forms
    if forms[j] == "ال" and j + 1 < len(forms):
        j += 1
    if not forms[j].isdigit() or not 1 <= int(forms[j][:4]) <= 99 or len(forms[j]) > 2:
        return None
    if words.gaps[j].strip() not in ("", "-", "–", "_", "#", '"', "«", "("):
        return None
    following = forms[j + 1] if j + 1 < len(forms) else ""
    gap = words.gaps[j + 1] if j + 1 < len(words.gaps) else ""
    if "\n" in gap or (gap.strip() and gap.strip() not in "-/"):
        following = ""
    if following in _grammar().months or following.isdigit():
        return None
    return None if following == "و" else int(forms[j])


def _is(form: str, known: frozenset[str]) -> bool:
    if form in known:
        return True
    for lead in _LEADS:
        rest = form[len(lead) :] if form.startswith(lead) else ""
        if rest in known or (rest.startswith("ال") and rest[2:] in known):
            return True
        if lead[-1:] == "ل" and rest.startswith("ل") and rest[1:] in known:
            return True
    return False
