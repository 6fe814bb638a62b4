"""What is searched for: words, and phrases in quotation marks, matched against a text's words.

A query has no other syntax: every other character only separates words, so that no query is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hudna.errors import InputError
from hudna.store.terms import held, sought, words_of
from hudna.text.words import Words

MOST_WORDS = 64
"""Words that a query may have."""
_PHRASE = re.compile('"([^"]*)"|«([^»]*)»|“([^”]*)”')


@dataclass(frozen=True, slots=True)
class Query:
    """A query, taken apart."""

    words: tuple[tuple[str, ...], ...]
    """For each word that a text must hold, what it is looked for as: any of these."""
    phrases: tuple[tuple[int, ...], ...] = ()
    """Words, by their place in ``words``, that must stand one behind the other."""


@dataclass(frozen=True, slots=True)
class Match:
    """One word of a text that a query asks for."""

    at: int
    """Which word of the text."""
    word: int
    """Which word of the query."""


def parse(text: str, is_place: Callable[[str], bool] = lambda word: False) -> Query:
    """Take a query apart.

    Raises:
        InputError: it has more than 64 words.
    """
    words: list[tuple[str, ...]] = []
    phrases: list[tuple[int, ...]] = []
    at = 0
    for quoted in _PHRASE.finditer(text):
        words += _wanted(text[at : quoted.start()], is_place)
        phrase = _wanted(quoted[quoted.lastindex or 0], is_place)
        if len(phrase) > 1:
            phrases.append(tuple(range(len(words), len(words) + len(phrase))))
        words += phrase
        at = quoted.end()
    words += _wanted(text[at:], is_place)
    if len(words) > MOST_WORDS:
        raise InputError(f"a query has at most {MOST_WORDS} words, this one has {len(words)}")
    return Query(tuple(words), tuple(phrases))


def _wanted(text: str, is_place: Callable[[str], bool]) -> list[tuple[str, ...]]:
    return [tuple(sought(form, is_place)) for form in words_of(text).forms]


def matches(query: Query, words: Words) -> list[Match] | None:
    """Find a query's words among a text's, in the text's order.

    None where the text does not hold what is asked for.
    """
    asked: dict[str, list[int]] = {}
    for number, alternatives in enumerate(query.words):
        for term in alternatives:
            asked.setdefault(term, []).append(number)
    known: dict[str, frozenset[int]] = {}
    per_word: list[frozenset[int]] = []
    for form in words.forms:
        if form not in known:
            known[form] = frozenset(n for term in held(form) for n in asked.get(term, ()))
        per_word.append(known[form])
    in_phrases = {number for phrase in query.phrases for number in phrase}
    out = {Match(at, number) for at, found in enumerate(per_word) for number in found - in_phrases}
    for phrase in query.phrases:
        out |= _phrase_matches(phrase, per_word, words.gaps)
    if {match.word for match in out} != set(range(len(query.words))):
        return None
    return sorted(out, key=lambda match: (match.at, match.word))


def _phrase_matches(
    phrase: Sequence[int], per_word: Sequence[frozenset[int]], gaps: Sequence[str]
) -> set[Match]:
    out = set()
    for start in range(len(per_word) - len(phrase) + 1):
        if all(number in per_word[start + i] for i, number in enumerate(phrase)) and not any(
            "\n" in gaps[start + i] for i in range(1, len(phrase))
        ):
            out |= {Match(start + i, number) for i, number in enumerate(phrase)}
    return out
