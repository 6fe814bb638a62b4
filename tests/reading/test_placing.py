"""Events on the map: coordinates, precision and doubt of what a report names."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from hudna import Article, Event, read
from hudna.gazetteer.geometry import distance_km
from hudna.model import Place
from hudna.records import article_of, events_of, record_of

MISSION = Path(__file__).resolve().parents[3] / "shared" / "gold" / "mission.jsonl"
REPORT = Article(
    "قتلى بقصف على ريف إدلب\n\n"
    "قصفت قوات النظام بالمدفعية الثقيلة أطراف بلدة التمانعة بريف إدلب الجنوبي، صباح اليوم، ما "
    "أدى إلى مقتل ثلاثة مدنيين. كما استهدفت براجمات الصواريخ قرية كفرزملط ومدينة خان شيخون.",
    published=date(2018, 11, 19),
)


def places(events: tuple[Event, ...]) -> dict[str, Place]:
    return {p.text: p for event in events for p in (*event.places, *event.within)}


@pytest.fixture(scope="module")
def found() -> dict[str, Place]:
    return places(tuple(read(REPORT)))


def near(place: Place, lat: float, lon: float) -> float:
    assert place.lat is not None
    assert place.lon is not None
    return distance_km(place.lat, place.lon, lat, lon)


def test_a_village_has_its_point_units_and_id(found: dict[str, Place]) -> None:
    town = found["خان شيخون"]

    assert near(town, 35.44, 36.65) < 3
    assert (town.country, town.geo_precision, town.where_prec) == ("SYR", 1, 1)
    assert town.admin1 is not None
    assert (town.admin1.code, town.admin1.pcode) == ("SY-ID", "SY07")
    assert town.name_latin
    assert town.gazetteer_id
    assert town.confidence is not None
    assert town.confidence > 0.6


def test_the_outskirts_of_a_town_are_near_it(found: dict[str, Place]) -> None:
    assert near(found["التمانعة"], 35.46, 36.75) < 3
    assert found["التمانعة"].geo_precision == 2


def test_an_unknown_village_is_kept_without_coordinates(found: dict[str, Place]) -> None:
    unknown = found["كفرزملط"]

    assert (unknown.lat, unknown.lon, unknown.confidence) == (None, None, None)


def test_what_holds_the_places_is_located_too(found: dict[str, Place]) -> None:
    (area,) = (place for name, place in found.items() if name.startswith("ريف إدلب ا"))

    assert area.geo_precision in (2, 3)
    assert area.radius_km is not None
    assert area.radius_km > 10


def test_two_bearers_of_a_name_are_told_apart_and_the_other_is_shown() -> None:
    text = "انفجرت سيارة مفخخة في بلدة المنصورة صباح اليوم، ما أدى إلى مقتل خمسة مدنيين في سوريا."
    (place,) = (p for p in places(tuple(read(Article(text)))).values() if p.text == "المنصورة")

    assert place.runners_up
    assert all(0 < other.share < 1 for other in place.runners_up)
    assert place.gazetteer_id not in {other.gazetteer_id for other in place.runners_up}


def test_places_come_back_from_their_record_as_they_were() -> None:
    events = tuple(read(REPORT))

    record = json.loads(json.dumps(record_of(REPORT, events)))

    assert events_of(record, REPORT) == events


@pytest.mark.skipif(not MISSION.is_file(), reason="needs the shared reports")
def test_the_places_of_the_mission_report() -> None:
    article = article_of(json.loads(MISSION.read_text("utf-8").splitlines()[0]))
    found = places(tuple(read(article)))

    assert near(found["لحايا"], 35.33, 36.68) < 2
    assert near(found["الراشدين"], 36.165, 37.085) < 3

    doubted = found["شم هوى"]
    assert doubted.confidence is not None
    assert doubted.confidence < 0.6
    assert "SY-ID" in {other.admin1 for other in doubted.runners_up}
