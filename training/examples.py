"""From hand-coded articles to the examples that each decision of the reading learns from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from hudna.model import STATUSES
from hudna.reading import settle
from hudna.reading.compose import Group
from hudna.reading.evidence import Evidence
from hudna.reading.features_same import held, pair_features
from hudna.reading.features_trigger import event_features, status_features
from hudna.reading.features_type import type_features
from hudna.reading.glance import glance_features, promising
from hudna.reading.linear import Models, View, names
from hudna.reading.roles import VIOLENT_CONTROL, Told, candidates, judge, tie
from hudna.reading.same import kin
from hudna.reading.settle_cast import cast_features, cast_proposals
from hudna.reading.settle_keep import keep_features
from hudna.reading.settle_place import place_features, place_proposals
from hudna.reading.settle_source import source_views
from hudna.reading.settle_toll import toll_features, toll_proposals
from hudna.reading.source_near import Near, stand_of
from hudna.reading.toll import Toll, add
from hudna.reading.what import FAMILY, Mention
from hudna.reading.who import code_of
from hudna.text.fold import fold_term

Coded = Mapping[str, Any]
"""An event as the codebook's records hold it."""


@dataclass
class Examples:
    """Features and labels of one decision, with the article that each comes from."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)

    def add(self, views: Iterable[View], label: int, article: str) -> None:
        """Add one example."""
        self.features.append([name for view in views for name in names(view)])
        self.labels.append(label)
        self.articles.append(article)


LABELS: dict[str, tuple[str, ...]] = {
    "glance": ("no", "yes"),
    "event": ("no", "yes"),
    "type": ("no", "yes"),
    "actors": ("none", "actor", "target"),
    "places": ("none", "place", "within"),
    "times": ("no", "yes"),
    "tolls": ("no", "yes"),
    "status": STATUSES,
    "same": ("no", "yes"),
    "keep": ("no", "yes"),
    "state": STATUSES,
    "cast": ("no", "yes"),
    "site": ("no", "yes"),
    "date": ("no", "yes"),
    "cost": ("no", "yes"),
    "voice": ("no", "yes"),
}


def overlaps(a: Mapping[str, Any], start: int, end: int) -> bool:
    """Whether a coded span shares a character with a range."""
    return bool(a["start"] < end and start < a["end"])


def told_by(evidence: Evidence, mention: Mention, coded: Sequence[Coded]) -> list[Coded]:
    """List the coded events of which a trigger is one of the triggers."""
    span = evidence.doc.span(mention.first, mention.last, len(mention.hit.before))
    return [e for e in coded if any(overlaps(t, span.start, span.end) for t in e["triggers"])]


def learn_links(
    out: Mapping[str, Examples], article: str, evidence: Evidence, coded: Sequence[Coded]
) -> None:
    """Add the examples of one article for every decision but ``same``."""
    for mention in evidence.mentions:
        events = told_by(evidence, mention, coded)
        types = {e["type"] for e in events}
        glance = glance_features(evidence.doc, evidence.mentions, mention, evidence.busy)
        out["glance"].add(glance, int(bool(events)), article)
        out["event"].add(event_features(evidence, mention), int(bool(events)), article)
        if not events:
            continue
        kinds = mention.types()
        if len(kinds) > 1:
            for kind in kinds:
                out["type"].add(type_features(evidence, mention, kind), int(kind in types), article)
        event = next((e for e in events if e["type"] in mention.types()), events[0])
        kind = event["type"]
        out["status"].add(
            status_features(evidence, mention, kind),
            LABELS["status"].index(event["status"]),
            article,
        )
        _learn_roles(out, article, evidence, mention, event, kind)


def _learn_roles(
    out: Mapping[str, Examples],
    article: str,
    evidence: Evidence,
    mention: Mention,
    event: Coded,
    kind: str,
) -> None:
    violent = FAMILY[kind] == "violence" or kind in VIOLENT_CONTROL
    actors = {a["code"] for a in event["actors"]}
    targets = {a["code"] for a in event["targets"]}
    for candidate in candidates(evidence, mention, "actors", kind):
        for index in candidate.phrases:
            phrase = evidence.actors[index]
            span = phrase.span
            code = code_of(phrase, evidence.home, violent)
            if any(overlaps(a, span.start, span.end) for a in event["actors"]):
                label = 1
            elif any(overlaps(a, span.start, span.end) for a in event["targets"]):
                label = 2
            elif code in actors and code not in targets:
                label = 1
            elif code in targets and code not in actors:
                label = 2
            else:
                label = 0
            out["actors"].add(candidate.views, label, article)
    names = {key: {_name(p["text"]) for p in event[key]} for key in ("places", "within")}
    for candidate in candidates(evidence, mention, "places", kind):
        for index in candidate.phrases:
            span = evidence.places[index].span
            label = 0
            for value, key in ((1, "places"), (2, "within")):
                if any(overlaps(p, span.start, span.end) for p in event[key]) or (
                    _name(span.text) in names[key]
                ):
                    label = value
                    break
            out["places"].add(candidate.views, label, article)
    time = event["time"]
    for candidate in candidates(evidence, mention, "times", kind):
        when = evidence.times[candidate.phrases[0]]
        right = bool(
            time and when.start and (str(when.start), str(when.end)) == (time["start"], time["end"])
        )
        out["times"].add(candidate.views, int(right), article)
    learn_tolls(out["tolls"], article, evidence, mention, event, kind)


def learn_tolls(
    out: Examples, article: str, evidence: Evidence, mention: Mention, event: Coded, kind: str
) -> None:
    """Add the tolls around a trigger that are what its event cost, and those that are not."""
    found = list(candidates(evidence, mention, "tolls", kind))
    tolls = [evidence.tolls[c.phrases[0]] for c in found]
    own = {
        harm: own_tolls(tolls, harm, event["casualties"].get(harm))
        for harm in ("killed", "injured")
    }
    for candidate, toll in zip(found, tolls, strict=True):
        if toll.kind in own:
            out.add(candidate.views, int(toll in own[toll.kind]), article)


def own_tolls(tolls: Sequence[Toll], harm: str, stated: Coded | None) -> list[Toll]:
    """The tolls that are what an event cost: the coded bounds themselves, else their parts.

    Parts are the ends of rival tolls (codebook 2.6), or what adds up to the coded bounds.
    """
    if not stated:
        return []
    low, high = stated["low"], stated["high"]
    told = [toll for toll in tolls if toll.kind == harm and not toll.subset]
    right = [toll for toll in told if (toll.bounds.low, toll.bounds.high) == (low, high)]
    if right:
        return right
    ends = [toll for toll in told if {toll.bounds.low, toll.bounds.high} <= {low, high}]
    if high is not None and {low, high} <= {toll.bounds.low for toll in ends}:
        return ends
    for size in (2, 3):
        for parts in combinations(told, size):
            whole = parts[0].bounds
            for part in parts[1:]:
                whole = add(whole, part.bounds)
            if (whole.low, whole.high) == (low, high):
                return list(parts)
    return []


def _name(text: str) -> str:
    return fold_term(text).removeprefix("ال")


def tell(known: Models, evidence: Evidence, floor: float) -> list[Told]:
    """Tie every credible trigger of an article to its surroundings."""
    out = []
    for mention in promising(known, evidence.doc, evidence.mentions):
        probability = judge(known, evidence, mention)
        if probability >= floor:
            out.append(tie(known, evidence, mention, probability))
    return out


def learn_same(
    out: Examples,
    article: str,
    evidence: Evidence,
    told: Sequence[Told],
    coded: Sequence[Coded],
) -> None:
    """Add the pairs of one article's triggers that tell the same event, and those that do not."""
    events: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        for e in told_by(evidence, one.mention, coded):
            events[i].append(id(e))
    holds = [held(evidence, one) for one in told]
    for j, later in enumerate(told):
        for i, earlier in enumerate(told[:j]):
            if not events[i] or not events[j] or not kin(earlier, later):
                continue
            same = bool(set(events[i]) & set(events[j]))
            out.add(pair_features(evidence, earlier, later, holds[i], holds[j]), int(same), article)


