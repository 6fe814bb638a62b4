from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.export import LeftOut, acled, ged, hapi, hxl
from hudna.export.cells import cell, uncell
from hudna.export.ged import priogrid
from hudna.model import Incident, Party, Time, Toll, Where
from hudna.store import Reviewed
from tests.export.made import ITEMS, SHELLING, TALKS, shelling

ROOT = Path(__file__).resolve().parents[2]


def rows(module: object, items: list[Reviewed]) -> tuple[list[dict[str, str]], LeftOut]:
    out = io.StringIO()
    left = module.write(iter(items), out)  # type: ignore[attr-defined]
    out.seek(0)
    return list(csv.DictReader(out, strict=True)), left


def known(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if value}


def of(**changed: object) -> Reviewed:
    return Reviewed(replace(SHELLING, **changed))  # type: ignore[arg-type]


def test_acled_has_its_31_columns() -> None:
    (row, _), _ = rows(acled, ITEMS)

    assert len(acled.COLUMNS) == len(set(acled.COLUMNS)) == 31
    assert tuple(row) == acled.COLUMNS
    notes = row.pop("notes")
    assert known(row) == {
        "event_id_cnty": "inc-1", "event_date": "2018-11-24", "year": "2018",
        "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "قوات النظام",
        "inter1": "State forces", "actor2": "مدنيين", "inter2": "Civilians",
        "interaction": "State forces-Civilians", "civilian_targeting": "Civilian targeting",
        "iso": "760", "region": "Middle East", "country": "Syria", "admin1": "Idlib",
        "admin2": "معرة النعمان", "location": "جرجناز", "latitude": "35.61",
        "longitude": "36.78", "geo_precision": "1", "source": "وكالة أولى; =وكالة ثانية",
        "fatalities": "7", "tags": "review=accepted; corrected=killed.best#4",
    }  # fmt: skip
    assert "also at: التح; ريف إدلب" in notes
    assert "fatalities: 7 to 9" in notes


def test_acled_leaves_the_unknown_empty_and_says_what_it_leaves_out() -> None:
    (_, row), left = rows(acled, ITEMS)

    assert known(row) == {
        "event_id_cnty": "inc-2", "disorder_type": "Political violence", "event_type": "Battles",
        "sub_event_type": "Armed clash", "notes": "[fatalities: unknown]",
    }  # fmt: skip
    assert sum(left.values()) == 1


@pytest.mark.parametrize(
    ("code", "kind", "interaction"),
    [
        ("SYR:MIL", "State forces", "State forces-Civilians"),
        ("RUS:MIL", "External/Other forces", "Civilians-External/Other forces"),
        ("SYR:REB", "Rebel group", "Rebel group-Civilians"),
        ("XXX:MIL", "", ""),
        ("SYR:UNK", "", ""),
    ],
)
def test_a_states_forces_abroad_are_external(code: str, kind: str, interaction: str) -> None:
    ((row,), _) = rows(acled, [of(actors=(Party(code, None, ("x",), 1),))])

    assert row["inter1"] == kind
    assert row["interaction"] == interaction


def test_ged_has_its_49_columns() -> None:
    ((row,), left) = rows(ged, ITEMS)

    assert len(ged.COLUMNS) == len(set(ged.COLUMNS)) == 49
    assert tuple(row) == ged.COLUMNS
    assert sum(left.values()) == 2
    articles = row.pop("source_article")
    assert "https://news.example/a1" in articles
    assert known(row) == {
        "id": "inc-1", "year": "2018", "code_status": "review=accepted; corrected=killed.best#4",
        "type_of_violence": "3", "side_a": "قوات النظام", "side_b": "Civilians",
        "dyad_name": "قوات النظام - Civilians", "number_of_sources": "2",
        "source_office": "وكالة أولى; =وكالة ثانية", "source_date": "2018-11-24",
        "where_prec": "1", "where_coordinates": "جرجناز",
        "where_description": "جرجناز; التح; ريف إدلب", "adm_1": "Idlib",
        "adm_2": "معرة النعمان", "latitude": "35.61", "longitude": "36.78",
        "geom_wkt": "POINT (36.78 35.61)", "priogrid_gid": "181154", "country": "Syria",
        "region": "Middle East", "event_clarity": "1", "date_prec": "1",
        "date_start": "2018-11-24", "date_end": "2018-11-24", "deaths_civilians": "5",
        "deaths_unknown": "2", "best": "7", "high": "9", "low": "7",
    }  # fmt: skip


def test_ged_tells_kinds_of_violence() -> None:
    army, rebels = Party("SYR:MIL", None, ("ا",), 1), Party("SYR:REB", None, ("ب",), 1)
    clash = replace(SHELLING, type="armed-clash", targets=(), actors=(army, rebels))
    both = replace(clash, actors=(rebels, rebels))
    alone = replace(clash, actors=(army,))
    found, _ = rows(ged, [Reviewed(clash), Reviewed(both), Reviewed(alone)])

    assert [row["type_of_violence"] for row in found] == ["1", "2", ""]


