"""What an event cost: from the tolls that its triggers propose to the casualties of its record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from hudna.model import Bounds, Casualties, EventType, GroupToll, Harm, VictimGroup
from hudna.reading.evidence import Evidence
from hudna.reading.linear import Models
from hudna.reading.roles import Told
from hudna.reading.settle import Proposal
from hudna.reading.settle_toll import Claims, told_at, toll_features, toll_proposals
from hudna.reading.toll import Toll, add
from hudna.reading.when import TimePhrase

TOLL_FLOOR = 0.34
"""A toll is written down from this probability on."""
UPDATE_FLOOR = 0.2
"""A toll said to have risen replaces the earlier one from this probability on."""

PART_FLOOR = 0.5
"""A toll adds to the most probable one, or contradicts it, from this probability on."""
_FURTHER = frozenset(("ايضا", "كما", "وايضا", "كذلك", "وكذلك", "الي", "اضافه"))
_FURTHER_PEOPLE = frozenset(("اخرين", "اخرون", "اخران", "اخر", "اخري", "اخريات", "اخرى"))
"""Words that together say that a toll comes on top of one told before."""
_NEXT = 3
"""Sentences from a toll to one that adds to it."""
_RIVAL_RATIO = 2.5
"""Tolls further apart than this are of different things."""
BEYOND_FLOOR = 0.5
"""A harm beyond the codebook, on which nothing was learnt, is written down from this claim on."""
HOMES: Mapping[Harm, frozenset[EventType]] = {
    "missing": frozenset(),
    "detained": frozenset(("detention", "abduction")),
    "displaced": frozenset(("displacement", "return", "evacuation")),
}
"""The harms beyond the codebook, and the types whose own words state each."""
_CODED: Sequence[Harm] = ("killed", "injured")


def casualties_of(
    known: Models, evidence: Evidence, members: Sequence[Told], kind: EventType, rivals: Claims
) -> tuple[Casualties, TimePhrase | None]:
    """What an event cost, and the period that this sums, if it sums one that the text tells.

    Subsets never add, and a toll said to have risen replaces the earlier.
    """
    found: dict[str, Bounds] = {}
    groups: list[GroupToll] = []
    cumulative = False
    period: TimePhrase | None = None
    told = {toll.kind for toll in evidence.tolls}
    for sort in filter(told.__contains__, _CODED):
        proposals = toll_proposals(evidence, members, sort)
        chosen = _chosen(known, evidence, members, kind, sort, proposals, rivals)
        if chosen:
            bounds = found[sort] = whole_of(evidence, [p.phrase for p in chosen])
            toll = evidence.tolls[chosen[0].phrase]
            cumulative = cumulative or toll.cumulative
            period = period or period_of(evidence.times, toll)
            stated = [i for p in chosen for i in told_at(evidence, members, p)]
            groups += groups_of(evidence, stated, bounds)
    for harm in filter(told.__contains__, HOMES):
        stated = _beyond(evidence, members, kind, harm, rivals)
        if stated:
            bounds = found[harm] = min((evidence.tolls[i].bounds for i in stated), key=_vagueness)
            groups += groups_of(evidence, stated, bounds)
    whole = Casualties(
        killed=found.get("killed"),
        injured=found.get("injured"),
        cumulative=cumulative,
        missing=found.get("missing"),
        detained=found.get("detained"),
        displaced=found.get("displaced"),
        groups=tuple(groups),
    )
    return whole, period


def period_of(times: Sequence[TimePhrase], toll: Toll) -> TimePhrase | None:
    """The time phrase that opens with the word that opens a sum's period, if it is resolved."""
    if toll.period is None:
        return None
    at = bisect_right(times, toll.period, key=lambda phrase: phrase.first) - 1
    if at < 0 or times[at].last < toll.period or times[at].days is None:
        return None
    return times[at]


def _beyond(
    evidence: Evidence, members: Sequence[Told], kind: EventType, harm: Harm, rivals: Claims
) -> list[int]:
    """Where a harm beyond the codebook is stated for an event.

    By the event's own words (اعتقلت … خمسة شبان); else by the phrase that its triggers claim most
    strongly and more than other events do, unless that is the word of a happening of its own.
    """
    words = {at for m in members for at in range(m.mention.first, m.mention.last + 1)}
    stated = sorted(index for word in words for index in evidence.tolls_at.get(word, ()))
    own = [
        index
        for index in stated
        if evidence.tolls[index].kind == harm and not evidence.tolls[index].subset
    ]
    if own or kind in HOMES[harm]:
        return own
    for proposal in toll_proposals(evidence, members, harm):
        if proposal.best < max(BEYOND_FLOOR, rivals(proposal.phrase)):
            continue
        mention = evidence.mention_at.get(evidence.tolls[proposal.phrase].anchor)
        if mention is None or HOMES[harm].isdisjoint(mention.kinds):
            return told_at(evidence, members, proposal)
    return []


def _vagueness(bounds: Bounds) -> tuple[bool, int]:
    return bounds.high is None, -bounds.low


def groups_of(evidence: Evidence, stated: Iterable[int], whole: Bounds) -> list[GroupToll]:
    """What is said of groups where a toll is stated, as bounds within the whole.

    A group told twice is known within what both allow; where they contradict each other, within
    the lowest and the highest.
    """
    found: dict[tuple[Harm, tuple[str, ...]], Bounds] = {}
    for index in stated:
        toll = evidence.tolls[index]
        for at in evidence.tolls_at[toll.anchor]:
            part = evidence.tolls[at]
            same = at == index or (part.subset and part.kind == toll.kind)
            groups = part.groups or ((part.group,) if part.group else ())
            if not same or not groups:
                continue
            bounds = _within(part.bounds, whole)
            if bounds is not None:
                key = part.kind, groups
                found[key] = _agreed(found[key], bounds) if key in found else bounds
    return [
        GroupToll(harm, cast("tuple[VictimGroup, ...]", groups), bounds)
        for (harm, groups), bounds in found.items()
    ]


