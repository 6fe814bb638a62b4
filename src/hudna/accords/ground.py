"""Whether a place lies in a zone, given how well both are known.

Distances are in km on a plane: longitude and latitude are scaled about the middle of the zone (the
local equirectangular projection; of a zone a few degrees wide it errs by less than a percent, of
all Libya by some percent, far below that zone's uncertainty).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING, Literal

from hudna.accords.values import Shape, Zone
from hudna.gazetteer.geometry import KM_PER_DEGREE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Answer = Literal["yes", "no", "unclear"]


MOSTLY = 0.8
"""Share of a place's disc of uncertainty that must lie in a zone for the place to."""
HARDLY = 0.05
"""Share of the disc that may lie in a zone though the place is said to lie outside: what is taken
for outside leaves the record of the accord, so that it must be all but sure."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place lies with regard to a zone."""

    answer: Answer
    """``unclear``: within the uncertainty of the line, or with its disc across it."""
    km: float
    """Distance from the place to the zone's line, negative inside."""
    share: float
    """Share of the disc of the place's uncertainty that lies in the zone."""


@dataclass(frozen=True)
class Ground:
    """A zone made ready for many questions; answers for one spot are remembered."""

    zone: Zone
    _plane: tuple[float, float, float]
    _outline: BaseGeometry
    _line: BaseGeometry
    _sure: BaseGeometry | None
    _box: tuple[float, float, float, float]
    _known: dict[tuple[float, float, float], Standing] = field(default_factory=dict)

    @staticmethod
    def of(zone: Zone) -> Ground:
        """Prepare a zone."""
        import shapely

        lons = [x for p in zone.outline.polygons for x, _ in p[0]]
        lats = [y for p in zone.outline.polygons for _, y in p[0]]
        lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        plane = (lon, lat, cos(radians(lat)) * KM_PER_DEGREE)
        outline = _geometry(zone.outline, plane)
        sure = _geometry(zone.sure, plane) if zone.sure is not None else None
        shapely.prepare(outline)
        if sure is not None:
            shapely.prepare(sure)
        box: tuple[float, float, float, float] = outline.bounds
        return Ground(zone, plane, outline, outline.boundary, sure, box)

    def standing(self, lat: float, lon: float, radius_km: float) -> Standing:
        """Where a place stands, given the radius of its uncertainty.

        ``yes``: its point lies in the zone though the line be off by its uncertainty (or in what
        the drawing says is surely in it), and four fifths of its disc lie in the zone. ``no``: it
        lies outside likewise, and no more than a twentieth of its disc in the zone.
        """
        key = (lat, lon, radius_km)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._stand(lat, lon, radius_km)
        return found

    def _stand(self, lat: float, lon: float, radius_km: float) -> Standing:
        import shapely

        x = (lon - self._plane[0]) * self._plane[2]
        y = (lat - self._plane[1]) * KM_PER_DEGREE
        left, low, right, high = self._box
        far = max(left - x, x - right, low - y, y - high)
        if far > self.zone.uncertainty_km + radius_km:  # not even near the box that holds the zone
            return Standing("no", far, 0.0)
        point = shapely.Point(x, y)
        away = float(shapely.distance(point, self._line))
        inside = bool(shapely.contains(self._outline, point))
        share = self._share(point, radius_km, inside, away)
        firm = away >= self.zone.uncertainty_km
        if self._sure is not None and inside:
            firm = bool(shapely.contains(self._sure, point))
        answer: Answer = "unclear"
        if firm and (share >= MOSTLY if inside else share <= HARDLY):
            answer = "yes" if inside else "no"
        return Standing(answer, -away if inside else away, share)

    def _share(self, point: BaseGeometry, radius_km: float, inside: bool, away: float) -> float:
        if away >= radius_km:
            return 1.0 if inside else 0.0
        disc = point.buffer(radius_km)
        return float(disc.intersection(self._outline).area / disc.area)


def _geometry(shape: Shape, plane: tuple[float, float, float]) -> BaseGeometry:
    import shapely

    def flat(ring: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [((x - plane[0]) * plane[2], (y - plane[1]) * KM_PER_DEGREE) for x, y in ring]

    return shapely.MultiPolygon([(flat(p[0]), [flat(h) for h in p[1:]]) for p in shape.polygons])


@lru_cache(maxsize=64)
def ground(zone: Zone) -> Ground:
    """Prepare a zone once."""
    return Ground.of(zone)
