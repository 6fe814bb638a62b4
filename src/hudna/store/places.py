"""Places with coordinates: each once, and indexed by where it lies."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.store.tables import places


def place_of(db: Connection, span: Mapping[str, Any]) -> int | None:
    """Return the row of the place that a span of a record names, adding it if it is new.

    None where the record gives the span no coordinates. A place is told by the gazetteer's id, and
    where it has none by its name and coordinates.
    """
    lat, lon = span.get("lat"), span.get("lon")
    if not (_is_degrees(lat, 90) and _is_degrees(lon, 180)):
        return None
    own = span.get("place_id") or span.get("gazetteer_id") or span.get("id")
    key = f"{own or span['text']} {lat:.5f} {lon:.5f}"
    row: int | None = db.scalar(sa.select(places.c.id).where(places.c.key == key))
    return row if row is not None else _add(db, key, span)


def _is_degrees(value: object, most: int) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= most


def _add(db: Connection, key: str, span: Mapping[str, Any]) -> int:
    lat, lon = float(span["lat"]), float(span["lon"])
    fields = {k: v for k, v in span.items() if k not in ("text", "start", "end")}
    row: int = db.execute(
        places.insert()
        .values(
            key=key, name=span.get("name_ar") or span["text"], name_latin=span.get("name_latin"),
            country=span.get("country"), lat=lat, lon=lon, radius_km=span.get("radius_km"),
            record=fields,
        )
        .returning(places.c.id)
    ).scalar_one()  # fmt: skip
    if db.dialect.name == "sqlite":
        db.execute(
            sa.text("INSERT INTO place_box VALUES (:row, :lon, :lon, :lat, :lat)"),
            {"row": row, "lat": lat, "lon": lon},
        )
    return row
