"""How right the coordinates are: against incident records, and against reports linked to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hudna.errors import InputError
from hudna.gazetteer import gazetteer
from hudna.gazetteer.geometry import distance_km
from hudna.gazetteer.resolve import Resolution
from hudna.gazetteer.written import resolve_written


def evaluate_places(path: Path) -> dict[str, float]:
    """Resolve the place strings of a file of records and compare with their coordinates.

    Each line is an object with ``place_ar``, ``region_ar``, ``country``, ``lat`` and ``lon``.
    Shares are of all records that have coordinates.

    Raises:
        InputError: the file cannot be read, or a line is not such an object.
    """
    index = gazetteer()
    distances: list[tuple[float | None, Resolution]] = []
    for record in _records(path):
        if record.get("lat") is None or not record.get("place_ar"):
            continue
        found = resolve_written(
            index, record["place_ar"], record.get("region_ar"), record.get("country")
        )
        away = None
        if found.lat is not None and found.lon is not None:
            away = distance_km(found.lat, found.lon, record["lat"], record["lon"])
        distances.append((away, found))
    return _figures(distances)


def _figures(found: list[tuple[float | None, Resolution]]) -> dict[str, float]:
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


def _records(path: Path) -> list[dict[str, Any]]:
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
