"""Writing a group of triggers down as one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hudna.model import STATUSES, Actor, Event, EventType, Mode, Place, Span, Status, Time, Weapon
from hudna.reading import settle
from hudna.reading.chains import chains_of, denials_of, denied_outright
from hudna.reading.cost import casualties_of
from hudna.reading.evidence import Evidence, between
from hudna.reading.linear import Models
from hudna.reading.mentioned import cited
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal, Rivals
from hudna.reading.settle_cast import cast_features, cast_proposals
from hudna.reading.settle_keep import keep_features
from hudna.reading.settle_place import place_features, place_proposals
from hudna.reading.settle_source import quoted_for
from hudna.reading.source_near import Near, stand_of
from hudna.reading.what import FAMILY
from hudna.reading.when import TimePhrase
from hudna.text.ordinals import round_in

EVENT_FLOOR = 0.2
"""An event is written down from this confidence on."""
CAST_FLOOR = {"actors": 0.36, "targets": 0.31}
PLACE_FLOOR = 0.36
WITHIN_FLOOR = 0.4
TIME_FLOOR = 0.37
SOURCE_FLOOR = 0.37
"""A value is written down from these probabilities on."""
_WITH_WEAPONS = frozenset(("mine-laying", "demining", "withdrawal", "deployment"))
"""Types outside the violence family that are told with weapons."""
_ROUND_REACH = 5
"""Words on each side of a trigger of talks in which the number of the round may stand."""
_WEAPON_REACH = 12
"""Words between a trigger and a weapon that belongs to it."""


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

    def toll_rival(self, toll: int) -> float:
        """How strongly another event claims a toll."""
        return self.rivals.against("tolls", toll, self.index)


def compose(known: Models, evidence: Evidence, group: Group) -> Event | None:
    """Write one event, or ``None`` where the group as a whole is not credible enough."""
    members = group.members
    kind = settle.type_of(members)
    confidence = known["keep"].probabilities(keep_features(evidence, members, kind))[1]
    if confidence < EVENT_FLOOR:
        return None
    ordered = sorted(members, key=lambda m: -m.probability)
    actors, targets = cast_of(known, evidence, group, kind)
    places = places_of(known, evidence, group, kind)
    sources = sources_of(known, evidence, members, kind)
    denials = denials_of(evidence, members)
    casualties, period = casualties_of(known, evidence, members, kind, group.toll_rival)
    return Event(
        type=kind,
        status=status_of(known, members, kind),
        triggers=tuple(trigger_span(evidence, member) for member in ordered),
        actors=actors,
        targets=targets,
        places=places,
        within=within_of(evidence, members, places),
        time=time_of(known, evidence, group, kind, period),
        casualties=casualties,
        according_to=tuple(evidence.attributions[i].span for i in sources),
        name=name_of(evidence, members, kind),
        round=round_of(evidence, ordered) if kind == "talks" else None,
        weapons=weapons_of(evidence, members, kind),
        mode=mode_of(evidence, [*sources, *denied_outright(evidence, denials)]),
        confidence=round(confidence, 3),
        chains=chains_of(evidence, members, sources, denials),
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
    dated = evidence.dated_at
    for member in members:
        for word in range(member.mention.first, member.mention.last + 1):
            if word in dated:
                hit = dated[word]
                return doc.span(hit.first, hit.last, len(hit.before)).text
    for member in members:
        mention = member.mention
        if mention.hit.form.part == "verb":
            continue
        for i in between(evidence.place_starts, mention.first + 1, mention.last + 2):
            place = evidence.places[i]
            if place.first == mention.last + 1:
                skip = len(mention.hit.before)
                if not place.before and doc.words.gaps[place.first] == " ":
                    return doc.span(mention.first, place.last, skip).text
            if place.last == mention.last:
                return trigger_span(evidence, member).text
    return None


def round_of(evidence: Evidence, members: Sequence[Told]) -> int | None:
    """Which round of talks the words around a trigger name, the most credible trigger first."""
    doc = evidence.doc
    for member in members:
        mention = member.mention
        first, last = doc.sentences[mention.sentence]
        words = doc.words.forms[
            max(first, mention.first - _ROUND_REACH) : min(last, mention.last + _ROUND_REACH + 1)
        ]
        number = round_in(" ".join(words))
        if number is not None:
            return number
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
        role: cast_proposals(evidence, members, kind, role) for role in ("actors", "targets")
    }
    chosen: dict[int, tuple[float, str, str]] = {}
    for role, twin in (("actors", "targets"), ("targets", "actors")):
        for rank, proposal in enumerate(proposals[role]):
            seen = cast_features(
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
        out[role].append(Actor(span.text, span.start, span.end, code, phrase.name, phrase.loading))
    return tuple(out["actors"]), tuple(out["targets"])


def places_of(
    known: Models, evidence: Evidence, group: Group, kind: EventType
) -> tuple[Place, ...]:
    """Where an event happened, each name once, in text order; not yet located."""
    members = group.members
    proposals = place_proposals(evidence, members)
    chosen = [
        proposal.phrase
        for rank, proposal in enumerate(proposals)
        if known["site"].probabilities(
            place_features(
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


def time_of(
    known: Models, evidence: Evidence, group: Group, kind: EventType, period: TimePhrase | None
) -> Time | None:
    """When an event happened, if any phrase says so credibly.

    The ``period`` that its toll sums is its time (codebook 2.6) where no phrase is credible; where
    one is, it was weighed beside the period, and may date an incident that the sum only follows.
    """
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
        return None if period is None else _time(period)
    return _time(evidence.times[proposals[best].phrase])


def _time(phrase: TimePhrase) -> Time | None:
    if phrase.start is None or phrase.end is None:
        return None
    return Time(phrase.start, phrase.end, phrase.span, phrase.inferred)


def sources_of(
    known: Models, evidence: Evidence, members: Sequence[Told], kind: EventType
) -> list[int]:
    """Find whom the article quotes for an event, as indexes into its attributions."""
    return quoted_for(known["voice"], Near(evidence, stand_of(members), kind), SOURCE_FLOOR)


def mode_of(evidence: Evidence, sources: Sequence[int]) -> Mode:
    """How an event is told: what anybody denies is denied, what anybody only claims is claimed."""
    modes = {evidence.attributions[i].mode for i in sources}
    if any(evidence.attributions[i].denies for i in sources):
        return "denied"
    if "claimed" in modes:
        return "claimed"
    return "quoted" if modes else "narrated"


def weapons_of(evidence: Evidence, members: Sequence[Told], kind: EventType) -> tuple[Weapon, ...]:
    """What an act of violence or the laying of mines was done with, each kind of weapon once.

    A weapon belongs to the trigger that is nearest to it in its sentence, if within reach.
    """
    if FAMILY[kind] != "violence" and kind not in _WITH_WEAPONS:
        return ()
    doc = evidence.doc
    mine = {member.mention.index for member in members}
    lines = sorted({member.mention.sentence for member in members})
    found: dict[str, Weapon] = {}
    for hit in (hit for line in lines for hit in doc.within("means", *doc.sentences[line])):
        sentence = doc.sentences[doc.sentence_of[hit.first]]
        near = (evidence.mentions[i] for i in between(evidence.mention_starts, *sentence))
        # A weapon's own words may be a trigger too (قذائف الهاون): it is no rival of others.
        rivals = [m for m in near if m.index in mine or m.last < hit.first or hit.last < m.first]
        nearest = min(rivals, key=lambda m: max(hit.first - m.last, m.first - hit.last))
        away = max(hit.first - nearest.last, nearest.first - hit.last)
        if nearest.index in mine and away <= _WEAPON_REACH:
            span = doc.span(hit.first, hit.last, len(hit.before))
            name = hit.row.data["weapon"]
            found.setdefault(name, Weapon(span.text, span.start, span.end, name))
    return tuple(found.values())


def _most_probable(known: Models, name: str, rows: Sequence[list[str]], floor: float) -> int | None:
    """The most probable row, from a floor on."""
    odds = [known[name].probabilities(row)[1] for row in rows]
    best = max(range(len(odds)), key=lambda i: odds[i], default=None)
    return best if best is not None and odds[best] >= floor else None
