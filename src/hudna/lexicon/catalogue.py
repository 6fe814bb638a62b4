"""The catalogue of named participants: each with its code and every wording for it.

Several rows of ``data/actors`` may share a ``name``: one neutral, others for what honours or
insults. Here they are one entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from hudna.lexicon import Row, rows
from hudna.model import Loading
from hudna.text.fold import fold_term


@dataclass(frozen=True, slots=True)
class Alias:
    """One wording for a participant."""

    text: str
    loading: Loading


@dataclass(frozen=True, slots=True)
class Entry:
    """A named participant."""

    name: str
    code: str
    kind: str
    """``group``, ``force``, ``state`` or ``person``."""
    aliases: tuple[Alias, ...]
    earlier: tuple[date, str] | None = None
    """The day up to (not including) which another code held, and that code."""

    def code_on(self, on: date | None) -> str:
        """Return its code on a day; without one, the code that holds last."""
        if on is not None and self.earlier is not None and on < self.earlier[0]:
            return self.earlier[1]
        return self.code


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every named participant by its name, in the order of the files."""
    by_name: dict[str, list[Row]] = {}
    for row in rows("actor"):
        by_name.setdefault(row.data["name"], []).append(row)
    return {name: _entry(name, told) for name, told in by_name.items()}


def _entry(name: str, told: list[Row]) -> Entry:
    first = told[0].data
    wordings = {
        text: row.data.get("loading", "neutral")
        for row in told
        for term in (*row.nouns, *row.fixed)
        for text in term.replace("+", "").split("/")
    }
    earlier = next(
        ((row.data["before"], row.data["before_code"]) for row in told if "before" in row.data),
        None,
    )
    aliases = tuple(Alias(text, loading) for text, loading in wordings.items())
    return Entry(name, first["code"], first["kind"], aliases, earlier)


def find(words: str) -> tuple[Entry, ...]:
    """Find the entries that some words name: by name in any case, or by a wording as it is.

    Where none is named so, those whose English names hold all the words.
    """
    entries = catalogue()
    asked = " ".join(words.split()).casefold()
    exact = [entry for entry in entries.values() if entry.name.casefold() == asked]
    if exact:
        return tuple(exact)
    folded = fold_term(words)
    called = [entries[name] for name in _called().get(folded, ())]
    if called or not asked:
        return tuple(called)
    parts = asked.split()
    return tuple(e for e in entries.values() if all(part in e.name.casefold() for part in parts))


def loading_of(entry: Entry, words: str) -> Loading | None:
    """What a wording thinks of a participant; ``None`` where the catalogue has no such wording."""
    folded = fold_term(words)
    return next((a.loading for a in entry.aliases if fold_term(a.text) == folded), None)


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    """The names of the entries by each of their wordings, folded."""
    out: dict[str, dict[str, None]] = {}
    for entry in catalogue().values():
        for alias in entry.aliases:
            out.setdefault(fold_term(alias.text), {})[entry.name] = None
    return {folded: tuple(names) for folded, names in out.items()}
