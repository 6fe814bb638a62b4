"""Places named in a text: by the gazetteer, by the words around them, in lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.model import Article
from hudna.reading.document import prepare
from hudna.reading.where import PlacePhrase, find_places


def places(text: str) -> list[PlacePhrase]:
    return find_places(prepare(Article(text)))


def names(text: str) -> list[str]:
    return [place.span.text for place in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت المدفعية قرية لحايا صباح اليوم", ["لحايا"]),
        ("سقطت قذيفة على بلدة شنبوخة فأصيب رجل", ["شنبوخة"]),
        ("اندلع حريق في مطار الحديدة", ["مطار الحديدة"]),
        ("سيطرت القوات على سد تشرين", ["سد تشرين"]),
        ("أغلق معبر باب الهوى أمام الشاحنات", ["معبر باب الهوى"]),
        ("وقعت اشتباكات في ريف حلب الغربي", ["ريف حلب الغربي"]),
        ("هدوء حذر في الغوطة الشرقية", ["الغوطة الشرقية"]),
        ("عقدت الجولة في سوتشي", ["سوتشي"]),
        ("انفجر لغم شمال شرق سوريا", ["شمال شرق سوريا"]),
        ("وصلت الدورية إلى كفر زيتا", ["كفر زيتا"]),
        ("وصلت الدورية إلى كفرزيتا", ["كفرزيتا"]),
        ("نزحت عائلات من مستوطنة «رامونة» أمس", ["رامونة"]),
        ("اشتباكات على الحدود السورية التركية", ["الحدود السورية التركية"]),
    ],
)
def test_span_is_the_name_as_the_codebook_has_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_list_after_a_plural_is_one_group_of_known_and_unknown_villages() -> None:
    found = places("طال القصف قرى شنبوخة وتل ميرون والحواش، وبلدة كفرزيتا")
    assert [p.span.text for p in found] == ["شنبوخة", "تل ميرون", "الحواش", "كفرزيتا"]
    assert len({p.group for p in found}) == 1


def test_clitic_is_left_out_of_the_span_and_told() -> None:
    (place,) = places("قتل مدني بحلب")
    assert (place.span.text, place.before, place.preposition) == ("حلب", "ب", "ب")


def test_preposition_before_the_generic_noun_governs_the_name() -> None:
    (place,) = places("وصلت القافلة إلى مدينة دوما")
    assert place.preposition == "الي"
    assert place.noun == "مدينه"


@pytest.mark.parametrize(
    "text",
    [
        "قصفت الطائرات بلدة شنبوخة بريف حماة",
        "قصفت الطائرات بلدة شنبوخة في محافظة إدلب",
        "قصفت الطائرات بلدة شنبوخة شمالي حلب",
        "قصفت الطائرات بلدة شنبوخة (شمال سوريا)",
    ],
)
def test_container_is_linked(text: str) -> None:
    village, area = places(text)
    assert village.within == 1
    assert area.within is None


def test_section_heading_contains_what_follows() -> None:
    found = places("حلب:: سقطت قذائف على قرية شنبوخة")
    assert found[1].within == 0


@pytest.mark.parametrize(
    "text",
    [
        "أعلن جيش حلب مسؤوليته",
        "قال وزير الدفاع إن المعارضة وافقت على الهدنة",
        "أعرب الأمين العام عن قلقه من الوضع في المنطقة",
        "صرح سفير روسيا",
    ],
)
def test_forces_offices_and_common_words_are_no_places(text: str) -> None:
    assert names(text) == []


@given(st.text(alphabet='ابتدرسقلمنوي ةىءأإ،.\n:"()وفيقريةحلب', max_size=120))
def test_spans_are_slices_of_the_text_and_links_point_into_the_list(text: str) -> None:
    found = places(text)
    for place in found:
        assert text[place.span.start : place.span.end] == place.span.text
        assert place.first <= place.last
        assert place.within is None or 0 <= place.within < len(found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "قصفت المدفعية قرى تل شنان والزملطة وأم الكيف شمال تل تمر",
            ["تل شنان", "الزملطة", "أم الكيف", "تل تمر"],
        ),
        (
            "استهدف القصف مواقع في أورم الصغرى وزملطان وكفرزملط.",
            ["أورم الصغرى", "زملطان", "كفرزملط"],
        ),
        ("دخلت القوات أحياء مدينة سراقب ودحرت المسلحين", ["سراقب"]),
        ("سقطت قذائف في أورم الصغرى وقتل مدني", ["أورم الصغرى"]),
    ],
)
def test_villages_nobody_lists_are_found_in_a_list(text: str, wanted: list[str]) -> None:
    assert [p.span.text for p in places(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("انتهت مباراة دمشق وبيروت بالتعادل، وشهدت طرابلس اشتباكات", ["طرابلس"]),
        ("بحث رئيسا سوريا والعراق الهدنة في بغداد", ["بغداد"]),
        ("توغلت قوات تل أبيب في بلدة عيترون", ["عيترون"]),
        ("هاجم صقور جبل الزاوية حاجزا في سراقب", ["سراقب"]),
        ("سقطت قذائف على جبل الزاوية", ["جبل الزاوية"]),
        ("قصفت الطائرات مواقع في حلب وحمص", ["حلب", "حمص"]),
        ("سقط صاروخ شمال خان يونس", ["خان يونس"]),
        ("سقط صاروخ شمال إدلب", ["شمال إدلب"]),
    ],
)
def test_what_is_named_after_a_place_is_none_but_the_place_is(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize("name", ["دمشق", "تل أبيب", "رام الله"])
def test_names_that_stand_for_governments_are_marked(name: str) -> None:
    (place,) = places(f"أعلن المتحدث في {name} وقف إطلاق النار")
    assert place.capital
