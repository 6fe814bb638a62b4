"""Incidents held against clauses: five legs, each with its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.accords import Accord
from hudna.accords.load import weapons
from hudna.model import EventType, Incident, Status
from hudna.monitoring import Finding, Monitor, findings, weigh
from hudna.monitoring.legs import loosely
from hudna.monitoring.values import Answer, Kind
from tests.monitoring.made import BESIDE, CENTRE, EDGE, FAR, GUNS, incident, truce

ACCORD = truce()
LEGS = ("bound", "act", "where", "when", "exempt")


def quiet(one: Incident) -> Finding:
    return weigh(ACCORD, ACCORD.clause("quiet"), one, breach=True)


def answers(finding: Finding) -> dict[str, Answer]:
    return {leg.name: leg.answer for leg in finding.legs}


def found(*incidents: Incident, accord: Accord = ACCORD) -> dict[str, Finding]:
    return {f.clause: f for f in findings([accord], incidents)}


def test_every_leg_of_a_plain_breach_holds_and_cites_its_words() -> None:
    finding = quiet(incident())
    assert answers(finding) == dict.fromkeys(LEGS[:4], "yes") | {"exempt": "no"}
    assert finding.verdict == "holds"
    words = {leg.name: [q.span.text for q in leg.quotes] for leg in finding.legs}
    assert words["bound"] == ["القوات"]
    assert words["act"] == ["قصفت"]
    assert words["where"] == ["بلدة"]
    assert words["when"] == ["يوم أمس"]
    assert [a.words for a in finding.accused] == ["القوات"]
    assert (finding.sides, finding.day) == (("government",), date(2020, 3, 4))


days = st.dates(date(2020, 1, 2), date(2020, 6, 30))
inside = st.tuples(st.floats(35.2, 35.8), st.floats(36.2, 36.8))
outside = st.tuples(st.floats(30, 34.8), st.floats(30, 42))
bound = st.sampled_from([("SYR:MIL", None), ("SYR:GOV", "x"), ("SYR:REB", None), ("SYR:REB", "y")])
others = st.sampled_from([("USA:MIL", None), ("ISR:MIL", None), ("YEM:REB", None)])


@given(days, inside, outside, bound)
def test_moving_it_out_of_the_zone_flips_that_leg_alone(
    day: date, within: tuple[float, float], away: tuple[float, float], who: tuple[str, str | None]
) -> None:
    before = answers(quiet(incident(days=day, at=within, actors=[who])))
    after = answers(quiet(incident(days=day, at=away, actors=[who])))
    assert before == {**after, "where": "yes"}
    assert after["where"] == "no"


@given(days, st.integers(1, 4000), st.booleans(), inside, bound)
def test_moving_it_out_of_the_dates_flips_that_leg_alone(
    day: date, by: int, early: bool, at: tuple[float, float], who: tuple[str, str | None]
) -> None:
    edge = date(2020, 1, 2) - timedelta(days=by) if early else date(2020, 6, 30) + timedelta(by)
    before = answers(quiet(incident(days=day, at=at, actors=[who])))
    after = answers(quiet(incident(days=edge, at=at, actors=[who])))
    assert before == {**after, "when": "yes"}
    assert after["when"] == "no"


@given(days, inside, bound, others)
def test_moving_it_to_one_who_is_not_bound_flips_that_leg_alone(
    day: date, at: tuple[float, float], who: tuple[str, str | None], other: tuple[str, str | None]
) -> None:
    before = answers(quiet(incident(days=day, at=at, actors=[who])))
    after = answers(quiet(incident(days=day, at=at, actors=[other])))
    assert before == {**after, "bound": "yes"}
    assert after["bound"] == "no"


@pytest.mark.parametrize(
    ("one", "leg", "answer", "detail"),
    [
        (incident(at=EDGE), "where", "unclear", "near"),
        (incident(at=CENTRE, radius=80), "where", "unclear", "near"),
        (incident(at=CENTRE, confidence=0.4), "where", "unclear", "doubtful"),
        (incident(at=BESIDE, confidence=0.4), "where", "unclear", "doubtful"),
        (incident(at=FAR, confidence=0.4), "where", "no", "outside"),
        (incident(at=None), "where", "unclear", "unknown"),
        (incident(days=None), "when", "unclear", "time unknown"),
        (incident(days=None, published=date(2019, 1, 1)), "when", "no", "told before it began"),
        (incident(days=(date(2019, 12, 1), date(2020, 1, 5))), "when", "unclear", "across"),
        (incident(actors=()), "bound", "unclear", "no actor named"),
        (incident(actors=[("XXX:UNK", None)]), "bound", "unclear", "not surely"),
        (incident(actors=[("SYR:UNK", None)]), "bound", "unclear", "not surely"),
        (incident(actors=[("SYR:REB", "Nusra Front")]), "bound", "no", "another side"),
        (incident(targets=[("ISI:REB", None)]), "exempt", "yes", "as target"),
        (incident(targets=[("ISI:REB", None), ("SYR:CVL", None)]), "exempt", "unclear", "in part"),
        (incident(targets=[("SYR:REB", None)]), "exempt", "no", "none named"),
        (incident(status="ended"), "act", "no", "ended"),
        (incident(type="protest"), "act", "no", "another act"),
    ],
)
def test_what_is_not_known_is_unclear_and_says_why(
    one: Incident, leg: str, answer: str, detail: str
) -> None:
    told = quiet(one).leg(leg)  # type: ignore[arg-type]
    assert told.answer == answer
    assert detail in told.detail


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("occurred", "breach"), ("ongoing", "breach"), ("attempted", "foiled"),
        ("planned", "planned"), ("denied", "denied"),
    ],
)  # fmt: skip
def test_foiled_planned_and_denied_acts_are_of_their_own_kind(status: Status, kind: Kind) -> None:
    assert quiet(incident(status=status)).kind == kind


def test_grades_count_independent_sources() -> None:
    outlets = ("وكالة", "صحيفة")
    assert quiet(incident(outlets=outlets)).grade == "corroborated"
    assert quiet(incident(outlets=outlets, sources=1)).grade == "reported"
    assert quiet(incident(outlets=outlets, contested=True)).grade == "contested"
    assert quiet(incident(status="denied")).grade == "contested"


def test_a_direction_asks_who_holds_the_zone() -> None:
    clause = ACCORD.clause("no-entry")

    def act(code: str) -> Answer:
        one = incident(type="territorial-change", actors=[(code, None)])
        return weigh(ACCORD, clause, one, breach=True).leg("act").answer

    assert [act(c) for c in ("SYR:MIL", "SYR:REB", "XXX:UNK")] == ["yes", "no", "unclear"]


def test_a_clause_that_shields_some_asks_who_was_hit() -> None:
    def hit(*targets: tuple[str, str | None]) -> bool:
        return "civilians" in found(incident(type="gunfire", targets=targets))

    assert hit(("SYR:CVL", None))
    assert not hit(("SYR:REB", None))
    assert not hit()


WITH_GUNS = truce(GUNS)
CLAUSE_ARMS = ("artillery", "mortar")
arms = st.sampled_from(sorted(weapons()))
others_than_guns = arms.filter(
    lambda name: not any(name == g or loosely(name, g) for g in CLAUSE_ARMS)
)


def armed(type: EventType, *weapons: str) -> Finding:
    one = incident(type=type, weapons=weapons, actors=[("SYR:MIL", None)])
    return weigh(WITH_GUNS, WITH_GUNS.clause("guns"), one, breach=type == "shelling")


either = st.sampled_from(["shelling", "withdrawal"])


@given(either, st.sampled_from(CLAUSE_ARMS), st.lists(arms, max_size=3))
def test_a_weapon_of_the_clause_that_is_cited_answers_yes(
    type: EventType, gun: str, more: list[str]
) -> None:
    finding = armed(type, gun, *more)
    assert finding.leg("act").answer == "yes"
    assert "السلاح" in [q.span.text for q in finding.leg("act").quotes]
    assert len(finding.quotes) == 1


@given(either, st.lists(others_than_guns, min_size=1, max_size=3))
def test_other_weapons_alone_answer_no_and_flip_that_leg_alone(
    type: EventType, named: list[str]
) -> None:
    before, after = answers(armed(type, "mortar")), answers(armed(type, *named))
    assert armed(type, *named).leg("act").detail == "other weapons"
    assert before == {**after, "act": "yes"}
    assert after["act"] == "no"


@given(either)
def test_no_weapon_told_and_a_loose_name_leave_it_unclear(type: EventType) -> None:
    for named, detail in ((), "weapon not known"), (("shell",), "weapon not surely known"):
        leg = armed(type, *named).leg("act")
        assert (leg.answer, leg.detail) == ("unclear", detail)


def test_one_source_that_names_the_weapon_is_enough() -> None:
    one = incident(weapons=["small arms"], outlets=("أ", "ب"))
    gun = replace(one.claims[0].event.weapons[0], name="mortar")
    event = replace(one.claims[1].event, weapons=(gun,))
    rival = replace(one, claims=(one.claims[0], replace(one.claims[1], event=event)))
    assert "guns" in found(rival, accord=WITH_GUNS)
    assert "guns" not in found(one, accord=WITH_GUNS)


def test_withdrawals_are_kept_before_and_after_the_deadline() -> None:
    def kept(day: date) -> Finding:
        one = incident(type="withdrawal", days=day, actors=[("SYR:REB", None)])
        return found(one)["weapons-out"]

    assert (kept(date(2020, 1, 20)).kind, kept(date(2020, 1, 20)).on_time) == ("kept", "yes")
    assert kept(date(2020, 3, 1)).on_time == "no"


def test_an_announced_withdrawal_is_a_pledge_and_other_words_are_nothing() -> None:
    one = incident(type="withdrawal", status="planned", actors=[("SYR:REB", None)])
    assert found(one)["weapons-out"].kind == "pledged"
    other = incident(
        type="withdrawal", actors=[("SYR:REB", None)], sentence="انسحبت القوات من بلدة يوم أمس"
    )
    assert "weapons-out" not in found(other)


def test_words_that_tell_of_another_act_in_the_sentence_are_nothing() -> None:
    sentence = (
        "يسحب الطرفان السلاح الثقيل من المنطقة قبل العاشر من الشهر المقبل على أن تغادرها بعده"
        " الجماعات المتشددة"
    )
    for trigger, is_kept in (("يسحب", True), ("تغادرها", False)):
        one = incident(
            type="withdrawal", trigger=trigger, sentence=sentence, actors=[("SYR:REB", None)]
        )
        assert ("weapons-out" in found(one)) == is_kept


def test_what_is_said_to_be_in_the_zone_by_its_name_is_inside() -> None:
    named = quiet(incident(at=CENTRE, radius=80, place="المربع")).leg("where")
    assert (named.answer, named.detail) == ("yes", "inside")
    assert quiet(incident(at=None, place="المربع")).leg("where").answer == "yes"
    assert quiet(incident(at=None, place="مربع")).leg("where").answer == "yes"
    assert quiet(incident(at=None, place="مربع آخر")).leg("where").answer == "unclear"


def test_a_blockade_breaks_a_clause_and_its_lifting_keeps_it() -> None:
    assert found(incident(type="blockade"))["road"].kind == "breach"
    assert found(incident(type="blockade", status="ended"))["road"].kind == "kept"


def test_what_nothing_ties_to_the_accord_is_no_finding() -> None:
    assert not found(incident(actors=(), at=None))
    assert not found(incident(days=None, at=None))
    assert not found(incident(actors=[("USA:MIL", None)]))
    assert not found(incident(at=FAR))
    assert not found(incident(days=date(2021, 1, 1)))
    assert not found(incident(cumulative=True))
    assert set(found(incident(actors=()))) == {"quiet"}


def test_an_unknown_village_lies_where_those_named_beside_it_do() -> None:
    far, unknown = incident(at=FAR).places, incident(at=None).places
    where = [quiet(replace(incident(), places=p)).leg("where") for p in (unknown, far + unknown)]
    assert [(leg.answer, leg.detail) for leg in where] == [
        ("unclear", "unknown"),
        ("no", "outside"),
    ]


def test_an_exempt_act_is_given_as_exempt() -> None:
    assert found(incident(targets=[("ISI:REB", None)]))["quiet"].verdict == "exempt"


some = st.builds(
    incident,
    id=st.sampled_from("abcdef"),
    type=st.sampled_from(["shelling", "withdrawal", "gunfire", "blockade", "talks"]),
    status=st.sampled_from(["occurred", "attempted", "planned", "denied", "ended"]),
    days=st.none() | st.dates(date(2019, 12, 1), date(2020, 7, 30)),
    at=st.none() | inside | outside,
    actors=st.lists(bound | others, max_size=2),
)


@given(st.lists(some, max_size=6))
def test_no_finding_without_a_quoted_span(incidents: list[Incident]) -> None:
    for finding in findings([ACCORD], incidents):
        assert finding.quotes
        assert all(q.span.text for q in finding.quotes)
        assert finding.leg("act").quotes


@given(some)
def test_findings_are_those_whose_legs_do_not_fail(one: Incident) -> None:
    given_ = {f.id: f for f in findings([ACCORD], [one])}
    for clause in ACCORD.clauses:
        for breach in (True, False):
            if (clause.breach if breach else clause.kept) is None:
                continue
            whole = weigh(ACCORD, clause, one, breach=breach)
            failed = any(leg.answer == "no" for leg in whole.legs if leg.name != "exempt")
            if whole.id in given_:
                assert not failed
                assert given_[whole.id] == whole


@given(st.permutations([incident(c, days=date(2020, 3, i + 1)) for i, c in enumerate("abcde")]))
def test_the_order_of_arrival_changes_nothing(incidents: list[Incident]) -> None:
    monitor = Monitor([ACCORD])
    for one in incidents:
        monitor.put([one])
    together = Monitor([ACCORD])
    together.put(sorted(incidents, key=lambda i: i.id))
    assert monitor.findings() == together.findings()


def test_new_incidents_are_weighed_and_no_others() -> None:
    monitor = Monitor([ACCORD])
    monitor.put([incident("a"), incident("b")])
    changed = replace(incident("b"), status="attempted")
    assert [f.incident for f in monitor.put([changed])] == ["b"]
    assert [(f.incident, f.kind) for f in monitor.findings()] == [("a", "breach"), ("b", "foiled")]
    monitor.drop(["a"])
    assert {f.incident for f in monitor.findings()} == {"b"}


def test_asking_what_no_clause_says_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing keeps"):
        weigh(ACCORD, ACCORD.clause("quiet"), incident(), breach=False)
