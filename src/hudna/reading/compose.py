"""Writing a group of triggers down as one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from hudna.model import Actor, Bounds, Casualties, Event, EventType, Span, Status, Time
from hudna.reading.evidence import Evidence
from hudna.reading.linear import Models
from hudna.reading.roles import VIOLENT_CONTROL, Link, Told
from hudna.reading.says import sources_for
from hudna.reading.what import FAMILY
from hudna.reading.who import code_of

ROLE_FLOOR = 0.5
"""A participant or place is written down from this probability on."""
TIME_FLOOR = 0.45
TOLL_FLOOR = 0.45
EVENT_FLOOR = 0.5


def compose(known: Models, evidence: Evidence, members: Sequence[Told]) -> Event | None:
    """Write one event, or ``None`` where the group as a whole is not credible enough."""
    kind = type_of(members)
    best = max(member.probability for member in members)
    if best < EVENT_FLOOR:
        return None
    ordered = sorted(members, key=lambda m: -m.probability)
    triggers = [span_of(evidence, member) for member in ordered]
    violent = FAMILY[kind] == "violence" or kind in VIOLENT_CONTROL
    actors = participants(evidence, (m.actors for m in members), violent)
    taken = {(a.start, a.end) for a in actors}
    targets = [
        t
        for t in participants(evidence, (m.targets for m in members), violent)
        if (t.start, t.end) not in taken
    ]
    places = named(evidence, (m.places for m in members))
    within = [
        w for w in named(evidence, (m.within for m in members)) if not any(map(w.overlaps, places))
    ]
    words = [word for m in members for word in range(m.mention.first, m.mention.last + 1)]
    return Event(
        type=kind,
        status=status_of(members),
        triggers=tuple(triggers),
        actors=tuple(actors),
        targets=tuple(targets),
        places=tuple(places),
        within=tuple(within),
        time=time_of(evidence, members),
        casualties=toll_of(evidence, members, kind),
        according_to=tuple(
            dict.fromkeys(a.span for a in sources_for(evidence.attributions, words))
        ),
    )


def type_of(members: Sequence[Told]) -> EventType:
    """The type for which the members speak together."""
    votes: dict[EventType, float] = defaultdict(float)
    for member in members:
        for kind, p in member.types:
            votes[kind] += p * member.probability
    return max(votes, key=lambda kind: votes[kind])


def status_of(members: Sequence[Told]) -> Status:
    """The status for which the members speak together, each by its own credibility."""
    votes: dict[Status, float] = defaultdict(float)
    for member in members:
        for status, p in member.statuses:
            votes[status] += p * member.probability
    return max(votes, key=lambda status: votes[status])


def span_of(evidence: Evidence, member: Told) -> Span:
    """The trigger's words, without attached conjunctions and prepositions."""
    mention = member.mention
    before = mention.hit.before
    skip = len(before)
    if before.endswith("ال"):
        skip -= 2
    return evidence.doc.span(mention.first, mention.last, skip)


def _best(links: Iterable[Sequence[Link]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for found in links:
        for index, p in found:
            if p > best.get(index, 0.0):
                best[index] = p
    return best


def participants(evidence: Evidence, links: Iterable[Sequence[Link]], violent: bool) -> list[Actor]:
    """Name each participant once, by its most probable phrase, in text order."""
    chosen: dict[str, tuple[float, int]] = {}
    for index, p in _best(links).items():
        if p < ROLE_FLOOR:
            continue
        code = code_of(evidence.actors[index], evidence.home, violent)
        if p > chosen.get(code, (0.0, 0))[0]:
            chosen[code] = p, index
    out = []
    for code, (_, index) in sorted(chosen.items(), key=lambda item: item[1][1]):
        phrase = evidence.actors[index]
        span = phrase.span
        out.append(Actor(span.text, span.start, span.end, code, phrase.name))
    return out


def named(evidence: Evidence, links: Iterable[Sequence[Link]]) -> list[Span]:
    """Name each place once, by its most probable mention, in text order."""
    chosen: dict[str, tuple[float, int]] = {}
    for index, p in _best(links).items():
        name = evidence.fold_place(index)
        if p >= ROLE_FLOOR and p > chosen.get(name, (0.0, 0))[0]:
            chosen[name] = p, index
    return [evidence.places[i].span for _, i in sorted(chosen.values(), key=lambda c: c[1])]


def time_of(evidence: Evidence, members: Sequence[Told]) -> Time | None:
    """The most probable time of the members, if any is probable enough."""
    best = _best(m.times for m in members)
    resolved = {i: p for i, p in best.items() if evidence.times[i].start is not None}
    if not resolved:
        return None
    index = max(resolved, key=lambda i: resolved[i])
    phrase = evidence.times[index]
    if resolved[index] < TIME_FLOOR or phrase.start is None or phrase.end is None:
        return None
    return Time(phrase.start, phrase.end, phrase.span, phrase.inferred)


def toll_of(evidence: Evidence, members: Sequence[Told], kind: EventType) -> Casualties:
    """The most probable toll of each sort; subsets never add."""
    best = _best(m.tolls for m in members)
    found: dict[str, Bounds] = {}
    cumulative = False
    for sort in ("killed", "injured"):
        own = {
            i: p
            for i, p in best.items()
            if evidence.tolls[i].kind == sort and not evidence.tolls[i].subset and p >= TOLL_FLOOR
        }
        if own:
            index = max(own, key=lambda i: own[i])
            found[sort] = evidence.tolls[index].bounds
            cumulative = cumulative or evidence.tolls[index].cumulative
    return Casualties(found.get("killed"), found.get("injured"), cumulative)
