"""Incidents as GeoParquet 1.1: the columns of Parquet, a WKB geometry and its bounding box."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any

from hudna.export import LeftOut
from hudna.export.rows import Reviewed
from hudna.export.shape import Position, positions_of
from hudna.export.table import BATCH, record_of, schema


def write(items: Iterable[Reviewed], out: IO[bytes]) -> LeftOut:
    """Write incidents, a row each; the geometry is null where no point is known."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    box = pa.struct([(side, pa.float64()) for side in ("xmin", "ymin", "xmax", "ymax")])
    columns = schema().append(pa.field("geometry", pa.binary())).append(pa.field("bbox", box))
    extent = _Extent()
    found = iter(items)
    with pq.ParquetWriter(out, columns, compression="zstd") as writer:
        while batch := [_row(item, extent) for item in islice(found, BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, columns))
        # The extent is known when all is written; the metadata comes at the end of the file.
        writer.add_key_value_metadata({"geo": json.dumps(metadata_of(extent))})
    return Counter()


@dataclass(slots=True)
class _Extent:
    """What the geometries of a file are and span."""

    types: set[str] = field(default_factory=set)
    box: tuple[float, float, float, float] | None = None

    def add(self, points: Sequence[Position]) -> dict[str, float]:
        """Take one geometry in; return its own box."""
        self.types.add("Point" if len(points) == 1 else "MultiPoint")
        xs, ys = zip(*points, strict=True)
        own = (min(xs), min(ys), max(xs), max(ys))
        if self.box is not None:
            low = (min(self.box[0], own[0]), min(self.box[1], own[1]))
            self.box = (*low, max(self.box[2], own[2]), max(self.box[3], own[3]))
        else:
            self.box = own
        return dict(zip(("xmin", "ymin", "xmax", "ymax"), own, strict=True))


def metadata_of(extent: _Extent) -> dict[str, Any]:
    """The file's ``geo`` metadata. Without a ``crs`` it is OGC:CRS84: longitude, latitude."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(extent.types),
        "covering": {
            "bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")},
        },
    }
    if extent.box is not None:
        column["bbox"] = list(extent.box)
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _row(item: Reviewed, extent: _Extent) -> dict[str, Any]:
    points = positions_of(item)
    if not points:
        return record_of(item) | {"geometry": None, "bbox": None}
    return record_of(item) | {"geometry": _wkb(points), "bbox": extent.add(points)}


def _wkb(points: Sequence[Position]) -> bytes:
    from shapely import MultiPoint, Point, to_wkb

    found: bytes = to_wkb(Point(points[0]) if len(points) == 1 else MultiPoint(points))
    return found
