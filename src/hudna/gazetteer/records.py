"""What a source says of one place, before it is compiled into the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

PlaceKind = Literal[
    "country", "admin1", "admin2", "admin3", "city", "town", "village", "neighbourhood",
    "camp", "site", "crossing", "checkpoint", "post", "dam", "road", "hill", "area", "water",
]  # fmt: skip
"""What kind of thing a gazetteer's place is."""

PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)

RADIUS_KM: dict[PlaceKind, float] = {
    "country": 300, "admin1": 50, "admin2": 20, "admin3": 10, "city": 5, "town": 2, "village": 1.5,
    "neighbourhood": 1, "camp": 1, "site": 1, "crossing": 1, "checkpoint": 1, "post": 1, "dam": 1,
    "road": 10, "hill": 2, "area": 15, "water": 20,
}  # fmt: skip
"""Radius of uncertainty of a place whose source gives none, in km: about half its usual extent."""


@dataclass(frozen=True, slots=True)
class Record:
    """One place of one source."""

    id: str
    """``source:number``, stable between builds."""
    names: tuple[str, ...]
    """Every name, in any script; the first Arabic one and the first Latin one are shown."""
    kind: PlaceKind
    lat: float | None
    """``None``: the source does not say where it is."""
    lon: float | None
    cc: str
    """ISO 3166 alpha-2; empty if unknown."""
    radius_km: float | None = None
    """``None``: the usual one of its kind."""
    admin1: str = ""
    """ISO 3166-2 code of the first-level unit that holds it."""
    admin2: str = ""
    """Id of the record of the second-level unit that holds it."""
    pcode: str = ""
    """OCHA p-code."""
    population: int = 0
    prominence: int = 1
    """1: named only beside a cue; 2: known in its region; 3: known without any cue."""
