"""The cumulative claims of reports beside the sum of what the record holds.

"More than a hundred civilians since the accord" is a claim about many incidents at once. It is held
against the sum of the incidents recorded in its period, and the difference is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from hudna.accords.values import Accord
from hudna.model import FAMILY, Bounds, Incident, Toll
from hudna.monitoring import legs
from hudna.monitoring.doubles import Twins, least, twins
from hudna.monitoring.findings import is_sum, quote
from hudna.monitoring.values import Quote, Reconciled, Sum

_SLACK = timedelta(days=3)
"""How far the start of a claim's period may lie from the signing and still mean "since then"."""
_What = Literal["killed", "injured"]
_WHAT: tuple[_What, ...] = ("killed", "injured")


def reconcile(accord: Accord, incidents: Sequence[Incident]) -> tuple[Reconciled, ...]:
    """Hold each cumulative claim that is made since the accord against the recorded incidents.

    A claim is about the accord where its period begins with it (within three days of its signing or
    of a period in force), where its sentence names it, or where its whole period lies in a period
    in force and its place in a zone. The sum is over recorded acts of
    violence that surely lie in the claim's period, by the side that it accuses, in a zone of the
    accord or in no known place.
    """
    single = [
        i
        for i in incidents
        if not is_sum(i) and FAMILY[i.type] == "violence" and i.status != "denied"
    ]
    return tuple(
        one
        for claim in sorted(incidents, key=_by_day)
        if is_sum(claim) and _is_about(accord, claim)
        for one in _reconciled(accord, claim, single)
    )


def _by_day(one: Incident) -> tuple[date, date, str]:
    time = one.time
    return (time.start, time.end, one.id) if time else (date.max, date.max, one.id)


def _is_about(accord: Accord, claim: Incident) -> bool:
    time = claim.time
    if time is None:
        return False
    starts = [accord.signed.on, *(period.start for period in accord.in_force)]
    sides = {legs.side_of(accord.sides, p.code, p.name) for p in claim.actors}
    if sides and sides == {None}:
        return False
    if any(abs(time.start - start) <= _SLACK for start in starts):
        return any(p.code[:3] == accord.country for p in (*claim.actors, *claim.targets))
    names = (accord.name.ar, accord.name.en, *accord.aliases)
    if any(q is not None and legs.says(q.text, names) for q in (c.quote for c in claim.claims)):
        return True
    return FAMILY[claim.type] == "violence" and _lies_in(accord, claim)


def _lies_in(accord: Accord, claim: Incident) -> bool:
    """Whether a sum's days surely lie in a period in force, and its place in a zone."""
    time = claim.time
    assert time is not None
    in_force = any(
        period.start <= time.start and (period.end is None or time.end <= period.end)
        for period in accord.in_force
    )
    return in_force and any(legs.located(zone, claim.places)[0] == "yes" for zone in accord.zones)


def _reconciled(
    accord: Accord, claim: Incident, single: Sequence[Incident]
) -> Iterator[Reconciled]:
    time = claim.time
    assert time is not None
    accused = {legs.side_of(accord.sides, p.code, p.name) for p in claim.actors} - {None}
    within = [
        i
        for i in single
        if i.time is not None
        and i.time.start >= time.start
        and i.time.end <= time.end
        and _is_by(accord, i, accused)
        and _may_lie_in(accord, i)
    ]
    known = twins(within)
    for what in _WHAT:
        told = _toll(claim, what)
        if told.low is None:
            continue
        recorded = total(within, what, known)
        claimed = Bounds(told.low, told.high)
        yield Reconciled(
            claim.id, _quotes(claim), time.start, time.end, what, claimed, recorded, len(within),
            missing(claimed, recorded), _outcome(claimed, recorded),
        )  # fmt: skip


def _toll(incident: Incident, what: _What) -> Toll:
    return incident.killed if what == "killed" else incident.injured


def _is_by(accord: Accord, incident: Incident, accused: set[str | None]) -> bool:
    if not accused:
        return True
    sides = {legs.side_of(accord.sides, p.code, p.name) for p in incident.actors}
    return bool(sides & accused)


def _may_lie_in(accord: Accord, incident: Incident) -> bool:
    if not accord.zones:
        return True
    return any(legs.located(zone, incident.places)[0] != "no" for zone in accord.zones)


def _quotes(claim: Incident) -> tuple[Quote, ...]:
    return tuple(quote(c, c.quote or c.event.triggers[0]) for c in claim.claims)


def total(incidents: Sequence[Incident], what: _What, known: Twins) -> Sum:
    """Add the tolls of incidents up; what is untold adds nothing, and is counted.

    Where incidents may be one told twice, the lower bound is the least that they can come to, and
    the upper one adds them all.
    """
    tolls = {one.id: _toll(one, what) for one in incidents}
    lows = {id: toll.low for id, toll in tolls.items() if toll.low is not None}
    highs = [tolls[id].high for id in lows]
    high = None if None in highs else sum(high for high in highs if high is not None)
    return Sum(least(lows, known), high, len(tolls) - len(lows))


def missing(claimed: Bounds, recorded: Sum) -> Bounds:
    """By how much a claim exceeds the record, from nothing up."""
    least = 0 if recorded.high is None else max(0, claimed.low - recorded.high)
    most = None if claimed.high is None else max(0, claimed.high - recorded.low)
    return Bounds(least, most)


def _outcome(
    claimed: Bounds, recorded: Sum
) -> Literal["reconciled", "record exceeds claim", "unreconciled"]:
    if claimed.high is not None and recorded.low > claimed.high:
        return "record exceeds claim"
    # An upper bound that no source sets reconciles nothing: then the lower one must reach it.
    reached = recorded.low if recorded.high is None else recorded.high
    return "reconciled" if reached >= claimed.low else "unreconciled"
