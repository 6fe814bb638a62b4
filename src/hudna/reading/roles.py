"""Roles: which participants, places, times and tolls belong to a trigger.

For each question the candidates are the phrases of the trigger's sentence, and for participants and
times those of the sentence before, from which subjects and dates are carried over. A model weighs
each candidate; what passes its threshold is kept with its probability.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from hudna.model import EventType, Status
from hudna.reading.evidence import Evidence, between
from hudna.reading.features_actor import actor_features
from hudna.reading.features_place import place_features
from hudna.reading.features_time import time_features
from hudna.reading.features_toll import toll_features
from hudna.reading.features_trigger import event_features, status_features
from hudna.reading.features_type import type_features
from hudna.reading.linear import Model, Models, View
from hudna.reading.what import Mention

VIOLENT_CONTROL = frozenset(
    ("deployment", "withdrawal", "mine-laying", "demining", "territorial-change")
)
"""Types outside the violence family in which a state acts through its army: codebook 2.3."""


class Link(NamedTuple):
    """A phrase and how probable it is that it plays a role for a trigger."""

    phrase: int
    probability: float


class Candidate(NamedTuple):
    """Phrases of one list that may play a role, with what is seen of them."""

    phrases: Sequence[int]
    views: list[View]
    foils: bool = False
    """Whether they foil what the trigger tells: they are whom it was aimed at, not who did it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger with its type and everything that is tied to it."""

    mention: Mention
    types: tuple[tuple[EventType, float], ...]
    """The types that it may tell, the most probable first; their probabilities sum to one."""
    probability: float
    """How probable it is that the trigger tells an event at all."""
    actors: tuple[Link, ...]
    targets: tuple[Link, ...]
    places: tuple[Link, ...]
    within: tuple[Link, ...]
    times: tuple[Link, ...]
    tolls: tuple[Link, ...]
    statuses: tuple[tuple[Status, float], ...]

    @property
    def type(self) -> EventType:
        """The most probable type."""
        return self.types[0][0]

    @property
    def status(self) -> Status:
        """The most probable status."""
        return max(self.statuses, key=lambda s: s[1])[0]


LINK_FLOOR = 0.08
"""A phrase is kept as a candidate for a role from this probability on."""

_REACH = {"actors": (-1,), "places": (-1,), "times": (-1, 1), "tolls": (1, -1)}
"""Sentences, counted from the trigger's own, in which further candidates are sought."""
_NEAREST = 3
"""Phrases on each side of a trigger, and in each further sentence, that are considered."""
_LEAD = 2
"""The headline and the first sentence: a date told there may hold for all that follows."""


_SEE: Mapping[str, Callable[[Evidence, Mention, int, int, str, str], list[View]]] = {
    "actors": actor_features,
    "places": place_features,
    "times": time_features,
    "tolls": toll_features,
}


def candidates(evidence: Evidence, mention: Mention, what: str, kind: str) -> Iterator[Candidate]:
    """List the phrases that may play a role for a trigger, those of its own sentence first."""
    slot = evidence.slots[what]
    chains, governors = slot.chains, slot.governors
    features = _SEE[what]
    sentence = mention.sentence
    sentences = evidence.doc.sentences
    own = between(slot.starts, *sentences[sentence])
    split = bisect_right(slot.starts, mention.last, own.start, own.stop)
    for i in own[max(0, split - own.start - _NEAREST) : split - own.start + _NEAREST]:
        rank = split - 1 - i if i < split else i - split
        foils = what == "actors" and _foils(evidence, mention, slot.starts[i])
        yield Candidate(chains[i], features(evidence, mention, i, rank, governors[i], kind), foils)
    further = [sentence + step for step in _REACH[what]]
    if what == "times":
        further += [line for line in range(_LEAD) if line not in further and line != sentence]
    for line in further:
        if 0 <= line < len(sentences):
            found = between(slot.starts, *sentences[line])[:_NEAREST]
            for i in found:
                rank = i - found.start
                yield Candidate(chains[i], features(evidence, mention, i, rank, governors[i], kind))


def _foils(evidence: Evidence, mention: Mention, first: int) -> bool:
    """Whether a participant is the subject of a verb that foils what comes after it."""
    cue = evidence.cue_at.get(first - 1)
    return cue is not None and cue.foils and mention.first > first


def weigh(
    model: Model, found: Iterator[Candidate], floor: float
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Weigh candidates for a role and its twin (actor/target, place/within)."""
    first: list[Link] = []
    second: list[Link] = []
    for candidate in found:
        p = model.probabilities(candidate.views)
        if candidate.foils:
            p = [p[0], min(p[1:]), max(p[1:])]
        if p[1] >= floor:
            first += [Link(phrase, p[1]) for phrase in candidate.phrases]
        if len(p) > 2 and p[2] >= floor:
            second += [Link(phrase, p[2]) for phrase in candidate.phrases]
    return tuple(first), tuple(second)


def judge(known: Models, evidence: Evidence, mention: Mention) -> float:
    """Return how probable it is that a trigger tells an event."""
    return known["event"].probabilities(event_features(evidence, mention))[1]


def types_of(
    known: Models, evidence: Evidence, mention: Mention
) -> tuple[tuple[EventType, float], ...]:
    """Weigh the types that a trigger may tell against each other, the most probable first."""
    kinds = mention.types()
    if len(kinds) == 1:
        return ((kinds[0], 1.0),)
    model = known["type"]
    odds = []
    for kind in kinds:
        p = model.probabilities(type_features(evidence, mention, kind))[1]
        odds.append(p / max(1 - p, 1e-6))
    whole = sum(odds)
    ranked = sorted(zip(kinds, odds, strict=True), key=lambda pair: -pair[1])
    return tuple((kind, odd / whole) for kind, odd in ranked)


def tie(known: Models, evidence: Evidence, mention: Mention, probability: float) -> Told:
    """Tie a trigger to everything of its surroundings that belongs to it."""
    types = types_of(known, evidence, mention)
    kind = types[0][0]
    find = partial(candidates, evidence, mention, kind=kind)
    actors, targets = weigh(known["actors"], find(what="actors"), LINK_FLOOR)
    places, within = weigh(known["places"], find(what="places"), LINK_FLOOR)
    times, _ = weigh(known["times"], find(what="times"), LINK_FLOOR)
    tolls, _ = weigh(known["tolls"], find(what="tolls"), LINK_FLOOR)
    status = known["status"]
    odds = status.probabilities(status_features(evidence, mention, kind))
    return Told(
        mention=mention,
        types=types,
        probability=probability,
        actors=actors,
        targets=targets,
        places=places,
        within=within,
        times=times,
        tolls=tolls,
        statuses=tuple(zip(status.labels, odds, strict=True)),  # type: ignore[arg-type]
    )
