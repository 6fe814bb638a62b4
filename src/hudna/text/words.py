"""Words and sentences of a folded text.

A word is a run of letters or a run of digits; a sentence ends at ``. ! ? ؟ …`` before white space
or at a line's end, which is how the codebook's scorer counts sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

PAST_DIGITS = ":"
"""What follows ``9`` among characters: words of digits sort before it, all others after."""
_WORD = re.compile(r"([^\W\d_]+|[0-9]+)")
_END = re.compile(r"[.!?؟…]+(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a folded text, as parallel columns."""

    forms: Sequence[str]
    """Each word as folded."""
    gaps: Sequence[str]
    """What is not a word: ``gaps[i]`` stands before word ``i``, ``gaps[i + 1]`` after it."""
    starts: Sequence[int]
    """Offset of each word in the folded text."""
    ends: Sequence[int]
    """Offset just after each word in the folded text."""

    def __len__(self) -> int:
        """Count the words."""
        return len(self.forms)


class Sentence(NamedTuple):
    """A run of words between two sentence ends; ``first``/``last`` index words, last exclusive."""

    first: int
    last: int


def split_words(text: str) -> Words:
    """Split a folded text into words; linear, in C."""
    pieces = _WORD.split(text)
    edges = list(accumulate(map(len, pieces)))
    return Words(pieces[1::2], pieces[::2], edges[:-1:2], edges[1::2])


LONGEST = 200
"""Words after which a sentence is cut that the text does not end: more than any of 48,000 sentences
of news, and short enough for what weighs the words of a sentence against each other."""


def split_sentences(words: Words) -> list[Sentence]:
    """Group words into sentences; sentences without a word are left out."""
    out: list[Sentence] = []
    first = 0
    for i, gap in enumerate(words.gaps):
        if gap != " " and i > first and _END.search(gap):
            out.append(Sentence(first, i))
            first = i
    if first < len(words):
        out.append(Sentence(first, len(words)))
    if any(last - first > LONGEST for first, last in out):
        return [
            Sentence(at, min(at + LONGEST, last))
            for first, last in out
            for at in range(first, last, LONGEST)
        ]
    return out
