"""The places of findings, each once, for the table and the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hudna.model import Incident, Where
from hudna.monitoring.values import BREACHES, Finding

Mark = Literal["holds", "unclear", "exempt", "kept"]
MARKS: tuple[Mark, ...] = ("holds", "unclear", "exempt", "kept")
"""What a place is marked by: the first that one of its findings is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    name: str
    lat: float
    lon: float
    radius_km: float
    incidents: int
    mark: Mark


def spots(found: Sequence[Finding], incidents: Mapping[str, Incident]) -> list[Spot]:
    """Gather the places whose position is known, those of the most incidents first.

    Args:
        found: the findings.
        incidents: the incidents by id; they tell the names in Latin script.
    """
    at: defaultdict[tuple[float, float], list[tuple[Where, Finding]]] = defaultdict(list)
    for finding in found:
        for place in finding.places:
            if place.lat is not None and place.lon is not None:
                at[round(place.lat, 3), round(place.lon, 3)].append((place, finding))
    out = []
    for (lat, lon), told in at.items():
        marks = {_mark(finding) for _, finding in told}
        out.append(
            Spot(
                min(place.name for place, _ in told), lat, lon,
                max(place.radius_km or 0.0 for place, _ in told),
                len({finding.incident for _, finding in told}),
                next(mark for mark in MARKS if mark in marks),
            )
        )  # fmt: skip
    return sorted(out, key=lambda s: (-s.incidents, s.lat, s.lon))


def _mark(finding: Finding) -> Mark:
    return finding.verdict if finding.kind in BREACHES else "kept"


def unplaced(found: Iterable[Finding]) -> list[str]:
    """Names of places that have no known position, in order."""
    return sorted({p.name for f in found for p in f.places if p.lat is None or p.lon is None})


def latin(incidents: Iterable[Incident]) -> dict[str, str]:
    """The names of places in Latin script, by their spelling in the articles."""
    return {
        place.text: place.name_latin
        for incident in incidents
        for claim in incident.claims
        for place in (*claim.event.places, *claim.event.within)
        if place.name_latin
    }
