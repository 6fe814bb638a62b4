"""Finding every lexicon form of a text between Arabic word edges, by automaton.

The automaton reports every occurrence of every form; an occurrence counts where what lies between
it and the edges of its word are clitics that its part of speech can carry. Of hits that begin at
the same place the longest wins; a hit inside a longer one is kept only if it is of another kind.

Forms of one word are sought word by word, so that a word met before need not be taken apart again;
forms of several words are sought over the whole line.

A row with ``with = ["rocket", …]`` counts only in that company: where a ``[[thing]]`` row of one of
these names stands a few words before or after it in the same sentence. Things give no hits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from hudna.errors import DataError
from hudna.lexicon.forms import Form
from hudna.lexicon.rows import Row
from hudna.text.words import Sentence, Words

_REACH_BEFORE, _REACH_AFTER = 5, 9
"""Words before and after a hit, in its sentence, within which its row's company may stand."""
_REACH_BACK = 25
"""Words before a hit with a pronoun (``إزالتها``) within which what it stands for may be named."""

_MEMO = 1 << 16
"""Words whose analysis is remembered; about 15 MB when full."""

_NOUN, _DEFINITE, _VERB, _FIXED = 1, 2, 4, 8
"""What a form's beginning is to a proclitic; bits, for a form may be several."""
_BARE, _NOUN_HOST, _VERB_HOST = 1, 2, 4
"""What a form's end is to an enclitic: needs none, hosts a noun's, hosts a verb's."""


def _proclitics() -> dict[str, int]:
    """Map what may stand between a word's edge and a form to the forms that may carry it."""
    out: dict[str, int] = {}

    def allow(clitics: Iterable[str], what: int) -> None:
        for clitic in clitics:
            out[clitic] = out.get(clitic, 0) | what

    for c in ("", "و", "ف"):
        allow((c + p + a for p in ("", "ب", "ك") for a in ("", "ال")), _NOUN)
        allow((c + "ل", c + "لل"), _NOUN)
        allow((c, c + "ب", c + "ك"), _DEFINITE)
        allow((c, c + "ل", c + "ا"), _VERB)
        allow((c,), _FIXED)
    return out


_BEFORE = _proclitics()
_AFTER = {
    "": _BARE,
    "ي": _NOUN_HOST,
    "ني": _VERB_HOST,
    **dict.fromkeys(("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك"), _NOUN_HOST | _VERB_HOST),
}


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
        return (
            self.before.endswith(("ال", "لل"))
            or bool(self.after)
            or self.form.article
            or self.form.fused
        )


class _Meaning(NamedTuple):
    """One thing that a pattern may be."""

    begins: int
    ends: int
    row: Row
    form: Form
    thing: int
    """For a thing, the bit of its name; else 0."""
    wants: int
    """The bits of the things that its row asks for; 0 if it asks for none."""


class _Part(NamedTuple):
    """A meaning as it stands in one word or phrase, with the clitics around it."""

    row: Row
    form: Form
    before: str
    after: str
    wants: int


class _Cell(NamedTuple):
    """What one word may be by itself."""

    parts: Sequence[_Part]
    things: int
    """The bits of the things that it names."""


_Span = tuple[int, int]
"""First and last word."""


