"""Which claims become one incident, whatever the order in which they come."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.merging import Decisions, Told, compare, merge, merge_new, told
from hudna.model import Incident
from tests.merging.claims import Kept, article, claim, reading

ARIHA = "قصفت قوات النظام بالمدفعية مدينة أريحا بريف إدلب صباح اليوم، ما أدى إلى مقتل خمسة مدنيين."
ARIHA_TOLD = "قتل خمسة مدنيين وأصيب آخرون بقصف مدفعي لقوات النظام على مدينة أريحا جنوب إدلب اليوم."
SARAQIB = "قصفت قوات النظام بالصواريخ مدينة سراقب شرق إدلب، ما أوقع ثلاثة قتلى بينهم طفل."
ADEN = "انفجرت عبوة ناسفة في سوق شعبية بمدينة عدن جنوب اليمن وأصابت سبعة أشخاص."


def members(incidents: tuple[Incident, ...]) -> set[frozenset[str]]:
    return {frozenset(c.article for c in incident.claims) for incident in incidents}


def ariha(id_: str, outlet: str = "أ", text: str = ARIHA, day: int = 5) -> Told:
    return claim(id_, outlet, day, text, place="أريحا", killed=5, on=day)


def test_two_outlets_on_one_shelling_are_one_incident() -> None:
    found = merge([ariha("one", "أ"), ariha("two", "ب", ARIHA_TOLD)])
    assert members(found) == {frozenset({"one", "two"})}


def test_real_readings_of_two_outlets_come_together() -> None:
    found = merge([*reading("one", "أ", 5, ARIHA), *reading("two", "ب", 5, ARIHA_TOLD)])
    assert frozenset({"one", "two"}) in members(found)


@pytest.mark.parametrize(
    "other",
    [
        claim("other", "ب", 5, SARAQIB, place="سراقب", killed=3, on=5),
        claim("other", "ب", 25, ARIHA_TOLD, place="أريحا", killed=5, on=25),
        claim("other", "ب", 5, ADEN, type="explosion", trigger="انفجرت", place="عدن", on=5),
        claim("other", "ب", 5, ARIHA_TOLD, type="protest", place="أريحا", killed=5, on=5),
    ],
    ids=["another place", "another day", "another country", "another kind of thing"],
)
def test_another_happening_is_another_incident(other: Told) -> None:
    assert len(merge([ariha("one"), other])) == 2


def test_types_that_outlets_confuse_may_be_one_happening() -> None:
    other = claim("two", "ب", 5, ARIHA_TOLD, type="air-strike", place="أريحا", killed=5, on=5)
    assert len(merge([ariha("one"), other])) == 1


def twice() -> tuple[Told, Told]:
    """One article that tells a shelling in its headline and, as an event of its own, again."""
    text = f"{ARIHA}\n\n{ARIHA_TOLD}"
    events = [
        claim("one", "أ", 5, text, trigger=trigger, place="أريحا", killed=5, on=5).claim.event
        for trigger in ("قصفت", "بقصف")
    ]
    one, two = told(article("one", "أ", 5, text), events)
    return one, two


def test_two_claims_of_one_article_stay_apart() -> None:
    one, two = twice()
    assert compare(one.sketch, two.sketch).total > 0
    assert len(merge([one, two])) == 2
    with_another = merge([one, two, ariha("three", "ب", ARIHA_TOLD)])
    assert sorted(len(incident.claims) for incident in with_another) == [1, 2]


def test_the_same_town_of_one_report_is_the_town_that_another_names() -> None:
    named = (
        "سقط مقاتلون في معارك بريف حماة فجر الجمعة. وكان قصف لقوات النظام قد أودى في الثاني من"
        " الشهر بحياة خمسة أشخاص في بلدة جرجناز، بحسب ناشطين."
    )
    other = (
        "استهدفت المدفعية محيط مدرسة في جرجناز لحظة خروج التلاميذ منها وقتل سبعة مدنيين. وسبق أن"
        " قصفت قوات النظام البلدة ذاتها مطلع الشهر وقتلت خمسة على الأقل من سكانها."
    )
    army = ("قوات النظام", "SYR:MIL")
    fight = claim("one", "أ", 9, named, type="armed-clash", trigger="معارك", place="حماة", on=9)
    school = claim("two", "ب", 24, other, trigger="استهدفت", place="جرجناز", on=24, killed=7)
    one = claim("one", "أ", 9, named, place="جرجناز", on=2, killed=5, actor=army)
    two = claim("two", "ب", 24, other, trigger="قصفت", on=2, killed=5, actor=army)
    claims = [
        *told(article("one", "أ", 9, named), [fight.claim.event, one.claim.event]),
        *told(article("two", "ب", 24, other), [school.claim.event, two.claim.event]),
    ]
    assert sorted(len(incident.claims) for incident in merge(claims)) == [1, 1, 2]


def test_gas_that_two_outlets_count_apart_is_one_attack() -> None:
    state = (
        "ارتفع عدد من يعانون الاختناق إلى 107 بعد أن أطلق مسلحون ليلاً قذائف معبأة بغازات سامة على"
        " حي الخالدية في حلب، وطالبت دمشق مجلس الأمن بالإدانة."
    )
    army = (
        "صرح الناطق باسم الوزارة بأن أحياء من حلب قُصفت بذخائر محشوة بالكلور وفق المعطيات الأولية،"
        " وأن ثمانية أطفال بين 46 شخصاً نقلوا إلى المشافي."
    )
    one = claim("one", "أ", 25, state, type="chemical-attack", trigger="أطلق", place="الخالدية",
                on=24, injured=107)  # fmt: skip
    two = claim("two", "ب", 25, army, type="chemical-attack", trigger="قُصفت", place="حلب",
                on=24, injured=46)  # fmt: skip
    (incident,) = merge([one, two])
    assert (incident.injured.low, incident.injured.high) == (46, 107)


def test_review_brings_together_what_scores_keep_apart() -> None:
    one, two = twice()
    pair = (min(one.claim.id, two.claim.id), max(one.claim.id, two.claim.id))
    found = merge([one, two], Decisions(together=frozenset({pair})))
    assert [len(incident.claims) for incident in found] == [2]


def test_review_keeps_apart_what_scores_bring_together() -> None:
    one, two = ariha("one"), ariha("two", "ب", ARIHA_TOLD)
    found = merge([one, two], Decisions(apart=frozenset({(one.claim.id, two.claim.id)})))
    assert members(found) == {frozenset({"one"}), frozenset({"two"})}


def test_a_round_announced_and_held_is_one_incident_with_a_history() -> None:
    planned = claim(
        "one", "أ", 19, "ستعقد الجولة الحادية عشرة من محادثات أستانة في نهاية الشهر الجاري.",
        type="talks", trigger="محادثات", place="أستانة", status="planned",
        name="محادثات أستانة", round=11,
    )  # fmt: skip
    held = claim(
        "two", "ب", 29, "عقدت الجولة الحادية عشرة من محادثات أستانة واختتمت دون اختراق.",
        type="talks", trigger="محادثات", place="أستانة", on=29,
        name="محادثات أستانة", round=11,
    )  # fmt: skip
    (incident,) = merge([held, planned])
    assert incident.status == "occurred"
    assert [(step.what, step.before, step.after) for step in incident.history] == [
        ("reported", None, "planned"),
        ("status", "planned", "occurred"),
    ]


def test_another_round_is_another_incident() -> None:
    rounds = [
        claim(
            f"{number}", outlet, 29, f"عقدت الجولة {number} من محادثات أستانة أمس.", type="talks",
            trigger="محادثات", place="أستانة", on=29, name="محادثات أستانة", round=number,
        )
        for number, outlet in ((10, "أ"), (11, "ب"))
    ]  # fmt: skip
    assert len(merge(rounds)) == 2


TOWNS = ("أريحا", "سراقب", "معرة النعمان", "جسر الشغور", "خان شيخون", "بنش")
WEAPONS = ("المدفعية", "الصواريخ", "قذائف الهاون")


@st.composite
def claims(draw: st.DrawFn) -> list[Told]:
    """Some articles on a few towns in a few days, some of them of one happening."""
    out = []
    for number in range(draw(st.integers(1, 14))):
        town, weapon = draw(st.sampled_from(TOWNS)), draw(st.sampled_from(WEAPONS))
        day, killed = draw(st.integers(5, 9)), draw(st.integers(1, 4))
        text = f"تعرضت {town} في إدلب إلى قصف من {weapon} أدى إلى مقتل {killed} مدنيين"
        outlet = draw(st.sampled_from("أبجد"))
        out.append(claim(f"a{number}", outlet, day, text, place=town, killed=killed, on=day))
    return out


@settings(max_examples=40, deadline=None)
@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_coming_changes_nothing(found: list[Told], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert merge(found) == merge(shuffled)


@settings(max_examples=40, deadline=None)
@given(claims(), st.integers(1, 5))
def test_one_after_the_other_gives_the_same_as_all_at_once(found: list[Told], size: int) -> None:
    kept = Kept()
    incidents: dict[str, Incident] = {}
    for first in range(0, len(found), size):
        batch = found[first : first + size]
        changed = merge_new(batch, kept)
        kept.claims |= {item.claim.id: item for item in batch}
        touched = {c.id for incident in changed for c in incident.claims}
        for key, incident in list(incidents.items()):
            if any(c.id in touched for c in incident.claims):
                del incidents[key]
        incidents |= {incident.id: incident for incident in changed}
    assert set(incidents.values()) == set(merge(found))


def test_a_claim_given_again_counts_once() -> None:
    assert merge([ariha("one"), ariha("one")]) == merge([ariha("one")])


def test_no_claims_no_incidents() -> None:
    assert merge([]) == ()
