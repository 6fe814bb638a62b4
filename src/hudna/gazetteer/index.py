"""The compiled gazetteer: names as one dictionary, places as columns.

A record's names become keys (:mod:`hudna.gazetteer.names`); each key leads to the rows of places
that bear it. Columns are plain arrays and two long strings, so that a gazetteer of 200,000 names is
read in a fraction of a second and held in some tens of megabytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from hudna.gazetteer.names import is_arabic, join_keys, name_key, word_key
from hudna.gazetteer.records import PLACE_KINDS, RADIUS_KM, PlaceKind, Record
from hudna.text.fold import fold_term

_KIND_NUMBER = {kind: i for i, kind in enumerate(PLACE_KINDS)}


class Place(NamedTuple):
    """One place of the gazetteer."""

    row: int
    id: str
    name_ar: str | None
    name_latin: str | None
    kind: PlaceKind
    lat: float
    lon: float
    radius_km: float
    cc: str
    admin1: str
    admin2: str
    pcode: str
    population: int
    prominence: int


@dataclass(frozen=True, slots=True)
class Index:
    """A gazetteer ready for use; share it between threads."""

    keys: dict[str, int]
    """Key of a name → its number."""
    offsets: array[int]
    """``members[offsets[n]:offsets[n + 1]]`` are the rows of key ``n``."""
    members: array[int]
    prominence: bytes
    """Of each key: the highest of its places."""
    top: array[int]
    """Of each key: its most prominent row."""
    definite: bytes
    """Of each key: 1 some name lacks ال, 2 some name has it, 3 both, 0 not Arabic."""
    heads: frozenset[str]
    """Keys of what names of several words begin with: their first word, first two words …"""
    lats: array[float]
    lons: array[float]
    radii: array[float]
    kinds: bytes
    populations: array[int]
    ranks: bytes
    texts: Sequence[str]
    """Of each row: id, Arabic name, Latin name, cc, admin1, admin2, p-code, joined by tabs."""

    def rows(self, key: str) -> Sequence[int]:
        """Rows of the places that bear a name with this key."""
        number = self.keys.get(key)
        if number is None:
            return ()
        return self.members[self.offsets[number] : self.offsets[number + 1]]

    def place(self, row: int) -> Place:
        """Spell out one row."""
        id_, ar, latin, cc, admin1, admin2, pcode = self.texts[row].split("\t")
        return Place(
            row, id_, ar or None, latin or None, PLACE_KINDS[self.kinds[row]],
            self.lats[row], self.lons[row], self.radii[row], cc, admin1, admin2, pcode,
            self.populations[row], self.ranks[row],
        )  # fmt: skip

    def __len__(self) -> int:
        """Count the places."""
        return len(self.texts)


def compile_index(records: Iterable[Record]) -> Index:
    """Compile records; their order breaks ties of prominence and population."""
    lats, lons, radii = array("f"), array("f"), array("f")
    kinds, ranks = bytearray(), bytearray()
    populations = array("I")
    texts: list[str] = []
    bearing: dict[str, list[int]] = {}
    shape: dict[str, int] = {}
    heads: set[str] = set()
    for row, record in enumerate(records):
        lats.append(record.lat)
        lons.append(record.lon)
        radius = record.radius_km
        radii.append(RADIUS_KM[record.kind] if radius is None else radius)
        kinds.append(_KIND_NUMBER[record.kind])
        ranks.append(record.prominence)
        populations.append(record.population)
        arabic = next((n for n in record.names if is_arabic(n)), "")
        latin = next((n for n in record.names if not is_arabic(n)), "")
        fields = (record.id, arabic, latin, record.cc, record.admin1, record.admin2, record.pcode)
        texts.append("\t".join(field.replace("\t", " ").replace("\n", " ") for field in fields))
        for key, bits, begins in {_shape(name) for name in record.names}:
            if not key:
                continue
            held = bearing.setdefault(key, [])
            if not held or held[-1] != row:
                held.append(row)
            shape[key] = shape.get(key, 0) | bits
            heads.update(begins)
    offsets, members, top = array("I", [0]), array("I"), array("I")
    prominence = bytearray()
    for held in bearing.values():
        best = max(held, key=lambda r: (ranks[r], populations[r], -r))
        members.extend(held)
        offsets.append(len(members))
        top.append(best)
        prominence.append(ranks[best])
    return Index(
        dict(zip(bearing, range(len(bearing)), strict=True)), offsets, members, bytes(prominence),
        top, bytes(shape[key] for key in bearing), frozenset(heads),
        lats, lons, radii, bytes(kinds), populations, bytes(ranks), texts,
    )  # fmt: skip


def _shape(name: str) -> tuple[str, int, tuple[str, ...]]:
    """Key of a name, whether it has ال, and the keys of what it begins with."""
    key = name_key(name)
    if not is_arabic(name):
        return key, 0, ()
    words = fold_term(name).split(" ")
    bits = 2 if words[0].startswith("ال") else 1
    if len(words) == 1:
        return key, bits, ()
    keys = [join_keys(word_key(words[0])), *map(word_key, words[1:-1])]
    return key, bits, tuple(accumulate(keys))
