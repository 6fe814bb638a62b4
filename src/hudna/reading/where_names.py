"""Which words of a text are names that the gazetteer knows, clitics and article allowed for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from hudna.gazetteer import Index
from hudna.gazetteer.countries import iso3_codes, seat_ids
from hudna.gazetteer.names import HEADS, join_keys, word_key
from hudna.text.words import Words

_MAX_WORDS = 4
_CACHE_LIMIT = 100_000
KNOWN = 4
"""Prominence of a name that is read as a place wherever it stands."""
LEADS, SIDE, HEAD = 1, 2, 4
"""A word that may be a name, a word of a side (الشمال), a word that only begins names."""
SIDE_WORD = re.compile(r"^و?(?:ب|ل|في)?ال(?:شمال|جنوب|شرق|غرب|ساحل|ريف|محور|شريط|مدخل|شطر|طرف)$")
BORDER_WORD = re.compile(r"^(?:و|ب|ل|وب)?الحدود$")
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")


class Start(Struct, frozen=True, gc=False):
    """One way to read a word as the first of a name.

    Not a tuple: thousands are remembered, and the collector of cycles would walk each of them.
    """

    skip: int
    """Letters of clitics before the name."""
    before: str
    """The clitics; ``لل`` stands for ل and the article, whose ل is written once."""
    key: str
    exact: bool
    """Whether the name's ال is as the gazetteer has it."""
    common: bool
    """Whether the word, without clitics, is one that news uses for other things."""


class Name(NamedTuple):
    """A known name found in the text."""

    first: int
    last: int
    skip: int
    before: str
    number: int
    """Number of its key in the index."""
    prominence: int
    common: bool
    exact: bool


class NameFinder:
    """Looks names up; holds a bounded memory of words, so one instance serves a whole process."""

    def __init__(self, index: Index, common: frozenset[str]) -> None:
        self.index = index
        self.common = common
        self.iso3 = iso3_codes()
        self.capitals = seat_ids(index)
        self._starts: dict[str, tuple[Start, ...]] = {}
        self._flags: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._pairs: dict[tuple[str, str], bool] = {}

    def starts(self, form: str) -> tuple[Start, ...]:
        """Ways to read a folded word as the start of a name, the least stripped first."""
        found = self._starts.get(form)
        if found is None:
            if len(self._starts) > _CACHE_LIMIT:
                self._starts.clear()
            found = self._starts[form] = self._read(form)
        return found

    def flags(self, forms: Sequence[str]) -> dict[int, int]:
        """Mark the words that may begin a place without a noun: ``LEADS``, ``SIDE``, ``HEAD``."""
        known = self._flags
        if len(known) > _CACHE_LIMIT:
            known.clear()
        out: dict[int, int] = {}
        for i, flag in enumerate(map(known.get, forms)):
            if flag is None:
                flag = known[forms[i]] = self._judge(forms[i])
            if flag and (flag != HEAD or self._goes_on(forms, i)):
                out[i] = flag
        return out

    def _goes_on(self, forms: Sequence[str], i: int) -> bool:
        """Whether a word that is no name by itself begins one with the word after it."""
        if i + 1 >= len(forms):
            return False
        pair = forms[i], forms[i + 1]
        known = self._pairs.get(pair)
        if known is None:
            if len(self._pairs) > _CACHE_LIMIT:
                self._pairs.clear()
            following = self._key(pair[1])
            keys, heads = self.index.keys, self.index.heads
            joined = (start.key + following for start in self.starts(pair[0]))
            known = self._pairs[pair] = any(key in keys or key in heads for key in joined)
        return known

    def _key(self, form: str) -> str:
        """Return the key of a word, remembered."""
        found = self._keys.get(form)
        if found is None:
            if len(self._keys) > _CACHE_LIMIT:
                self._keys.clear()
            found = self._keys[form] = word_key(form)
        return found

    def _judge(self, form: str) -> int:
        side = SIDE_WORD.match(form) or BORDER_WORD.match(form)
        starts = self.starts(form)
        lead = LEADS if any(map(self._bold, starts)) else HEAD if starts else 0
        return lead | (SIDE if side else 0)

    def _bold(self, start: Start) -> bool:
        """Whether a word is a name by itself that needs no cue."""
        if not start.common and start.key in self.index.keys:
            return True
        number = self.index.keys.get(start.key)
        return start.exact and number is not None and self.index.prominence[number] >= KNOWN

    def _read(self, form: str) -> tuple[Start, ...]:
        if len(form) < 2 or form[0].isdigit():
            return ()
        whole = form in self.common
        out = [start for start in (self._start(form, 0, "", whole),) if start]
        if whole and len(form) < 6:
            return tuple(out)
        for clitic in _CLITICS:
            if not form.startswith(clitic) or len(form) - len(clitic) < 2:
                continue
            rest = form[len(clitic) :]
            if clitic[-1] == "ل" and rest.startswith("ل") and len(rest) > 3:
                start = self._start("ال" + rest[1:], len(clitic) + 1, clitic + "ل", whole)
            elif len(rest) >= 3 or rest in self.index.heads:
                start = self._start(rest, len(clitic), clitic, whole)
            else:
                continue
            if start:
                out.append(start)
        return tuple(out)

    def _start(self, name: str, skip: int, before: str, whole: bool) -> Start | None:
        key = join_keys(word_key(name))
        number = self.index.keys.get(key)
        if number is None and key not in self.index.heads and key not in HEADS:
            return None
        bits = self.index.definite[number] if number is not None else 0
        exact = bool(bits & (2 if name.startswith("ال") else 1))
        return Start(skip, before, key, exact, whole or name in self.common)

    def at(self, words: Words, i: int, stop: int) -> Name | None:
        """Return the longest known name that begins at word ``i`` and ends before ``stop``."""
        starts = self.starts(words.forms[i])
        if not starts:
            return None
        best: Name | None = None
        for start in starts:
            name = self._longest(words.forms, words.gaps, i, stop, start)
            if name is not None and (best is None or _better(name, best)):
                best = name
        return best

    def _longest(
        self, forms: Sequence[str], gaps: Sequence[str], i: int, stop: int, start: Start
    ) -> Name | None:
        index = self.index
        keys = index.keys
        key = start.key
        found = keys.get(key)
        last, common, exact = i, start.common, start.exact
        heads = index.heads
        if key in heads or key in HEADS:
            every = start.common
            for j in range(i + 1, min(i + _MAX_WORDS, stop)):
                if gaps[j] != " ":
                    break
                form = forms[j]
                every = every and form in self.common
                key += self._key(form)
                number = keys.get(key)
                if number is not None:
                    found, last, common, exact = number, j, every, True
                if key not in heads:
                    break
        if found is None:
            return None
        prominence = index.prominence[found]
        common = common and not (exact and prominence >= KNOWN)
        return Name(i, last, start.skip, start.before, found, prominence, common, exact)


def _better(name: Name, best: Name) -> bool:
    """Whether a reading with more clitics stripped beats the one before it."""
    if name.last != best.last:
        return name.last > best.last
    if best.exact != name.exact:
        return name.exact
    return name.prominence > best.prominence + 1
