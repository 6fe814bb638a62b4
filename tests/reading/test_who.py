"""Who: phrases that name participants, and their codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.model import Article
from hudna.reading.document import Document, prepare
from hudna.reading.who import ActorPhrase, code_of, find_actors, home_of, origin_near

_PIECES = (
    "قوات", "النظام", "وزير", "الدفاع", "الروسي", "سيرغي", "شويغو", "عناصر", "من", "داعش", "حركة",
    "التابعة", "للحوثيين", "الموالية", "لها", "لواء", '"الفتح"', "،", ".", "وقال", "بقيادة",
    "تركيا", "مواقع", "التنظيم", "مدنيين", "3", "طائرات",
)  # fmt: skip


def _doc(text: str, published: date | None = None) -> Document:
    return prepare(Article(text, published=published))


def _codes(text: str, violent: bool = True, published: date | None = None) -> dict[str, str]:
    doc = _doc(text, published)
    phrases = find_actors(doc)
    home = home_of(doc, phrases)
    return {phrase.span.text: code_of(phrase, home, violent) for phrase in phrases}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("قصفت قوات النظام السوري القرية", "قوات النظام السوري", "SYR:MIL"),
        ("الجيش العربي السوري دخل القرية", "الجيش العربي السوري", "SYR:MIL"),
        ("أطلق الحوثيون صاروخا", "الحوثيون", "YEM:REB"),
        ("قتل ثلاثة من عناصر داعش", "عناصر داعش", "ISI:REB"),
        ("استهدفت المدفعية مواقع للحوثيين", "مواقع للحوثيين", "YEM:REB"),
        ("أغارت طائرات روسية على القرية", "طائرات روسية", "RUS:MIL"),
        ("أغارت مقاتلات التحالف الدولي على القرية", "مقاتلات التحالف الدولي", "USA:MIL"),
        ("توغلت القوات التركية", "القوات التركية", "TUR:MIL"),
        ("اعتقلت قسد شابا", "قسد", "SYR:REB"),
        ("جرح جنود أتراك", "جنود أتراك", "TUR:MIL"),
        ("انسحبت ميليشيات إيرانية", "ميليشيات إيرانية", "IRN:PRM"),
        ("هاجم مقاتلو حركة الشباب القاعدة", "مقاتلو حركة الشباب", "SOM:REB"),
        ("قصف الاحتلال الإسرائيلي القطاع", "الاحتلال الإسرائيلي", "ISR:MIL"),
        ("هاجم متمردون البلدة بدارفور في السودان", "متمردون", "SDN:REB"),
    ],
)  # fmt: skip
def test_one_code_whatever_the_wording(text: str, words: str, code: str) -> None:
    assert _codes(text).get(words) == code


def test_an_arm_of_service_stands_between_a_force_and_its_owner() -> None:
    assert _codes("تقدمت قوات الهندسة التابعة للنظام السوري أمس.") == {
        "قوات الهندسة التابعة للنظام السوري": "SYR:MIL"
    }


def test_a_state_acts_by_its_forces_only_in_violence() -> None:
    assert _codes("قصفت إسرائيل القطاع")["إسرائيل"] == "ISR:MIL"
    assert _codes("وقعت إسرائيل الاتفاق", violent=False)["إسرائيل"] == "ISR:GOV"


def test_the_name_is_the_span_and_the_title_belongs_to_the_phrase() -> None:
    doc = _doc("التقى وزير الخارجية الروسي سيرغي لافروف نظيره")
    (phrase,) = (p for p in find_actors(doc) if p.kind == "person")
    assert phrase.span.text == "سيرغي لافروف"
    assert doc.span(phrase.first, phrase.last).text == "وزير الخارجية الروسي سيرغي لافروف"
    assert (phrase.origin, phrase.sector) == ("RUS", "GOV")


def test_side_depends_on_the_day() -> None:
    text = "انتشرت قوات الدعم السريع في الخرطوم"
    assert _codes(text, published=date(2022, 1, 5))["قوات الدعم السريع"] == "SDN:PRM"
    assert _codes(text, published=date(2024, 1, 5))["قوات الدعم السريع"] == "SDN:REB"


def test_loading_is_kept_beside_the_code() -> None:
    kinds = {
        text: find_actors(_doc(text))[0].loading
        for text in ("أنصار الله", "ميليشيات الحوثي", "الحوثيون")
    }
    assert kinds == {
        "أنصار الله": "honorific",
        "ميليشيات الحوثي": "pejorative",
        "الحوثيون": "neutral",
    }


def test_the_coalition_is_the_one_of_the_articles_country() -> None:
    assert _codes("أغار طيران التحالف على صعدة في اليمن")["طيران التحالف"] == "SAU:MIL"
    assert _codes("أغار طيران التحالف على الرقة في سوريا")["طيران التحالف"] == "USA:MIL"


def test_a_bare_army_belongs_to_the_articles_country() -> None:
    doc = _doc("دخل الجيش أحياء نيالا في السودان")
    phrases = find_actors(doc)
    army = next(p for p in phrases if p.span.text == "الجيش")
    assert army.origin is None
    assert code_of(army, home_of(doc, phrases), True) == "SDN:MIL"
    assert code_of(army, None, True) == "XXX:MIL"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("تقدمت قوات الجيش الوطني في صعدة شمالي اليمن", "YEM:MIL"),
        ("تقدمت قوات الجيش الوطني قرب عفرين شمالي سوريا", "SYR:REB"),
        ("تقدمت قوات الجيش الوطني جنوب طرابلس في ليبيا", "LBY:REB"),
    ],
)
def test_a_national_army_is_that_of_the_articles_country(text: str, code: str) -> None:
    assert _codes(text)["قوات الجيش الوطني"] == code


@pytest.mark.parametrize("place", ["الساحل الغربي", "الحديدة", "صنعاء", "حماة"])
def test_a_front_at_a_place_is_no_group(place: str) -> None:
    doc = _doc(f"اندلعت معارك في جبهة {place} بعدما قصف الحوثيون جبهات {place} أمس")
    found = find_actors(doc)
    assert [phrase.span.text for phrase in found if not phrase.capital] == ["الحوثيون"]


@pytest.mark.parametrize(
    ("words", "code"),
    [("جبهة النصرة", "SYR:REB"), ("جبهة ثوار سوريا", "SYR:REB"), ("جبهة تحرير أزواد", "MLI:REB")],
)
def test_a_front_with_the_name_of_a_party_is_a_group(words: str, code: str) -> None:
    assert _codes(f"هاجمت {words} القرية")[words] == code


def test_a_party_is_coded_by_what_it_is_where_it_is_told_of() -> None:
    party = "الحزب السوري القومي الاجتماعي"
    assert _codes(f"دعا {party} في بيروت إلى الحوار", violent=False)[party] == "LBN:OPP"
    assert _codes(f"قاتل {party} في ريف حماة وسط سوريا")[party] == "SYR:PRM"
    assert _codes("قتل ثلاثة من نسور الزوبعة في بيروت")["نسور الزوبعة"] == "SYR:PRM"


def test_attached_particles_are_outside_the_span() -> None:
    (phrase,) = find_actors(_doc("وللحوثيين موقف"))
    assert phrase.span.text == "لحوثيين"
    assert phrase.before == "ول"


def test_the_group_comes_back_by_its_kind() -> None:
    codes = _codes("هاجم تنظيم داعش القرية. وانسحب التنظيم لاحقا")
    assert codes["التنظيم"] == "ISI:REB"


def test_a_pronoun_stands_for_the_one_it_agrees_with() -> None:
    codes = _codes("دخلت القوات التركية والفصائل الموالية لها عفرين في سوريا")
    assert codes["الفصائل الموالية لها"] == "SYR:REB"
    codes = _codes("خسرت قوات النظام والمسلحون الموالون لها مواقع في إدلب بسوريا")
    assert codes["المسلحون الموالون لها"] == "SYR:PRM"


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    codes = _codes("استقبل رياك مشار الوفد. وقال مشار إن الحرب انتهت", violent=False)
    assert codes["مشار"] == codes["رياك مشار"] == "SSD:REB"


def test_the_office_told_beside_a_name_says_whose_person_it_is() -> None:
    assert _codes("قتل القيادي الحوثي أبو ناصر الضالعي")["أبو ناصر الضالعي"] == "YEM:REB"
    text = "قتل أبو خالد السلمي، قائد كتيبة في جيش العزة، في إدلب بسوريا"
    assert _codes(text)["أبو خالد السلمي"] == "SYR:REB"


def test_letters_that_folding_joins_are_told_apart() -> None:
    assert "على محمد" not in _codes("سقطت قذيفة على محمد العامري")
    assert find_actors(_doc("بدأت مهاجمة القرى ومصالحة الجيران"))[0].span.text != "مهاجمة"


def test_words_that_only_look_like_participants_are_none() -> None:
    assert find_actors(_doc("شارك في مسيرات العودة مع حارس المرمى")) == []


def test_the_occupier_is_the_one_named_before() -> None:
    codes = _codes("قصف جيش الاحتلال التركي كوباني. وكان جيش الاحتلال قد حشد قربها")
    assert codes["جيش الاحتلال"] == "TUR:MIL"
    assert _codes("قصف جيش الاحتلال غزة")["جيش الاحتلال"] == "ISR:MIL"


def test_who_flees_is_a_refugee() -> None:
    doc = _doc("نزح مدنيون من إدلب في سوريا")
    phrase = next(p for p in find_actors(doc) if p.span.text == "مدنيون")
    assert code_of(phrase, "SYR", violent=False, displaced=True) == "SYR:REF"


def test_nearest_country() -> None:
    doc = _doc("بين الرقة في سوريا ونينوى في العراق")
    assert origin_near(doc, 1) == "SYR"
    assert origin_near(doc, len(doc.words) - 1) == "IRQ"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(_PIECES),
        max_size=40,
    )
)
def test_phrases_are_in_order_and_cite_the_text(words: list[str]) -> None:
    text = " ".join(words)
    doc = _doc(text)
    end = -1
    for phrase in find_actors(doc):
        assert isinstance(phrase, ActorPhrase)
        assert end < phrase.first <= phrase.last
        end = phrase.last
        span = phrase.span
        assert text[span.start : span.end] == span.text != ""
        assert len({doc.sentence_of[phrase.first], doc.sentence_of[phrase.last]}) == 1
