"""Monthly counts as OCHA's HAPI has conflict events: by area, kind of event and month.

Each incident is counted once, in the narrowest area that is known of it. Memory holds a row for
each area and month, not the incidents.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, NamedTuple

from hudna.export import LeftOut
from hudna.export.acled_codes import DEMONSTRATIONS, POLITICAL, disorder_of, targets_civilians
from hudna.export.cells import Rows, joined
from hudna.export.rows import Reviewed, codes_of_incident, spot_of, sums_a_period, unit_name
from hudna.model import Unit

COLUMNS = (
    "location_code", "has_hrp", "in_gho", "provider_admin1_name", "provider_admin2_name",
    "admin1_code", "admin1_name", "admin2_code", "admin2_name", "admin_level", "event_type",
    "events", "fatalities", "reference_period_start", "reference_period_end", "dataset_hdx_id",
    "resource_hdx_id", "warning", "error",
)  # fmt: skip


class _Key(NamedTuple):
    country: str
    admin1: tuple[str, str]
    """P-code and name, each empty where unknown."""
    admin2: tuple[str, str]
    kind: str
    month: date


@dataclass(slots=True)
class _Count:
    events: int = 0
    fatalities: int | None = None
    unknown: int = 0
    """How many events have no known toll."""
    summed: int = 0
    """How many have a toll that sums a period: it holds deaths of other events too."""
    corrected: int = 0
    """How many hold what a reviewer set."""


def write(items: Iterable[Reviewed], out: IO[str]) -> LeftOut:
    """Count incidents and write a row for each area, kind and month."""
    counts: dict[_Key, _Count] = {}
    left: LeftOut = Counter()
    for item in items:
        kinds = list(_kinds(item))
        if not kinds:
            left["HAPI counts political violence, attacks on civilians and demonstrations"] += 1
            continue
        key = _area_and_month(item)
        if isinstance(key, str):
            left[key] += 1
            continue
        for kind in kinds:
            _add(counts.setdefault(key._replace(kind=kind), _Count()), item)
    rows = Rows(out, COLUMNS)
    for found in sorted(counts):
        rows.write(_row(found, counts[found]))
    return left


def _kinds(item: Reviewed) -> Iterator[str]:
    codes = codes_of_incident(item.incident)
    disorder = disorder_of(codes) or ""
    if POLITICAL in disorder:
        yield "political_violence"
        if targets_civilians(codes, item.incident):
            yield "civilian_targeting"
    if DEMONSTRATIONS in disorder:
        yield "demonstration"


def _area_and_month(item: Reviewed) -> _Key | str:
    """Where and when an incident counts; or why it does not."""
    time, spot = item.incident.time, spot_of(item)
    if time is None or (time.start.year, time.start.month) != (time.end.year, time.end.month):
        return "their month is not known"
    if spot is None or spot.country is None:
        return "their country is not known"
    return _Key(spot.country, _unit(spot.admin1), _unit(spot.admin2), "", time.start.replace(day=1))


def _unit(unit: Unit | None) -> tuple[str, str]:
    return ("", "") if unit is None else (unit.pcode or "", unit_name(unit) or unit.code)


def _add(count: _Count, item: Reviewed) -> None:
    best = item.incident.killed.best
    count.events += 1
    count.corrected += bool(item.corrected)
    if best is None:
        count.unknown += 1
    elif sums_a_period(item.incident):
        count.summed += 1
    else:
        count.fatalities = (count.fatalities or 0) + best


def _row(key: _Key, count: _Count) -> dict[str, object]:
    last = key.month.replace(day=monthrange(key.month.year, key.month.month)[1])
    warnings = []
    if count.unknown:
        warnings.append(f"fatalities unknown for {count.unknown} of {count.events} events")
    if count.summed:
        what = f"{count.summed} of {count.events} events"
        warnings.append(f"fatalities of {what} left out: they sum a period")
    if count.corrected:
        warnings.append(f"{count.corrected} of {count.events} events corrected in review")
    return {
        "location_code": key.country,
        "provider_admin1_name": key.admin1[1],
        "provider_admin2_name": key.admin2[1],
        "admin1_code": key.admin1[0],
        # HAPI names a unit only beside its p-code; other names are the provider's.
        "admin1_name": key.admin1[1] if key.admin1[0] else "",
        "admin2_code": key.admin2[0],
        "admin2_name": key.admin2[1] if key.admin2[0] else "",
        "admin_level": 2 if any(key.admin2) else 1 if any(key.admin1) else 0,
        "event_type": key.kind,
        "events": count.events,
        "fatalities": count.fatalities,
        "reference_period_start": f"{key.month} 00:00:00+00:00",
        "reference_period_end": f"{last} 00:00:00+00:00",
        "warning": joined(warnings),
    }
