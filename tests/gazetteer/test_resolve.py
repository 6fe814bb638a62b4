"""Which bearer of a name is meant, and how sure that is."""

from __future__ import annotations

import pytest

from hudna.gazetteer import Index, Place, Record
from hudna.gazetteer.geometry import distance_km, moved
from hudna.gazetteer.index import compile_index
from hudna.gazetteer.resolve import Context, Near, Resolution, resolve
from hudna.gazetteer.written import resolve_written


def unit(index: Index, code: str) -> Place:
    found = index.unit(code)
    assert found is not None
    return found


def test_container_chooses_among_homonyms(index: Index) -> None:
    in_aleppo = resolve(index, "المنصورة", Context(containers=[unit(index, "SY-HL")]))
    in_raqqa = resolve(index, "المنصورة", Context(containers=[unit(index, "SY-RA")]))
    assert in_aleppo.place is not None
    assert in_raqqa.place is not None
    assert in_aleppo.admin1 == unit(index, "SY-HL")
    assert in_raqqa.admin1 == unit(index, "SY-RA")
    assert in_aleppo.confidence > 0.5


def test_neighbours_choose_among_homonyms(index: Index) -> None:
    near = [Near(36.2, 37.16, 2.0)]
    found = resolve(index, "المنصورة", Context(near=near, countries={"SY": 1.0}))
    assert found.admin1 == unit(index, "SY-HL")


def test_homonyms_lower_confidence_and_are_told(index: Index) -> None:
    found = resolve(index, "المنصورة")
    assert found.confidence < 0.6
    assert len(found.runners_up) >= 2


def test_generic_noun_chooses_the_kind(index: Index) -> None:
    assert resolve(index, "محافظة حلب", Context(countries={"SY": 1.0})).where_prec == 4
    assert resolve(index, "مدينة حلب", Context(countries={"SY": 1.0})).where_prec == 1
    assert resolve(index, "اليمن").where_prec == 6


def test_letter_off_is_found_with_less_confidence_and_never_beats_the_name(index: Index) -> None:
    context = Context(containers=[unit(index, "SY-HM")])
    right = resolve(index, "اللطامنة", context)
    off = resolve(index, "اللطماانة", context)
    assert right.lat is not None
    assert (off.lat, off.lon) == (right.lat, right.lon)
    assert off.confidence <= 0.5 < right.confidence
    assert resolve(index, "حلبا", Context(countries={"LB": 1.0})).country == "LBN"


@pytest.mark.parametrize(
    "name", ["Kafr Zayta", "Kafr Zaytah", "kafr zita", "Saraqib", "Al-Lataminah"]
)
def test_latin_names_are_found(index: Index, name: str) -> None:
    found = resolve(index, name, Context(countries={"SY": 1.0}))
    assert found.country == "SYR"


def test_unknown_name_has_no_coordinates(index: Index) -> None:
    found = resolve(index, "زملطخ العجيبة")
    assert found.place is None
    assert (found.lat, found.lon, found.radius_km, found.geo_precision) == (None,) * 4
    assert found.confidence == 0


def test_written_place_takes_its_parts(index: Index) -> None:
    found = resolve_written(index, "مدرسة شنبوخة، سراقب", "إدلب", "سوريا")
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, 35.864, 36.806) < 5
    assert found.geo_precision == 2
    assert found.confidence <= 0.5


def test_street_of_a_region_that_bears_a_city_is_put_in_the_city(index: Index) -> None:
    found = resolve_written(index, "شارع الطحاوي", "الرقة", "سوريا")
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, 35.95, 39.01) < 6
    assert found.geo_precision == 2
    assert found.radius_km is not None
    assert found.radius_km >= 5


def test_place_nobody_lists_is_put_at_the_seat_of_its_region_and_says_so(index: Index) -> None:
    found = resolve_written(index, "زملطخ العجيبة", "إدلب", "سوريا")
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, 35.93, 36.63) < 5
    assert (found.geo_precision, found.where_prec) == (3, 4)
    assert found.radius_km is not None
    assert found.radius_km >= 30
    assert found.confidence < 0.5


