"""What ships: countries, units, towns, and the accords' places, each with its facts in order."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from hudna.gazetteer import Index
from hudna.gazetteer.builtin import listed_records
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.names import is_arabic, name_key
from hudna.gazetteer.records import PLACE_KINDS


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