def answer(
    evidence: Evidence, members: Sequence[Told], coded: Sequence[Coded], taken: set[int]
) -> Coded | None:
    """The coded event that a group of triggers tells: the one that most of them tell, if free."""
    kind = settle.type_of(members)
    votes: Counter[int] = Counter()
    known = {id(e): e for e in coded}
    for member in members:
        for e in told_by(evidence, member.mention, coded):
            votes[id(e)] += 2 if e["type"] == kind else 1
    for which, _ in votes.most_common():
        if which not in taken:
            taken.add(which)
            return known[which]
    return None


def learn_settled(
    out: Mapping[str, Examples],
    article: str,
    evidence: Evidence,
    groups: Sequence[Sequence[Told]],
    coded: Sequence[Coded],
) -> None:
    """Add what one article's groups teach of events, and of the values that they hold."""
    taken: set[int] = set()
    rivals = settle.Rivals(groups)
    ranked = sorted(enumerate(groups), key=lambda g: -max(m.probability for m in g[1]))
    for at, members in ranked:
        kind = settle.type_of(members)
        event = answer(evidence, members, coded, taken)
        right = event is not None and event["type"] == kind
        out["keep"].add(keep_features(evidence, members, kind), int(right), article)
        if event is not None:
            _learn_values(out, article, evidence, Group(members, rivals, at), kind, event)


