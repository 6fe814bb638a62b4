"""Words of position: they move the point or widen the radius, and leave the place what it is."""

from __future__ import annotations

import pytest

from hudna.gazetteer import Index
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.position import Offset, offset_before, resolve_positioned
from hudna.gazetteer.resolve import Resolution
from hudna.gazetteer.written import resolve_written
from hudna.text.fold import fold_term

SARAQIB = (35.864, 36.806)


def away(found: Resolution, lat: float, lon: float) -> float:
    assert found.lat is not None
    assert found.lon is not None
    return distance_km(found.lat, found.lon, lat, lon)


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("على بعد 5 كم شمال مدينة", Offset(5, "N")),
        ("على بعد ٥ كم من", Offset(5, "")),
        ("على بعد 7كم جنوب شرق", Offset(7, "SE")),
        ("على بعد خمسة كيلومترات من بلدة", Offset(5, "")),
        ("على مسافة كيلومترين غربي", Offset(2, "W")),
        ("على بعد نحو 500 متر من قرية", Offset(0.5, "")),
        ("على بعد كيلومتر من", Offset(1, "")),
        ("3.5 كلم إلى الشمال من", Offset(3.5, "N")),
        ("تمتد بطول 5 كم في", None),
        ("على بعد 5 كم شمال سراقب في", None),
        ("على بعد 900 كم من", None),
        ("بعد يومين من قصف", None),
    ],
)
def test_distance_before_a_name(words: str, offset: Offset | None) -> None:
    assert offset_before(fold_term(words)) == offset


@pytest.mark.parametrize(
    "text", ["بين سراقب ومعرة النعمان", "الطريق الواصل بين سراقب و معرة النعمان"]
)
def test_between_two_places_is_halfway(index: Index, text: str) -> None:
    found = resolve_positioned(index, text)
    assert away(found, 35.757, 36.738) < 2
    assert found.radius_km is not None
    assert 8 < found.radius_km < 20
    assert (found.geo_precision, found.where_prec) == (2, 2)
    assert found.name == text


def test_between_an_unknown_place_and_another_is_unknown_where(index: Index) -> None:
    assert resolve_positioned(index, "بين زملطخان وسراقب").lat is None


@pytest.mark.parametrize(
    ("text", "lat", "lon", "radius"),
    [
        ("على بعد 10 كم شمال سراقب", 35.954, 36.806, 3),
        ("10 كم شرق سراقب", 35.864, 36.917, 3),
        ("على بعد عشرة كيلومترات من سراقب", 35.864, 36.806, 10),
        ("شمال سراقب", 35.864, 36.806, 5),
        ("جنوب غرب بلدة سراقب", 35.864, 36.806, 5),
        ("أطراف سراقب", 35.864, 36.806, 5),
        ("بالقرب من سراقب", 35.864, 36.806, 5),
    ],
)
def test_offsets_and_surroundings_of_a_town(
    index: Index, text: str, lat: float, lon: float, radius: float
) -> None:
    found = resolve_positioned(index, text)
    assert away(found, lat, lon) < 2
    assert found.radius_km == pytest.approx(radius)
    assert (found.geo_precision, found.where_prec) == (2, 2)
    assert found.place is not None
    assert found.place.name_ar == "سراقب"


def test_sides_of_units_and_of_countrysides_are_wide(index: Index) -> None:
    north = resolve_positioned(index, "شمالي إدلب")
    middle = resolve_positioned(index, "محافظة إدلب")
    assert north.lat is not None
    assert middle.lat is not None
    assert north.lat > middle.lat
    assert (north.geo_precision, north.where_prec) == (3, 4)
    west = resolve_positioned(index, "ريف حلب الغربي")
    assert west.lon is not None
    assert west.lon < 37.1
    assert west.radius_km is not None
    assert west.radius_km > 10
    assert (west.geo_precision, west.where_prec) == (2, 3)


@pytest.mark.parametrize(
    ("name", "code"), [("ريف دمشق", "SY-RD"), ("شمال سيناء", "EG-SIN"), ("شمال دارفور", "SD-DN")]
)
def test_names_that_begin_with_a_word_of_position_are_names(
    index: Index, name: str, code: str
) -> None:
    found = resolve_positioned(index, name)
    assert found.admin1 is not None
    assert found.admin1.admin1 == code
    assert found.where_prec == 4


@pytest.mark.parametrize(
    "text", ["الحدود السورية التركية", "الحدود التركية - السورية", "الحدود بين سوريا وتركيا"]
)
def test_border_of_two_countries_is_a_line(index: Index, text: str) -> None:
    found = resolve_positioned(index, text)
    assert away(found, 36.7, 38.8) < 30
    assert (found.geo_precision, found.where_prec) == (3, 5)
    assert found.radius_km is not None
    assert found.radius_km > 200
    assert found.country is None


def test_border_of_countries_that_do_not_touch_is_unknown(index: Index) -> None:
    assert resolve_positioned(index, "الحدود السورية الليبية").lat is None


def test_written_places_heed_words_of_position(index: Index) -> None:
    between = resolve_written(index, "الطريق بين سراقب ومعرة النعمان", "إدلب", "سوريا")
    assert away(between, 35.757, 36.738) < 2
    off = resolve_written(index, "على بعد 10 كم شمال سراقب", "إدلب", "سوريا")
    assert away(off, 35.954, 36.806) < 2
    road = resolve_written(index, "طريق سراقب - أريحا", "إدلب", "سوريا")
    assert away(road, 35.84, 36.71) < 3
    assert road.geo_precision == 2
