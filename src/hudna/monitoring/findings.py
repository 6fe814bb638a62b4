"""Findings: incidents held against the clauses of accords."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from hudna.accords.values import Accord, Clause, Zone
from hudna.model import Bounds, Claim, Event, Incident, Span, Toll
from hudna.monitoring import legs
from hudna.monitoring.values import (
    BREACHES,
    Accused,
    Answer,
    Finding,
    Grade,
    Kind,
    Leg,
    LegName,
    Quote,
)


@dataclass(frozen=True)
class _Plan:
    """A clause read one way: what breaks it, or what keeps it."""

    accord: Accord
    clause: Clause
    breach: bool
    start: date
    end: date | None
    zone: Zone | None


@dataclass(frozen=True)
class _Shown:
    """What all findings of one incident show alike."""

    quotes: dict[LegName, tuple[Quote, ...]]
    grade: Grade
    killed: Bounds | None
    injured: Bounds | None
    outlets: tuple[str, ...]

    @staticmethod
    def of(incident: Incident) -> _Shown:
        return _Shown(
            {name: _quotes(incident, name) for name in _NAMES}, grade(incident),
            _bounds(incident.killed), _bounds(incident.injured), outlets(incident),
        )  # fmt: skip


@dataclass(frozen=True)
class _Plans:
    """An accord's clauses by the types of act that they are about."""

    by_type: dict[str, tuple[_Plan, ...]]
    start: date
    end: date | None


@lru_cache(maxsize=256)
def _plans(accord: Accord) -> _Plans:
    found: dict[str, list[_Plan]] = {}
    all_plans = []
    for clause in accord.clauses:
        for plan in _ways(accord, clause):
            all_plans.append(plan)
            about = clause.breach if plan.breach else clause.kept
            for kind in about.types if about else ():
                found.setdefault(kind, []).append(plan)
    ends = [plan.end for plan in all_plans]
    last = None if None in ends else max(end for end in ends if end is not None)
    start = min(plan.start for plan in all_plans)
    return _Plans({kind: tuple(plans) for kind, plans in found.items()}, start, last)


def _ways(accord: Accord, clause: Clause) -> Iterator[_Plan]:
    zone = None if clause.zone is None else accord.zone(clause.zone)
    if clause.breach is not None:
        yield _Plan(accord, clause, True, clause.start, clause.end, zone)
    if clause.kept is not None:
        # What fulfils a clause may come before its prohibition begins, from the signing on.
        yield _Plan(accord, clause, False, min(accord.signed.on, clause.start), clause.end, zone)


def weigh(accord: Accord, clause: Clause, incident: Incident, *, breach: bool) -> Finding:
    """Hold an incident against a clause, whatever the answers.

    Args:
        accord: the accord that the clause is of.
        clause: the clause.
        incident: what happened, by the claims about it.
        breach: whether it is asked what breaks the clause, or else what keeps it.

    Raises:
        ValueError: nothing breaks (or nothing keeps) the clause.
    """
    for plan in _ways(accord, clause):
        if plan.breach == breach:
            answers = [answer(plan, incident) for answer in _QUESTIONS]
            return _finding(plan, incident, answers, _Shown.of(incident))
    raise ValueError(f"nothing {'breaks' if breach else 'keeps'} {accord.id} {clause.id}")


def findings(accords: Sequence[Accord], incidents: Iterable[Incident]) -> Iterator[Finding]:
    """Hold incidents against every clause of accords; only those that may concern it are given.

    A finding is given where no leg is *no*, the actor or the place ties the incident to the accord,
    and beside the actor a time or a place is known; where the clause shields some people alone,
    someone hit must be named. What an exemption takes out is given too, with the verdict
    ``exempt``. Each incident is weighed by itself, so new ones cost by their number alone.
    """
    prepared = [(accord, _plans(accord)) for accord in accords]
    for incident in incidents:
        if is_sum(incident):
            continue
        time = incident.time
        shown: _Shown | None = None
        for _, plans in prepared:
            about = plans.by_type.get(incident.type)
            if about is None:
                continue
            if time is not None and (
                time.end < plans.start or (plans.end is not None and time.start > plans.end)
            ):
                continue
            for plan in about:
                answers = _answers(plan, incident)
                if answers is not None:
                    shown = shown or _Shown.of(incident)
                    yield _finding(plan, incident, answers, shown)


