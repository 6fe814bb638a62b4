"""Countries: codes and capitals, from ``data/countries.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from hudna.gazetteer.index import Index
from hudna.gazetteer.names import name_key


def data_table(name: str, key: str) -> list[dict[str, Any]]:
    """Read one array of tables of a data file of this package."""
    source = (files("hudna.gazetteer") / "data" / name).read_text("utf-8")
    return list(tomllib.loads(source)[key])


@cache
def countries() -> tuple[dict[str, Any], ...]:
    """Rows of ``countries.toml``."""
    return tuple(data_table("countries.toml", "country"))


@cache
def iso3_codes() -> dict[str, str]:
    """ISO 3166 alpha-3 of each alpha-2 code."""
    return {row["cc"]: row["iso3"] for row in countries()}


def capital_ids(index: Index) -> frozenset[str]:
    """Gazetteer ids of the cities that are capitals."""
    found: set[str] = set()
    for row in countries():
        rows = [index.place(r) for r in index.rows(name_key(row["capital"]))]
        cities = [p for p in rows if p.cc == row["cc"] and p.kind == "city"]
        if cities:
            found.add(max(cities, key=lambda p: p.population).id)
    return frozenset(found)


def seat_ids(index: Index) -> frozenset[str]:
    """Gazetteer ids of the cities whose names stand for a government: capitals, and a few more."""
    found: set[str] = set(capital_ids(index))
    for row in countries():
        for name in row.get("stands", ()):
            bearers = (index.place(r) for r in index.rows(name_key(name)))
            found.update(p.id for p in bearers if p.cc == row["cc"] and p.kind in ("city", "town"))
    return frozenset(found)


def geonames_units() -> dict[tuple[str, str], str]:
    """ISO 3166-2 code of each GeoNames ``(country, admin1 code)``."""
    return {
        (row["cc"], number): row["code"]
        for row in data_table("admin1.toml", "admin1")
        for number in row.get("gn", ())
    }


@cache
def _cc_codes() -> dict[str, str]:
    return {iso3: cc for cc, iso3 in iso3_codes().items()}


def cc_of(iso3: str) -> str | None:
    """ISO 3166 alpha-2 of an alpha-3 code; ``None`` if it is not a country's."""
    return _cc_codes().get(iso3)
