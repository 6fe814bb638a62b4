"""Writing a group of triggers down as one event."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from hudna.model import (
    STATUSES,
    Actor,
    Bounds,
    Casualties,
    Event,
    EventType,
    Place,
    Span,
    Status,
    Time,
)
from hudna.reading import settle
from hudna.reading.evidence import Evidence
from hudna.reading.linear import Models
from hudna.reading.mentioned import cited
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal, Rivals
from hudna.reading.what import FAMILY

EVENT_FLOOR = 0.33
"""An event is written down from this confidence on."""
CAST_FLOOR = {"actors": 0.4, "targets": 0.33}
PLACE_FLOOR = 0.37
WITHIN_FLOOR = 0.4
TIME_FLOOR = 0.4
TOLL_FLOOR = 0.4
UPDATE_FLOOR = 0.2
SOURCE_FLOOR = 0.37
"""A value is written down from these probabilities on."""


@dataclass(frozen=True, slots=True)
class Group:
    """The triggers of one event, and what the article's other events claim."""

    members: Sequence[Told]
    rivals: Rivals
    index: int
    """Its place among the article's groups."""

    def rival(self, slot: str, proposal: Proposal) -> float:
        """How strongly another event claims the phrase of a proposal."""
        return self.rivals.against(slot, proposal.phrase, self.index)


def compose(known: Models, evidence: Evidence, group: Group) -> Event | None:
    """Write one event, or ``None`` where the group as a whole is not credible enough."""
    members = group.members
    kind = settle.type_of(members)
    confidence = known["keep"].probabilities(settle.keep_features(evidence, members, kind))[1]
    if confidence < EVENT_FLOOR:
        return None
    ordered = sorted(members, key=lambda m: -m.probability)
    actors, targets = cast_of(known, evidence, group, kind)
    places = places_of(known, evidence, group, kind)
    return Event(
        type=kind,
        status=status_of(known, members, kind),
        triggers=tuple(trigger_span(evidence, member) for member in ordered),
        actors=actors,
        targets=targets,
        places=places,
        within=within_of(evidence, members, places),
        time=time_of(known, evidence, group, kind),
        casualties=toll_of(known, evidence, group, kind),
        according_to=sources_of(known, evidence, members, kind),
        name=name_of(evidence, members, kind),
    )


def status_of(known: Models, members: Sequence[Told], kind: EventType) -> Status:
    """How far the event went, by what its members say together."""
    model = known["state"]
    odds = model.probabilities(settle.state_features(members, kind))
    return STATUSES[odds.index(max(odds))]


def name_of(evidence: Evidence, members: Sequence[Told], kind: EventType) -> str | None:
    """The process or agreement as the text names it, for the peace family only.

    A known accord or round by its name, else the trigger with the place name that completes it
    (محادثات أستانة).
    """
    if FAMILY[kind] != "peace":
        return None
    doc = evidence.doc
    dated = list(doc.of("dated"))
    for member in members:
        mention = member.mention
        for hit in dated:
            if hit.first <= mention.last and mention.first <= hit.last and hit.last > hit.first:
                return doc.span(hit.first, hit.last, len(hit.before)).text
    for member in members:
        mention = member.mention
        if mention.hit.form.part == "verb":
            continue
        for place in evidence.places:
            if mention.first <= place.last and place.first == mention.last + 1:
                skip = len(mention.hit.before)
                if not place.before and doc.words.gaps[place.first] == " ":
                    return doc.span(mention.first, place.last, skip).text
            if mention.first < place.first and place.last == mention.last:
                return trigger_span(evidence, member).text
    return None


def trigger_span(evidence: Evidence, member: Told) -> Span:
    """The trigger's words, without attached conjunctions and prepositions."""
    mention = member.mention
    skip = len(mention.hit.before)
    if mention.hit.before.endswith("ال"):
        skip -= 2
    return evidence.doc.span(mention.first, mention.last, skip)


