"""What the columns of a table hold: by the caller's word, and by the headers in common use.

Known are the headers of Who's On First extracts and of GeoNames, those of OCHA's COD tables, and
the fields' own names. OCHA's tables of p-codes have a row for each unit of their deepest level, and
in it the names and codes of every level above (``ADM3_AR``, ``admin3Pcode``, ``adm3_name1``): the
deepest level is the row's own, the levels above hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hudna.gazetteer.records import PlaceKind

FIELDS = (
    "id", "ar", "en", "names", "lat", "lon", "kind", "cc", "admin1", "admin2", "pcode",
    "population",
)  # fmt: skip
"""What a column can be mapped to; ``ar``, ``en`` and ``names`` may each have several columns."""

_USUAL: dict[str, str] = {
    **{field: field for field in FIELDS},
    "wof_id": "id", "geonames_id": "geonames", "geonameid": "geonames",
    "country_code": "cc", "adm0_pcode": "cc", "admin0pcode": "cc", "placetype": "kind",
    "layer": "kind", "name_en": "en", "name": "en", "nam_en_ref": "en", "asciiname": "en",
    "name_ar": "ar", "names_ar": "ar", "nam_ar_ref": "ar", "alternatenames": "names",
    "latitude": "lat", "center_lat": "lat", "lng": "lon", "longitude": "lon",
    "center_lon": "lon", "region_id": "admin1", "adm1_pcode": "admin1",
    "admin1_pcode": "admin1", "admin1pcode": "admin1", "county_id": "admin2",
    "adm2_pcode": "admin2", "admin2_pcode": "admin2", "admin2pcode": "admin2",
}  # fmt: skip
_NAMES = ("ar", "en", "names")
_LEVEL = re.compile(
    r"adm(?:in)?(?P<level>[1-5])_?(?:(?P<code>pcode)|(?:ref)?(?:name)?_?(?P<tongue>en|ar|name1?))"
)
"""OCHA's headers of one level, in small letters; ``name1`` is the name in the local language."""
_TONGUES = {"en": "en", "ar": "ar", "name": "en", "name1": "names", "": "en"}
_LEVEL_KINDS: Mapping[int, PlaceKind] = {1: "admin1", 2: "admin2", 3: "admin3"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which columns give each field."""

    columns: Mapping[str, list[str]]
    """Headers by field, in the file's order; ``geonames`` is an id of GeoNames'."""
    kind: PlaceKind | None
    """Kind of every row, where the headers tell it; ``None``: they do not."""

    @property
    def named(self) -> bool:
        """Whether any column holds names."""
        return any(field in self.columns for field in _NAMES)


def plan_of(headers: Iterable[str], mapped: Mapping[str, str]) -> Plan:
    """Tell what columns hold.

    Args:
        headers: as they stand in the file.
        mapped: the caller's word, ``{"Village Arabic": "ar"}``; for the fields that it names, no
            other column counts.
    """
    headers = list(headers)
    taken = set(mapped.values())
    columns: dict[str, list[str]] = {}
    for header in headers:
        field = mapped.get(header) or _USUAL.get(header.strip().lower())
        if field is not None and (header in mapped or field not in taken):
            columns.setdefault(field, []).append(header)
    if any(field in columns for field in _NAMES):
        return Plan(columns, None)
    return _levelled(headers, columns)


def _levelled(headers: list[str], columns: dict[str, list[str]]) -> Plan:
    """Take the names and the code of the deepest level for the rows' own."""
    found = [(header, match) for header in headers if (match := _LEVEL.fullmatch(header.lower()))]
    deepest = max((int(m["level"]) for _, m in found if not m["code"]), default=0)
    if not deepest:
        return Plan(columns, None)
    for header, match in found:
        if int(match["level"]) == deepest:
            field = "pcode" if match["code"] else _TONGUES[match["tongue"]]
            columns.setdefault(field, []).append(header)
    for field, level in (("admin1", 1), ("admin2", 2)):
        if level == deepest:
            columns.pop(field, None)
    return Plan(columns, _LEVEL_KINDS.get(deepest, "village"))
