"""Who is quoted near an event: the sources that might be those whom the article quotes for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from hudna.model import EventType
from hudna.reading.evidence import Evidence, between
from hudna.reading.roles import Told

_first = attrgetter("first")
_LINES = 4
"""Sentences of an event in which a source is sought among its participants."""


class Stand(NamedTuple):
    """Where the triggers of an event stand in the article."""

    words: list[int]
    """Their first words, in order."""
    lines: list[int]
    """Their sentences, in order, each once."""
    first: int
    """First word of the trigger told first."""
    best: int
    """First word of the most credible one."""


def stand_of(members: Sequence[Told]) -> Stand:
    """See where the triggers of an event stand."""
    best = max(members, key=lambda m: m.probability)
    return Stand(
        sorted(m.mention.first for m in members),
        sorted({m.mention.sentence for m in members}),
        members[0].mention.first,
        best.mention.first,
    )


class Source(NamedTuple):
    """One source, and where it is quoted near an event; attributions are given by their index."""

    referent: int
    """The first attribution to it in the article."""
    rank: int
    """How many sources near the event the article names before it."""
    said: Sequence[int]
    """Its attributions near the event, in text order."""
    covering: Sequence[int]
    """Those of them that are quoted for a word that tells the event."""
    main: int
    """The one that speaks for it: the first that is quoted for the event, else the nearest."""


@dataclass(frozen=True)
class Near:
    """An event, and the sources quoted near it."""

    evidence: Evidence
    stand: Stand
    kind: EventType

    def ahead(self, index: int) -> int:
        """Sentences from the nearest trigger on to the cue of an attribution."""
        line = self.evidence.doc.sentence_of[self.evidence.attributions[index].cue]
        lines = self.stand.lines
        at = bisect_left(lines, line)
        nearest = min(lines[max(at - 1, 0) : at + 1], key=lambda near: abs(near - line))
        return line - nearest

    def told(self, said: Iterable[int]) -> int:
        """How many of the words that tell the event some attributions are quoted for."""
        count = done = 0
        for first, last in sorted(self.evidence.attributions[i].scope for i in said):
            count += len(between(self.stand.words, max(first, done), last))
            done = max(done, last)
        return count

    def tells(self, said: Iterable[int], word: int) -> bool:
        """Whether some attributions are quoted for a word."""
        scopes = (self.evidence.attributions[i].scope for i in said)
        return any(first <= word < last for first, last in scopes)

    def nearest(self, index: int) -> int:
        """The word that tells the event nearest to the cue of an attribution."""
        words, cue = self.stand.words, self.evidence.attributions[index].cue
        at = bisect_left(words, cue)
        return min(words[max(at - 1, 0) : at + 1], key=lambda word: abs(word - cue))

    @cached_property
    def attributions(self) -> list[int]:
        """Attributions whose words or cue lie near a trigger: in the next sentence at most."""
        around = self.evidence.said_around(self.stand.lines, before=1, after=1)
        return [i for i in around if abs(self.ahead(i)) <= 1 or self.told((i,))]

    @cached_property
    def cues(self) -> list[tuple[int, int]]:
        """The cues near the event, in text order, each with the source whom it quotes."""
        said = self.evidence.attributions
        return sorted((said[i].cue, said[i].referent) for i in self.attributions)

    @cached_property
    def sources(self) -> list[Source]:
        """The sources near the event, in the order in which the article names them."""
        by: dict[int, list[int]] = {}
        for index in self.attributions:
            by.setdefault(self.evidence.attributions[index].referent, []).append(index)
        return [self._source(rank, *named) for rank, named in enumerate(sorted(by.items()))]

    def _source(self, rank: int, referent: int, said: Sequence[int]) -> Source:
        covering = [index for index in said if self.told((index,))]
        cues = self.evidence.attributions
        nearest = min(said, key=lambda i: abs(self.nearest(i) - cues[i].cue))
        return Source(referent, rank, said, covering, covering[0] if covering else nearest)

    @cached_property
    def covering(self) -> int:
        """How many of the sources are quoted for the event."""
        return sum(bool(source.covering) for source in self.sources)

    def takes_part(self, code: str, first: int, last: int) -> bool:
        """Whether another phrase than words ``first`` to ``last`` names a code beside the event."""
        for line in self.stand.lines[:_LINES]:
            ends, begins = self.evidence.code_reach[line].get(code, (first, last))
            if ends < first or begins > last:
                return True
        return False

    def kin(self, said: Sequence[int], most: int) -> int:
        """How many other triggers of this type some attributions are quoted for, up to ``most``."""
        alike = self.evidence.alike.get(self.kind, ())
        mine = set(self.stand.words)
        found: set[int] = set()
        for index in said:
            first, last = self.evidence.attributions[index].scope
            for at in range(bisect_left(alike, first, key=_first), len(alike)):
                if alike[at].first >= last or len(found) >= most:
                    break
                if alike[at].first not in mine:
                    found.add(at)
        return len(found)
