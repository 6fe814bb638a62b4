"""How an event was read: the derivation of each event of an article, step by step.

The steps are those of :mod:`hudna.reading.reader`; each says what was decided, how probable it was,
and what spoke for it most, as the names of features with their weights
(:mod:`hudna.reading.linear`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from hudna.crosswalk import NOT_IN_ACLED, codes_of, conditions_of
from hudna.model import Actor, Article, Event, Span
from hudna.reading import settle
from hudna.reading.compose import Group, compose, trigger_span
from hudna.reading.document import prepare
from hudna.reading.evidence import Evidence, gather
from hudna.reading.features_same import held, pair_features
from hudna.reading.features_trigger import event_features
from hudna.reading.features_type import type_features
from hudna.reading.glance import promising
from hudna.reading.linear import Models, shipped_models
from hudna.reading.placing import put_on_map
from hudna.reading.reader import SAME_FLOOR, credible
from hudna.reading.roles import Told, candidates
from hudna.reading.same import group, kin
from hudna.reading.settle import Rivals
from hudna.reading.settle_keep import keep_features
from hudna.reading.what import find_mentions
from hudna.reading.when import TimePhrase
from hudna.reading.where import PlacePhrase


@dataclass(frozen=True, slots=True)
class Step:
    """One decision about an event."""

    slot: str
    """What it decided: ``trigger``, ``type``, ``status``, ``actors``, ``targets`` …"""
    value: str
    """What was chosen, as the article words it or the codebook calls it."""
    probability: float | None
    """How probable it was, from 0 to 1; ``None`` where a rule decided."""
    rule: str
    """Which words of the lexicon or which part of the grammar proposed it."""
    because: tuple[str, ...]
    """What spoke for it most, heaviest first: features with their weights."""


Derived = tuple[Event, tuple[Step, ...]]
"""An event, and the steps that led to it."""


def explain(article: Article) -> list[Derived]:
    """Read an article, and tell of each event how it came about.

    The events are exactly those of :func:`hudna.reading.reader.read`.
    """
    known = shipped_models()
    doc = prepare(article)
    mentions = find_mentions(doc)
    worth = promising(known, doc, mentions)
    if not worth:
        return []
    evidence = gather(doc, mentions)
    groups = group(known, evidence, credible(known, evidence, worth), SAME_FLOOR)
    rivals = Rivals(groups)
    out: list[Derived] = []
    for index, members in enumerate(groups):
        event = compose(known, evidence, Group(members, rivals, index))
        if event is not None:
            out.append((event, tuple(_steps(known, evidence, members, event))))
    placed = put_on_map(evidence, tuple(event for event, _ in out))
    return [(event, steps) for event, (_, steps) in zip(placed, out, strict=True)]


def _steps(
    known: Models, evidence: Evidence, members: Sequence[Told], event: Event
) -> Iterator[Step]:
    for member in sorted(members, key=lambda m: -m.probability):
        row = member.mention.hit.row
        yield Step(
            "trigger",
            trigger_span(evidence, member).text,
            member.probability,
            f"{row.kind} {row.name}",
            tuple(known["event"].heaviest(event_features(evidence, member.mention), "yes")),
        )
    yield from _joined(known, evidence, members)
    best = max(members, key=lambda m: m.probability)
    seen = type_features(evidence, best.mention, event.type)
    chance = dict(best.types).get(event.type)
    yield Step("type", event.type, chance, "", tuple(known["type"].heaviest(seen, "yes")))
    state = known["state"]
    odds = state.probabilities(settle.state_features(members, event.type))
    yield Step(
        "status",
        event.status,
        odds[state.labels.index(event.status)],
        "",
        tuple(state.heaviest(settle.state_features(members, event.type), event.status)),
    )
    for slot, label, cast in (
        ("actors", "actor", event.actors),
        ("targets", "target", event.targets),
    ):
        for actor in cast:
            yield _role(known, evidence, members, event, slot, label, actor)
    for place in event.places:
        yield _proposed(evidence.places, members, "places", place)
    if event.time is not None and event.time.span is not None:
        yield _proposed(evidence.times, members, "times", event.time.span)
    for source in event.according_to:
        said = next(a for a in evidence.attributions if a.span == source)
        yield Step("source", source.text, None, said.mode, ())
    for chain in event.chains:
        rule = " → ".join(link.cue.text if link.cue else link.mode for link in chain)
        yield Step("chain", " → ".join(link.name for link in chain), None, rule, ())
    if event.mode is not None:
        yield Step("mode", event.mode, None, "", ())
    yield from _codes(event)
    keep = keep_features(evidence, members, event.type)
    yield Step(
        "event", event.type, event.confidence, "", tuple(known["keep"].heaviest(keep, "yes"))
    )


def _joined(known: Models, evidence: Evidence, members: Sequence[Told]) -> Iterator[Step]:
    """Tell of each further trigger with which earlier one it most probably tells the same."""
    model = known["same"]
    holds = [held(evidence, member) for member in members]
    for k, later in enumerate(members[1:], 1):
        pairs = [
            (model.probabilities(seen)[1], members[j], seen)
            for j in range(k)
            if kin(members[j], later)
            for seen in [pair_features(evidence, members[j], later, holds[j], holds[k])]
        ]
        if pairs:
            chance, earlier, seen = max(pairs, key=itemgetter(0))
            words = [trigger_span(evidence, member).text for member in (earlier, later)]
            yield Step("same", " = ".join(words), chance, "", tuple(model.heaviest(seen, "yes")))


def _codes(event: Event) -> Iterator[Step]:
    """Tell what ACLED and PLOVER call the event, and on what that hangs."""
    codes = codes_of(event)
    rule = ", ".join((f"type {event.type}", *conditions_of(event)))
    for slot, parts in (
        ("acled", (codes.acled_type, codes.acled_sub_type)),
        ("plover", (codes.plover_type, codes.plover_mode)),
    ):
        called = " · ".join(part for part in parts if part)
        left_out = slot == "acled" and event.status in NOT_IN_ACLED
        told = f"status {event.status}, which ACLED does not code" if left_out else rule
        yield Step(slot, called or "none", None, told, ())


def _role(
    known: Models,
    evidence: Evidence,
    members: Sequence[Told],
    event: Event,
    slot: str,
    label: str,
    actor: Actor,
) -> Step:
    """Tell from which trigger a participant was tied most strongly, and why."""
    index = next(i for i, phrase in enumerate(evidence.actors) if phrase.span.start == actor.start)
    find = partial(candidates, evidence, what="actors", kind=event.type)
    model = known["actors"]
    at = model.labels.index(label)
    odds = 0.0
    because: tuple[str, ...] = ()
    for member in members:
        for candidate in find(mention=member.mention):
            if index in candidate.phrases:
                p = model.probabilities(candidate.views)[at]
                if p >= odds:
                    odds, because = p, tuple(model.heaviest(candidate.views, label))
    return Step(slot, f"{actor.text} {actor.code}", odds, evidence.actors[index].rule, because)


def _proposed(
    phrases: Sequence[PlacePhrase] | Sequence[TimePhrase],
    members: Sequence[Told],
    slot: str,
    span: Span,
) -> Step:
    """Tell how strongly the triggers claimed a place or a time, and what found it."""
    index = [phrase.span.start for phrase in phrases].index(span.start)
    phrase = phrases[index]
    claims = [p for m in members for i, p in getattr(m, slot) if i == index]
    rule = phrase.rule if isinstance(phrase, TimePhrase) else phrase.kind
    return Step(slot[:-1], span.text, max(claims, default=None), str(rule), ())
