"""The compiled gazetteer: names as one dictionary, places as columns.

A record's names become keys (:mod:`hudna.gazetteer.names`); each key leads to the rows of places
that bear it. Columns are plain arrays and a few long strings, so that a gazetteer of 200,000 names
is read in a fraction of a second and held in some tens of megabytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import nan
from typing import Any, NamedTuple

from hudna.gazetteer.names import (
    core_key,
    is_arabic,
    join_keys,
    name_key,
    sounds,
    word_key,
)
from hudna.gazetteer.records import PLACE_KINDS, RADIUS_KM, PlaceKind, Record
from hudna.text.fold import fold_term

_KIND_NUMBER = {kind: i for i, kind in enumerate(PLACE_KINDS)}


_UNITS = frozenset(_KIND_NUMBER[kind] for kind in ("country", "admin1", "admin2", "admin3"))


class Place(NamedTuple):
    """One place of the gazetteer."""

    row: int
    id: str
    name_ar: str | None
    name_latin: str | None
    kind: PlaceKind
    lat: float | None
    lon: float | None
    radius_km: float
    cc: str
    admin1: str
    admin2: str
    pcode: str
    population: int
    prominence: int


_NUMBERS = {
    "offsets": "I", "members": "I", "top": "I", "near_offsets": "I", "near_members": "I",
    "lats": "f", "lons": "f", "radii": "f", "populations": "I", "text_offsets": "I",
}  # fmt: skip
_BYTES = ("prominence", "definite", "kinds", "ranks", "texts")
_MEMO = 50_000
"""Places held spelt out."""
_LISTS = ("keys", "heads")


@dataclass(frozen=True, eq=False)
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
    """NaN where unknown."""
    lons: array[float]
    radii: array[float]
    kinds: bytes
    populations: array[int]
    ranks: bytes
    texts: bytes
    """Of each row: id, Arabic name, Latin name, cc, admin1, admin2, p-code, joined by tabs; UTF-8,
    taken apart only where it is asked for."""
    text_offsets: array[int]
    """``texts[text_offsets[n]:text_offsets[n + 1]]`` is row ``n``'s."""

    near_offsets: array[int]
    near_members: array[int]
    """Rows that each key of :attr:`near_keys` stands for."""
    near_keys: str
    """Keys of respelling, one a line: ``~`` and a name's core, ``=`` and its sounds."""

    def respelt(self, near: str) -> Sequence[int]:
        """Rows of the places whose names share a core (``~كذا``) or sounds (``=kd``)."""
        at = self._near.get(near)
        if at is None:
            return ()
        return self.near_members[self.near_offsets[at] : self.near_offsets[at + 1]]

    @cached_property
    def _near(self) -> dict[str, int]:
        keys = self.near_keys.split("\n")
        return dict(zip(keys, range(len(keys)), strict=True))

    def rows(self, key: str) -> Sequence[int]:
        """Rows of the places that bear a name with this key."""
        number = self.keys.get(key)
        return () if number is None else self.numbered(number)

    def numbered(self, number: int) -> Sequence[int]:
        """Rows of the places under the key of this number."""
        return self.members[self.offsets[number] : self.offsets[number + 1]]

    def place(self, row: int) -> Place:
        """Spell out one row; what was spelt out is remembered."""
        found = self._places.get(row)
        if found is None:
            if len(self._places) >= _MEMO:
                self._places.clear()
            found = self._places[row] = self._spelt(row)
        return found

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {}

    def _spelt(self, row: int) -> Place:
        text = self.texts[self.text_offsets[row] : self.text_offsets[row + 1]].decode()
        id_, ar, latin, cc, admin1, admin2, pcode = text.split("\t")
        lat, lon = self.lats[row], self.lons[row]
        known = lat == lat
        return Place(
            row, id_, ar or None, latin or None, PLACE_KINDS[self.kinds[row]],
            lat if known else None, lon if known else None, self.radii[row], cc, admin1, admin2,
            pcode, self.populations[row], self.ranks[row],
        )  # fmt: skip

    def unit(self, code: str) -> Place | None:
        """Return the country (``SY``), first-level (``SY-ID``) or lower unit (by id) of a code."""
        row = self._units.get(code)
        return None if row is None else self.place(row)

    @cached_property
    def _units(self) -> dict[str, int]:
        out: dict[str, int] = {}
        for row, kind in enumerate(self.kinds):
            if kind not in _UNITS:
                continue
            place = self.place(row)
            out.setdefault(place.id, row)
            if place.kind == "country":
                out.setdefault(place.cc, row)
            elif place.kind == "admin1" and place.admin1:
                if place.id.startswith("iso:"):
                    out[place.admin1] = row
                else:
                    out.setdefault(place.admin1, row)
        return out

    @cached_property
    def admin1_pcodes(self) -> dict[str, str]:
        """ISO 3166-2 code of each first-level unit's p-code."""
        units = {self.place(row) for row in self._units.values()}
        return {u.pcode: u.admin1 for u in units if u.kind == "admin1" and u.pcode}

    def __len__(self) -> int:
        """Count the places."""
        return len(self.kinds)

    def blobs(self) -> dict[str, bytes]:
        """Spell the index as named runs of bytes, numbers in this machine's order."""
        out = {name: getattr(self, name).tobytes() for name in _NUMBERS}
        out |= {name: getattr(self, name) for name in _BYTES}
        out |= {name: "\n".join(getattr(self, name)).encode() for name in _LISTS}
        out["near_keys"] = self.near_keys.encode()
        return out

    @classmethod
    def from_blobs(cls, blobs: Mapping[str, bytes]) -> Index:
        """Read what :meth:`blobs` spelt; on a machine of the same byte order."""
        columns: dict[str, Any] = {name: blobs[name] for name in _BYTES}
        for name, code in _NUMBERS.items():
            column = array(code)
            column.frombytes(blobs[name])
            columns[name] = column
        lists = {name: blobs[name].decode().split("\n") for name in _LISTS}
        keys = lists["keys"]
        return cls(
            keys=dict(zip(keys, range(len(keys)), strict=True)),
            heads=frozenset(lists["heads"]),
            near_keys=blobs["near_keys"].decode(),
            **columns,
        )