class _Patterns:
    """An automaton and what each of its patterns may be."""

    def __init__(self, meanings: dict[str, list[_Meaning]]) -> None:
        self._meanings = list(meanings.values())
        self._automaton = AhoCorasick(
            list(meanings), matchkind=MatchKind.Standard, store_patterns=False
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """List the occurrences as ``(pattern, start, end)``."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def meanings(self, pattern: int, before: str, after: str) -> Iterator[_Meaning]:
        """List what a pattern means between these clitics."""
        begins, ends = _BEFORE.get(before), _AFTER.get(after)
        if begins is not None and ends is not None:
            for meaning in self._meanings[pattern]:
                if meaning.begins & begins and meaning.ends & ends:
                    yield meaning


class Scanner:
    """The compiled lexicon; build it once, share it between threads."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Compile rows.

        Raises:
            DataError: a row asks for company of a name that no ``[[thing]]`` row has.
        """
        rows = tuple(rows)
        names = dict.fromkeys(row.data["name"] for row in rows if row.kind == "thing")
        bits = {name: 1 << i for i, name in enumerate(names)}
        words: dict[str, list[_Meaning]] = {}
        phrases: dict[str, list[_Meaning]] = {}
        for row in rows:
            thing = bits[row.data["name"]] if row.kind == "thing" else 0
            try:
                wants = sum(bits[name] for name in set(row.data.get("with", ())))
            except KeyError as name:
                raise DataError(f"{row.where}: no [[thing]] is named {name}") from None
            for form in _once(row.forms()):
                meaning = _Meaning(_begins(form), _ends(form), row, form, thing, wants)
                (phrases if " " in form.text else words).setdefault(form.text, []).append(meaning)
        self._words, self._phrases = _Patterns(words), _Patterns(phrases)
        # A memo, not state: it holds what a pure function gave for the words met last.
        self._take_apart = lru_cache(maxsize=_MEMO)(self._cell_of)

    def scan(self, words: Words, sentences: Sequence[Sentence]) -> list[Hit]:
        """Find the hits of a text, in order of their first word, longest first."""
        take_apart = self._take_apart
        cells = [(i, cell) for i, cell in enumerate(map(take_apart, words.forms)) if cell]
        phrases, phrase_things = self._find_phrases(words, sentences)
        things = [(i, cell.things) for i, cell in cells if cell.things] + phrase_things
        company = _Company(things, sentences)
        out, covered = _longest(phrases, company)
        for i, (parts, _) in cells:
            for row, form, before, after, wants in parts:
                if wants and not company.near(i, i, wants, after):
                    continue
                if i in covered.get(row.kind, ()):
                    continue
                out.append(_hit(Hit, (i, i, row, form, before, after)))
        out.sort(key=_first)
        return out

    def _find_phrases(
        self, words: Words, sentences: Sequence[Sentence]
    ) -> tuple[list[tuple[_Span, _Part]], list[tuple[int, int]]]:
        """Find the forms of several words, and the things that such forms name."""
        line, starts = _line(words, sentences)
        phrases: list[tuple[_Span, _Part]] = []
        things: list[tuple[int, int]] = []
        for pattern, start, end in self._phrases.find(line):
            first = bisect_right(starts, start) - 1
            before, after = line[starts[first] : start], line[end : line.find(" ", end)]
            for _, _, row, form, thing, wants in self._phrases.meanings(pattern, before, after):
                if thing:
                    things.append((first, thing))
                else:
                    last = bisect_right(starts, end - 1) - 1
                    phrases.append(((first, last), _Part(row, form, before, after, wants)))
        return phrases, things

    def _cell_of(self, word: str) -> _Cell | None:
        """Take one word apart; of one kind's readings those with the fewest clitics stand."""
        found: list[tuple[int, _Part]] = []
        things = 0
        for pattern, start, end in self._words.find(word):
            before, after = word[:start], word[end:]
            for _, _, row, form, thing, wants in self._words.meanings(pattern, before, after):
                things |= thing
                if not thing:
                    part = _Part(row, form, before, after, wants)
                    found.append((len(before) + len(after), part))
        found.sort(key=_first)
        fewest: dict[str, int] = {}
        for clitics, part in found:
            if not part.wants:
                fewest.setdefault(part.row.kind, clitics)
        parts: dict[Row, _Part] = {}
        for clitics, part in found:
            if clitics <= fewest.get(part.row.kind, clitics):
                parts.setdefault(part.row, part)
        return _Cell(tuple(parts.values()), things) if parts or things else None


_first = itemgetter(0)
_hit = tuple.__new__
"""Makes a :class:`Hit` of a tuple of its fields, at half the cost of calling the class."""


class _Company:
    """The things of a text, to ask which stand near some words."""

    def __init__(self, things: list[tuple[int, int]], sentences: Sequence[Sentence]) -> None:
        self._things = sorted(things)
        self._ends = [0, *(last for _, last in sentences)]

    def near(self, first: int, last: int, wants: int, pronoun: str) -> bool:
        """Whether one of the things asked for stands near words ``first`` to ``last``."""
        ends, things = self._ends, self._things
        sentence = bisect_right(ends, first)
        low = first - _REACH_BACK if pronoun else max(first - _REACH_BEFORE, ends[sentence - 1])
        high = min(last + _REACH_AFTER, ends[sentence] - 1)
        for at in range(bisect_left(things, (low, 0)), len(things)):
            word, thing = things[at]
            if word > high:
                return False
            if thing & wants and not first <= word <= last:
                return True
        return False


def _before_shorter(found: tuple[_Span, _Part]) -> tuple[int, int, int]:
    (first, last), part = found
    return first, -last, len(part.before) + len(part.after)


def _longest(
    phrases: list[tuple[_Span, _Part]], company: _Company
) -> tuple[list[Hit], dict[str, set[int]]]:
    """Keep the phrases that no longer one of their kind covers; list the words they cover."""
    phrases.sort(key=_before_shorter)
    out: list[Hit] = []
    tops: dict[str, _Span] = {}
    covered: dict[str, set[int]] = {}
    seen: set[tuple[_Span, Row]] = set()
    for span, (row, form, before, after, wants) in phrases:
        if (span, row) in seen or (wants and not company.near(*span, wants, after)):
            continue
        seen.add((span, row))
        top = tops.get(row.kind)
        if top is None or span[1] > top[1]:
            tops[row.kind] = span
            covered.setdefault(row.kind, set()).update(range(span[0], span[1] + 1))
        elif span != top:
            continue
        out.append(Hit(*span, row, form, before, after))
    return out, covered


def _once(forms: Iterable[Form]) -> Iterable[Form]:
    """List a row's forms once each; a verb form that is a noun too says so."""
    kept: dict[tuple[str, str], Form] = {}
    for form in forms:
        held = kept.setdefault((form.text, form.enclitic), form)
        if held.part == "verb" and form.part == "noun":
            kept[form.text, form.enclitic] = held._replace(noun_too=True)
    return kept.values()


def _begins(form: Form) -> int:
    if form.part == "verb":
        return _VERB | _NOUN if form.noun_too else _VERB
    if form.part == "fixed" or form.fused:
        return _FIXED
    return _DEFINITE if form.article else _NOUN


def _ends(form: Form) -> int:
    if form.enclitic == "none":
        return _BARE
    host = _NOUN_HOST | _VERB_HOST if form.noun_too else 0
    host |= _VERB_HOST if form.part == "verb" else _NOUN_HOST
    return host if form.enclitic == "must" else host | _BARE


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
