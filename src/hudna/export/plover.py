"""Incidents as PLOVER records: the fields of its gold-standard records, as one JSON array."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from typing import IO, Any

from hudna.crosswalk import Codes
from hudna.export import LeftOut
from hudna.export.cells import joined
from hudna.export.json_stream import array
from hudna.export.rows import (
    Reviewed,
    called,
    codes_of_incident,
    day_of,
    outlets_of,
    provenance,
    quote_of,
    sides,
    spots_of,
    unit_name,
)
from hudna.model import Party


def write(items: Iterable[Reviewed], out: IO[str]) -> LeftOut:
    """Write incidents that PLOVER has a type for, a record each."""
    left: LeftOut = Counter()
    with array(out) as add:
        for item in items:
            codes = codes_of_incident(item.incident)
            if codes.plover_type is None:
                left["PLOVER has no type for them"] += 1
            else:
                add(record_of(item, codes))
    return left


def record_of(item: Reviewed, codes: Codes) -> dict[str, Any]:
    """One incident as a record; a field that is unknown is empty, a number null."""
    incident = item.incident
    start, end = day_of(incident)
    quote = quote_of(incident)
    source, target = sides(incident)
    trigger = incident.claims[0].event.triggers[0]
    return {
        "id": incident.id,
        "date": start.isoformat() if start else "",
        "dateEnd": end.isoformat() if end else "",
        "source": [_actor(party) for party in source],
        "target": [_actor(party) for party in target],
        "event": codes.plover_type,
        "mode": codes.plover_mode or "",
        "context": [],
        "quad": codes.plover_quad or "",
        "status": incident.status,
        "eventText": trigger.text,
        "text": quote.text if quote else "",
        "textInfo": _text_info(item),
        "location": [
            {
                "name": spot.name,
                "lat": spot.lat,
                "lon": spot.lon,
                "country": spot.country or "",
                "admin1": unit_name(spot.admin1) or "",
                "admin2": unit_name(spot.admin2) or "",
            }
            for spot in spots_of(item)
        ],
        "killed": _toll(item, "killed"),
        "injured": _toll(item, "injured"),
        "language": "ar",
        "publication": joined(outlets_of(incident)),
        "coder": f"hudna {version('hudna')}",
        "comment": joined(provenance(item)),
    }


def _actor(party: Party) -> dict[str, str]:
    country, _, sector = party.code.partition(":")
    words = party.words[0] if party.words else called(party)
    return {
        "actorText": words,
        "code": "" if country == "XXX" else country,
        "sector": "" if sector == "UNK" else sector,
        "name": party.name or "",
    }


def _text_info(item: Reviewed) -> dict[str, Any]:
    """Where the words stand: the article, and the quote's place in its text, in code points."""
    claim = next((c for c in item.incident.claims if c.quote), item.incident.claims[0])
    quote = claim.quote
    return {
        "article": claim.article,
        "url": claim.url or "",
        "start": quote.start if quote else None,
        "end": quote.end if quote else None,
    }


def _toll(item: Reviewed, name: str) -> dict[str, int | None]:
    toll = getattr(item.incident, name)
    return {"best": toll.best, "low": toll.low, "high": toll.high}
