"""Finding every lexicon form of a text between Arabic word edges, by automaton.

The automaton reports every occurrence of every form; an occurrence counts where what lies between
it and the edges of its word are clitics that its part of speech can carry. Of hits that begin at
the same place the longest wins; a hit inside a longer one is kept only if it is of another kind.

Forms of one word are sought in the words that were not met before, for no word need be taken apart
twice; forms of several words are sought over the whole line.

A row with ``with = ["rocket", …]`` counts only in that company: where a ``[[thing]]`` row of one of
these names stands a few words before or after it in the same sentence. Things give no hits. Nor
does a row with ``mute = true``: it only covers shorter hits of its kind.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate, count
from operator import add, itemgetter, or_
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct
from msgspec.structs import replace

from hudna.errors import DataError
from hudna.lexicon.forms import ENDINGS, PERSONS, Form, Stem
from hudna.lexicon.rows import Row
from hudna.text.words import Sentence, Words

_REACH_BEFORE, _REACH_AFTER = 5, 9
"""Words before and after a hit, in its sentence, within which its row's company may stand."""
_REACH_BACK = 25
"""Words before a hit with a pronoun (``إزالتها``) within which what it stands for may be named."""

_MEMO = 1 << 16
"""Words whose analysis is remembered; about 15 MB when full."""

_NOUN, _DEFINITE, _VERB, _FIXED = 1, 2, 4, 8
"""What a stem is to a proclitic; bits."""
_NOUN_HOST, _VERB_HOST = 1, 2
"""Whose pronoun an enclitic may be; bits."""
_ENCLITICS = {
    "": 0,
    "ي": _NOUN_HOST,
    "ني": _VERB_HOST,
    **dict.fromkeys(("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك"), _NOUN_HOST | _VERB_HOST),
}


def _openings() -> dict[str, list[tuple[str, str, int]]]:
    """Map the letters before a stem to ``(proclitics, prefix of person, who may carry them)``."""
    allowed: dict[str, int] = {}

    def allow(clitics: Iterable[str], what: int) -> None:
        for clitic in clitics:
            allowed[clitic] = allowed.get(clitic, 0) | what

    for c in ("", "و", "ف"):
        allow((c + p + a for p in ("", "ب", "ك") for a in ("", "ال")), _NOUN)
        allow((c + "ل", c + "لل"), _NOUN)
        allow((c, c + "ب", c + "ك"), _DEFINITE)
        allow((c, c + "ل", c + "ا"), _VERB)
        allow((c,), _FIXED)
    out: dict[str, list[tuple[str, str, int]]] = {}
    for clitic, what in allowed.items():
        out.setdefault(clitic, []).append((clitic, "", what))
        if what & _VERB and not clitic.endswith("ا"):
            for lead in PERSONS:
                out.setdefault(clitic + lead, []).append((clitic, lead, _VERB))
    return out


def _closings() -> dict[str, list[tuple[str, str, int]]]:
    """Map the letters after a stem to ``(ending, pronoun, whose pronoun it may be)``."""
    out: dict[str, list[tuple[str, str, int]]] = {}
    for ending in ENDINGS:
        for pronoun, hosts in _ENCLITICS.items():
            out.setdefault(ending + pronoun, []).append((ending, pronoun, hosts))
    return out


_OPENINGS, _CLOSINGS = _openings(), _closings()


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
    """Which proclitics may lean on it: bits."""
    stem: Stem
    row: Row
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


class _Tail(Struct, frozen=True, gc=False):
    """A hit without its place in the text."""

    row: Row
    form: Form
    before: str
    after: str


