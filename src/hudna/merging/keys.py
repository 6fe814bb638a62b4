"""Blocking: which claims are worth comparing at all.

Claims are compared only where they share a key: their days with their area, with a place's name or
with one of their rarest words; a run of the text (locality-sensitive hashing of the MinHash
signature, Leskovec, Rajaraman & Ullman, *Mining of Massive Datasets*, ch. 3); or a round of talks.
So the work grows with the number of claims, not with its square.

A claim *holds* keys and *seeks* keys. The two differ for claims that only know a wide area: they
meet the claims of every cell inside, which do not meet each other by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from zlib import crc32

from hudna.merging.sketch import WIDE_KM, Sketch
from hudna.merging.wording import PERMUTATIONS

_DAYS = 3
"""Days of a bucket."""
_SLACK = 1
"""Days by which an interval is widened at both ends, so that claims two days apart meet."""
_MOST_BUCKETS = 6
_CELL = 0.5
"""Degrees of a cell of the map."""
_EDGE = 0.06
"""Degrees by which a place reaches into the next cell."""
_REGION = 4.0
"""Degrees of a cell for claims that know only a wide area."""
_RARE = 6
"""Words of a claim by which it is found."""
_ROWS = 4
"""Values of a signature in one band: copies from about half of their runs on are found."""


def held(sketch: Sketch) -> tuple[str, ...]:
    """The keys by which a claim is found."""
    return tuple(dict.fromkeys(_keys(sketch, seeking=False)))


def sought(sketch: Sketch) -> tuple[str, ...]:
    """The keys by which a claim looks for others; whom it finds in turn would find it."""
    return tuple(dict.fromkeys(_keys(sketch, seeking=True)))


def _keys(sketch: Sketch, seeking: bool) -> Iterator[str]:
    group = sketch.group
    for bucket in _buckets(sketch):
        when = f"{group}|{bucket}"
        for lat, lon, radius in sketch.points:
            if radius <= WIDE_KM:
                for cell in _cells(lat, lon, _CELL, _EDGE):
                    yield f"cell|{when}|{cell}"
            for cell in _cells(lat, lon, _REGION, radius / 111):
                wide = radius > WIDE_KM
                if wide or not seeking:
                    yield f"{'wide' if wide else 'narrow'}|{when}|{cell}"
                if seeking:
                    yield f"wide|{when}|{cell}"
                    if wide:
                        yield f"narrow|{when}|{cell}"
        for name in sorted(sketch.names):
            yield f"name|{when}|{name}"
        for word in _rare(sketch):
            yield f"word|{when}|{word}"
    if sketch.round is not None and sketch.name is not None:
        yield f"round|{group}|{sketch.name}|{sketch.round}"
    signature = sketch.report.signature
    if signature:
        for first in range(0, PERMUTATIONS, _ROWS):
            band = crc32(repr(signature[first : first + _ROWS]).encode())
            yield f"copy|{group}|{first}|{band}"


def _buckets(sketch: Sketch) -> Iterator[str]:
    if sketch.days is None:
        yield "undated"
        return
    first, last = (sketch.days[0] - _SLACK) // _DAYS, (sketch.days[1] + _SLACK) // _DAYS
    if last - first < _MOST_BUCKETS:
        yield from map(str, range(first, last + 1))
        return
    # A period meets the periods that begin about when it does, and what happened in its last days.
    yield f"period{first // 10}"
    yield f"period{first // 10 + 1}"
    yield str(last)


def _cells(lat: float, lon: float, size: float, edge: float) -> Iterator[str]:
    edge = min(edge, size)
    rows = sorted({floor((lat + d) / size) for d in (-edge, edge)})
    columns = sorted({floor((lon + d) / size) for d in (-edge, edge)})
    for row in rows:
        for column in columns:
            yield f"{row},{column}"


def _rare(sketch: Sketch) -> list[str]:
    words = sketch.words
    return sorted(words, key=lambda word: (-words[word], word))[:_RARE]


def opposite(key: str) -> str:
    """The key that those hold who seek this one without holding it; of most keys, the key itself.

    A claim that holds ``narrow|…`` seeks ``wide|…`` of the same days and cell, and the other way.
    """
    kind, bar, rest = key.partition("|")
    return {"narrow": "wide", "wide": "narrow"}.get(kind, kind) + bar + rest


def is_only_found(key: str) -> bool:
    """Whether those who hold a key do not seek each other by it."""
    return key.startswith("narrow|")
