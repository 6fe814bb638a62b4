"""The map and the charts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from lxml import etree

from hudna.accords import accords
from hudna.accords.values import Accord
from hudna.monitoring.values import Coverage, Point
from hudna.report.drawing import accord_map, coverage, weekly
from hudna.report.places import Spot
from hudna.report.plane import view
from hudna.report.words import words

SVG = "{http://www.w3.org/2000/svg}"
SAY = words("en")
ZONED = [accord for accord in accords() if accord.zones]


def drawn(text: str) -> etree._Element:
    return etree.fromstring(f"<x>{text}</x>")


@pytest.mark.parametrize("accord", ZONED, ids=lambda accord: accord.id)
def test_every_accord_is_drawn_whole_with_its_uncertainty(accord: Accord) -> None:
    tree = drawn(accord_map(accord, [], {}, SAY))
    paths = tree.findall(f".//{SVG}path[@fill-rule]")
    lines = [zone for zone in accord.zones if zone.uncertainty_km > 0]
    sure = [zone for zone in accord.zones if zone.sure is not None]
    assert len(paths) == len(accord.zones) + len(lines) + len(sure)
    plane = view(accord.zones, [])
    for zone in accord.zones:
        for polygon in zone.outline.polygons:
            assert all(plane.holds(lat, lon) for lon, lat in polygon[0])


@pytest.mark.parametrize("accord", ZONED, ids=lambda accord: accord.id)
def test_a_length_on_the_map_is_that_on_the_ground(accord: Accord) -> None:
    plane = view(accord.zones, [])
    x, y = plane.at(plane.lat, plane.lon)
    east, north = plane.at(plane.lat, plane.lon + 1), plane.at(plane.lat + 1, plane.lon)
    # A degree of latitude is 111.2 km everywhere; one of longitude is shorter by the cosine.
    assert (y - north[1]) / plane.scale == pytest.approx(111.2, rel=0.01)
    assert (east[0] - x) / plane.scale == pytest.approx(plane.x_km, rel=0.01)


def test_places_are_marked_where_they_lie_and_far_ones_are_left_out() -> None:
    sochi = next(accord for accord in ZONED if accord.id == "sochi-2018")
    near = Spot("جرجناز", 35.62, 36.78, 2.0, 3, "holds")
    far = Spot("عدن", 12.8, 45.0, 2.0, 1, "unclear")
    text = accord_map(sochi, [near, far], {"جرجناز": "Jarjanaz & co"}, SAY)
    tree = drawn(text)
    circles = [c for c in tree.iter(f"{SVG}circle") if c.get("fill") == "#a51d1d"]
    plane = view(sochi.zones, [(35.62, 36.78), (12.8, 45.0)])
    at = (float(circles[0].get("cx", "")), float(circles[0].get("cy", "")))
    assert at == pytest.approx(plane.at(35.62, 36.78))
    assert "Jarjanaz &amp; co" in text
    assert "عدن" not in text


def test_weeks_without_a_report_are_shaded_and_have_no_bar() -> None:
    weeks = [date(2018, 9, 17) + timedelta(weeks=i) for i in range(4)]
    counts = [2, None, 0, 5]
    points = [
        Point(week, n, None if n is None else float(n), 0.0, 6.0)
        for week, n in zip(weeks, counts, strict=True)
    ]
    tree = drawn(weekly(points, [], SAY))
    fills = [rect.get("fill") for rect in tree.iter(f"{SVG}rect")]
    assert fills.count("#ddd8cc") == 1
    bars = [
        float(r.get("height", "")) for r in tree.iter(f"{SVG}rect") if r.get("fill") == "#a51d1d"
    ]
    assert len(bars) == 2
    assert bars[1] / bars[0] == pytest.approx(2.5, abs=0.05)


def test_coverage_marks_each_day_of_each_outlet() -> None:
    start, end = date(2018, 9, 17), date(2018, 9, 26)
    told = [
        Coverage(date(2018, 9, 18), ("وكالة <أ>", "صحيفة"), 3),
        Coverage(date(2018, 9, 20), ("صحيفة",), 1),
    ]
    text = coverage(told, start, end, SAY)
    marks = [r for r in drawn(text).iter(f"{SVG}rect") if r.get("fill") == "#1d4f77"]
    assert len(marks) == 3
    assert "وكالة &lt;أ&gt;" in text