def _within(part: Bounds, whole: Bounds) -> Bounds | None:
    """A part has no more than its whole; ``None`` where the text contradicts that."""
    if whole.high is None:
        return part
    if part.low > whole.high:
        return None
    return Bounds(part.low, whole.high if part.high is None else min(part.high, whole.high))


def _agreed(one: Bounds, other: Bounds) -> Bounds:
    """What two statements of one count allow together; all of both where they disagree."""
    low = max(one.low, other.low)
    ends = [bounds.high for bounds in (one, other) if bounds.high is not None]
    high = min(ends, default=None)
    if high is None or low <= high:
        return Bounds(low, high)
    return hull((one, other))


def hull(told: Iterable[Bounds]) -> Bounds:
    """Rival tolls told of one thing: the lowest low and the highest high (codebook 2.6)."""
    told = tuple(told)
    highs = [bounds.high for bounds in told]
    ends = [high for high in highs if high is not None]
    return Bounds(
        min(bounds.low for bounds in told), max(ends) if len(ends) == len(highs) else None
    )


def _chosen(
    known: Models,
    evidence: Evidence,
    members: Sequence[Told],
    kind: EventType,
    sort: str,
    proposals: Sequence[Proposal],
    rivals: Claims,
) -> list[Proposal]:
    """The tolls that make up what an event cost, the most probable first; empty where none is.

    Of those said to have risen the best, from a lower floor on; else the most probable, with those
    that add to it or contradict it.
    """
    model = known["cost"]
    odds = [
        model.probabilities(toll_features(evidence, members, kind, sort, proposals, rank, rivals))[
            1
        ]
        for rank in range(len(proposals))
    ]
    # What sums a period is not an incident's own where another event lays more claim to it.
    odds = [
        0.0 if evidence.tolls[p.phrase].cumulative and rivals(p.phrase) > p.best else chance
        for p, chance in zip(proposals, odds, strict=True)
    ]
    risen = [
        i
        for i, proposal in enumerate(proposals)
        if evidence.tolls[proposal.phrase].update and odds[i] >= UPDATE_FLOOR
    ]
    if risen:
        return [proposals[max(risen, key=lambda i: odds[i])]]
    ranked = sorted(range(len(odds)), key=lambda i: -odds[i])
    if not ranked or odds[ranked[0]] < TOLL_FLOOR:
        return []
    best = proposals[ranked[0]]
    beside = [proposals[i] for i in ranked[1:] if odds[i] >= PART_FLOOR]
    stated = {proposal.value for proposal in proposals}
    for other in beside:
        pair = sorted((best.phrase, other.phrase))
        whole = add(evidence.tolls[pair[0]].bounds, evidence.tolls[pair[1]].bounds)
        # Where the text itself states the sum, that is one of the proposals and was weighed.
        if (whole.low, whole.high) not in stated and adds(evidence, *pair):
            return [best, other]
        if contradicts(evidence, *pair):
            return [best, other]
    return [best]


def whole_of(evidence: Evidence, stated: Sequence[int]) -> Bounds:
    """What the chosen statements of a toll say together: their sum, or all that rivals allow."""
    bounds = [evidence.tolls[i].bounds for i in stated]
    if len(bounds) == 1:
        return bounds[0]
    pair = sorted(stated)
    return add(*bounds) if adds(evidence, pair[0], pair[1]) else hull(bounds)


def adds(evidence: Evidence, one: int, other: int) -> bool:
    """Whether the later of two tolls tells of further people (كما قتل مدنيان آخران).

    It says so itself, beside its people or before its verb; or the two are of different groups
    in one sentence (أربعة من عناصر … وستة مدنيين).
    """
    doc = evidence.doc
    first, second = evidence.tolls[one], evidence.tolls[other]
    if first.cumulative != second.cumulative or first.bounds.high is None:
        return False
    away = doc.sentence_of[second.anchor] - doc.sentence_of[first.anchor]
    if not 0 <= away <= _NEXT:
        return False
    forms = doc.words.forms
    around = forms[max(0, second.first - 3) : second.last + 3]
    if not _FURTHER.isdisjoint(around) and not _FURTHER_PEOPLE.isdisjoint(
        forms[second.first : second.last + 3]
    ):
        return True
    return (
        away == 0
        and first.group is not None
        and second.group is not None
        and {first.group, second.group} in ({"civilians", "combatants"}, {"children", "combatants"})
    )


def contradicts(evidence: Evidence, one: int, other: int) -> bool:
    """Whether two sources tell rival tolls of one happening, neither of them later news."""
    first, second = evidence.tolls[one], evidence.tolls[other]
    if first.cumulative or second.cumulative:
        return False
    if not (_exact(first.bounds) and _exact(second.bounds)):
        return False
    low, high = sorted((first.bounds.low, second.bounds.low))
    if not 0 < low < high <= _RIVAL_RATIO * low:
        return False
    says = _source(evidence, first.anchor), _source(evidence, second.anchor)
    return None not in says and says[0] != says[1]


def _exact(bounds: Bounds) -> bool:
    return bounds.low == bounds.high


def _source(evidence: Evidence, word: int) -> int | None:
    """Whom the article quotes for a word, the innermost; ``None`` for its own voice."""
    around = [evidence.attributions[at] for at in evidence.said_of(word)]
    if not around:
        return None
    return min(around, key=lambda said: said.scope[1] - said.scope[0]).referent
