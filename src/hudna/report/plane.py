"""Zones and places laid on a plane of picture units, for the map.

The projection is the local equirectangular one about the middle of the zones, as in
:mod:`hudna.accords.ground`: over a few degrees it errs by less than a line's width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

from hudna.accords.values import Shape, Zone
from hudna.gazetteer.geometry import KM_PER_DEGREE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WIDTH = 680.0
"""Width of the picture, in its units."""
TALLEST = 520.0
MARGIN_KM = 0.06
"""Blank land around what is shown, as a share of its width."""


@dataclass(frozen=True, slots=True)
class Land:
    """A zone as paths: the zone, what surely lies in it, and the band of its uncertain line."""

    zone: Zone
    outline: str
    sure: str | None
    band: str


@dataclass(frozen=True, slots=True)
class Plane:
    """A view on the land."""

    lon: float
    lat: float
    x_km: float
    """Kilometres per degree of longitude."""
    left: float
    """West edge, in km from the middle."""
    top: float
    """North edge, in km from the middle."""
    scale: float
    """Picture units per km."""
    width: float
    height: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point of the earth lies in the picture."""
        x, y = (lon - self.lon) * self.x_km, (lat - self.lat) * KM_PER_DEGREE
        return round((x - self.left) * self.scale, 1), round((self.top - y) * self.scale, 1)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies in the picture."""
        x, y = self.at(lat, lon)
        return 0 <= x <= self.width and 0 <= y <= self.height


def view(zones: Sequence[Zone], points: Iterable[tuple[float, float]]) -> Plane:
    """Choose a view that shows the zones, and the points (lat, lon) beside them.

    Points farther from the zones than those are wide are left outside.
    """
    lons = [x for zone in zones for p in zone.outline.polygons for x, _ in p[0]]
    lats = [y for zone in zones for p in zone.outline.polygons for _, y in p[0]]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    x_km = cos(radians(lat)) * KM_PER_DEGREE
    off = max(zone.uncertainty_km for zone in zones)
    west, east = (min(lons) - lon) * x_km - off, (max(lons) - lon) * x_km + off
    south, north = (min(lats) - lat) * KM_PER_DEGREE - off, (max(lats) - lat) * KM_PER_DEGREE + off
    near = max(east - west, north - south) / 2
    for y, x in points:
        px, py = (x - lon) * x_km, (y - lat) * KM_PER_DEGREE
        if west - near <= px <= east + near and south - near <= py <= north + near:
            west, east = min(west, px), max(east, px)
            south, north = min(south, py), max(north, py)
    edge = MARGIN_KM * max(east - west, north - south)
    west, east, south, north = west - edge, east + edge, south - edge, north + edge
    scale = min(WIDTH / (east - west), TALLEST / (north - south))
    middle = (west + east) / 2
    return Plane(
        lon, lat, x_km, middle - WIDTH / scale / 2, north, scale,
        WIDTH, round((north - south) * scale, 1),
    )  # fmt: skip


def lands(zones: Sequence[Zone], plane: Plane) -> list[Land]:
    """Lay zones on the plane, the widest first, so that none hides another."""
    shapes = [(zone, _geometry(zone.outline, plane)) for zone in zones]
    shapes.sort(key=lambda pair: -pair[1].area)
    return [_land(zone, shape, plane) for zone, shape in shapes]


def _land(zone: Zone, shape: BaseGeometry, plane: Plane) -> Land:
    sure = None if zone.sure is None else _path(_geometry(zone.sure, plane))
    band = ""
    if zone.uncertainty_km > 0:
        band = _path(shape.boundary.buffer(zone.uncertainty_km * plane.scale, quad_segs=4))
    return Land(zone, _path(shape), sure, band)


def _geometry(shape: Shape, plane: Plane) -> BaseGeometry:
    import shapely

    def flat(ring: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [plane.at(lat, lon) for lon, lat in ring]

    drawn = [(flat(p[0]), [flat(hole) for hole in p[1:]]) for p in shape.polygons]
    return shapely.MultiPolygon(drawn)


def _path(shape: Any) -> str:
    """Write polygons as the data of an SVG path; holes by the even-odd rule."""
    parts = [shape] if shape.geom_type == "Polygon" else getattr(shape, "geoms", [])
    rings = [ring for p in parts for ring in (p.exterior, *p.interiors)]
    return " ".join(
        "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in ring.coords) + " Z" for ring in rings
    )


def round_km(plane: Plane) -> int:
    """A round length for the scale: about a fifth of the picture's width."""
    fifth = plane.width / plane.scale / 5
    return max(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if n <= max(fifth, 1))