def compile_index(records: Iterable[Record]) -> Index:
    """Compile records; their order breaks ties of prominence and population."""
    lats, lons, radii = array("f"), array("f"), array("f")
    kinds, ranks = bytearray(), bytearray()
    populations = array("I")
    texts, text_offsets = bytearray(), array("I", [0])
    bearing: dict[str, list[int]] = {}
    shape: dict[str, int] = {}
    heads: set[str] = set()
    near: dict[str, list[int]] = {}
    for row, record in enumerate(records):
        lats.append(nan if record.lat is None else record.lat)
        lons.append(nan if record.lon is None else record.lon)
        radius = record.radius_km
        radii.append(RADIUS_KM[record.kind] if radius is None else radius)
        kinds.append(_KIND_NUMBER[record.kind])
        ranks.append(record.prominence)
        populations.append(record.population)
        arabic = next((n for n in record.names if is_arabic(n)), "")
        latin = next((n for n in record.names if not is_arabic(n)), "")
        fields = (record.id, arabic, latin, record.cc, record.admin1, record.admin2, record.pcode)
        texts += "\t".join(field.replace("\t", " ") for field in fields).encode()
        text_offsets.append(len(texts))
        for key, bits, begins in {_shape(name) for name in record.names}:
            if not key:
                continue
            held = bearing.setdefault(key, [])
            if not held or held[-1] != row:
                held.append(row)
            shape[key] = shape.get(key, 0) | bits
            heads.update(begins)
        for name in record.names:
            for key in _respellings(name, bool(arabic)):
                rows = near.setdefault(key, [])
                if not rows or rows[-1] != row:
                    rows.append(row)
    offsets, members, top = array("I", [0]), array("I"), array("I")
    prominence = bytearray()
    for held in bearing.values():
        best = max(held, key=lambda r: (ranks[r], populations[r], -r))
        members.extend(held)
        offsets.append(len(members))
        top.append(best)
        prominence.append(ranks[best])
    near_offsets, near_members = array("I", [0]), array("I")
    for rows in near.values():
        near_members.extend(rows)
        near_offsets.append(len(near_members))
    return Index(
        dict(zip(bearing, range(len(bearing)), strict=True)), offsets, members, bytes(prominence),
        top, bytes(shape[key] for key in bearing), frozenset(heads),
        lats, lons, radii, bytes(kinds), populations, bytes(ranks), bytes(texts), text_offsets,
        near_offsets, near_members, "\n".join(near),
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


_FEW_SOUNDS = 3
"""Names of fewer consonants are not found by their sounds: too many share them."""


def _respellings(name: str, has_arabic: bool) -> Iterator[str]:
    """Keys of respelling of a name; of a Latin one only where the place has no Arabic name."""
    if is_arabic(name):
        core = core_key(name)
        if core and core != name_key(name):
            yield "~" + core
    elif has_arabic:
        return
    heard = sounds(name)
    if len(heard) >= _FEW_SOUNDS:
        yield "=" + heard
