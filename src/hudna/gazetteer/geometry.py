"""Distances on the ground, good to a percent at the scale of a country."""

from __future__ import annotations

from math import cos, hypot, radians, sin

KM_PER_DEGREE = 111.2
"""Of latitude; of longitude at the equator."""
_BEARINGS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance of two points, by the flat-earth formula with the mean latitude's scale."""
    scale = cos(radians((lat1 + lat2) / 2))
    return KM_PER_DEGREE * hypot(lat1 - lat2, (lon1 - lon2) * scale)


def moved(lat: float, lon: float, way: str, km: float) -> tuple[float, float]:
    """Point ``km`` away in a direction of the compass (``N``, ``SW`` …)."""
    angle = radians(_BEARINGS[way])
    north, east = km * cos(angle), km * sin(angle)
    return lat + north / KM_PER_DEGREE, lon + east / (KM_PER_DEGREE * cos(radians(lat)))
