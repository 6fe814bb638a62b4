"""Places with coordinates: each once, and indexed by where it lies."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from hudna.store.tables import places
from hudna.text.fold import fold_term

_OF_A_MENTION = ("text", "start", "end", "confidence", "runners_up")
"""What a record says of one mention rather than of the place."""


def place_of(db: Connection, span: Mapping[str, Any]) -> int | None:
    """Return the row of the place that a span of a record names, adding it if it is new.

    None where the record gives the span no coordinates. A place is told by the gazetteer's id (its
    name where it has none) and its coordinates.
    """
    lat, lon = span.get("lat"), span.get("lon")
    if not (_is_degrees(lat, 90) and _is_degrees(lon, 180)):
        return None
    key = f"{span.get('gazetteer_id') or span['text']} {lat:.5f} {lon:.5f}"
    row: int | None = db.scalar(sa.select(places.c.id).where(places.c.key == key))
    return row if row is not None else _add(db, key, span)


def _is_degrees(value: object, most: int) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= most


def _add(db: Connection, key: str, span: Mapping[str, Any]) -> int:
    lat, lon = float(span["lat"]), float(span["lon"])
    row: int = db.execute(
        places.insert()
        .values(
            key=key, name=span.get("name_ar") or span["text"], name_latin=span.get("name_latin"),
            country=span.get("country"), known_as=_known_as(span), lat=lat, lon=lon,
            radius_km=span.get("radius_km"),
            record={k: v for k, v in span.items() if k not in _OF_A_MENTION},
        )
        .returning(places.c.id)
    ).scalar_one()  # fmt: skip
    if db.dialect.name == "sqlite":
        db.execute(
            sa.text("INSERT INTO place_box VALUES (:row, :lon, :lon, :lat, :lat)"),
            {"row": row, "lat": lat, "lon": lon},
        )
    return row


def _known_as(span: Mapping[str, Any]) -> str:
    """Write the names of a place and of the units that it lies in, each between bars."""
    bearers = (span, span.get("admin1") or {}, span.get("admin2") or {})
    names = (
        bearer.get(key)
        for bearer in bearers
        for key in ("text", "name_ar", "name_latin", "code", "pcode")
    )
    folded = (fold_term(name).replace("|", " ") for name in names if name)
    return "|" + "".join(f"{name}|" for name in dict.fromkeys(folded))
