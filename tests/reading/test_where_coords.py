"""Coordinates of the places of a text: by what holds them, by one another, by words of position."""

from __future__ import annotations

import pytest

from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.resolve import Resolution
from hudna.model import Article
from hudna.reading.document import prepare
from hudna.reading.where import find_places
from hudna.reading.where_coords import locate


def located(text: str, home: str | None = None) -> dict[str, Resolution]:
    doc = prepare(Article(text))
    phrases = find_places(doc)
    return {p.span.text: r for p, r in zip(phrases, locate(doc, phrases, home), strict=True)}


def away(found: Resolution, lat: float, lon: float) -> float:
    assert found.lat is not None
    assert found.lon is not None
    return distance_km(found.lat, found.lon, lat, lon)


def test_village_by_its_countryside() -> None:
    found = located("قصفت المدفعية بلدة المنصورة بريف حلب الغربي")["المنصورة"]
    assert away(found, 36.20, 37.05) < 5


def test_village_by_the_other_places_of_the_text() -> None:
    text = "اشتباكات في سراقب والنيرب وسرمين، وقصف على قرية آفس. وقتل رجل في بلدة أريحا."
    assert away(located(text)["أريحا"], 35.81, 36.61) < 5


def test_home_country_ranks() -> None:
    assert located("انفجار في طرابلس", home="LBY")["طرابلس"].country == "LBY"
    assert located("انفجار في طرابلس", home="LBN")["طرابلس"].country == "LBN"


@pytest.mark.parametrize(
    ("text", "radius", "precision"),
    [
        ("قصف على بلدة سراقب", 2, 1),
        ("قصف على أطراف بلدة سراقب", 5, 2),
        ("قصف شمال بلدة سراقب", 5, 2),
    ],
)
def test_modifiers_change_the_precision_not_the_place(
    text: str, radius: float, precision: int
) -> None:
    found = located(text)["سراقب"]
    assert away(found, 35.86, 36.81) < 3
    assert found.radius_km == radius
    assert found.geo_precision == precision


def test_distance_and_direction_move_the_point() -> None:
    found = located("انفجرت عبوة على بعد 10 كم شمال مدينة عفرين")["عفرين"]
    assert away(found, 36.51 + 0.09, 36.87) < 2
    assert found.geo_precision == 2


def test_between_two_places_is_halfway() -> None:
    found = located("استهدف القصف الطريق بين سراقب وأريحا")
    assert found["سراقب"].lat == found["أريحا"].lat
    assert away(found["سراقب"], 35.84, 36.71) < 3


def test_side_of_a_countryside_is_moved_and_wide() -> None:
    found = located("اشتباكات في ريف حلب الغربي")["ريف حلب الغربي"]
    assert found.lon is not None
    assert found.lon < 37.1
    assert found.geo_precision == 2
    assert found.radius_km is not None
    assert found.radius_km > 10


def test_governorate_and_country_have_their_precision() -> None:
    found = located("هدوء في محافظة إدلب، وفي سوريا عامة")
    assert (found["إدلب"].geo_precision, found["إدلب"].where_prec) == (3, 4)
    assert (found["سوريا"].geo_precision, found["سوريا"].where_prec) == (3, 6)


def test_unknown_village_stays_without_coordinates() -> None:
    found = located("قصفت الطائرات قرية زملطخان في سوريا")["زملطخان"]
    assert found.lat is None
    assert found.confidence == 0


def test_villages_of_the_line_are_where_they_are() -> None:
    found = located("قصف على قرية لحايا بريف حماة الشمالي، وتسلل في منطقة الراشدين غرب حلب")
    assert away(found["لحايا"], 35.33, 36.68) < 2
    assert away(found["الراشدين"], 36.165, 37.085) < 3


def test_doubt_about_a_village_told_in_another_unit_is_shown() -> None:
    sure = located("زرع ألغام في قرية شم الهوى بريف حلب")["شم الهوى"]
    doubted = located("زرع ألغام في قرية شم هوى بريف إدلب")["شم هوى"]
    assert sure.lat == doubted.lat
    assert doubted.confidence < 0.6 < sure.confidence
    assert [c.place.admin1 for c in doubted.runners_up] == ["SY-ID"]
    assert not sure.runners_up


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("انفجر لغم على بعد عشرة كيلومترات شمال مدينة عفرين", "عفرين", 36.60, 36.87),
        ("غارة على موقع على بعد 10 كم شرقي تدمر", "تدمر", 34.56, 38.39),
        ("كمين على مسافة كيلومترين غرب بلدة خان طومان", "خان طومان", 36.12, 37.03),
    ],
)
def test_distances_in_words_and_before_a_side_move_the_point(
    text: str, name: str, lat: float, lon: float
) -> None:
    found = located(text)[name]
    assert away(found, lat, lon) < 3
    assert found.geo_precision == 2


def test_distance_is_told_from_the_next_name_alone() -> None:
    found = located("قصف على نقطة على بعد 20 كم شمال سراقب في ريف إدلب")
    assert away(found["ريف إدلب"], 35.93, 36.63) < 10


def test_border_is_a_line_and_its_stretch_at_a_place_is_there() -> None:
    line = located("سيرت القوات دورية على الحدود السورية التركية")["الحدود السورية التركية"]
    assert (line.geo_precision, line.where_prec, line.country) == (3, 5, None)
    assert line.radius_km is not None
    assert line.radius_km > 200
    stretch = located("انفجار على الحدود العراقية السورية قرب البوكمال")["الحدود العراقية السورية"]
    assert away(stretch, 34.45, 40.92) < 5
    assert stretch.geo_precision == 2


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("انفجرت عبوة ناسفة في شارع حلب بمدينة الحسكة", "شارع حلب", 36.50, 40.75),
        ("اندلع حريق عند دوار حمص وسط القامشلي", "دوار حمص", 37.05, 41.23),
        ("خرجت مظاهرة في شارع بغداد بدمشق", "شارع بغداد", 33.51, 36.29),
        ("إطلاق نار في شارع فلسطين شرقي بغداد", "شارع فلسطين", 33.34, 44.45),
    ],
)
def test_street_named_after_a_place_lies_where_the_text_puts_it(
    text: str, name: str, lat: float, lon: float
) -> None:
    found = located(text)[name]
    assert away(found, lat, lon) < 15
    assert found.geo_precision == 2


def test_market_or_hospital_of_a_town_lies_in_it() -> None:
    assert away(located("قصف على سوق سرمين بريف إدلب")["سوق سرمين"], 35.90, 36.72) < 3
    found = located("غارة على مشفى كفرنبل في ريف إدلب الجنوبي")["مشفى كفرنبل"]
    assert away(found, 35.61, 36.56) < 3


def test_street_that_nothing_holds_is_doubted() -> None:
    assert located("إطلاق نار في شارع بغداد")["شارع بغداد"].confidence < 0.5


def test_side_of_a_city_is_less_exact_than_its_middle() -> None:
    found = located("قصف شمال الرستن، وانفجار وسط القامشلي")
    assert found["الرستن"].geo_precision == 2
    assert found["القامشلي"].geo_precision == 1
