"""What an incident says of its claims: sources, status, history, choices."""

from __future__ import annotations

from datetime import date

from hudna.merging import Told, merge
from hudna.merging.disagreement import disagreements
from hudna.merging.incident import incident_of
from hudna.model import Incident
from tests.merging.claims import claim, reading

WIRE = (
    "أعلنت مصادر طبية مقتل سبعة مدنيين بينهم امرأتان في قصف صاروخي لقوات النظام على سوق مدينة"
    " أريحا صباح اليوم الخميس، وأضافت المصادر أن عدد الجرحى بلغ عشرين، وأن فرق الإنقاذ لا تزال"
    " تبحث عن ناجين تحت أنقاض ثلاثة محال تجارية دمرها القصف بالكامل وسط المدينة."
)
OWN = (
    "قال مراسلنا إن صواريخ سقطت قبل الظهر على أريحا فقتلت سبعة من أهلها قرب الفرن الآلي في قصف"
    " استهدف الحي الشرقي، وتوقفت المدارس عن الدوام."
)


def made(*told: Told) -> Incident:
    return incident_of(told)


def ariha(id_: str, outlet: str | None, text: str = WIRE, day: int = 8, **more: object) -> Told:
    return claim(id_, outlet, day, text, place="أريحا", on=8, **more)  # type: ignore[arg-type]


def test_reprints_of_one_dispatch_are_one_source() -> None:
    found = made(ariha("1", "أ"), ariha("2", "ب", WIRE + " (وكالات)"), ariha("3", "ج", OWN))
    assert len(found.claims) == 3
    assert found.sources == 2
    assert [c.dispatch == found.claims[0].id for c in found.claims] == [True, True, False]


def test_one_outlet_is_one_source_however_often_it_tells() -> None:
    assert made(ariha("1", "أ"), ariha("2", "أ", OWN)).sources == 1


def test_outlets_that_are_unknown_are_not_taken_for_one() -> None:
    assert made(ariha("1", None), ariha("2", None, OWN)).sources == 2


def test_two_that_only_pass_on_one_agency_are_one_source() -> None:
    one = "قال المرصد السوري لحقوق الإنسان إن قصفا على أريحا قتل سبعة."
    other = "سبعة قتلى حصيلة قصف طال أريحا صباحا، وفق المرصد السوري."
    found = made(
        ariha("1", "أ", one, source="المرصد السوري لحقوق الإنسان"),
        ariha("2", "ب", other, source="المرصد السوري"),
        ariha("3", "ج", OWN),
    )
    assert found.sources == 2


VIA_SANA = "نقلت وكالة سانا عن مصدر عسكري قوله إن قصفا صاروخيا على أريحا قتل سبعة فجرا."
VIA_REUTERS = "ذكر مدير المشفى أن سبعة أشخاص قتلوا في قصف على أريحا، بحسب رويترز."
OBSERVATORY = "نقلت رويترز عن المرصد السوري لحقوق الإنسان أن قصفا على أريحا قتل سبعة."
OBSERVATORY_TOO = "نقلت وكالة فرانس برس عن المرصد السوري أن سبعة لقوا حتفهم بعدما طال قصف أريحا."


def sources_of(*texts: str) -> int:
    """How many independent sources an incident has that is told in these words."""
    told = [reading(str(i), f"outlet {i}", 8, text) for i, text in enumerate(texts)]
    return made(*(claim for claims in told for claim in claims)).sources


def test_an_official_quoted_by_way_of_an_agency_is_the_agencys_dispatch() -> None:
    of_sana = "قالت سانا إن سبعة من الأهالي لقوا حتفهم في قصف استهدف أريحا."
    assert sources_of(VIA_SANA, of_sana) == 1
    assert sources_of(VIA_REUTERS, of_sana) == 2


def test_two_agencies_that_quote_one_observatory_are_one_source() -> None:
    assert sources_of(OBSERVATORY, OBSERVATORY_TOO) == 1
    assert sources_of(OBSERVATORY, VIA_SANA) == 2


def test_who_quotes_another_beside_the_agency_is_a_source_of_its_own() -> None:
    also = "أفادت وكالة سانا بأن قصفا على أريحا قتل سبعة، وقال المجلس المحلي إن قصفا طال أريحا."
    assert sources_of(VIA_SANA, also) == 2


