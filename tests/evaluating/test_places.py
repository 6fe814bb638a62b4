"""Scoring coordinates against records of incidents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hudna.errors import InputError
from hudna.evaluating.places import evaluate_places

SHARED = Path(__file__).parents[3] / "shared"


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def row(
    place: str, lat: float | None, lon: float | None, region: str = "إدلب"
) -> dict[str, object]:
    return {"place_ar": place, "region_ar": region, "country": "سوريا", "lat": lat, "lon": lon}


def test_shares_are_of_records_with_coordinates(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.jsonl",
        row("سراقب", 35.864, 36.806),
        row("سراقب", 35.95, 36.806),
        row("سراقب", 33.5, 36.3),
        row("زملطخان العجيبة", 35.8, 36.5, region="زملطستان"),
        row("سراقب", None, None),
    )
    figures = evaluate_places(path)
    assert figures["n"] == 4
    assert figures["within_5km"] == 0.25
    assert figures["within_20km"] == 0.5
    assert figures["unresolved"] == 0.25
    assert figures["wrong_50km_confident"] == 0.25


@pytest.mark.parametrize(("text", "says"), [("{", "not JSON"), ("[1]", "not an object")])
def test_broken_line_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(text + "\n", "utf-8")
    with pytest.raises(InputError, match=f":1: {says}"):
        evaluate_places(path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared cases")
def test_floors_on_the_development_records() -> None:
    figures = evaluate_places(SHARED / "cases" / "places.dev.jsonl")
    assert figures["within_5km"] >= 0.55
    assert figures["wrong_50km_confident"] <= 0.03