def is_sum(incident: Incident) -> bool:
    """Whether it only sums a period: what it counts is held against the accord elsewhere."""
    return all(claim.event.casualties.cumulative for claim in incident.claims)


def _answers(plan: _Plan, incident: Incident) -> list[legs.Told] | None:
    """The answers in order; ``None`` as soon as one is *no*."""
    out: dict[LegName, legs.Told] = {}
    for name in _CHEAPEST:
        told = _QUESTION[name](plan, incident)
        if told[0] == "no" and name != "exempt":
            return None
        out[name] = told
    if out["bound"][0] != "yes" and out["where"][1] not in ("inside", "near"):
        return None  # neither who did it nor where it was ties it to the accord
    if out["when"][0] == "unclear" and out["where"][1] in ("doubtful", "unknown", "no place named"):
        return None  # who did it alone, at no known time or place, is too little
    if out["act"] == ("unclear", "target unknown"):
        return None  # the clause shields some alone, and nothing says that they were hit
    return [out[name] for name in _NAMES]


def _bound(plan: _Plan, incident: Incident) -> legs.Told:
    if plan.breach or plan.clause.kept is None:
        return legs.bound(plan.accord, plan.clause.bound, incident.actors)
    return legs.done_by(plan.accord, plan.clause, plan.clause.kept, incident.actors)


def _act(plan: _Plan, incident: Incident) -> legs.Told:
    clause = plan.clause
    if plan.breach and clause.breach is not None:
        return legs.breaks(plan.accord, clause, clause.breach, incident)
    assert clause.kept is not None
    return legs.keeps(clause.kept, incident)


def _where(plan: _Plan, incident: Incident) -> legs.Told:
    return legs.located(plan.zone, incident.places)


def _when(plan: _Plan, incident: Incident) -> legs.Told:
    return legs.in_force(incident.time, incident.reported, plan.start, plan.end)


def _exempt(plan: _Plan, incident: Incident) -> legs.Told:
    if not plan.breach:
        return "no", "none named"
    return legs.exempt(plan.clause.exemptions, incident)


_QUESTION: dict[LegName, Callable[[_Plan, Incident], legs.Told]] = {
    "bound": _bound, "act": _act, "where": _where, "when": _when, "exempt": _exempt,
}  # fmt: skip
_NAMES: tuple[LegName, ...] = tuple(_QUESTION)
_QUESTIONS = tuple(_QUESTION.values())
_CHEAPEST: tuple[LegName, ...] = ("when", "bound", "where", "act", "exempt")


def _finding(
    plan: _Plan, incident: Incident, answers: Sequence[legs.Told], shown: _Shown
) -> Finding:
    time = incident.time
    named = accused(plan.accord, incident)
    return Finding(
        accord=plan.accord.id,
        clause=plan.clause.id,
        incident=incident.id,
        kind=_kind(plan.breach, incident),
        grade=shown.grade,
        legs=tuple(
            [
                Leg(name, answer, detail, shown.quotes[name] + _weapons(plan, name, incident))
                for name, (answer, detail) in zip(_NAMES, answers, strict=True)
            ]
        ),
        quotes=shown.quotes["act"],
        accused=named,
        sides=tuple(dict.fromkeys([one.side for one in named if one.side is not None])),
        start=time.start if time else None,
        end=time.end if time else None,
        on_time=None if plan.breach else _on_time(plan.clause, incident),
        places=incident.places,
        killed=shown.killed,
        injured=shown.injured,
        sources=incident.sources,
        outlets=shown.outlets,
    )


