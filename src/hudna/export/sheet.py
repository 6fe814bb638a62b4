"""The reviewed sheet: what of an incident a sheet may change, and which changes one asks for.

A sheet is a CSV file with a row an incident, as ``hudna export --format hxl`` writes it, or with
fewer columns: ``id`` and those that are corrected. Every cell that differs from what the record
holds is one correction. Nothing here touches the record.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hudna.errors import InputError
from hudna.export.cells import cell, uncell
from hudna.export.rows import Reviewed, day_of, index_of_spot
from hudna.model import EVENT_TYPES, STATUSES

STANDINGS: Mapping[str, Literal["accept", "reject"]] = {"accepted": "accept", "rejected": "reject"}
"""What a reviewer may write in the column ``standing``, and the decision that it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """One decision that a sheet asks for."""

    action: Literal["correct", "accept", "reject"]
    """``correct``, ``accept`` or ``reject``."""
    field: str | None = None
    """Of a correction: the field's path."""
    value: Any = None
    """Of a correction: what it is set to, as JSON holds it."""


def taken_back(item: Reviewed) -> dict[str, object]:
    """What a sheet may change of an incident, by column, as the record holds it."""
    incident = item.incident
    start, end = day_of(incident)
    number = index_of_spot(incident)
    place = None if number is None else incident.places[number]
    return {
        "standing": item.standing,
        "type": incident.type,
        "status": incident.status,
        "date_start": start,
        "date_end": end,
        "place": place and place.name,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "killed_best": incident.killed.best,
        "killed_low": incident.killed.low,
        "killed_high": incident.killed.high,
        "injured_best": incident.injured.best,
        "injured_low": incident.injured.low,
        "injured_high": incident.injured.high,
        "contested": incident.contested,
        "name": incident.name,
        "round": incident.round,
    }


def state_of(item: Reviewed) -> str:
    """A mark of what the record holds of an incident, by which a sheet is known to be of it."""
    held = "\x1f".join(f"{name}={cell(value)}" for name, value in taken_back(item).items())
    return hashlib.sha256(held.encode()).hexdigest()[:12]


def changes(row: Mapping[str, str], item: Reviewed) -> list[Change]:
    """List the decisions that a row asks for, against what the record holds now.

    A column that the row lacks asks for nothing; an emptied cell says that it is unknown.

    Raises:
        InputError: a cell does not hold such a value, or the incident has changed since the sheet
            was written, so that what differs need not be the reviewer's doing.
    """
    held = taken_back(item)
    asked = {name: _read(name, row[name]) for name in held if _differs(row, name, held[name])}
    # A spreadsheet may have written the same value otherwise: TRUE, 35.610.
    asked = {name: value for name, value in asked.items() if not _same(value, held[name])}
    found = [*_standing(asked), *_single(asked), *_time(asked, item), *_place(asked, item)]
    if found and row.get("state") and row["state"].strip() != state_of(item):
        raise InputError("the incident has changed since this sheet was exported; export it again")
    return found


def _differs(row: Mapping[str, str], name: str, held: object) -> bool:
    return name in row and uncell(row[name]) != uncell(cell(held))


def _same(value: object, held: object) -> bool:
    return value == (round(held, 6) if isinstance(held, float) else held)


def _standing(asked: Mapping[str, Any]) -> list[Change]:
    return [Change(STANDINGS[asked["standing"]])] if "standing" in asked else []


def _single(asked: Mapping[str, Any]) -> list[Change]:
    return [Change("correct", path, asked[name]) for name, path in _PATHS.items() if name in asked]


def _time(asked: Mapping[str, Any], item: Reviewed) -> list[Change]:
    if not asked.keys() & {"date_start", "date_end"}:
        return []
    start, end = day_of(item.incident)
    first, last = asked.get("date_start", start), asked.get("date_end", end)
    if first is None and last is None:
        return [Change("correct", "time", None)]
    if first is None or last is None or last < first:
        raise InputError("date_start and date_end: give both, the earlier first, or neither")
    if item.incident.time is None:
        value = {"start": first.isoformat(), "end": last.isoformat()}
        return [Change("correct", "time", value)]
    return [
        Change("correct", f"time.{name[5:]}", day.isoformat())
        for name, day in (("date_start", first), ("date_end", last))
        if name in asked
    ]


def _place(asked: Mapping[str, Any], item: Reviewed) -> list[Change]:
    if not asked.keys() & {"place", "lat", "lon"}:
        return []
    values = {name: asked[name] for name in ("place", "lat", "lon") if name in asked}
    number = index_of_spot(item.incident)
    held = None if number is None else item.incident.places[number]
    lat = values.get("lat", held and held.lat)
    lon = values.get("lon", held and held.lon)
    if (lat is None) != (lon is None):
        raise InputError("lat and lon: give both or neither")
    if held is None:
        if values.get("place") is None:
            raise InputError("place: name it, where the incident has no place yet")
        value = [{"name": values["place"], "lat": lat, "lon": lon}]
        return [Change("correct", "places", value)]
    if "place" in values and values["place"] is None:
        raise InputError("place: it needs a name; to say that it is unknown, correct places to []")
    return [
        Change("correct", f"places[{number}].{'name' if name == 'place' else name}", value)
        for name, value in values.items()
    ]


def _read(name: str, text: str) -> Any:
    try:
        return _READERS[name](uncell(text))
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no day like 2018-11-19") from None


def _count(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and len(text) <= 9):  # Arabic digits too
        raise ValueError(f"{text[:40]!r} is no whole number from 0 up")
    return int(text)


def _degrees(most: float) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        if not text:
            return None
        try:
            # Where cells are parted by semicolons the comma is the decimal mark.
            found = float(text.replace(",", "."))
        except ValueError:
            found = math.nan
        if not abs(found) <= most:
            raise ValueError(f"{text[:40]!r} is no number from -{most} to {most}")
        return found

    return read


def _words(text: str) -> str | None:
    return text or None


def _flag(text: str) -> bool:
    found = {"true": True, "false": False}.get(text.lower())
    if found is None:
        raise ValueError(f"{text[:40]!r} is neither true nor false")
    return found


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"{text[:40]!r} is none of {', '.join(known)}")
        return text

    return read


_READERS: Mapping[str, Callable[[str], Any]] = {
    "standing": _one_of(tuple(STANDINGS)),
    "type": _one_of(EVENT_TYPES),
    "status": _one_of(STATUSES),
    "date_start": _day,
    "date_end": _day,
    "place": _words,
    "lat": _degrees(90),
    "lon": _degrees(180),
    "killed_best": _count,
    "killed_low": _count,
    "killed_high": _count,
    "injured_best": _count,
    "injured_low": _count,
    "injured_high": _count,
    "contested": _flag,
    "name": _words,
    "round": _count,
}
"""How each column is read."""
_PATHS = {
    "type": "type",
    "status": "status",
    "killed_best": "killed.best",
    "killed_low": "killed.low",
    "killed_high": "killed.high",
    "injured_best": "injured.best",
    "injured_low": "injured.low",
    "injured_high": "injured.high",
    "contested": "contested",
    "name": "name",
    "round": "round",
}
"""The field of each column that is one field by itself."""
