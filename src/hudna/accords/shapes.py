"""The zones' land, from GeoJSON (RFC 7946): read, and checked before anything is built on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hudna.accords.fields import Faults
from hudna.accords.values import Polygon, Ring, Shape

MAX_CORNERS = 20_000
"""Corners that a zone may have."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a GeoJSON file holds for one zone."""

    line: int
    """Where the zone is first named in the file."""
    outline: Shape | None = None
    sure: Shape | None = None


class _FaultyError(Exception):
    """A shape breaks a rule: what is wrong, and what to do."""


def read_shapes(text: str, file: str, faults: Faults) -> dict[str, Drawn] | None:
    """Read the shapes of a FeatureCollection by the zone that each names.

    Each feature has the properties ``zone`` (its id) and, where it is not the outline,
    ``role = "sure"``. What is wrong is noted in ``faults``; None where no
    shape could be read for it.
    """
    try:
        collection = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        what = getattr(error, "msg", "nested too deep")
        faults.add_elsewhere(f"{file}:{line}: no JSON ({what}); mend it here")
        return None
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        faults.add_elsewhere(f"{file}:1: no FeatureCollection; write one with a Feature a zone")
        return None
    out: dict[str, Drawn] = {}
    for i, feature in enumerate(collection["features"]):
        given = feature.get("properties") if isinstance(feature, dict) else None
        properties: Mapping[str, Any] = given if isinstance(given, dict) else {}
        zone, role = properties.get("zone"), properties.get("role", "outline")
        if not isinstance(zone, str) or role not in ("outline", "sure"):
            faults.add_elsewhere(
                f"{file}:1: feature {i + 1} names no zone, or a role that is neither outline nor"
                ' sure; give it the property "zone"'
            )
            continue
        line = _line(text, zone, role)
        try:
            shape = _shape(feature.get("geometry"))
        except _FaultyError as fault:
            faults.add_elsewhere(f"{file}:{line}: zone {zone!r}: {fault}")
            shape = Shape(())  # its absence is not told a second time
        held = out.get(zone, Drawn(line))
        if (held.sure if role == "sure" else held.outline) is not None:
            remedy = "join the polygons to one MultiPolygon"
            faults.add_elsewhere(f"{file}:{line}: zone {zone!r} has two shapes; {remedy}")
        out[zone] = (
            Drawn(held.line, held.outline, shape)
            if role == "sure"
            else Drawn(held.line, shape, held.sure)
        )
    return out


def _line(text: str, zone: str, role: str) -> int:
    """Line of a feature: that of its property ``zone``, of several the one with the role."""
    found = [m.start() for m in re.finditer(rf'"zone"\s*:\s*{re.escape(json.dumps(zone))}', text)]
    if role == "sure":
        found = [
            at for at in found if re.search(r'"role"\s*:\s*"sure"', text[at : text.find("}", at)])
        ] or found
    return text.count("\n", 0, found[0]) + 1 if found else 1


def _shape(geometry: object) -> Shape:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _FaultyError(f"its geometry is {kind}; draw a Polygon or a MultiPolygon")
    assert isinstance(geometry, dict)
    parts = geometry.get("coordinates")
    if kind == "Polygon":
        parts = [parts]
    try:
        polygons = tuple(tuple(_ring(ring) for ring in part) for part in parts)  # type: ignore[union-attr]
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise _FaultyError(f"{error}; write each corner as [longitude, latitude]") from error
    if not polygons or not all(polygons):
        raise _FaultyError("it has no corners; write each corner as [longitude, latitude]")
    if sum(len(ring) for polygon in polygons for ring in polygon) > MAX_CORNERS:
        raise _FaultyError(f"it has more than {MAX_CORNERS:,} corners; simplify it")
    _check(polygons)
    return Shape(polygons)


def _ring(corners: Any) -> Ring:
    ring = []
    for corner in corners:
        lon, lat = corner[0], corner[1]
        if not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (lon, lat)):
            raise TypeError("a corner is no pair of numbers")
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError(f"the corner [{lon}, {lat}] is not on the earth")
        ring.append((float(lon), float(lat)))
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring has four corners or more, the first repeated at the end")
    return tuple(ring)


def _check(polygons: tuple[Polygon, ...]) -> None:
    import shapely

    geometry = shapely.MultiPolygon([(p[0], list(p[1:])) for p in polygons])
    reason = shapely.is_valid_reason(geometry)
    if reason != "Valid Geometry":
        at = re.search(r"\[(\S+) (\S+)\]", reason)
        where = f" at [{float(at[1]):.4f}, {float(at[2]):.4f}]" if at else ""
        what = "its line crosses itself" if "intersection" in reason else reason.split("[")[0]
        raise _FaultyError(f"{what}{where}; order the corners round the zone")
