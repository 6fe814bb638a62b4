"""The ledger: what is counted, what is not known, and what silence means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Bounds, Incident
from hudna.monitoring import by_outlet_side, findings, ledger
from hudna.monitoring.sensitivity import UNKNOWN, restrict
from hudna.monitoring.values import Ledger, Sum
from tests.monitoring.made import FAR, incident, truce

ACCORD = truce()
MARCH = [date(2020, 3, day) for day in range(1, 32)]


def book(*incidents: Incident) -> Ledger:
    return ledger(ACCORD, incidents, date(2020, 3, 1), date(2020, 3, 31))


def test_rows_by_clause_side_area_day_and_week_add_up() -> None:
    a = incident("a", days=MARCH[1], killed=Bounds(2, 4), place="قرية")
    b = incident("b", days=MARCH[2], killed=Bounds(1, None), actors=[("SYR:REB", None)])
    c = incident("c", days=(MARCH[1], MARCH[20]))
    found = book(a, b, c)
    assert found.total.breaches.findings == 3
    assert found.total.breaches.killed == Sum(3, None, 1)
    rows = {row.key: row.breaches for row in found.clauses}
    assert list(rows) == [clause.id for clause in ACCORD.clauses]
    assert rows["quiet"].incidents == 3
    assert {r.key: r.breaches.findings for r in found.sides} == {
        "government": 2, "opposition": 1, "excluded": 0,
    }  # fmt: skip
    assert {r.key: r.breaches.findings for r in found.areas} == {"قرية": 1, "بلدة": 2}
    assert {r.key: r.breaches.findings for r in found.days} == {
        "2020-03-02": 1, "2020-03-03": 1, "": 1,
    }  # fmt: skip
    assert {r.key: r.breaches.findings for r in found.weeks} == {"2020-03-02": 2, "": 1}


def test_people_are_counted_once_however_many_clauses_they_concern() -> None:
    one = incident(
        "a", type="gunfire", targets=[("SYR:CVL", None)], killed=Bounds(3, 3), days=MARCH[3]
    )
    assert book(one).total.breaches.findings == 1
    both = incident("b", killed=Bounds(3, 3), days=MARCH[3])
    assert book(one, both).total.breaches.killed == Sum(6, 6, 0)


def test_exempt_planned_and_denied_acts_add_no_dead() -> None:
    found = book(
        incident("a", targets=[("ISI:REB", None)], killed=Bounds(5, 5)),
        incident("b", status="planned", killed=Bounds(5, 5)),
        incident("c", status="denied", killed=Bounds(5, 5)),
        incident("d", status="attempted", killed=Bounds(1, 1)),
    )
    assert found.total.breaches.killed == Sum(1, 1, 0)
    assert found.total.breaches.kinds == {"breach": 1, "foiled": 1, "planned": 1, "denied": 1}
    assert found.total.breaches.exempt == 1


def test_what_keeps_a_clause_is_counted_apart() -> None:
    found = book(incident("a", type="withdrawal", actors=[("SYR:REB", None)]))
    assert (found.total.breaches.findings, found.total.kept.findings) == (0, 1)
    assert {r.key: r.kept.findings for r in found.clauses}["weapons-out"] == 1


def test_silence_is_no_peace() -> None:
    reports = {(MARCH[i], "وكالة"): 3 for i in range(10)}
    found = ledger(ACCORD, [incident(days=MARCH[4])], MARCH[0], MARCH[30], reports=reports)
    assert (found.quiet.covered, found.quiet.uncovered) == (9, 21)
    assert found.quiet.longest == (MARCH[5], MARCH[9])
    assert [c.articles for c in found.coverage] == [3] * 10
    counts = [point.count for point in found.trend.points]
    assert counts == [0, 1, 0, None, None, None]


def test_a_breach_of_vague_date_leaves_no_day_of_it_quiet() -> None:
    reports = {(day, "وكالة"): 1 for day in MARCH}
    vague = incident(days=(MARCH[0], MARCH[19]))
    found = ledger(ACCORD, [vague], MARCH[0], MARCH[30], reports=reports)
    assert found.quiet.covered == 11


def test_without_a_period_it_runs_from_the_signing_to_the_last_that_is_told() -> None:
    found = ledger(ACCORD, [incident(days=MARCH[4]), incident("later", status="planned")])
    assert (found.start, found.end) == (date(2020, 1, 1), date(2020, 3, 5))
    after = ledger(ACCORD, [incident(days=date(2022, 1, 1), published=date(2022, 1, 2))])
    assert after.end == date(2020, 6, 30)


def claim(low: int, high: int | None, **more: object) -> Incident:
    values: dict[str, object] = {
        "id": "sum", "type": "casualties", "killed": Bounds(low, high), "cumulative": True,
        "days": (date(2020, 1, 1), MARCH[30]), "targets": [("SYR:CVL", None)],
    }  # fmt: skip
    return incident(**{**values, **more})  # type: ignore[arg-type]


def test_a_cumulative_claim_is_held_against_the_sum() -> None:
    recorded = [incident(str(i), days=MARCH[i], killed=Bounds(2, 3)) for i in range(5)]
    (one,) = book(*recorded, claim(30, 30)).cumulative
    assert (one.recorded, one.incidents) == (Sum(10, 15, 0), 5)
    assert (one.missing, one.outcome) == (Bounds(15, 20), "unreconciled")
    (one,) = book(*recorded, claim(12, None)).cumulative
    assert (one.missing, one.outcome) == (Bounds(0, None), "reconciled")
    (one,) = book(*recorded, claim(3, 4)).cumulative
    assert one.outcome == "record exceeds claim"
    assert one.quotes


def test_one_report_alone_cannot_reconcile_its_own_sum() -> None:
    (one,) = book(claim(101, None)).cumulative
    assert (one.recorded, one.outcome) == (Sum(0, 0, 0), "unreconciled")
    assert one.missing == Bounds(101, None)


@pytest.mark.parametrize(
    "other",
    [
        claim(30, 30, days=(date(2020, 2, 1), MARCH[30]), at=FAR),  # since another day, elsewhere
        claim(30, 30, days=(date(2020, 2, 1), date(2020, 7, 2))),  # beyond the accord's own days
        claim(30, 30, days=None),
        claim(30, 30, actors=[("ISR:MIL", None)]),
        claim(30, 30, actors=[("YEM:MIL", None)], targets=[("YEM:CVL", None)]),
    ],
)
def test_a_sum_of_another_period_or_people_is_not_of_the_accord(other: Incident) -> None:
    assert book(other).cumulative == ()


def test_a_sum_since_another_day_in_a_zone_is_held_against_the_record_too() -> None:
    early = incident("early", days=date(2020, 1, 20), killed=Bounds(4, 4))
    later = incident("later", days=MARCH[1], killed=Bounds(1, 1))
    (one,) = book(early, later, claim(30, 30, days=(date(2020, 2, 1), MARCH[30]))).cumulative
    assert (one.start, one.incidents, one.recorded) == (date(2020, 2, 1), 1, Sum(1, 1, 0))


def test_the_sum_takes_in_only_what_the_claim_is_about() -> None:
    recorded = [
        incident("by another", days=MARCH[1], killed=Bounds(1, 1), actors=[("SYR:REB", None)]),
        incident("elsewhere", days=MARCH[1], killed=Bounds(1, 1), at=FAR),
        incident("later", days=date(2020, 4, 2), killed=Bounds(1, 1)),
        incident("denied", days=MARCH[1], killed=Bounds(1, 1), status="denied"),
        incident("counted", days=MARCH[1], killed=Bounds(1, 1), at=None),
    ]
    (one,) = book(*recorded, claim(9, 9)).cumulative
    assert one.incidents == 1


def test_what_is_told_of_the_accord_itself() -> None:
    told = [
        incident("a", type="agreement", days=date(2020, 1, 1), name="اتفاق المربع"),
        incident("b", type="agreement", days=date(2020, 1, 2), name="اتفاق المربع",
                 trigger="دخل حيز التنفيذ"),
        incident("c", type="violation", days=None, name="هدنة المربع"),
        incident("d", type="agreement", status="ended", days=MARCH[3], name="اتفاق المربع"),
        incident("e", type="agreement", days=MARCH[3], name="اتفاق آخر"),
        incident("f", type="agreement", days=date(2019, 3, 1), name="اتفاق المربع"),
    ]  # fmt: skip
    found = {m.incident: m.what for m in book(*told).mentions}
    assert found == {"a": "signed", "b": "in force", "c": "alleged violation", "d": "ended"}
    (accusation,) = (m for m in book(*told).mentions if m.incident == "c")
    assert [a.side for a in accusation.accused] == ["government"]


def test_a_violation_left_unnamed_is_of_the_accord_that_its_report_names() -> None:
    named = incident("a", type="agreement", days=date(2020, 1, 1), name="اتفاق المربع")
    unnamed = incident("b", type="violation", days=None, name="الاتفاق")
    same = replace(unnamed.claims[0], article=named.claims[0].article)
    assert {m.incident for m in book(named, unnamed).mentions} == {"a"}
    joined = replace(unnamed, claims=(same,))
    assert {m.incident for m in book(named, joined).mentions} == {"a", "b"}


def test_the_ledger_of_each_side_believes_its_outlets_alone() -> None:
    both = incident("a", outlets=("رسمية", "معارضة"), killed=Bounds(1, 4))
    own = incident("b", outlets=("معارضة",), days=MARCH[9])
    sides = {"رسمية": "regime", "معارضة": "opposition"}
    found = by_outlet_side(ACCORD, [both, own, incident("c", outlets=("أخرى",))], sides)
    assert {side: one.total.breaches.incidents for side, one in found.items()} == {
        "regime": 1, "opposition": 2, UNKNOWN: 1,
    }  # fmt: skip
    assert found["regime"].total.breaches.grades == {"reported": 1}
    assert len({(one.start, one.end) for one in found.values()}) == 1


def test_an_incident_restricted_keeps_what_the_rest_tell() -> None:
    one = incident(outlets=("أ", "ب"))
    denied = replace(one.claims[1].event, status="denied", actors=())
    split = replace(one, claims=(one.claims[0], replace(one.claims[1], event=denied)))
    assert restrict(split, []) is None
    assert restrict(split, split.claims) is split
    denier = restrict(split, split.claims[1:])
    assert denier is not None
    assert (denier.status, denier.actors, denier.sources) == ("denied", (), 1)


bounds = st.none() | st.builds(
    lambda low, more: Bounds(low, None if more is None else low + more),
    st.integers(0, 50), st.none() | st.integers(0, 20),
)  # fmt: skip
some = st.builds(
    incident,
    id=st.uuids().map(str),
    type=st.sampled_from(["shelling", "withdrawal", "gunfire", "casualties", "talks", "violation"]),
    status=st.sampled_from(["occurred", "attempted", "planned", "denied"]),
    days=st.none() | st.sampled_from(MARCH) | st.just((MARCH[3], MARCH[12])),
    killed=bounds,
    injured=bounds,
    cumulative=st.booleans(),
    actors=st.lists(st.sampled_from([("SYR:MIL", None), ("SYR:REB", None)]), max_size=2),
    outlets=st.lists(st.sampled_from(["أ", "ب", "ج"]), min_size=1, max_size=3, unique=True),
)


def _never_lower(before: int | None, after: int | None) -> bool:
    return after is None or (before is not None and after >= before)


@given(st.lists(some, max_size=6), some)
def test_a_report_more_never_lowers_an_upper_bound(held: list[Incident], new: Incident) -> None:
    before, after = book(*held), book(*held, new)
    for a, b in (
        (before.total.breaches, after.total.breaches),
        (before.total.kept, after.total.kept),
    ):
        assert _never_lower(a.killed.high, b.killed.high)
        assert _never_lower(a.injured.high, b.injured.high)
        assert b.killed.low >= a.killed.low
    more = {(c.incident, c.what): c for c in after.cumulative}
    for one in before.cumulative:
        assert _never_lower(one.recorded.high, more[one.incident, one.what].recorded.high)


@given(st.lists(some, max_size=6), st.randoms())
def test_the_order_of_arrival_changes_no_ledger(held: list[Incident], dice: object) -> None:
    shuffled = list(held)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert book(*held) == book(*shuffled)


def test_sums_stand_in_the_order_of_their_days_whichever_came_first() -> None:
    sums = [claim(9, 9, id="b"), claim(7, 7, id="a"), claim(5, 5, id="c", days=MARCH[3])]
    told = [one.incident for one in book(*sums).cumulative]
    assert told == [one.incident for one in book(*reversed(sums)).cumulative] == ["a", "b", "c"]


@given(st.lists(some, max_size=6))
def test_findings_given_or_made_are_the_same(held: list[Incident]) -> None:
    made = list(findings([ACCORD], held))
    assert ledger(ACCORD, held, MARCH[0], MARCH[30], made) == book(*held)


@given(st.lists(some, max_size=6))
def test_every_row_s_findings_are_those_of_the_whole(held: list[Incident]) -> None:
    found = book(*held)
    for rows in (found.clauses, found.areas, found.days, found.weeks):
        assert sum(r.breaches.findings for r in rows) == found.total.breaches.findings
        assert sum(r.kept.findings for r in rows) == found.total.kept.findings
