"""Incidents in ACLED's 31 columns.

ACLED writes 0 where no death is known of. Here an unknown number stays empty, and the notes say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import IO

from hudna.crosswalk import Codes
from hudna.export import LeftOut
from hudna.export.acled_codes import (
    disorder_of,
    inter_of,
    interaction_of,
    targets_civilians,
    time_precision,
)
from hudna.export.cells import Rows, joined
from hudna.export.countries import country_of
from hudna.export.rows import (
    Reviewed,
    called,
    codes_of_incident,
    day_of,
    index_of_spot,
    length_of,
    outlets_of,
    provenance,
    quote_of,
    sides,
    spots_of,
    sums_a_period,
    unit_name,
)

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip


def write(items: Iterable[Reviewed], out: IO[str]) -> LeftOut:
    """Write incidents that ACLED has a type for, a row each."""
    rows = Rows(out, COLUMNS)
    left: LeftOut = Counter()
    for item in items:
        codes = codes_of_incident(item.incident)
        if codes.acled_type is None:
            left["ACLED has no type for them: planned, denied, or of another kind"] += 1
        else:
            rows.write(row_of(item, codes))
    return left


def row_of(item: Reviewed, codes: Codes) -> dict[str, object]:
    """One row, by the names of its columns; what is unknown is absent or None."""
    incident = item.incident
    start, _ = day_of(incident)
    number = index_of_spot(incident)
    spots = spots_of(item)
    spot = None if number is None else spots[number]
    country = country_of(spot.country if spot else None)
    ones, others = sides(incident)
    inter1, inter2 = (
        inter_of(side, incident, spot.country if spot else None) for side in (ones, others)
    )
    row: dict[str, object] = {
        "event_id_cnty": incident.id,
        "event_date": start,
        "year": start and start.year,
        "time_precision": time_precision(length_of(incident)),
        "disorder_type": disorder_of(codes),
        "event_type": codes.acled_type,
        "sub_event_type": codes.acled_sub_type,
        "actor1": called(ones[0]) if ones else None,
        "assoc_actor_1": joined(called(party) for party in ones[1:]),
        "inter1": inter1,
        "actor2": called(others[0]) if others else None,
        "assoc_actor_2": joined(called(party) for party in others[1:]),
        "inter2": inter2,
        # Of two sides of which one is of an unknown kind, nothing is said.
        "interaction": interaction_of(inter1, inter2)
        if bool(ones) == bool(inter1) and bool(others) == bool(inter2)
        else None,
        "civilian_targeting": "Civilian targeting" if targets_civilians(codes, incident) else None,
        "iso": country.number,
        "region": country.acled_region,
        "country": country.name,
        "source": joined(outlets_of(incident)),
        "fatalities": incident.killed.best,
        "tags": joined(_tags(item)),
    }
    notes = []
    quote = quote_of(incident)
    if quote is not None:
        notes.append(quote.text)
    if spot is not None:
        row |= {
            "admin1": unit_name(spot.admin1),
            "admin2": unit_name(spot.admin2),
            "location": spot.name,
            "latitude": spot.lat,
            "longitude": spot.lon,
            "geo_precision": spot.geo_precision,
        }
        rest = joined(other.name for n, other in enumerate(spots) if n != number)
        if rest:
            notes.append(f"[also at: {rest}]")
    if incident.killed.best is None:
        notes.append("[fatalities: unknown]")
    elif incident.killed.low != incident.killed.high:
        low, high = incident.killed.low, incident.killed.high
        notes.append(f"[fatalities: {low} to {'more' if high is None else high}]")
    return row | {"notes": " ".join(notes)}


def _tags(item: Reviewed) -> Iterable[str]:
    incident = item.incident
    if incident.status != "occurred":
        yield f"status={incident.status}"
    if incident.time is not None and incident.time.inferred:
        yield "date=inferred"
    if sums_a_period(incident):
        yield "fatalities=summed over a period"
    if incident.contested:
        yield "contested"
    yield from provenance(item)
