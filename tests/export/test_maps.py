from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import shapely

from hudna.export import geojson, geoparquet, parquet
from hudna.store import Reviewed
from tests.export.made import DAY, ITEMS, SHELLING, UNKNOWN


def written(module: Any, items: list[Reviewed]) -> pq.ParquetFile:
    out = io.BytesIO()
    module.write(iter(items), out)
    return pq.ParquetFile(io.BytesIO(out.getvalue()))


def test_parquet_is_read_back_with_its_claims() -> None:
    found = written(parquet, ITEMS).read().to_pylist()

    assert [row["id"] for row in found] == ["inc-1", "inc-2", "inc-3"]
    row = found[0]
    assert row["standing"] == "accepted"
    assert row["corrected"] == ["killed.best#4"]
    assert row["date_start"] == DAY
    assert (row["killed_best"], row["killed_low"], row["killed_high"]) == (7, 7, 9)
    assert row["injured_best"] is None
    assert row["acled_sub_type"] == "Shelling/artillery/missile attack"
    assert [claim["killed_low"] for claim in row["claims"]] == [7, 9]
    assert row["claims"][0]["published"] == date(2018, 11, 24)
    nothing = {"claims", "id", "sources", "standing", "status", "type", "contested"}
    unknown = {k for k, v in found[1].items() if v not in (None, [], "none")}
    assert unknown - nothing == {"acled_type", "acled_sub_type", "plover_type", "plover_quad"}


def test_an_empty_table_still_has_its_columns() -> None:
    one, none = written(parquet, ITEMS), written(parquet, [])

    assert none.metadata.num_rows == 0
    assert none.schema_arrow == one.schema_arrow


def test_long_exports_are_written_in_groups_of_rows() -> None:
    items = [Reviewed(replace(UNKNOWN, id=f"inc-{n}")) for n in range(4_500)]
    file = written(parquet, items)

    assert file.metadata.num_rows == 4_500
    assert file.metadata.num_row_groups > 1


def test_geoparquet_keeps_to_its_specification() -> None:
    file = written(geoparquet, ITEMS)
    geo = json.loads(file.metadata.metadata[b"geo"])

    assert geo["version"] == "1.1.0"
    assert geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["MultiPoint"]
    assert column["bbox"] == [36.75, 35.55, 36.78, 35.61]
    assert "crs" not in column  # OGC:CRS84
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    field = file.schema_arrow.field("bbox")
    assert {part.name for part in field.type} == {"xmin", "ymin", "xmax", "ymax"}


def test_geometries_are_well_known_binary() -> None:
    moved = replace(SHELLING, id="inc-4", places=SHELLING.places[:1])
    file = written(geoparquet, [*ITEMS, Reviewed(moved)])
    found = file.read().to_pylist()
    shapes = [row["geometry"] and shapely.from_wkb(row["geometry"]) for row in found]

    assert shapes[0].equals(shapely.MultiPoint([(36.78, 35.61), (36.75, 35.55)]))
    assert shapes[1] is shapes[2] is None
    assert shapes[3].equals(shapely.Point(36.78, 35.61))
    assert found[3]["bbox"] == {"xmin": 36.78, "ymin": 35.61, "xmax": 36.78, "ymax": 35.61}
    geo = json.loads(file.metadata.metadata[b"geo"])
    assert geo["columns"]["geometry"]["geometry_types"] == ["MultiPoint", "Point"]


def test_geoparquet_without_a_point_names_no_box() -> None:
    file = written(geoparquet, [Reviewed(UNKNOWN)])
    column = json.loads(file.metadata.metadata[b"geo"])["columns"]["geometry"]

    assert column["geometry_types"] == []
    assert "bbox" not in column


def features(items: list[Reviewed]) -> list[dict[str, Any]]:
    out = io.StringIO()
    geojson.write(iter(items), out)
    collection = json.loads(out.getvalue())
    assert collection.keys() == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def test_geojson_is_read_back() -> None:
    one, two, three = features(ITEMS)

    assert one.keys() == {"type", "id", "geometry", "properties"}
    assert shapely.from_geojson(json.dumps(one["geometry"])).equals(
        shapely.MultiPoint([(36.78, 35.61), (36.75, 35.55)])
    )
    assert two["geometry"] is three["geometry"] is None
    assert one["id"] == "inc-1"
    assert one["properties"]["date_start"] == "2018-11-24"
    assert one["properties"]["corrected"] == ["killed.best#4"]
    assert two["properties"]["killed_best"] is None
    assert one["properties"]["claims"][1]["outlet"] == "=وكالة ثانية"


def test_nothing_is_an_empty_collection() -> None:
    assert features([]) == []
