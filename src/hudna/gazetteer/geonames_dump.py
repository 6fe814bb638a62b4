"""Reading GeoNames' country dumps: nineteen columns, no header.

The columns and feature codes are those of GeoNames' readme and ``featureCodes_en.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hudna.gazetteer.countries import geonames_units
from hudna.gazetteer.file_units import FileUnits
from hudna.gazetteer.index import Index
from hudna.gazetteer.names import is_arabic
from hudna.gazetteer.records import PlaceKind, Record
from hudna.gazetteer.tally import Tally, degrees

COLUMNS = 19

_CODES: dict[str, PlaceKind] = {
    "PCLI": "country", "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3",
    "PPLX": "neighbourhood", "PPLQ": "site", "CRTR": "area", "DAM": "dam", "CMP": "camp",
    "CMPRF": "camp", "PSTB": "crossing", "CSTM": "crossing", "PSTP": "checkpoint",
}  # fmt: skip
_CLASSES: dict[str, PlaceKind] = {
    "A": "admin3", "H": "water", "L": "area", "P": "village", "R": "road", "S": "site", "T": "hill",
    "U": "water", "V": "area",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]")


def dump_records(lines: Iterable[str], index: Index, tally: Tally) -> Iterator[Record]:
    """Read a dump; rows that cannot be read are counted and left out."""
    units = FileUnits(index)
    of_code = geonames_units()
    for number, line in enumerate(lines, 1):
        tally.rows += 1
        try:
            record = _record(line.rstrip("\r\n").split("\t"), of_code)
        except ValueError as error:
            tally.count(number, error)
            continue
        if record.kind in ("admin1", "admin2"):
            same = units.same(record.cc, record.kind, record.names)
            if same is not None:
                # The gazetteer's own unit stands; the dump adds its spellings.
                record = Record(
                    same.id, record.names, record.kind, None, None, record.cc, admin1=same.admin1
                )
        yield record


def _record(cells: list[str], of_code: dict[tuple[str, str], str]) -> Record:
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} cells, not {COLUMNS}")
    id_, name, ascii_name, others = cells[:4]
    if not id_.isdigit():
        raise ValueError(f"{id_!r} is no GeoNames id")
    lat, lon = degrees(cells[4], 90), degrees(cells[5], 180)
    feature, code, cc, admin1 = cells[6], cells[7], cells[8], cells[10]
    population = int(cells[14] or 0)
    kind = _CODES.get(code) or _CLASSES.get(feature, "site")
    if kind == "village" and population >= 5_000:
        kind = "city" if population >= 50_000 else "town"
    written = [n.strip() for n in others.split(",")]
    arabic = [n for n in written if is_arabic(n)]
    names = [*arabic, name, ascii_name, *(n for n in written if n.isascii())]
    names = list(dict.fromkeys(n for n in names if _WORD.search(n)))
    if not names:
        raise ValueError("no name")
    return Record(
        f"gn:{id_}", tuple(names), kind, lat, lon, cc, admin1=of_code.get((cc, admin1), ""),
        population=population, prominence=1 + (population >= 1_000) + (population >= 50_000),
    )  # fmt: skip
