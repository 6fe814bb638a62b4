"""One automaton that finds every lexicon form of a text in one pass, between Arabic word edges.

The automaton reports every occurrence of every form; an occurrence counts where what lies between
it and the edges of its word are clitics that its part of speech can carry. Of hits that begin at the
same place the longest wins, and a hit inside a longer one is kept only if it is of another kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from hudna.lexicon.forms import Form
from hudna.lexicon.rows import Row
from hudna.text.words import Sentence, Words

_CONJUNCTION = ("", "و", "ف")
_PREPOSITION = ("", "ب", "ل", "ك")
_NOUN_BEFORE = frozenset(
    c + p + a
    for c in _CONJUNCTION
    for p in _PREPOSITION
    for a in ("", "ال")
    if not (p == "ل" and a)
) | {c + "لل" for c in _CONJUNCTION}
_DEFINITE_BEFORE = frozenset(c + p for c in _CONJUNCTION for p in ("", "ب", "ك"))
_VERB_BEFORE = frozenset(c + p for c in _CONJUNCTION for p in ("", "ل", "ا"))
_FIXED_BEFORE = frozenset(_CONJUNCTION)
_ENCLITICS = frozenset(("ه", "ها", "هم", "هما", "هن", "نا", "ي", "كم", "ك"))


class Hit(NamedTuple):
    """A lexicon form found in a text."""

    first: int
    """Index of the first word."""
    last: int
    """Index of the last word, inclusive."""
    row: Row
    form: Form
    before: str
    """Clitics before it (``وال``)."""
    after: str
    """Pronoun after it (``ها``)."""

    @property
    def definite(self) -> bool:
        """Whether the form carries ال or a pronoun."""
        return self.before.endswith(("ال", "لل")) or bool(self.after)


class Scanner:
    """The compiled lexicon; build it once, share it between threads."""

    def __init__(self, rows: Iterable[Row]) -> None:
        meanings: dict[str, list[tuple[Row, Form]]] = {}
        for row in rows:
            for form in row.forms():
                meanings.setdefault(form.text, []).append((row, form))
        self._meanings = list(meanings.values())
        self._automaton = AhoCorasick(
            list(meanings), matchkind=MatchKind.Standard, store_patterns=False
        )

    def scan(self, words: Words, sentences: Sequence[Sentence]) -> list[Hit]:
        """Find the hits of a text, in order of their first word, longest first."""
        line, starts = _line(words, sentences)
        found: list[Hit] = []
        meanings = self._meanings
        for pattern, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first = bisect_right(starts, start) - 1
            before = line[starts[first] : start]
            if len(before) > 4:
                continue
            stop = line.find(" ", end)
            after = line[end:stop]
            if after and after not in _ENCLITICS:
                continue
            for row, form in meanings[pattern]:
                if _edges(form, before, after):
                    last = first if " " not in form.text else bisect_right(starts, end - 1) - 1
                    found.append(Hit(first, last, row, form, before, after))
        return _longest(found)


def _line(words: Words, sentences: Sequence[Sentence]) -> tuple[str, list[int]]:
    """Join words with single spaces, and sentences with a mark that no form holds."""
    parts: list[str] = []
    for first, last in sentences:
        parts += words.forms[first:last]
        parts.append("|")
    starts = [0, *accumulate(len(part) + 1 for part in parts)]
    bars = list(accumulate(last - first + 1 for first, last in sentences))
    for bar in reversed(bars):
        del starts[bar - 1]
    return " ".join(parts) + " ", starts


def _edges(form: Form, before: str, after: str) -> bool:
    if after:
        if form.enclitic == "none":
            return False
    elif form.enclitic == "must":
        return False
    if form.part == "noun":
        if form.fused:
            return before in _FIXED_BEFORE
        if form.text.startswith("ال"):
            return before in _DEFINITE_BEFORE
        return before in _NOUN_BEFORE
    if form.part == "verb":
        return before in _VERB_BEFORE
    return before in _FIXED_BEFORE


def _longest(found: list[Hit]) -> list[Hit]:
    """Drop a hit that lies inside a longer one of the same kind."""
    found.sort(key=lambda hit: (hit.first, -hit.last, len(hit.before)))
    out: list[Hit] = []
    reach: dict[str, int] = {}
    owner: dict[str, Hit] = {}
    for hit in found:
        kind = hit.row.kind
        held = reach.get(kind, -1)
        if hit.last <= held:
            top = owner[kind]
            same = (hit.first, hit.last) == (top.first, top.last)
            if not (same and len(hit.before) == len(top.before)) or hit.row is top.row:
                continue
        else:
            reach[kind] = hit.last
            owner[kind] = hit
        out.append(hit)
    return out
