"""The columns of an incident in GeoJSON, Parquet and GeoParquet: one record, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hudna.export.rows import (
    Reviewed,
    called,
    codes_of_incident,
    corrections,
    day_of,
    outlets_of,
    spot_of,
    unit_name,
)
from hudna.model import Bounds, Claim, Toll
from hudna.records import chain_text

if TYPE_CHECKING:  # pyarrow is loaded when a table is written
    import pyarrow as pa

BATCH = 2_000
"""Incidents that are held before they are written: a row group."""


def record_of(item: Reviewed) -> dict[str, Any]:
    """An incident as one flat record; days are :class:`datetime.date`."""
    incident, spot, codes = item.incident, spot_of(item), codes_of_incident(item.incident)
    start, end = day_of(incident)
    record: dict[str, Any] = {
        "id": incident.id,
        "standing": item.standing,
        "corrected": corrections(item),
        "type": incident.type,
        "status": incident.status,
        "date_start": start,
        "date_end": end,
        "date_inferred": incident.time.inferred if incident.time else None,
        "place": spot and spot.name,
        "places": [place.name for place in incident.places],
        "lat": spot and spot.lat,
        "lon": spot and spot.lon,
        "radius_km": spot and spot.radius_km,
        "geo_precision": spot and spot.geo_precision,
        "where_prec": spot and spot.where_prec,
        "country": spot and spot.country,
        "admin1": unit_name(spot.admin1) if spot else None,
        "admin1_pcode": spot.admin1.pcode if spot and spot.admin1 else None,
        "admin2": unit_name(spot.admin2) if spot else None,
        "admin2_pcode": spot.admin2.pcode if spot and spot.admin2 else None,
    }
    for name, parties in (("actor", incident.actors), ("target", incident.targets)):
        record[f"{name}s"] = [called(party) for party in parties]
        record[f"{name}_codes"] = [party.code for party in parties]
    for name, toll in (("killed", incident.killed), ("injured", incident.injured)):
        record |= _toll(name, toll)
    return record | {
        "sources": incident.sources,
        "outlets": outlets_of(incident),
        "reported": incident.reported,
        "contested": incident.contested,
        "name": incident.name,
        "round": incident.round,
        "acled_type": codes.acled_type,
        "acled_sub_type": codes.acled_sub_type,
        "plover_type": codes.plover_type,
        "plover_mode": codes.plover_mode,
        "plover_quad": codes.plover_quad,
        "claims": [_claim(claim) for claim in incident.claims],
    }


def _toll(name: str, toll: Toll) -> dict[str, Any]:
    return {
        f"{name}_best": toll.best,
        f"{name}_low": toll.low,
        f"{name}_high": toll.high,
        f"{name}_rule": toll.rule,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    event, quote = claim.event, claim.quote
    return {
        "id": claim.id,
        "article": claim.article,
        "event": claim.number,
        "outlet": claim.outlet,
        "url": claim.url,
        "published": claim.published,
        "dispatch": claim.dispatch,
        "type": event.type,
        "status": event.status,
        **_bounds("killed", event.casualties.killed),
        **_bounds("injured", event.casualties.injured),
        "mode": event.mode,
        "chains": [chain_text(chain) for chain in event.chains],
        "quote": quote and quote.text,
        "quote_start": quote and quote.start,
        "quote_end": quote and quote.end,
    }


def _bounds(name: str, bounds: Bounds | None) -> dict[str, int | None]:
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}


def schema() -> pa.Schema:
    """The types of :func:`record_of`'s columns, each of which may be null."""
    import pyarrow as pa

    types = {
        "text": pa.string(), "texts": pa.list_(pa.string()), "count": pa.int64(),
        "real": pa.float64(), "day": pa.date32(), "flag": pa.bool_(), "code": pa.int8(),
    }  # fmt: skip
    claim = pa.struct([(name, types[kind]) for kind, name in _columns(_CLAIM)])
    types["claims"] = pa.list_(claim)
    return pa.schema([(name, types[kind]) for kind, name in _columns(_INCIDENT)])


def _columns(listed: str) -> list[tuple[str, str]]:
    return [(kind, name) for kind, *names in map(str.split, listed.splitlines()) for name in names]


_INCIDENT = """\
text id standing
texts corrected
text type status
day date_start date_end
flag date_inferred
text place
texts places
real lat lon radius_km
code geo_precision where_prec
text country admin1 admin1_pcode admin2 admin2_pcode
texts actors actor_codes targets target_codes
count killed_best killed_low killed_high
text killed_rule
count injured_best injured_low injured_high
text injured_rule
count sources
texts outlets
day reported
flag contested
text name
count round
text acled_type acled_sub_type plover_type plover_mode plover_quad
claims claims"""
"""The type of the columns, and their names, in the order of the file."""
_CLAIM = """\
text id article
count event
text outlet url
day published
text dispatch type status
count killed_low killed_high injured_low injured_high
text mode
texts chains
text quote
count quote_start quote_end"""