class _Cell(Struct, frozen=True, gc=False):
    """What one word may be by itself.

    Tens of thousands of cells are remembered. They lead to nothing that could lead back to them, so
    that the collector of cycles need not walk them.
    """

    tails: tuple[_Tail, ...]
    """Its hits."""
    wants: Sequence[int]
    """The company that each asks for; empty if none asks for any."""
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

    def meanings(
        self, pattern: int, before: str, after: str
    ) -> Iterator[tuple[int, Form, str, str, _Meaning]]:
        """List what a pattern means between these letters.

        Yields how many letters are clitics, the form, the proclitics, the pronoun, the meaning.
        """
        openings, closings = _OPENINGS.get(before), _CLOSINGS.get(after)
        if openings is None or closings is None:
            return
        for meaning in self._meanings[pattern]:
            stem = meaning.stem
            host = _VERB_HOST if stem.part == "verb" else _NOUN_HOST
            for proclitic, lead, bits in openings:
                if not bits & meaning.begins or lead not in stem.leads:
                    continue
                for ending, pronoun, hosts in closings:
                    enclitic = stem.endings.get(ending)
                    if enclitic is None or enclitic == ("none" if pronoun else "must"):
                        continue
                    if pronoun and not hosts & host:
                        continue
                    clitics = len(proclitic) + len(pronoun)
                    yield clitics, stem.form(lead, ending), proclitic, pronoun, meaning


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
            for stem in row.stems():
                meaning = _Meaning(_begins(stem), stem, row, thing, wants)
                (phrases if " " in stem.text else words).setdefault(stem.text, []).append(meaning)
        self._words, self._phrases = _Patterns(words), _Patterns(phrases)
        # A memo, not state: it holds what a pure function gave for words met before.
        self._cells: dict[str, _Cell | None] = {}

    def scan(self, words: Words, sentences: Sequence[Sentence]) -> list[Hit]:
        """Find the hits of a text, in order of their first word, longest first."""
        found = map(self._known(words.forms).__getitem__, words.forms)
        cells = [(i, cell) for i, cell in enumerate(found) if cell is not None]
        phrases, phrase_things = self._find_phrases(words, sentences)
        things = [(i, cell.things) for i, cell in cells if cell.things] + phrase_things
        company = _Company(things, sentences)
        out, covered = _longest(phrases, company)
        busy = set().union(*covered.values())
        near, append = company.near, out.append
        for i, cell in cells:
            tails: Sequence[_Tail] = cell.tails
            if cell.wants:
                pairs = zip(tails, cell.wants, strict=True)
                tails = [t for t, want in pairs if not want or near(i, i, want, t.after)]
            if i in busy:
                tails = [t for t in tails if i not in covered.get(t.row.kind, ())]
            for t in tails:
                append(_hit(Hit, (i, i, t.row, t.form, t.before, t.after)))
        if busy:
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
            last = bisect_right(starts, end - 1) - 1
            before, after = line[starts[first] : start], line[end : line.find(" ", end)]
            for _, form, proclitic, pronoun, meaning in self._phrases.meanings(
                pattern, before, after
            ):
                if meaning.thing:
                    things.append((first, meaning.thing))
                else:
                    part = _Part(meaning.row, form, proclitic, pronoun, meaning.wants)
                    phrases.append(((first, last), part))
        return phrases, things

    def _known(self, forms: Sequence[str]) -> dict[str, _Cell | None]:
        """Return the memo, with what each of these words may be in it."""
        known = self._cells
        new = set(forms).difference(known)
        if new:
            if len(known) > _MEMO:
                # A new one: another thread may be looking up the old.
                known = self._cells = {}
                new = set(forms)
            known.update(self._take_apart(list(new)))
        return known

    def _take_apart(self, words: Sequence[str]) -> dict[str, _Cell | None]:
        """Take words apart, all in one run of the automaton: each call of it has its price."""
        out: dict[str, _Cell | None] = dict.fromkeys(words)
        starts = list(accumulate((len(word) + 1 for word in words), initial=0))
        readings: dict[int, list[tuple[int, _Meaning, _Part]]] = {}
        for pattern, start, end in self._words.find("|".join(words)):
            at = bisect_right(starts, start) - 1
            word, begin = words[at], starts[at]
            for clitics, form, proclitic, pronoun, meaning in self._words.meanings(
                pattern, word[: start - begin], word[end - begin :]
            ):
                part = _Part(meaning.row, form, proclitic, pronoun, meaning.wants)
                readings.setdefault(at, []).append((clitics, meaning, part))
        for at, found in readings.items():
            out[words[at]] = _cell_of(found)
        return out


def _cell_of(readings: Sequence[tuple[int, _Meaning, _Part]]) -> _Cell | None:
    """Make a cell of a word's readings; of one kind those with the fewest clitics stand."""
    things = reduce(or_, (meaning.thing for _, meaning, _ in readings))
    found = [(clitics, part) for clitics, meaning, part in readings if not meaning.thing]
    found.sort(key=_first)
    fewest: dict[str, int] = {}
    for clitics, part in found:
        if not part.wants:
            fewest.setdefault(part.row.kind, clitics)
    parts: dict[Row, _Part] = {}
    for clitics, part in found:
        if clitics <= fewest.get(part.row.kind, clitics):
            parts[part.row] = _either(parts.get(part.row), part)
    heard = [part for row, part in parts.items() if not row.data.get("mute")]
    if not (heard or things):
        return None
    tails = tuple(_Tail(part.row, part.form, part.before, part.after) for part in heard)
    wants = tuple(part.wants for part in heard)
    return _Cell(tails, wants if any(wants) else (), things)


def _either(held: _Part | None, other: _Part) -> _Part:
    """Choose between a row's two readings of a word; a verb that is a noun too says so."""
    if held is None:
        return other
    alike = held.before == other.before and held.after == other.after
    if alike and {held.form.part, other.form.part} == {"verb", "noun"}:
        verb = held if held.form.part == "verb" else other
        return verb._replace(form=replace(verb.form, noun_too=True))
    return held


_first = itemgetter(0)
_hit = tuple.__new__
"""Makes a :class:`Hit` of a tuple of its fields, at half the cost of calling the class."""


class _Company:
    """The things of a text, to ask which stand near some words."""

    def __init__(self, things: list[tuple[int, int]], sentences: Sequence[Sentence]) -> None:
        self._things = sorted(things)
        self._all = reduce(or_, (bits for _, bits in things), 0)
        self._ends = [0, *(last for _, last in sentences)]

    def near(self, first: int, last: int, wants: int, pronoun: str) -> bool:
        """Whether one of the things asked for stands near words ``first`` to ``last``."""
        if not self._all & wants:
            return False
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
        if not row.data.get("mute"):
            out.append(Hit(*span, row, form, before, after))
    return out, covered


def _begins(stem: Stem) -> int:
    if stem.part == "verb":
        return _VERB
    if stem.part == "fixed" or stem.fused:
        return _FIXED
    return _DEFINITE if stem.article else _NOUN


def _line(words: Words, sentences: Sequence[Sentence]) -> tuple[str, list[int]]:
    """Join words with single spaces, and sentences with a mark that no form holds."""
    parts: list[str] = []
    for first, last in sentences:
        parts += words.forms[first:last]
        parts.append("|")
    starts = list(map(add, accumulate(map(len, parts), initial=0), count()))
    bars = list(accumulate(last - first + 1 for first, last in sentences))
    for bar in reversed(bars):
        del starts[bar - 1]
    return " ".join(parts) + " ", starts
