"""Score coded events against gold events.

A predicted event answers a gold event if their triggers overlap, or if both have the same type and
triggers in one sentence; each side is used once, best pairs first, so that a happening coded twice
costs precision. The *event* figures count pairs of the same type. The *record* figure, the
headline, counts every value of every event (type, status, codes, places, time, tolls, sources): an
event that was missed misses all its values, a spurious one claims all of its own wrongly. The
*slot* figures look at one kind of value in the pairs of the same type.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hudna.model import FAMILIES, FAMILY, Article, Event, Family, Span

SLOTS = (
    "type", "status", "actors", "targets", "places", "time", "killed", "injured", "according_to",
)  # fmt: skip
"""The kinds of value a record holds, in the order in which they are reported."""

KINDS = (*SLOTS, "missed", "spurious")
"""The kinds of :class:`Difference`."""

_SENTENCE_END = re.compile(r"[.!?؟…]+(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 of one thing that was counted."""

    gold: int
    """How many there are."""
    said: int
    """How many were predicted."""
    right: int
    """How many of the predicted are right."""

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, from 0 to 1."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, from 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, from 0 to 1."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def as_record(self) -> dict[str, float]:
        """The figure as JSON holds it, rounded to four places."""
        return {
            "p": round(self.precision, 4),
            "r": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "gold": self.gold,
            "said": self.said,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that gold and prediction do not share."""

    article: str
    """The article's id."""
    kind: str
    """A slot's name, ``missed`` (a gold event unanswered) or ``spurious`` (answers none)."""
    gold: str
    said: str
    where: str
    """The words around the trigger, which stands in ``⟦ ⟧``."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Every figure of one evaluation."""

    articles: int
    unread: int
    """Articles of the gold that the prediction does not hold."""
    figures: Mapping[str, Figure]
    """By name: ``record``, ``event``, ``event, family only``, ``event: FAMILY``, ``slot: SLOT``."""
    differences: Sequence[Difference] = field(repr=False)

    def as_record(self) -> dict[str, object]:
        """The figures as JSON holds them."""
        figures = {name: figure.as_record() for name, figure in self.figures.items()}
        return {"articles": self.articles, "unread": self.unread, **figures}


@dataclass(slots=True)
class _Count:
    """A figure being counted."""

    gold: int = 0
    said: int = 0
    right: int = 0

    def add(self, gold: int, said: int, right: int) -> None:
        self.gold += gold
        self.said += said
        self.right += right

    def done(self) -> Figure:
        return Figure(self.gold, self.said, self.right)


@dataclass(slots=True)
class _Tally:
    """All counts of one evaluation, and what went wrong."""

    record: _Count = field(default_factory=_Count)
    event: _Count = field(default_factory=_Count)
    kin: _Count = field(default_factory=_Count)
    families: dict[Family, _Count] = field(default_factory=lambda: {f: _Count() for f in FAMILIES})
    slots: dict[str, _Count] = field(default_factory=lambda: {s: _Count() for s in SLOTS})
    differences: list[Difference] = field(default_factory=list)


def score(
    gold: Iterable[tuple[Article, Sequence[Event]]],
    predicted: Mapping[str, Sequence[Event]],
) -> Scores:
    """Score predicted events, by their article's id, against coded articles."""
    tally = _Tally()
    articles = unread = 0
    for article, theirs in gold:
        articles += 1
        ours = predicted.get(article.id)
        unread += ours is None
        _score_article(article, theirs, ours or (), tally)
    figures = {
        "record": tally.record.done(),
        "event": tally.event.done(),
        "event, family only": tally.kin.done(),
        **{f"event: {family}": count.done() for family, count in tally.families.items()},
        **{f"slot: {slot}": c.done() for slot, c in tally.slots.items() if slot != "type"},
    }
    return Scores(articles, unread, figures, tally.differences)


def answers(article: Article, gold: Sequence[Event], said: Sequence[Event]) -> list[bool]:
    """Whether each predicted event of an article answers a coded one of the same type."""
    right = {
        j for i, j in _pair(gold, said, _sentences(article.text)) if gold[i].type == said[j].type
    }
    return [j in right for j in range(len(said))]


def _score_article(
    article: Article, theirs: Sequence[Event], ours: Sequence[Event], tally: _Tally
) -> None:
    pairs = _pair(theirs, ours, _sentences(article.text))

    def note(kind: str, event: Event, gold: str, said: str) -> None:
        where = _around(article.text, event.triggers[0])
        tally.differences.append(Difference(article.id, kind, gold, said, where))

    for i, j in pairs:
        gold, said = theirs[i], ours[j]
        same = gold.type == said.type
        tally.event.right += same
        tally.kin.right += FAMILY[gold.type] == FAMILY[said.type]
        tally.families[FAMILY[gold.type]].right += same
        for slot in SLOTS:
            want, have = _values(gold, slot), _values(said, slot)
            right = _agreeing(want, have)
            counts = (len(want), len(have), right)
            tally.record.add(*counts)
            if same:
                tally.slots[slot].add(*counts)
            if right < max(len(want), len(have)):
                note(slot, gold, _show(want), _show(have))
    answered, answering = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, event in enumerate(theirs):
        tally.families[FAMILY[event.type]].gold += 1
        if i not in answered:
            tally.record.gold += sum(len(_values(event, slot)) for slot in SLOTS)
            note("missed", event, event.type, "")
    for j, event in enumerate(ours):
        tally.families[FAMILY[event.type]].said += 1
        if j not in answering:
            tally.record.said += sum(len(_values(event, slot)) for slot in SLOTS)
            note("spurious", event, "", event.type)
    tally.event.add(len(theirs), len(ours), 0)
    tally.kin.add(len(theirs), len(ours), 0)


def _sentences(text: str) -> Callable[[int], int]:
    """Return a function from an offset to the number of its sentence."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    return lambda at: bisect_right(ends, at)


def _pair(
    gold: Sequence[Event], said: Sequence[Event], sentence: Callable[[int], int]
) -> list[tuple[int, int]]:
    """Match events one to one as ``(gold, said)`` indexes, the best pairs first.

    A shared type weighs most, then overlapping triggers, then a shared family, then shared spans;
    of equals the earliest in the lists wins.
    """
    ranked: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        lines = {sentence(s.start) for s in g.triggers}
        for j, p in enumerate(said):
            same = g.type == p.type
            touch = _touches(g.triggers, p.triggers)
            if touch or (same and any(sentence(s.start) in lines for s in p.triggers)):
                kin = FAMILY[g.type] == FAMILY[p.type]
                ranked.append((4 * same + 2 * touch + kin + _shared(g, p), -i, -j))
    ranked.sort(reverse=True)
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    given: set[int] = set()
    for _, i, j in ranked:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((-i, -j))
    return pairs


def _touches(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in some for b in others)


def _shared(gold: Event, said: Event) -> float:
    """How much else two events share, below one: to break ties between pairs."""
    spans = (
        _touches((a,), theirs)
        for ours, theirs in (
            (gold.places, said.places),
            (gold.actors, said.actors),
            (gold.targets, said.targets),
        )
        for a in ours
    )
    return min(sum(spans), 9) / 10


def _values(event: Event, slot: str) -> Sequence[Hashable]:
    """The values of one slot that a record claims; an inferred time claims none."""
    match slot:
        case "type":
            return (event.type,)
        case "status":
            return (event.status,)
        case "actors":
            return [a.code for a in event.actors]
        case "targets":
            return [a.code for a in event.targets]
        case "places":
            return event.places
        case "according_to":
            return event.according_to
        case "time":
            time = event.time
            return [(time.start, time.end)] if time and not time.inferred else ()
        case "killed" | "injured":
            toll = event.casualties
            bounds = toll.killed if slot == "killed" else toll.injured
            return [(bounds.low, bounds.high)] if bounds else ()
    raise ValueError(slot)


def _agreeing(want: Sequence[Hashable], have: Sequence[Hashable]) -> int:
    """How many values agree, each used once: spans by overlap, all else by equality."""
    spans = [v for v in have if isinstance(v, Span)]
    if not spans:
        return (Counter(want) & Counter(have)).total()
    right = 0
    for value in want:
        match = next((s for s in spans if isinstance(value, Span) and value.overlaps(s)), None)
        if match is not None:
            spans.remove(match)
            right += 1
    return right


def _show(values: Iterable[Hashable]) -> str:
    return " | ".join(_words(value) for value in values)


def _words(value: Hashable) -> str:
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        low, high = value
        return str(low) if low == high else f"{low} to {'?' if high is None else high}"
    return str(value)


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 80]
    return f"{before}⟦{span.text}⟧{after}".replace("\n", " ")


def lines_of(scores: Scores) -> Iterator[str]:
    """The figures as a table of text, a line each."""
    yield f"{scores.articles} articles, {scores.unread} not read"
    for name, figure in scores.figures.items():
        v = figure.as_record()
        yield (
            f"{name:<24} F1 {v['f1']:.3f}  precision {v['p']:.3f}  recall {v['r']:.3f}"
            f"  gold {figure.gold:>5}  said {figure.said:>5}"
        )
