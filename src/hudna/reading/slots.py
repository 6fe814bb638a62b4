"""The phrases of an article that may fill one role of an event, and what governs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from hudna.reading.document import Document
from hudna.reading.syntax import governor


class Phrase(Protocol):
    """Anything that stands in the text as words ``first`` to ``last``, inclusive."""

    @property
    def first(self) -> int:
        """Index of its first word."""

    @property
    def last(self) -> int:
        """Index of its last word."""


class Slot(NamedTuple):
    """The phrases that may fill one role of an event, in text order.

    Phrases joined in one list (روسيا وتركيا وإيران) are a *chain*: they play their role together.
    """

    chains: Sequence[Sequence[int]]
    """The phrases of each chain, as indexes."""
    starts: Sequence[int]
    """First word of each chain."""
    ends: Sequence[int]
    """Last word of each chain, inclusive."""
    governors: Sequence[str]
    """What governs each chain: see :func:`hudna.reading.syntax.governor`."""


def slot_of(
    doc: Document,
    phrases: Sequence[Phrase],
    *,
    joined: Callable[[int], bool] = lambda _: False,
    kept: Callable[[int], bool] = lambda _: True,
) -> Slot:
    """Arrange phrases in chains.

    ``joined`` says of a phrase, by its index, whether it goes on the list that the one before it is
    in; those that are not ``kept`` fill no role.
    """
    chains: list[list[int]] = []
    for i in filter(kept, range(len(phrases))):
        if chains and joined(i):
            chains[-1].append(i)
        else:
            chains.append([i])
    heads = [phrases[chain[0]] for chain in chains]
    lines = [doc.sentences[doc.sentence_of[head.first]].first for head in heads]
    return Slot(
        chains,
        [head.first for head in heads],
        [phrases[chain[-1]].last for chain in chains],
        [
            governor(doc, head.first, getattr(head, "before", ""), line)
            for head, line in zip(heads, lines, strict=True)
        ],
    )