@given(st.integers(-9000, 9000), st.integers(-18000, 18000))
def test_priogrid_numbers_every_point_of_the_earth(north: int, east: int) -> None:
    lat, lon = north / 100, east / 100
    cell_number = priogrid(lat, lon) - 1
    south, west = cell_number // 720 / 2 - 90, cell_number % 720 / 2 - 180

    assert 0 <= cell_number < 259_200
    assert south <= lat <= south + 0.5
    assert west <= lon <= west + 0.5


def test_hapi_counts_by_month_and_area() -> None:
    later = Time(date(2018, 12, 31), date(2019, 1, 1))
    items = [*ITEMS, of(id="inc-4", killed=Toll()), of(id="inc-5", time=later)]
    found, left = rows(hapi, items)

    assert tuple(found[0]) == hapi.COLUMNS
    assert [row["event_type"] for row in found] == ["civilian_targeting", "political_violence"]
    assert {row["events"] for row in found} == {"2"}
    row = found[1]
    assert (row["location_code"], row["admin1_code"], row["admin1_name"]) == (
        "SYR",
        "SY07",
        "Idlib",
    )
    assert (row["admin2_code"], row["provider_admin2_name"]) == ("", "معرة النعمان")
    assert (row["admin_level"], row["fatalities"]) == ("2", "7")
    assert row["reference_period_start"] == "2018-11-01 00:00:00+00:00"
    assert row["reference_period_end"] == "2018-11-30 00:00:00+00:00"
    assert row["warning"] == (
        "fatalities unknown for 1 of 2 events; 1 of 2 events corrected in review"
    )
    assert row["has_hrp"] == row["in_gho"] == ""
    assert sum(left.values()) == 3


def test_hapi_gives_no_zero_where_no_toll_is_known() -> None:
    found, _ = rows(hapi, [of(killed=Toll())])

    assert {row["fatalities"] for row in found} == {""}


def test_a_toll_that_sums_a_period_is_none_of_the_month() -> None:
    claims = [replace(c, event=shelling(137)) for c in SHELLING.claims]
    summed = [
        replace(c, event=replace(c.event, casualties=replace(c.event.casualties, cumulative=True)))
        for c in claims
    ]
    item = of(claims=tuple(summed), killed=Toll(137, 137, 137, "single", (claims[0].id,)))
    ((monthly, *_), _), ((event,), _), ((row,), _) = (
        rows(module, [item]) for module in (hapi, ged, acled)
    )

    assert monthly["fatalities"] == ""
    assert monthly["warning"] == "fatalities of 1 of 1 events left out: they sum a period"
    assert event["event_clarity"] == "2"
    assert row["tags"] == "fatalities=summed over a period"


def test_hxl_has_a_row_of_tags_below_its_header() -> None:
    (tags, row, *_), _ = rows(hxl, ITEMS)

    assert all(re.fullmatch(r"#[a-z]+[0-9]?(\+[a-z][a-z0-9_]*)*", tag) for tag in tags.values())
    assert len(set(tags.values())) == len(tags)
    assert row["id"] == "inc-1"
    assert row["killed_best"] == "7"
    assert row["injured_best"] == ""
    assert row["corrected"] == "killed.best#4"
    assert row["admin1_pcode"] == "SY07"


def test_what_a_reviewer_placed_has_no_unit_of_the_old_place() -> None:
    moved = replace(SHELLING, places=(Where("جرجناز", 35.7, 36.7),))
    ((row,), _) = rows(acled, [Reviewed(moved, corrected={"places[0].lat": 2})])

    assert (row["latitude"], row["longitude"]) == ("35.7", "36.7")
    assert row["admin1"] == row["country"] == row["geo_precision"] == ""


def test_no_cell_is_a_formula() -> None:
    claims = tuple(replace(c, outlet="=HYPERLINK(1)") for c in SHELLING.claims)
    ((row,), _) = rows(acled, [of(claims=claims)])

    assert row["source"] == "'=HYPERLINK(1)"
    assert cell(-12.5) == "-12.5"


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_words_come_back_from_a_cell(text: str) -> None:
    words = " ".join(text.split())

    assert uncell(cell(text)) == words
    assert not cell(text).startswith(("=", "+", "-", "@"))


def test_every_column_is_explained() -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    for title, columns in (
        ("## ACLED", acled.COLUMNS), ("## UCDP GED", ged.COLUMNS), ("## HAPI", hapi.COLUMNS),
        ("## HXL", hxl.COLUMNS),
    ):  # fmt: skip
        part = page.partition(title)[2].partition("\n## ")[0]
        named = re.findall(r"`([a-z_0-9]+)`", "\n".join(re.findall(r"^\| (.*?) \|", part, re.M)))
        assert tuple(named) == columns, title


def test_an_incident_of_any_shape_has_a_row() -> None:
    bare: Incident = replace(TALKS, actors=(), status="occurred", type="violation", places=())
    for module in (acled, ged, hapi, hxl):
        rows(module, [Reviewed(bare)])
