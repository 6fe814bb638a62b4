"""The passages of a text that show best why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hudna.model import Span
from hudna.store.query import Match
from hudna.text.fold import Folded, fold
from hudna.text.words import Words, split_words

WIDTH = 30
"""Words of a snippet."""
MOST = 2
"""Snippets of a text; a second is shown only for words that the first one lacks."""


@dataclass(frozen=True, slots=True)
class Snippet(Span):
    """A passage of an article, as it stands in its text."""

    matches: tuple[Span, ...] = ()
    """The words in it that were asked for."""


def snippets(
    text: str, folded: Folded, words: Words, found: Sequence[Match]
) -> tuple[Snippet, ...]:
    """Cut the passages that hold most of what was found; the beginning where nothing was."""
    if not words.forms:
        return ()
    out: list[Snippet] = []
    shown: set[int] = set()
    for _ in range(MOST):
        first = _best(found, shown)
        new = {m.word for m in found if first <= m.at < first + WIDTH} - shown
        if out and not new:
            break
        shown |= new
        out.append(_cut(text, folded, words, found, first))
    return tuple(out)


def _best(found: Sequence[Match], shown: set[int]) -> int:
    """Choose the first word of the passage with the most words not yet shown, then the most."""
    best, first = (0, 0), 0
    for i, match in enumerate(found):
        inside = [m.word for m in found[i : i + WIDTH] if m.at < match.at + WIDTH]
        worth = len(set(inside) - shown), len(inside)
        if worth > best:
            best, first = worth, match.at
    return first


def _cut(text: str, folded: Folded, words: Words, found: Sequence[Match], first: int) -> Snippet:
    """Cut a passage whose matches stand in its middle."""
    inside = [m.at for m in found if first <= m.at < first + WIDTH]
    spare = WIDTH - (inside[-1] - first + 1) if inside else WIDTH
    first = max(0, first - spare // 2)
    last = min(len(words.forms), first + WIDTH)
    start, end = folded.original(words.starts[first], words.ends[last - 1])
    marked = dict.fromkeys(m.at for m in found if first <= m.at < last)
    return Snippet(
        text[start:end], start, end, tuple(_span(text, folded, words, i) for i in marked)
    )


def _span(text: str, folded: Folded, words: Words, at: int) -> Span:
    start, end = folded.original(words.starts[at], words.ends[at])
    return Span(text[start:end], start, end)


def prepared(text: str) -> tuple[Folded, Words]:
    """Fold a text and split it into words."""
    folded = fold(text)
    return folded, split_words(folded.text)
