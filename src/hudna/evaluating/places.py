"""How right the coordinates are: against incident records, and against reports linked to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hudna.errors import InputError
from hudna.gazetteer import Index, gazetteer
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.resolve import Resolution
from hudna.gazetteer.written import resolve_written
from hudna.model import Article
from hudna.reading.reader import read

_REPORT_KM = 10.0
"""How near an event must be to be the report's incident."""


class Placed(NamedTuple):
    """A record's place as it was resolved."""

    away_km: float | None
    """From the record's coordinates; ``None``: unresolved."""
    found: Resolution


def evaluate_places(path: Path) -> dict[str, float]:
    """Resolve the place strings of a file of records and compare with their coordinates.

    Each line is an object with ``place_ar``, ``region_ar``, ``country``, ``lat`` and ``lon``.
    Shares are of all records that have coordinates.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.
    """
    return figures([placed(gazetteer(), row) for row in located(records(path))])


def located(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the records that have a place and coordinates."""
    return [row for row in rows if row.get("lat") is not None and row.get("place_ar")]


def placed(index: Index, row: Mapping[str, Any]) -> Placed:
    """Resolve the place of one record, and tell how far off it is."""
    found = resolve_written(index, row["place_ar"], row.get("region_ar"), row.get("country"))
    away = None
    if found.lat is not None and found.lon is not None:
        away = distance_km(found.lat, found.lon, row["lat"], row["lon"])
    return Placed(away, found)


def figures(found: Sequence[Placed]) -> dict[str, float]:
    """Shares of records within 5 and 20 km, unresolved, wrong though confident, said exact."""
    n = len(found)
    exact = [d for d, r in found if d is not None and r.geo_precision == 1 and r.confidence > 0.5]

    def share(count: int, of: int = n) -> float:
        return round(count / of, 4) if of else 0.0

    return {
        "n": n,
        "within_5km": share(sum(d is not None and d <= 5 for d, _ in found)),
        "within_20km": share(sum(d is not None and d <= 20 for d, _ in found)),
        "unresolved": share(sum(d is None for d, _ in found)),
        "wrong_50km_confident": share(
            sum(d is not None and d > 50 and r.confidence > 0.5 for d, r in found)
        ),
        "said_exact": share(len(exact)),
        "exact_within_5km": share(sum(d <= 5 for d in exact), len(exact)),
    }


def records(path: Path) -> list[dict[str, Any]]:
    """Load a file of objects, one a line, perhaps compressed.

    Raises:
        InputError: the file cannot be read, or a line is no object.
    """
    import gzip

    out: list[dict[str, Any]] = []
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise InputError(f"{path}:{number}: not JSON: {error}") from error
                if not isinstance(row, dict):
                    raise InputError(f"{path}:{number}: not an object")
                out.append(row)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    return out


def evaluate_reports(path: Path) -> dict[str, float]:
    """Read a file of reports and ask whether an event lies near each incident they are linked to.

    Each line is an object with ``text``, perhaps ``published`` and ``outlet``, and ``incidents``,
    each with ``lat`` and ``lon``. ``n`` counts pairs of a report and an incident.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.
    """
    n = found = located = 0
    for record in records(path):
        incidents = [i for i in record.get("incidents", ()) if i.get("lat") is not None]
        if not incidents:
            continue
        points = event_points(record)
        located += bool(points)
        n += len(incidents)
        found += sum(
            any(distance_km(*point, i["lat"], i["lon"]) <= _REPORT_KM for point in points)
            for i in incidents
        )
    return {"n": n, "found_10km": round(found / n, 4) if n else 0.0, "located_reports": located}


def event_points(record: dict[str, Any]) -> list[tuple[float, float]]:
    """Coordinates of the events of a report, read now: of their places, else of what holds them."""
    published = record.get("published")
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError as error:
        raise InputError(f"{published!r} is no date") from error
    article = Article(record["text"], outlet=record.get("outlet"), published=day)
    out: set[tuple[float, float]] = set()
    for event in read(article):
        for places in (event.places, event.within):
            points = {(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None}
            out |= points
            if points:
                break
    return sorted(out)
