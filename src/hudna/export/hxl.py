"""Incidents as a sheet with HXL tags, which comes back corrected: see :mod:`hudna.export.sheet`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import IO

from hudna.export import LeftOut
from hudna.export.cells import Rows, joined
from hudna.export.rows import (
    Reviewed,
    called,
    corrections,
    outlets_of,
    quote_of,
    spot_of,
    unit_name,
)
from hudna.export.sheet import state_of, taken_back
from hudna.model import Unit

TAGS = {
    "id": "#event+id",
    "standing": "#status+review",
    "type": "#event+type",
    "status": "#event+status",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_inferred": "#date+inferred",
    "country": "#country+code+v_iso3",
    "admin1": "#adm1+name",
    "admin1_pcode": "#adm1+code+v_pcode",
    "admin2": "#adm2+name",
    "admin2_pcode": "#adm2+code+v_pcode",
    "place": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "radius_km": "#geo+radius+km",
    "actors": "#group+actor+name",
    "actor_codes": "#group+actor+code",
    "targets": "#group+target+name",
    "target_codes": "#group+target+code",
    "killed_best": "#affected+killed",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "injured_best": "#affected+injured",
    "injured_low": "#affected+injured+min",
    "injured_high": "#affected+injured+max",
    "sources": "#meta+source+num",
    "outlets": "#meta+source+name",
    "urls": "#meta+source+url",
    "reported": "#date+reported",
    "contested": "#meta+contested",
    "name": "#event+name",
    "round": "#event+round",
    "quote": "#description+quote",
    "corrected": "#meta+corrected",
    "by": "#contact+reviewer",
    "why": "#description+why",
    "state": "#meta+state",
}
"""Each column and its tag. ``by`` and ``why`` are empty: they are the reviewer's to fill."""
COLUMNS = tuple(TAGS)


def write(items: Iterable[Reviewed], out: IO[str]) -> LeftOut:
    """Write incidents, a row each, below the row of tags."""
    rows = Rows(out, COLUMNS)
    rows.tags([*TAGS.values()])
    for item in items:
        rows.write(row_of(item))
    return Counter()


def row_of(item: Reviewed) -> dict[str, object]:
    """One row, by the names of its columns; what is unknown is absent or None."""
    incident = item.incident
    quote, spot = quote_of(incident), spot_of(item)
    row: dict[str, object] = {
        **taken_back(item),
        "id": incident.id,
        "date_inferred": incident.time.inferred if incident.time else None,
        "sources": incident.sources,
        "outlets": joined(outlets_of(incident)),
        "urls": joined(claim.url for claim in incident.claims),
        "reported": incident.reported,
        "quote": quote and quote.text,
        "corrected": joined(corrections(item)),
        "state": state_of(item),
    }
    for name, parties in (("actor", incident.actors), ("target", incident.targets)):
        row[f"{name}s"] = joined(called(party) for party in parties)
        row[f"{name}_codes"] = joined(party.code for party in parties)
    if spot is not None:
        row["country"] = spot.country
        row["radius_km"] = spot.radius_km
        row["admin1"], row["admin1_pcode"] = _unit(spot.admin1)
        row["admin2"], row["admin2_pcode"] = _unit(spot.admin2)
    return row


def _unit(unit: Unit | None) -> tuple[str | None, str | None]:
    return unit_name(unit), unit.pcode if unit else None
