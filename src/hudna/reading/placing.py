"""Events put on the map: the places of composed events, resolved against the whole text.

Only what events name is located; the text's other places are heard where they help to tell two
bearers of a name apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hudna.gazetteer import Place as Entry
from hudna.gazetteer.countries import iso3_codes
from hudna.gazetteer.resolve import Choice, Resolution
from hudna.model import Candidate, Event, Place, Span, Unit
from hudna.reading.evidence import Evidence
from hudna.reading.where_coords import locate

_DIGITS = 4
"""Decimals of degrees that are told: some ten metres."""


def put_on_map(evidence: Evidence, events: Sequence[Event]) -> tuple[Event, ...]:
    """Give the places of events their coordinates, as far as they are known."""
    named = {place.start for event in events for place in (*event.places, *event.within)}
    # Places of one list are located together: بين X وY is told by both.
    lists = {phrase.group for phrase in evidence.places if phrase.span.start in named}
    wanted = [i for i, phrase in enumerate(evidence.places) if phrase.group in lists]
    if not wanted:
        return tuple(events)
    found = locate(evidence.doc, evidence.places, evidence.home, wanted=wanted)
    known = {evidence.places[i].span: place_of(evidence.places[i].span, found[i]) for i in wanted}
    return tuple(
        replace(event, places=_known(event.places, known), within=_known(event.within, known))
        for event in events
    )


def _known(places: Sequence[Place], known: Mapping[Span, Place]) -> tuple[Place, ...]:
    return tuple(known.get(Span(p.text, p.start, p.end), p) for p in places)


def place_of(span: Span, found: Resolution) -> Place:
    """Write down what a name was taken for."""
    entry = found.place
    others = tuple(_candidate(choice) for choice in found.runners_up)
    if entry is None:
        return Place(span.text, span.start, span.end, runners_up=others)
    return Place(
        span.text,
        span.start,
        span.end,
        name_ar=entry.name_ar,
        name_latin=entry.name_latin,
        kind=entry.kind,
        lat=_degrees(found.lat),
        lon=_degrees(found.lon),
        radius_km=found.radius_km and round(found.radius_km, 1),
        geo_precision=found.geo_precision,
        where_prec=found.where_prec,
        country=found.country,
        admin1=_unit(found.admin1),
        admin2=_unit(found.admin2),
        gazetteer_id=entry.id,
        confidence=found.confidence,
        runners_up=others,
    )


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _unit(entry: Entry | None) -> Unit | None:
    if entry is None:
        return None
    code = entry.admin1 if entry.kind == "admin1" else entry.id
    return Unit(code, entry.name_ar, entry.name_latin, entry.pcode or None)


def _candidate(choice: Choice) -> Candidate:
    entry = choice.place
    return Candidate(
        entry.id,
        round(choice.share, 3),
        name_ar=entry.name_ar,
        name_latin=entry.name_latin,
        kind=entry.kind,
        lat=_degrees(entry.lat),
        lon=_degrees(entry.lon),
        country=iso3_codes().get(entry.cc),
        admin1=entry.admin1 or None,
    )
