"""The shape of an incident: a point, or several where it was at several places."""

from __future__ import annotations

from typing import Any

from hudna.export.rows import Reviewed, spots_of

Position = tuple[float, float]
"""Longitude and latitude, degrees, WGS 84."""


def positions_of(item: Reviewed) -> list[Position]:
    """The points of an incident's places that have one, each once."""
    points = [(spot.lon, spot.lat) for spot in spots_of(item)]
    known = [(lon, lat) for lon, lat in points if lon is not None and lat is not None]
    return list(dict.fromkeys(known))


def geometry_of(item: Reviewed) -> dict[str, Any] | None:
    """A GeoJSON geometry; None where no point is known."""
    points = positions_of(item)
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    return {"type": "MultiPoint", "coordinates": [list(point) for point in points]}