def _learn_values(
    out: Mapping[str, Examples],
    article: str,
    evidence: Evidence,
    group: Group,
    kind: Any,
    event: Coded,
) -> None:
    members = group.members
    state = list(settle.state_features(members, kind))
    out["state"].add(state, STATUSES.index(event["status"]), article)
    cast = {r: cast_proposals(evidence, members, kind, r) for r in ("actors", "targets")}
    for role, twin in (("actors", "targets"), ("targets", "actors")):
        codes = {a["code"] for a in event[role]}
        for rank, proposal in enumerate(cast[role]):
            seen = cast_features(
                evidence,
                members,
                kind,
                role,
                cast[role],
                rank,
                group.rival(role, proposal),
                cast[twin],
            )
            out["cast"].add(seen, int(proposal.value in codes), article)
    places = place_proposals(evidence, members)
    names = {_name(p["text"]) for p in event["places"]}
    for rank, proposal in enumerate(places):
        span = evidence.places[proposal.phrase].span
        right = proposal.value in names or any(
            overlaps(p, span.start, span.end) for p in event["places"]
        )
        seen = place_features(
            evidence, members, kind, places, rank, group.rival("places", proposal)
        )
        out["site"].add(seen, int(right), article)
    times = settle.time_proposals(evidence, members)
    time = event["time"]
    for rank, proposal in enumerate(times):
        phrase = evidence.times[proposal.phrase]
        right = bool(time and (str(phrase.start), str(phrase.end)) == (time["start"], time["end"]))
        seen = settle.time_features(
            evidence, members, kind, times, rank, group.rival("times", proposal)
        )
        out["date"].add(seen, int(right), article)
    learn_cost(out["cost"], article, evidence, group, kind, event)
    for mentions in source_views(Near(evidence, stand_of(members), kind)):
        for index, seen in mentions:
            span = evidence.attributions[index].span
            right = any(overlaps(s, span.start, span.end) for s in event["according_to"])
            out["voice"].add(seen, int(right), article)


def learn_cost(
    out: Examples, article: str, evidence: Evidence, group: Group, kind: Any, event: Coded
) -> None:
    """Add the tolls proposed for an event that are its own, and those that are not."""
    members = group.members
    for sort in ("killed", "injured"):
        proposals = toll_proposals(evidence, members, sort)
        told = [evidence.tolls[p.phrase] for p in proposals]
        own = own_tolls(told, sort, event["casualties"].get(sort))
        for rank, toll in enumerate(told):
            seen = toll_features(evidence, members, kind, sort, proposals, rank, group.toll_rival)
            out.add(seen, int(toll in own), article)


def fresh() -> dict[str, Examples]:
    """Return empty examples for every decision."""
    return {name: Examples() for name in LABELS}


def merged(parts: Iterable[Mapping[str, Examples]]) -> Iterator[tuple[str, Examples]]:
    """Join the examples of several articles, decision by decision."""
    whole = fresh()
    for part in parts:
        for name, examples in part.items():
            whole[name].features += examples.features
            whole[name].labels += examples.labels
            whole[name].articles += examples.articles
    yield from whole.items()
