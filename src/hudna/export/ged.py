"""Incidents in UCDP GED's 49 columns: fatal violence, as GED's own events are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import floor
from typing import IO

from hudna.crosswalk import ARMED
from hudna.export import LeftOut
from hudna.export.cells import Rows, joined
from hudna.export.countries import country_of
from hudna.export.rows import (
    Reviewed,
    called,
    day_of,
    length_of,
    outlets_of,
    provenance,
    sides,
    spot_of,
    spots_of,
    sums_a_period,
    unit_name,
)
from hudna.model import FAMILY, Incident, Party

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

_CIVIL = ("CVL", "REF", "HLH", "MED", "NGO", "OPP")
_STATE = ("MIL", "POL", "GOV")
_REASON = "GED holds violence that happened and is known to have killed"


def write(items: Iterable[Reviewed], out: IO[str]) -> LeftOut:
    """Write violent incidents that killed, a row each."""
    rows = Rows(out, COLUMNS)
    left: LeftOut = Counter()
    for item in items:
        if _fits(item.incident):
            rows.write(row_of(item))
        else:
            left[_REASON] += 1
    return left


def _fits(incident: Incident) -> bool:
    return (
        FAMILY[incident.type] == "violence"
        and incident.status in ("occurred", "ongoing", "ended")
        and bool(incident.killed.best)
    )


def row_of(item: Reviewed) -> dict[str, object]:
    """One row, by the names of its columns; what is unknown is absent or None."""
    incident = item.incident
    start, end = day_of(incident)
    one, other = sides(incident)
    side_a, side_b = (joined(map(called, side), ", ") or None for side in (one, other))
    kind = violence_of(one, other)
    if kind == 3:
        side_b = "Civilians"
    claims = incident.claims
    killed = incident.killed
    civilians = _civilians(incident)
    row: dict[str, object] = {
        "id": incident.id,
        "year": start and start.year,
        "code_status": joined(provenance(item)),
        "type_of_violence": kind,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": incident.sources,
        "source_article": joined(
            joined((claim.outlet, claim.published, claim.url), ", ") for claim in claims
        ),
        "source_office": joined(outlets_of(incident)),
        "source_date": joined(claim.published for claim in claims),
        "source_original": joined(span.text for c in claims for span in c.event.according_to),
        "event_clarity": 2 if sums_a_period(incident) else 1,
        "date_prec": date_precision(length_of(incident)),
        "date_start": start,
        "date_end": end,
        "deaths_civilians": civilians,
        # GED's four add up to its best: whose deaths the others are is not told.
        "deaths_unknown": killed.best - civilians
        if killed.best is not None and civilians is not None
        else killed.best,
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
    }
    spot = spot_of(item)
    if spot is not None:
        country = country_of(spot.country)
        row |= {
            "where_prec": spot.where_prec,
            "where_coordinates": spot.name,
            "where_description": joined(other.name for other in spots_of(item)),
            "adm_1": unit_name(spot.admin1),
            "adm_2": unit_name(spot.admin2),
            "country": country.name,
            "region": country.ged_region,
        }
        if spot.lat is not None and spot.lon is not None:
            row |= {
                "latitude": spot.lat,
                "longitude": spot.lon,
                "geom_wkt": f"POINT ({round(spot.lon, 6)} {round(spot.lat, 6)})",
                "priogrid_gid": priogrid(spot.lat, spot.lon),
            }
    return row


def violence_of(one: Sequence[Party], other: Sequence[Party]) -> int | None:
    """1 a state's forces against an armed group or state, 2 armed groups, 3 against civilians.

    None where it is not known who was on both sides.
    """
    first, second = ([party.code[4:] for party in side] for side in (one, other))
    if not first or not second or not any(s in ARMED or s == "GOV" for s in first):
        return None
    if all(sector in _CIVIL for sector in second):
        return 3
    if not any(sector in ARMED for sector in second):
        return None
    return 1 if any(sector in _STATE for sector in (*first, *second)) else 2


def date_precision(days: int | None) -> int | None:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year; None beyond and unknown."""
    if days is None or days > 366:
        return None
    limits = ((1, 1), (6, 2), (7, 3), (31, 4))
    return next((code for most, code in limits if days <= most), 5)


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half degrees, numbered from the south-west corner, by rows."""
    row = min(floor((lat + 90) * 2), 359)
    column = min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _civilians(incident: Incident) -> int | None:
    """How many of the dead were civilians, as a claim of the best toll says; None if none does."""
    best = incident.killed.best
    for claim in incident.claims:
        if claim.id not in incident.killed.claims:
            continue
        for part in claim.event.casualties.groups:
            low, high = part.bounds.low, part.bounds.high
            exact = part.harm == "killed" and part.groups == ("civilians",) and low == high
            if exact and best is not None and low <= best:
                return low
    return None
