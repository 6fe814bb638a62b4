"""Incidents as GeoJSON (RFC 7946): a feature each, without a geometry where no point is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from hudna.export import LeftOut
from hudna.export.json_stream import array
from hudna.export.rows import Reviewed
from hudna.export.shape import geometry_of
from hudna.export.table import record_of

_HEAD = '{"type": "FeatureCollection", "features": ['


def write(items: Iterable[Reviewed], out: IO[str]) -> LeftOut:
    """Write incidents, a feature each."""
    with array(out, _HEAD, "]}") as add:
        for item in items:
            add(feature_of(item))
    return Counter()


def feature_of(item: Reviewed) -> dict[str, Any]:
    """One incident as a feature."""
    properties = _plain(record_of(item))
    return {
        "type": "Feature",
        "id": properties.pop("id"),
        "geometry": geometry_of(item),
        "properties": properties,
    }


def _plain(value: Any) -> Any:
    """Write days as ISO dates."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
