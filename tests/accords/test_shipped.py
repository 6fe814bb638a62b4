"""The accords that ship: whole, sourced, and drawn where their towns say."""

from __future__ import annotations

from datetime import date

import pytest

from hudna.accords import Accord, accord, accord_ids, accords
from hudna.accords.ground import ground
from hudna.errors import DataError


def test_the_six_accords_ship() -> None:
    assert accord_ids() == (
        "astana-2017", "hodeidah-2018", "lebanon-2024", "libya-2020", "moscow-2020", "sochi-2018",
    )  # fmt: skip
    assert all(a.id == id for a, id in zip(accords(), accord_ids(), strict=True))


def test_an_unknown_id_is_told_with_those_known() -> None:
    with pytest.raises(DataError, match="sochi-2018"):
        accord("oslo-1993")


@pytest.mark.parametrize("one", accords(), ids=lambda a: a.id)
def test_predecessors_and_successors_know_each_other(one: Accord) -> None:
    if one.successor is not None:
        assert accord(one.successor).predecessor == one.id
    if one.predecessor is not None:
        assert accord(one.predecessor).successor == one.id
        assert accord(one.predecessor).signed.on < one.signed.on


@pytest.mark.parametrize("one", accords(), ids=lambda a: a.id)
def test_every_zone_is_used_and_every_source_is_cited(one: Accord) -> None:
    assert {z.id for z in one.zones} == {c.zone for c in one.clauses} - {None}
    cited = {
        id
        for rows in (one.parties, one.sides, one.zones, one.clauses, one.in_force, (one.signed,))
        for row in rows
        for id in row.sources
    } | {id for c in one.clauses for e in c.exemptions for id in e.sources}
    assert cited == {s.id for s in one.sources}


def test_the_terms_of_sochi() -> None:
    sochi = accord("sochi-2018")
    assert sochi.signed.on == date(2018, 9, 17)
    assert {p.actor for p in sochi.parties if p.role == "guarantor"} == {"RUS:GOV", "TUR:GOV"}
    deadlines = {c.id: c.kept.by for c in sochi.clauses if c.kept is not None}
    assert deadlines["heavy-weapons-out"] == date(2018, 10, 10)
    assert deadlines["radical-groups-out"] == date(2018, 10, 15)
    assert deadlines["roads"] == date(2018, 12, 31)


@pytest.mark.parametrize(
    ("id", "zone", "place", "answer"),
    [
        ("sochi-2018", "demilitarised-zone", (35.33, 36.68), "yes"),  # Lahaya
        ("sochi-2018", "demilitarised-zone", (36.165, 37.085), "unclear"),  # Rashidin
        ("sochi-2018", "demilitarised-zone", (35.93, 36.63), "no"),  # Idlib
        ("sochi-2018", "demilitarised-zone", (35.14, 36.75), "no"),  # Hama
        ("sochi-2018", "idlib-area", (35.93, 36.63), "yes"),
        ("moscow-2020", "m4-corridor", (35.81, 36.61), "yes"),  # Ariha
        ("moscow-2020", "m4-corridor", (36.14, 36.83), "no"),  # Atarib
        ("astana-2017", "east-ghouta", (33.57, 36.40), "unclear"),  # Douma, at the edge
        ("astana-2017", "north-homs", (34.73, 36.72), "no"),  # Homs
        ("astana-2017", "south", (32.74, 36.07), "yes"),  # Tafas
        ("hodeidah-2018", "governorate", (14.80, 42.95), "yes"),  # Hodeidah
        ("hodeidah-2018", "governorate", (14.64, 43.06), "yes"),  # Durayhimi
        ("hodeidah-2018", "governorate", (15.37, 44.19), "no"),  # Sanaa
        ("libya-2020", "libya", (31.21, 16.59), "unclear"),  # Sirte, at the coast
        ("libya-2020", "libya", (29.12, 15.95), "yes"),  # Hun
        ("lebanon-2024", "lebanon", (33.38, 35.48), "yes"),  # Nabatieh
        ("lebanon-2024", "south-of-litani", (33.12, 35.43), "yes"),  # Bint Jbeil
        ("lebanon-2024", "south-of-litani", (33.38, 35.48), "no"),  # Nabatieh
        ("lebanon-2024", "south-of-litani", (33.89, 35.50), "no"),  # Beirut
    ],
)
def test_known_towns_stand_where_they_are(
    id: str, zone: str, place: tuple[float, float], answer: str
) -> None:
    assert ground(accord(id).zone(zone)).standing(*place, 1.5).answer == answer


def test_the_uncertainty_of_the_place_counts() -> None:
    zone = ground(accord("sochi-2018").zone("demilitarised-zone"))
    answers = [zone.standing(35.33, 36.68, km).answer for km in (1, 1.5, 15, 60)]
    assert answers == ["yes", "yes", "unclear", "unclear"]


def test_an_area_that_reaches_into_the_zone_is_not_outside() -> None:
    zone = ground(accord("sochi-2018").zone("demilitarised-zone"))
    # The north of Hama's countryside, a disc of which an eighth lies in the zone.
    wide = zone.standing(35.24, 36.76, 18)
    assert 0.05 < wide.share < 0.2
    assert wide.answer == "unclear"
    assert zone.standing(35.24, 36.76, 1).answer == "no"
