"""The files of maps and tables, read by others than those who write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyogrio
import shapely

from hudna.export import FORMATS
from tests.export.made import ITEMS

PLACES = shapely.MultiPoint([(36.78, 35.61), (36.75, 35.55)])


def written(form: str, folder: Path) -> Path:
    path = folder / f"incidents.{form}"
    with path.open("wb" if FORMATS[form].binary else "w") as out:
        FORMATS[form].write(ITEMS, out)
    return path


def asked(query: str, path: Path) -> list[Any]:
    found: list[Any] = duckdb.execute(query, [str(path)]).fetchall()
    return found


def test_duckdb_reads_parquet(tmp_path: Path) -> None:
    path = written("parquet", tmp_path)

    query = "SELECT id, killed_best, claims[2].outlet, corrected FROM read_parquet(?) ORDER BY id"
    assert asked(query, path) == [
        ("inc-1", 7, "=وكالة ثانية", ["killed.best#4"]),
        ("inc-2", None, None, []),
        ("inc-3", None, None, []),
    ]


def test_duckdb_knows_the_geometry_of_geoparquet(tmp_path: Path) -> None:
    path = written("geoparquet", tmp_path)

    query = "SELECT typeof(geometry), geometry, bbox.xmin FROM read_parquet(?) ORDER BY id"
    (kind, shape, west), *others = asked(query, path)
    assert kind == "GEOMETRY('OGC:CRS84')"
    assert shapely.from_wkb(shape).equals(PLACES)
    assert west == 36.75
    assert [(shape, west) for _, shape, west in others] == [(None, None)] * 2


def test_gdal_reads_geojson(tmp_path: Path) -> None:
    path = written("geojson", tmp_path)

    about, _, shapes, values = pyogrio.raw.read(path)
    fields = dict(zip(about["fields"], values, strict=True))
    assert about["crs"] == "EPSG:4326"
    assert shapely.from_wkb(shapes[0]).equals(PLACES)
    assert list(shapes[1:]) == [None, None]
    assert list(fields["id"]) == ["inc-1", "inc-2", "inc-3"]
    assert fields["killed_best"][0] == 7
