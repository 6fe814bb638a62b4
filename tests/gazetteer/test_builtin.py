"""What ships: countries, units, towns, and the accords' places, each with its facts in order."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from hudna.gazetteer import Index
from hudna.gazetteer.builtin import listed_records
from hudna.gazetteer.countries import data_table
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.names import is_arabic, name_key
from hudna.gazetteer.records import PLACE_KINDS
from hudna.gazetteer.resolve import Context, resolve


def test_north_west_syria_has_its_villages() -> None:
    source = files("hudna") / "accords" / "data" / "sochi-2018" / "places.toml"
    rows = tomllib.loads(source.read_text("utf-8"))["place"]
    assert len(rows) >= 700
    assert {"village", "neighbourhood", "camp", "post"} <= {row["kind"] for row in rows}
    assert all(row["src"] for row in rows)


def test_listed_places_are_well_formed() -> None:
    seen: set[str] = set()
    for record in listed_records():
        assert record.kind in PLACE_KINDS
        assert is_arabic(record.names[0]), record
        assert record.lat is not None
        assert record.lon is not None
        assert -90 <= record.lat <= 90
        assert -180 <= record.lon <= 180
        assert 1 <= record.prominence <= 4
        assert record.id not in seen, record
        seen.add(record.id)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "km"),
    [
        ("لحايا", 35.33, 36.68, 3),
        ("الراشدين", 36.165, 37.085, 4),
        ("مورك", 35.376, 36.690, 3),
        ("الحديدة", 14.80, 42.95, 6),
        ("درنة", 32.77, 22.64, 5),
        ("القاهرة", 30.06, 31.25, 12),
        ("سوتشي", 43.60, 39.73, 8),
        ("سد تشرين", 36.38, 38.18, 4),
        ("باب الهوى", 36.24, 36.68, 4),
    ],
)
def test_known_places_are_where_they_are(
    index: Index, name: str, lat: float, lon: float, km: float
) -> None:
    places = [index.place(row) for row in index.rows(name_key(name))]
    assert any(
        p.lat is not None and p.lon is not None and distance_km(p.lat, p.lon, lat, lon) <= km
        for p in places
    )


def test_units_have_codes_and_p_codes(index: Index) -> None:
    idlib = index.unit("SY-ID")
    assert idlib is not None
    assert (idlib.name_ar, idlib.pcode, idlib.kind) == ("إدلب", "SY07", "admin1")
    district = index.unit("ocha:SY0702")
    assert district is not None
    assert (district.pcode, district.admin1) == ("SY0702", "SY-ID")
    country = index.unit("YE")
    assert country is not None
    assert country.name_ar == "اليمن"


def test_each_country_has_one_capital(index: Index) -> None:
    from hudna.gazetteer.countries import capital_ids

    capitals = {index.place(row).id for row in index.rows(name_key("واشنطن"))}
    assert len(capitals & capital_ids(index)) == 1


@pytest.mark.parametrize(
    ("cc", "code"),
    [
        ("AE", "AE-AZ"), ("BH", "BH-13"), ("DJ", "DJ-DJ"), ("DZ", "DZ-16"), ("EG", "EG-C"),
        ("ER", "ER-MA"), ("ET", "ET-AA"), ("IL", "IL-JM"), ("IQ", "IQ-BG"), ("JO", "JO-AM"),
        ("KM", "KM-G"), ("KW", "KW-KU"), ("LB", "LB-BA"), ("LY", "LY-TB"), ("MA", "MA-04"),
        ("ML", "ML-BKO"), ("MR", "MR-NKC"), ("NE", "NE-8"), ("OM", "OM-MA"), ("QA", "QA-DA"),
        ("SA", "SA-01"), ("SD", "SD-KH"), ("SO", "SO-BN"), ("SS", "SS-EC"), ("SY", "SY-DI"),
        ("TD", "TD-ND"), ("TN", "TN-11"), ("TR", "TR-06"), ("YE", "YE-SA"),
    ],
)  # fmt: skip
def test_capitals_lie_in_their_first_level_units(index: Index, cc: str, code: str) -> None:
    from hudna.gazetteer.countries import capital_ids

    capitals = capital_ids(index)
    found = [p for p in map(index.place, range(len(index))) if p.id in capitals and p.cc == cc]
    assert [p.admin1 for p in found] == [code]
    unit = index.unit(code)
    assert unit is not None
    assert unit.admin1 == code


def test_tehran_lies_in_tehran_and_karaj_in_alborz(index: Index) -> None:
    def unit_of(name: str) -> str | None:
        cities = [p for p in map(index.place, index.rows(name_key(name))) if p.kind == "city"]
        unit = index.unit(max(cities, key=lambda p: p.population).admin1)
        return unit and unit.name_ar

    assert (unit_of("طهران"), unit_of("كرج")) == ("طهران", "ألبرز")


def test_first_level_units_have_one_code_each_and_share_no_geonames_code() -> None:
    units = data_table("admin1.toml", "admin1")
    codes = [row["code"] for row in units]
    assert len(codes) == len(set(codes))
    numbers = [(row["cc"], number) for row in units for number in row.get("gn", ())]
    assert len(numbers) == len(set(numbers))


def test_cities_lie_in_reach_of_their_first_level_units(index: Index) -> None:
    """Unit and city are of different sources: a mixed-up code puts a city far off."""
    far = [
        (place.name_latin, place.admin1)
        for place in map(index.place, range(len(index)))
        if place.kind == "city"
        and place.lat is not None
        and place.lon is not None
        and (unit := index.unit(place.admin1)) is not None
        and unit.lat is not None
        and unit.lon is not None
        and distance_km(place.lat, place.lon, unit.lat, unit.lon) > 3 * unit.radius_km + 30
    ]
    assert far == []


def test_units_of_listed_places_and_districts_are_known(index: Index) -> None:
    codes = {place.admin1 for place in map(index.place, range(len(index))) if place.admin1}
    assert {code for code in codes if index.unit(code) is None} == set()


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("حمص", "Homs"),
        ("طرطوس", "Ţarţūs"),
        ("السويس", "Suez"),
        ("تل أبيب", "Tel Aviv"),
        ("صور", "Tyre"),
    ],
)
def test_city_is_shown_under_the_name_that_news_uses(index: Index, name: str, latin: str) -> None:
    city = resolve(index, name, Context(noun="مدينه")).place
    assert city is not None
    assert (city.name_ar, city.name_latin, city.kind) == (name, latin, "city")


@pytest.mark.parametrize(
    ("kurdish", "arabic"),
    [
        ("Serêkaniyê", "رأس العين"), ("Girê Spî", "تل أبيض"), ("Efrîn", "عفرين"),
        ("Qamişlo", "القامشلي"), ("Minbic", "منبج"),
    ],
)  # fmt: skip
def test_kurdish_names_of_towns_are_known(index: Index, kurdish: str, arabic: str) -> None:
    town = resolve(index, kurdish).place
    assert town is not None
    assert town.name_ar == arabic
    assert town.name_latin != kurdish