def _weapons(plan: _Plan, name: LegName, incident: Incident) -> tuple[Quote, ...]:
    """The words for weapons, where the clause asks for some: the act rests on them too."""
    about = plan.clause.breach if plan.breach else plan.clause.kept
    if name != "act" or about is None or not about.weapons:
        return ()
    return tuple(quote(claim, w) for claim in incident.claims for w in claim.event.weapons)


def _kind(breach: bool, incident: Incident) -> Kind:
    if not breach:
        return "pledged" if incident.status == "planned" else "kept"
    if incident.status == "denied":
        return "denied"
    if incident.status in ("attempted", "planned"):
        return "foiled" if incident.status == "attempted" else "planned"
    return "breach"


def grade(incident: Incident) -> Grade:
    """How well an incident is told: contested, by independent outlets, or by one source."""
    if incident.contested or incident.status == "denied":
        return "contested"
    return "corroborated" if incident.sources > 1 else "reported"


def _on_time(clause: Clause, incident: Incident) -> Answer | None:
    deadline = clause.kept.by if clause.kept else None
    if deadline is None or incident.status == "planned":
        return None
    time = incident.time
    if time is None:
        told = incident.reported
        return "yes" if told is not None and told <= deadline else "unclear"
    if time.end <= deadline:
        return "yes"
    return "no" if time.start > deadline else "unclear"


def _bounds(toll: Toll) -> Bounds | None:
    return None if toll.low is None else Bounds(toll.low, toll.high)


def outlets(incident: Incident) -> tuple[str, ...]:
    """The outlets that tell an incident, in alphabetical order."""
    return tuple(sorted({claim.outlet for claim in incident.claims if claim.outlet}))


def accused(accord: Accord, incident: Incident) -> tuple[Accused, ...]:
    """Whom each outlet names as those who did it."""
    found = [
        Accused(
            claim.outlet, actor.code, actor.text,
            legs.side_of(accord.sides, actor.code, actor.name),
        )
        for claim in incident.claims
        for actor in claim.event.actors
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


_SPANS: dict[LegName, Callable[[Event], tuple[Span, ...]]] = {
    "bound": lambda event: event.actors,
    "act": lambda event: event.triggers[:1],
    "where": lambda event: event.places or event.within,
    "when": lambda event: (event.time.span,) if event.time and event.time.span else (),
    "exempt": lambda event: (*event.actors, *event.targets),
}


def _quotes(incident: Incident, name: LegName) -> tuple[Quote, ...]:
    spans = _SPANS[name]
    return tuple(quote(claim, span) for claim in incident.claims for span in spans(claim.event))


def quote(claim: Claim, span: Span) -> Quote:
    """Quote words of a claim's article."""
    return Quote(claim.id, claim.article, claim.outlet, claim.url, claim.published, span)


@dataclass
class Monitor:
    """Findings kept up to date: new and changed incidents are weighed, and no others."""

    accords: Sequence[Accord]
    _incidents: dict[str, Incident] = field(default_factory=dict)
    _found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def put(self, incidents: Iterable[Incident]) -> list[Finding]:
        """Add incidents, or put them in place of those of their ids; return their findings."""
        out: list[Finding] = []
        for incident in incidents:
            found = tuple(findings(self.accords, (incident,)))
            self._incidents[incident.id] = incident
            self._found[incident.id] = found
            out.extend(found)
        return out

    def drop(self, ids: Iterable[str]) -> None:
        """Forget incidents that are no more: merged into others, or split."""
        for id in ids:
            self._incidents.pop(id, None)
            self._found.pop(id, None)

    def incidents(self) -> list[Incident]:
        """The incidents, by id."""
        return [self._incidents[id] for id in sorted(self._incidents)]

    def findings(self) -> list[Finding]:
        """All findings, in the order of :func:`in_order`."""
        return in_order(one for found in self._found.values() for one in found)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings by day, then id; those without a day last."""
    return sorted(found, key=lambda f: (f.start or date.max, f.end or date.max, f.id))


def is_breach(finding: Finding) -> bool:
    """Whether it is about what breaks a clause."""
    return finding.kind in BREACHES
