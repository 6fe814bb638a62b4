"""One automaton that finds every lexicon form of a text in one pass, between Arabic word edges.

The automaton reports every occurrence of every form; an occurrence counts where what lies between
it and the edges of its word are clitics that its part of speech can carry. Of hits that begin at the
same place the longest wins, and a hit inside a longer one is kept only if it is of another kind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
_REACH_BEFORE, _REACH_AFTER = 3, 8
"""Words before and after a hit within which its row's company may stand."""
_ENCLITICS = frozenset(("ه", "ها", "هم", "هما", "هن", "نا", "ي", "ني", "كم", "ك"))


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
        self._wants: dict[Row, frozenset[str]] = {}
        for row in rows:
            if "with" in row.data:
                self._wants[row] = frozenset(row.data["with"])
            for form in _once(row.forms()):
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
        return _longest(self._in_company(found, sentences))

    def _in_company(self, found: list[Hit], sentences: Sequence[Sentence]) -> list[Hit]:
        """Keep a hit whose row asks for company (``with``) only where it finds it."""
        wants = self._wants
        if not wants:
            return found
        things = sorted(
            (hit.first, hit.row.data["name"]) for hit in found if hit.row.kind == "thing"
        )
        at = [first for first, _ in things]
        ends = [last for _, last in sentences]
        kept: list[Hit] = []
        for hit in found:
            asked = wants.get(hit.row)
            if asked is not None:
                stop = min(hit.last + _REACH_AFTER, ends[bisect_right(ends, hit.first)] - 1)
                low = bisect_left(at, hit.first - _REACH_BEFORE)
                high = bisect_right(at, stop, low)
                if not any(things[i][1] in asked and at[i] != hit.first for i in range(low, high)):
                    continue
            kept.append(hit)
        return kept


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


def _once(forms: Iterable[Form]) -> Iterable[Form]:
    """List a row's forms once each; a verb form that is a noun too says so."""
    kept: dict[tuple[str, str], Form] = {}
    for form in forms:
        held = kept.setdefault((form.text, form.enclitic), form)
        if held.part == "verb" and form.part == "noun":
            kept[form.text, form.enclitic] = held._replace(noun_too=True)
    return kept.values()


def _edges(form: Form, before: str, after: str) -> bool:
    if after:
        if form.enclitic == "none":
            return False
        if after == ("ي" if form.part == "verb" else "ني"):
            return False
    elif form.enclitic == "must":
        return False
    if form.part == "verb":
        return before in _VERB_BEFORE or (form.noun_too and before in _NOUN_BEFORE)
    if form.part == "fixed" or form.fused:
        return before in _FIXED_BEFORE
    return before in (_DEFINITE_BEFORE if form.article else _NOUN_BEFORE)


def _longest(found: list[Hit]) -> list[Hit]:
    """Drop a hit that lies inside a longer one of the same kind."""
    found.sort(key=lambda hit: (hit.first, -hit.last, _clitics(hit)))
    out: list[Hit] = []
    reach: dict[str, int] = {}
    owner: dict[str, Hit] = {}
    for hit in found:
        kind = hit.row.kind
        held = reach.get(kind, -1)
        if hit.last <= held:
            top = owner[kind]
            same = (hit.first, hit.last) == (top.first, top.last)
            if not (same and _clitics(hit) == _clitics(top)) or hit.row is top.row:
                continue
        else:
            reach[kind] = hit.last
            owner[kind] = hit
        out.append(hit)
    return out


def _clitics(hit: Hit) -> int:
    return len(hit.before) + len(hit.after)
