"""Facts that only the held incidents tell are left out, and no others."""

from __future__ import annotations

from evals.held_places import Told, fold_of, told, without

from hudna.gazetteer import Record

OPEN = {"gn:1": frozenset({"شنبوخه"})}
SOURCES = {"gn:1": "gn", "hudna:2": "aw"}


def village(id_: str, *names: str) -> Record:
    return Record(id_, names, "village", 35.0, 36.0, "SY")


def kept(record: Record, held: list[Told], rest: list[Told]) -> list[tuple[str, ...]]:
    return [r.names for r in without([record], SOURCES, OPEN, held, rest)]


def incident(place: str, lat: float = 35.02) -> Told:
    return told([{"place_ar": place, "lat": lat, "lon": 36.0}])[0]


def test_name_that_only_held_incidents_give_a_listed_place_is_left_out() -> None:
    place = village("gn:1", "شنبوخة", "الزملطخان")
    assert kept(place, [incident("قرب زملطخان")], []) == [("شنبوخة",)]
    assert kept(place, [incident("قرب زملطخان")], [incident("زملطخان")]) == [place.names]
    assert kept(place, [incident("قرب شنبوخة")], []) == [place.names]
    assert kept(place, [incident("زملطخان", lat=33.0)], []) == [place.names]


def test_point_read_off_held_incidents_alone_is_left_out() -> None:
    place = village("hudna:2", "زملطخان")
    assert kept(place, [incident("زملطخان")], []) == []
    assert kept(place, [incident("زملطخان")], [incident("حي زملطخان")]) == [place.names]


def test_places_that_are_not_listed_stay() -> None:
    place = village("gn:9", "زملطخان")
    assert kept(place, [incident("زملطخان")], []) == [place.names]


def test_folds_part_the_records_the_same_way_each_time() -> None:
    folds = [fold_of(f"record-{n}", 3) for n in range(300)]
    assert folds == [fold_of(f"record-{n}", 3) for n in range(300)]
    assert {0, 1, 2} == set(folds)
    assert all(60 < folds.count(fold) < 140 for fold in range(3))
