"""Who is quoted near an event: the sources that might be those whom the article quotes for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hudna.model import EventType
from hudna.reading.evidence import Evidence, between
from hudna.reading.roles import Told
from hudna.reading.who import code_of

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
    said: Sequence[int]
    """Its attributions near the event, in text order."""
    covering: Sequence[int]
    """Those of them that are quoted for a word that tells the event."""
    main: int
    """The one that speaks for it: the first that is quoted for the event, else the nearest."""
    told: Sequence[int]
    """The words that tell the event for which it is quoted."""

    @property
    def covers(self) -> bool:
        """Whether it is quoted for a word that tells the event."""
        return bool(self.covering)


@dataclass(frozen=True)
class Near:
    """An event, and the sources quoted near it."""

    evidence: Evidence
    stand: Stand
    kind: EventType

    def away(self, index: int) -> int:
        """Sentences between the cue of an attribution and the nearest trigger."""
        return abs(self.ahead(index))

    def ahead(self, index: int) -> int:
        """Sentences from the nearest trigger on to the cue of an attribution."""
        line = self.evidence.doc.sentence_of[self.evidence.attributions[index].cue]
        lines = self.stand.lines
        at = bisect_left(lines, line)
        nearest = min(lines[max(at - 1, 0) : at + 1], key=lambda near: abs(near - line))
        return line - nearest

    def covered(self, index: int) -> Sequence[int]:
        """The words that tell the event for which an attribution is quoted."""
        return [self.stand.words[i] for i in between(self.stand.words, *self._scope(index))]

    def nearest(self, index: int) -> int:
        """The word that tells the event nearest to the cue of an attribution."""
        words, cue = self.stand.words, self.evidence.attributions[index].cue
        at = bisect_left(words, cue)
        return min(words[max(at - 1, 0) : at + 1], key=lambda word: abs(word - cue))

    def _scope(self, index: int) -> tuple[int, int]:
        return self.evidence.attributions[index].scope

    @cached_property
    def attributions(self) -> list[int]:
        """Attributions whose words or cue lie near a trigger: in the next sentence at most."""
        around = self.evidence.said_around(self.stand.lines, before=1, after=1)
        return [i for i in around if self.away(i) <= 1 or self.covered(i)]

    @cached_property
    def sources(self) -> list[Source]:
        """The sources near the event, in the order in which the article names them."""
        by: dict[int, list[int]] = {}
        for index in self.attributions:
            by.setdefault(self.evidence.attributions[index].referent, []).append(index)
        return [self._source(referent, said) for referent, said in sorted(by.items())]

    def _source(self, referent: int, said: Sequence[int]) -> Source:
        words = {index: self.covered(index) for index in said}
        covering = [index for index in said if words[index]]
        cues = self.evidence.attributions
        nearest = min(said, key=lambda i: abs(self.nearest(i) - cues[i].cue))
        told = sorted({word for index in covering for word in words[index]})
        return Source(referent, said, covering, covering[0] if covering else nearest, told)

    @cached_property
    def participants(self) -> list[tuple[int, int, str]]:
        """First word, last word and code of who is named in the event's first sentences."""
        evidence = self.evidence
        out = []
        for line in self.stand.lines[:_LINES]:
            for i in between(evidence.actor_starts, *evidence.doc.sentences[line]):
                phrase = evidence.actors[i]
                out.append((phrase.first, phrase.last, code_of(phrase, evidence.home, False)))
        return out

    @cached_property
    def kin(self) -> list[int]:
        """First words of other triggers that may tell an event of this type."""
        mine = set(self.stand.words)
        alike = self.evidence.alike.get(self.kind, ())
        return [mention.first for mention in alike if mention.first not in mine]