def test_place_nobody_lists_of_an_unknown_region_stays_unknown(index: Index) -> None:
    found = resolve_written(index, "زملطخ العجيبة", "زملطستان", None)
    assert (found.place, found.lat) == (None, None)


def test_bearer_far_outside_its_region_gives_way_to_the_region(index: Index) -> None:
    found = resolve_written(index, "لحايا", "دير الزور", "سوريا")
    assert found.admin1 == unit(index, "SY-DY")
    assert "لحايا" in [choice.place.name_ar for choice in found.runners_up]


def test_respelling_inside_what_holds_it_beats_an_obscure_bearer_far_outside() -> None:
    records = [
        Record("u:ID", ("إدلب",), "admin1", 35.8, 36.7, "SY", admin1="SY-ID", prominence=3),
        Record("u:HA", ("الحسكة",), "admin1", 36.5, 40.7, "SY", admin1="SY-HA", prominence=3),
        Record("v:1", ("شنبوخية",), "village", 35.7, 36.6, "SY", admin1="SY-ID"),
        Record("v:2", ("شنبوخة",), "village", 36.6, 40.5, "SY", admin1="SY-HA"),
    ]
    index = compile_index(records)

    def bearer(region: str) -> str | None:
        found = resolve(index, "شنبوخة", Context(containers=[unit(index, region)]))
        return found.place and found.place.id

    assert bearer("SY-ID") == "v:1"
    assert bearer("SY-HA") == "v:2"


def test_the_name_that_is_shown_outweighs_another_of_the_names() -> None:
    records = [
        Record("v:1", ("شنبوخة", "زملطخ"), "village", 35.7, 36.6, "SY"),
        Record("v:2", ("زملطخ",), "village", 36.6, 40.5, "SY"),
    ]
    found = resolve(compile_index(records), "زملطخ")
    assert found.place is not None
    assert found.place.id == "v:2"
    assert [choice.place.id for choice in found.runners_up] == ["v:1"]


def test_moving_goes_the_distance_it_says() -> None:
    for way in ("N", "NE", "E", "SW"):
        assert distance_km(35.0, 37.0, *moved(35.0, 37.0, way, 12.0)) == pytest.approx(
            12.0, rel=0.01
        )


def near_saraqib(found: Resolution) -> bool:
    assert found.lat is not None
    assert found.lon is not None
    return distance_km(found.lat, found.lon, 35.864, 36.806) < 5


@pytest.mark.parametrize(
    "place", ["سراقبسراقب", "سراقب سراقب", "مخيم الشنبوخةبلدة سراقب", "زملطخ,سراقب"]
)
def test_written_place_is_read_through_what_typing_did_to_it(index: Index, place: str) -> None:
    assert near_saraqib(resolve_written(index, place, "إدلب", "سوريا"))


def test_place_told_after_a_street_or_respelling_rules_out_bearers_far_off(index: Index) -> None:
    """A neighbourhood of Idlib is called الشهداء, too."""
    assert near_saraqib(resolve_written(index, "مدرسة الشهداء، سراقب", "إدلب", "سوريا"))


@pytest.mark.parametrize(
    "place", ["منطقة باب الزملطخان", "المناطق تحت سيطرة التنظيم", "خان زملطخان"]
)
def test_word_that_is_no_name_by_itself_is_not_taken_for_one(index: Index, place: str) -> None:
    found = resolve_written(index, place, "دير الزور", "سوريا")
    assert found.place is not None
    assert found.place.kind == "admin1"


def test_core_of_a_name_is_found_a_likely_letter_off() -> None:
    records = [
        Record("u:ID", ("إدلب",), "admin1", 35.8, 36.7, "SY", admin1="SY-ID", prominence=3),
        Record("v:1", ("شنبوظة الشمالية",), "village", 35.7, 36.6, "SY", admin1="SY-ID"),
    ]
    index = compile_index(records)
    found = resolve(index, "شنبوضة", Context(containers=[unit(index, "SY-ID")]))
    assert found.place is not None
    assert found.place.id == "v:1"
    assert found.confidence <= 0.5
