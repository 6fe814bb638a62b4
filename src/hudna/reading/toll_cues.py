"""The small words around a toll's people, as data (``toll_cues.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from hudna.text.fold import fold_term

_LEANING = {"meeting": ("", "و", "ف", "ل"), "rises": ("", "و", "ف", "ل", "ب", "ال")}


@dataclass(frozen=True, slots=True)
class Cues:
    """Sets of folded words; what each is for stands in the data file."""

    fillers: frozenset[str]
    tried: frozenset[str]
    not_names: frozenset[str]
    meeting: frozenset[str]
    openers: frozenset[str]
    cuts: frozenset[str]
    oblique: frozenset[str]
    causes: frozenset[str]
    wounds: frozenset[str]
    measured: frozenset[str]
    raising: frozenset[str]
    between: frozenset[str]
    counts: frozenset[str]
    reaching: frozenset[str]
    rises: frozenset[str]
    without: frozenset[str]
    negation: frozenset[str]
    happen: frozenset[str]
    periods: frozenset[str]
    short: frozenset[str]
    spans: frozenset[str]
    totals: frozenset[str]
    subset: frozenset[str]
    others: frozenset[str]
    other: frozenset[str]
    one_of: frozenset[str]
    several: frozenset[str]
    kinds: frozenset[str]
    breaks: frozenset[str]
    prepositions: frozenset[str]
    names_in_waw: frozenset[str]
    reports: frozenset[str]
    aftermath: frozenset[str]
    among: frozenset[str]
    records: frozenset[str]
    remnants: frozenset[str]


@cache
def cues() -> Cues:
    """Return the words; read at the first call."""
    data = tomli.loads((files("hudna.reading") / "toll_cues.toml").read_text("utf-8"))
    return Cues(
        **{
            key: frozenset(
                lead + fold_term(word) for word in words for lead in _LEANING.get(key, ("",))
            )
            for key, words in data.items()
        }
    )