def cast_of(
    known: Models, evidence: Evidence, group: Group, kind: EventType
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The actors and the targets of an event, each code once, in text order."""
    members = group.members
    model = known["cast"]
    proposals = {
        role: settle.cast_proposals(evidence, members, kind, role) for role in ("actors", "targets")
    }
    chosen: dict[int, tuple[float, str, str]] = {}
    for role, twin in (("actors", "targets"), ("targets", "actors")):
        for rank, proposal in enumerate(proposals[role]):
            seen = settle.cast_features(
                evidence,
                members,
                kind,
                role,
                proposals[role],
                rank,
                group.rival(role, proposal),
                proposals[twin],
            )
            p = model.probabilities(seen)[1]
            if p >= CAST_FLOOR[role] and p > chosen.get(proposal.phrase, (0.0, "", ""))[0]:
                chosen[proposal.phrase] = p, role, str(proposal.value)
    out: dict[str, list[Actor]] = {"actors": [], "targets": []}
    for index, (_, role, code) in sorted(chosen.items()):
        phrase = evidence.actors[index]
        span = phrase.span
        out[role].append(Actor(span.text, span.start, span.end, code, phrase.name))
    return tuple(out["actors"]), tuple(out["targets"])


def places_of(
    known: Models, evidence: Evidence, group: Group, kind: EventType
) -> tuple[Place, ...]:
    """Where an event happened, each name once, in text order; not yet located."""
    members = group.members
    proposals = settle.place_proposals(evidence, members)
    chosen = [
        proposal.phrase
        for rank, proposal in enumerate(proposals)
        if known["site"].probabilities(
            settle.place_features(
                evidence, members, kind, proposals, rank, group.rival("places", proposal)
            )
        )[1]
        >= PLACE_FLOOR
    ]
    told = {cited(evidence, index, members) for index in chosen}
    return tuple(_place(evidence.places[index].span) for index in sorted(told))


def _place(span: Span) -> Place:
    return Place(span.text, span.start, span.end)


def within_of(
    evidence: Evidence, members: Sequence[Told], places: Sequence[Place]
) -> tuple[Place, ...]:
    """The areas that only locate the places; not yet located."""
    proposals = settle.propose(members, lambda m: m.within, evidence.fold_place)
    spans = [evidence.places[p.phrase].span for p in proposals if p.best >= WITHIN_FLOOR]
    apart = (s for s in spans if not any(map(s.overlaps, places)))
    return tuple(_place(s) for s in sorted(apart, key=lambda s: s.start))


def time_of(known: Models, evidence: Evidence, group: Group, kind: EventType) -> Time | None:
    """When an event happened, if any phrase says so credibly."""
    members = group.members
    proposals = settle.time_proposals(evidence, members)
    best = _most_probable(
        known,
        "date",
        [
            settle.time_features(
                evidence, members, kind, proposals, rank, group.rival("times", proposal)
            )
            for rank, proposal in enumerate(proposals)
        ],
        TIME_FLOOR,
    )
    if best is None:
        return None
    phrase = evidence.times[proposals[best].phrase]
    if phrase.start is None or phrase.end is None:
        return None
    return Time(phrase.start, phrase.end, phrase.span, phrase.inferred)


def toll_of(known: Models, evidence: Evidence, group: Group, kind: EventType) -> Casualties:
    """What an event cost; subsets never add, and a toll said to have risen replaces the earlier."""
    members = group.members
    found: dict[str, Bounds] = {}
    cumulative = False
    for sort in ("killed", "injured"):
        proposals = settle.toll_proposals(evidence, members, sort)
        best = _most_probable(
            known,
            "cost",
            [
                settle.toll_features(
                    evidence, members, kind, sort, proposals, rank, group.rival("tolls", proposal)
                )
                for rank, proposal in enumerate(proposals)
            ],
            TOLL_FLOOR,
            [evidence.tolls[proposal.phrase].update for proposal in proposals],
        )
        if best is not None:
            toll = evidence.tolls[proposals[best].phrase]
            found[sort] = toll.bounds
            cumulative = cumulative or toll.cumulative
    return Casualties(found.get("killed"), found.get("injured"), cumulative)


def sources_of(
    known: Models, evidence: Evidence, members: Sequence[Told], kind: EventType
) -> tuple[Span, ...]:
    """Whom the article quotes for an event, each source once, by its fullest credible name."""
    chosen: dict[Hashable, tuple[float, int]] = {}
    count = len({said.referent for said in evidence.attributions})
    for index in settle.near_sources(evidence, members):
        seen = settle.source_features(evidence, members, kind, index, count)
        p = known["voice"].probabilities(seen)[1]
        referent = evidence.attributions[index].referent
        if p >= SOURCE_FLOOR and p > chosen.get(referent, (0.0, 0))[0]:
            chosen[referent] = p, index
    return tuple(evidence.attributions[i].span for _, i in sorted(chosen.values(), key=_by_index))


def _by_index(choice: tuple[float, int]) -> int:
    return choice[1]


def _most_probable(
    known: Models,
    name: str,
    rows: Sequence[list[str]],
    floor: float,
    latest: Sequence[bool] = (),
) -> int | None:
    """The most probable row, from a floor on; of ``latest`` rows the best, from a lower one."""
    odds = [known[name].probabilities(row)[1] for row in rows]
    updates = [i for i, update in enumerate(latest) if update and odds[i] >= UPDATE_FLOOR]
    if updates:
        return max(updates, key=lambda i: odds[i])
    best = max(range(len(odds)), key=lambda i: odds[i], default=None)
    return best if best is not None and odds[best] >= floor else None
