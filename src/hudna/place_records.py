"""Places as the codebook's spans with what is known of where they are, and back.

The codebook's ``text``, ``start`` and ``end`` come first. What is unknown is null; a record that
lacks the keys beyond the codebook's, as hand-coded ones do, knows none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hudna.errors import InputError
from hudna.model import Candidate, Place, Span, Unit
from hudna.record_fields import (
    is_count,
    items,
    mapping,
    number,
    optional,
    read_span,
    string,
    within,
)

_LATITUDE, _LONGITUDE = within(-90, 90), within(-180, 180)
_SHARE = within(0, 1)


def span_record(span: Span) -> dict[str, Any]:
    """Write a span."""
    return {"text": span.text, "start": span.start, "end": span.end}


def place_record(place: Place) -> dict[str, Any]:
    """Write a place with its span."""
    return {**span_record(place), **whereabouts(place)}


def whereabouts(place: Place) -> dict[str, Any]:
    """Write where a place is, without its span."""
    return {
        "gazetteer_id": place.gazetteer_id,
        "name_ar": place.name_ar,
        "name_latin": place.name_latin,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "geo_precision": place.geo_precision,
        "where_prec": place.where_prec,
        "country": place.country,
        "admin1": _unit_record(place.admin1),
        "admin2": _unit_record(place.admin2),
        "confidence": place.confidence,
        "runners_up": [_candidate_record(other) for other in place.runners_up],
    }


def _unit_record(unit: Unit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    return {
        "code": unit.code,
        "name_ar": unit.name_ar,
        "name_latin": unit.name_latin,
        "pcode": unit.pcode,
    }


def _candidate_record(other: Candidate) -> dict[str, Any]:
    return {
        "gazetteer_id": other.gazetteer_id,
        "name_ar": other.name_ar,
        "name_latin": other.name_latin,
        "kind": other.kind,
        "lat": other.lat,
        "lon": other.lon,
        "country": other.country,
        "admin1": other.admin1,
        "share": other.share,
    }


def read_place(item: object, path: str, text: str) -> Place:
    """Read a place, whose words must be the article's own.

    Raises:
        InputError: a field is wrong; the message gives its path.
    """
    span = read_span(item, path, text)
    fields = mapping(item, path)
    if (fields.get("lat") is None) != (fields.get("lon") is None):
        raise InputError(f"{path}: lat and lon go together")
    return Place(
        span.text,
        span.start,
        span.end,
        name_ar=optional(fields, "name_ar", path, string),
        name_latin=optional(fields, "name_latin", path, string),
        kind=optional(fields, "kind", path, string),
        lat=optional(fields, "lat", path, _LATITUDE),
        lon=optional(fields, "lon", path, _LONGITUDE),
        radius_km=optional(fields, "radius_km", path, number),
        geo_precision=optional(fields, "geo_precision", path, _grade(3)),
        where_prec=optional(fields, "where_prec", path, _grade(7)),
        country=optional(fields, "country", path, string),
        admin1=optional(fields, "admin1", path, _read_unit),
        admin2=optional(fields, "admin2", path, _read_unit),
        gazetteer_id=optional(fields, "gazetteer_id", path, string),
        confidence=optional(fields, "confidence", path, _SHARE),
        runners_up=tuple(
            _read_candidate(other, f"{path}.runners_up[{i}]")
            for i, other in enumerate(items(fields, "runners_up", path))
        ),
    )


def _grade(highest: int) -> Callable[[object, str], int]:
    """Return a reader of a code of precision, 1 to ``highest``."""

    def read(value: object, path: str) -> int:
        if not (is_count(value) and 1 <= value <= highest):
            raise InputError(f"{path}: expected a whole number from 1 to {highest}")
        return value

    return read


def _read_unit(item: object, path: str) -> Unit:
    fields = mapping(item, path)
    return Unit(
        string(fields.get("code"), f"{path}.code"),
        name_ar=optional(fields, "name_ar", path, string),
        name_latin=optional(fields, "name_latin", path, string),
        pcode=optional(fields, "pcode", path, string),
    )


def _read_candidate(item: object, path: str) -> Candidate:
    fields = mapping(item, path)
    return Candidate(
        string(fields.get("gazetteer_id"), f"{path}.gazetteer_id"),
        _SHARE(fields.get("share"), f"{path}.share"),
        name_ar=optional(fields, "name_ar", path, string),
        name_latin=optional(fields, "name_latin", path, string),
        kind=optional(fields, "kind", path, string),
        lat=optional(fields, "lat", path, _LATITUDE),
        lon=optional(fields, "lon", path, _LONGITUDE),
        country=optional(fields, "country", path, string),
        admin1=optional(fields, "admin1", path, string),
    )