def test_an_agency_that_denies_it_is_not_passed_on() -> None:
    denied = "قال المجلس المحلي إن قصفا على أريحا قتل سبعة، ونفت وكالة سانا وقوع القصف."
    assert sources_of(VIA_SANA, denied) == 2


def test_unnamed_sources_are_not_taken_for_one() -> None:
    one = "قالت مصادر محلية إن قصفا على أريحا قتل سبعة من السكان فجرا."
    other = "مصادر محلية: صواريخ وقصف عنيف يهز وسط أريحا والأهالي ينتشلون الضحايا."
    found = made(
        ariha("1", "أ", one, source="مصادر محلية"), ariha("2", "ب", other, source="مصادر محلية")
    )
    assert found.sources == 2


def test_a_correction_updates_and_the_history_tells_it() -> None:
    first = reading("1", "أ", 8, "قصفت قوات النظام مدينة أريحا بريف إدلب اليوم فقتل خمسة مدنيين.")
    later = reading(
        "2", "ب", 9, "ارتفاع حصيلة قصف قوات النظام على مدينة أريحا بريف إدلب أمس إلى 12 قتيلا."
    )
    (found,) = merge([*later, *first])
    assert (found.killed.best, found.killed.low, found.killed.rule) == (12, 5, "update")
    assert ("killed", "5", "12") in [(s.what, s.before, s.after) for s in found.history]


def test_a_denial_contests() -> None:
    found = made(ariha("1", "أ"), ariha("2", "ب", OWN, day=9, status="denied"))
    assert found.contested
    assert found.status == "occurred"
    assert [step.what for step in found.history] == ["reported", "denied"]


def test_what_only_is_denied_is_denied_but_not_contested() -> None:
    found = made(ariha("1", "أ", status="denied"))
    assert (found.status, found.contested) == ("denied", False)


def test_what_happened_is_no_longer_planned_whoever_announces_it_later() -> None:
    found = made(ariha("1", "أ", status="occurred"), ariha("2", "ب", OWN, day=9, status="planned"))
    assert found.status == "occurred"
    assert [step.what for step in found.history] == ["reported"]


def test_the_latest_status_holds() -> None:
    found = made(ariha("1", "أ", status="ongoing"), ariha("2", "ب", OWN, day=9, status="ended"))
    assert found.status == "ended"


def test_the_type_that_says_more_is_taken() -> None:
    found = made(ariha("1", "أ", type="casualties"), ariha("2", "ب", OWN, type="shelling"))
    assert found.type == "shelling"


def test_the_earliest_report_and_its_id_stay_when_later_ones_come() -> None:
    first, later = ariha("9", "أ"), ariha("1", "ب", OWN, day=10)
    alone, both = made(first), made(later, first)
    assert both.id == alone.id
    assert both.reported == date(2018, 11, 8)
    assert [c.article for c in both.claims] == ["9", "1"]


def test_parties_are_counted_by_source() -> None:
    who = ("قوات النظام", "SYR:MIL")
    found = made(
        ariha("1", "أ", actor=who), ariha("2", "ب", WIRE + " (وكالات)", actor=who),
        ariha("3", "ج", OWN, actor=("صواريخ", "XXX:UNK")),
    )  # fmt: skip
    assert [(p.code, p.sources) for p in found.actors] == [("SYR:MIL", 1), ("XXX:UNK", 1)]
    assert found.actors[0].words == ("قوات النظام",)


def test_the_place_read_most_surely_stands_for_its_name() -> None:
    found = made(ariha("1", "أ"), ariha("2", "ب", OWN))
    assert [place.name for place in found.places] == ["أريحا"]
    assert found.places[0].lat is not None


def test_disagreements_name_the_claims_of_each_answer() -> None:
    found = made(ariha("1", "أ", killed=7), ariha("2", "ب", OWN, killed=5), ariha("3", "ج", OWN))
    (killed,) = disagreements(found)
    assert killed.question == "killed"
    assert {a: [i[0] for i in ids] for a, ids in killed.answers.items()} == {"7": ["1"], "5": ["2"]}
